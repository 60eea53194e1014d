"""Which of the lines above a table speaks of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest import items, sentences
from ingest.cell_kinds import is_total
from ingest.numbers import cell_number

_TOTAL = re.compile(r"(?:총|약)?\s?[\d,.]+\s?(?:조|천억|억|천만|백만|천)?\s?원")
_LONGEST = 30  # letters of a caption that ends as sentences do
_SENTENCE = re.compile(r"[다오요]\.?$")
_ABOUT_TABLES = re.compile(r"현황|실적|내역|결과|계획|일정|방법|절차")


def titles(head: str, rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether an item above a table speaks of it: a bare title, or one with the table's total.

    `'26년 상반기 조직개편 추진: 11~12월` above a budget table is an item of its own.
    """
    if len(head) > _LONGEST and _SENTENCE.search(head):
        return False
    key, value = items.split(head)
    if not key or _ABOUT_TABLES.search(key):
        return True
    found = sentences.figures(value)
    cells = {cell for row in rows for cell in row}
    if any(figure.printed in cells for figure in found):
        return True
    return any(figure.value in _sums(rows) for figure in found)


def _sums(rows: Sequence[tuple[str, ...]]) -> set[Decimal]:
    """The sums of the columns that hold three amounts or more below the header."""
    sums = set()
    body = [row for row in rows[1:] if not is_total(row[0])]
    for column in range(1, len(rows[0]) if rows else 0):
        numbers = [cell_number(row[column]) for row in body]
        values = [number.value for number in numbers if number is not None]
        if len(values) > 2 and len(values) == len(body):
            sums.add(sum(values, Decimal(0)))
    return sums


def bare(caption: str) -> str:
    """A caption without the total it gives: `소요예산 : 320,000천원` titles a table of 소요예산."""
    key, value = items.split(caption)
    return key if key and _TOTAL.fullmatch(value) else caption
