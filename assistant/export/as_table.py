"""A table for reading in a terminal: the most important columns, one table per document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from textwrap import shorten
from typing import TYPE_CHECKING, BinaryIO

from assistant.export.columns import path
from assistant.export.layout import lines
from assistant.korean import number
from index.types import SAMPLES, Document
from ingest.model import Check

if TYPE_CHECKING:
    from index.catalogue.figures import FigureRow
    from ingest.model import Place

WIDE = 200  # cells where no terminal says how many it has
DOUBT = "※ "
DOUBTED = "※ 보고서 안의 다른 수치와 셈이 맞지 않는 값입니다. 원문을 확인하십시오."

_HEADINGS = ("부서·사업", "항목", "지표", "연도", "값", "출처")
_NUMBERS = frozenset({3, 4, 5})
_FOLDING = frozenset({0, 1})
_TEXT = 60  # letters of a sentence that says nothing else about its figure


def write_table(rows: Iterable[FigureRow], out: BinaryIO, *, width: int = WIDE) -> int:
    """Tables in at most `width` terminal cells; long texts go on in the next line."""
    count = 0
    for document, group in groupby(rows, key=attrgetter("document")):
        some = list(group)
        text = "\n".join((_heading(document), *_table(some, width)))
        out.write(f"{text}\n\n".encode())
        count += len(some)
    return count


def _heading(document: Document) -> str:
    sample = "(예시) " if document.collection == SAMPLES else ""
    return f"{sample}{document.title} · {document.name}"


def _table(rows: Sequence[FigureRow], width: int) -> Iterator[str]:
    cells = [_cells(row) for row in rows]
    yield from lines(_HEADINGS, cells, width=width, numbers=_NUMBERS, folding=_FOLDING)
    if any(row.check is Check.CONTRADICTED for row in rows):
        yield DOUBTED


def _cells(row: FigureRow) -> tuple[str, ...]:
    doubt = DOUBT if row.check is Check.CONTRADICTED else ""
    return (
        path(tuple(filter(None, (row.department, row.project)))),
        _about(row),
        row.measure,
        str(row.year or ""),
        f"{doubt}{number(row.value)}{row.unit}",
        _where(row.place),
    )


def _about(row: FigureRow) -> str:
    """What is counted: the labels of its row and column, or else what it stands under."""
    labels = [path(row.row_path), path(row.column_path)]
    if row.label not in (row.measure, *row.row_path, *row.column_path):
        labels.append(row.label)
    told = " × ".join(filter(None, labels)) or path(row.heads[-1:])
    return told or shorten(row.text, _TEXT, placeholder=" …")


def _where(place: Place) -> str:
    page = f"{place.page}쪽" if place.page is not None else ""
    return " ".join(filter(None, (page, _lines(place))))


def _lines(place: Place) -> str:
    if place.cell:
        return f"{place.cell} 칸"
    first, last = place.first_line, place.last_line
    if first is None:
        return ""
    return f"{first}행" if last in (None, first) else f"{first}~{last}행"
