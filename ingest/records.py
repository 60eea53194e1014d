"""Lists of records, as open-data files and statistics keep them: what tells their rows apart.

`행정기관코드 | 시도명 | 인구수`, `연도 | 분기 | 구분 | 건수`: codes and times are numbers that
count nothing, and it may take several columns to say what a row is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.cell_kinds import is_amount, is_blank, is_total
from ingest.clean import squeezed
from ingest.numbers import cell_number, mentions
from ingest.units import family

Grid = tuple[tuple[str, ...], ...]

_LIST = 8  # rows of a table that may be a list of words alone
_MOST_LABELS = 8  # columns of a list that tell its rows apart
_OWN = 0.8  # of the rows of a long list have labels that no other row has: they are told apart
_FEWEST = 4  # rows that can show how they are set in
_BLANK = 0.1  # of the rows of a list leave out a label that comes again, at the least
_CODE = re.compile(r"(?:코드|코드번호|관리번호|등록번호|고유번호|일련번호|식별번호|id)$")
_A_CODE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9.,_-]*")
_TIME = re.compile(
    r"(?:(?:연도|년도|연월|년월|년월일|연월일|일자|날짜|시점|기준일|기준년|기준월)(?:별)?"
    r"|(?:^|기준|해당|발생|통계)(?:년|월|일|분기|반기|월별|분기별|요일))$"
)
_YEAR = re.compile(r"(?:19|20)\d{2}\s?(?:년도?)?|['’‘]\d{2}\s?(?:년도?)?")
_PART_OF_YEAR = re.compile(r"\d{1,2}\s?월말?|[1-4]\s?/\s?4\s?(?:분기)?|[1-4]\s?분기|[상하]반기")
_STAMP = re.compile(r"((?:19|20)\d{2})(?:0[1-9]|1[0-2])(?:[0-3]\d)?")
_REMARKS = {"비고", "기타", "특이사항", "산출기초", "산출근거", "산출내역"}
_UNITS = {"단위", "단위명", "측정단위"}


def is_code(name: str) -> bool:
    """Whether the numbers of a column, by its heading, only stand for what the next one names."""
    return _CODE.search(squeezed(name)) is not None


def is_coded(body: Grid, name: str) -> bool:
    """Whether the first column of a list holds nothing but codes, and others hold amounts."""
    if not body or not is_code(name) or not all(_A_CODE.fullmatch(row[0]) for row in body):
        return False
    return any(_counts(body, column) for column in range(1, len(body[0])))


def is_time(name: str) -> bool:
    """Whether the numbers of a column, by its heading, are years, months or days."""
    return _TIME.search(squeezed(name)) is not None


def under_years(paths: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The labels of rows, with months and quarters below a year as its own: `2023년 > 1월`."""
    found: list[tuple[str, ...]] = []
    year = ""
    for path in paths:
        first = path[0] if path else ""
        if _YEAR.fullmatch(first):
            year = first
        elif not _PART_OF_YEAR.fullmatch(first):
            year = ""
        found.append((year, *path) if year and year != first else path)
    return found


def is_units(name: str, cells: Sequence[str]) -> bool:
    """Whether a column tells the unit of each row; under 단위 stand projects, too."""
    return squeezed(name) in _UNITS and any(family(cell) for cell in cells)


def nested(paths: Sequence[tuple[str, ...]], indents: Sequence[int]) -> list[tuple[str, ...]]:
    """The labels of rows, each below those that are set further out: `재정운영 > 예산서 발간`.

    Only where all rows step in one level at a time from the first one on; labels that are merely
    centred do not.
    """
    levels = sorted({indent for path, indent in zip(paths, indents, strict=True) if path})
    steps: list[int] = []
    for path, indent in zip(paths, indents, strict=True):
        steps.append(levels.index(indent) if path else steps[-1] if steps else 0)
    even = all(below <= above + 1 for above, below in pairwise(steps))
    inner = sum(step > 0 for step in steps)  # a blank too many in one row says nothing
    if inner < 2 or len(paths) < _FEWEST or steps[0] != 0 or not even:
        return list(paths)
    found: list[tuple[str, ...]] = []
    outer: list[str] = []
    for position, (path, step) in enumerate(zip(paths, steps, strict=True)):
        if not path:
            found.append(path)
            continue
        del outer[step:]
        begins = position > 0 and steps[position - 1] < step
        alone = begins and is_total(path[-1])  # a total below one row is none of its parts
        found.append(path if alone else (*outer, *path))
        outer.append(path[-1])
    return found


def stamped(header: Grid, row: Sequence[str], columns: int) -> int | None:
    """The year of a row whose time is written without a word: `202403` under 기준년월."""
    for name, cell in zip(names(header, columns), row, strict=False):
        if (found := _STAMP.fullmatch(cell)) and is_time(name):
            return int(found[1])
    return None


def names(header: Grid, width: int) -> tuple[str, ...]:
    """The innermost heading of each column, "" where it has none."""
    return tuple(next((row[c] for row in reversed(header) if row[c]), "") for c in range(width))


def carry(labels: list[str], above: list[str], carried: Sequence[bool]) -> None:
    """Labels left blank because they are those of the row above; `above` is kept up to date.

    `carried` says of each column whether it leaves blank what comes again.
    """
    for column, label in enumerate(labels):
        if label:
            above[column:] = [label, *[""] * (len(labels) - column - 1)]
        elif any(labels[column + 1 :]) or not any(labels):
            labels[column] = above[column] if carried[column] else ""


def carried(body: Grid, count: int) -> list[bool]:
    """Of the first `count` columns, whether a blank in them stands for the label above.

    Not where the same label stands in one row after the other, nor where hardly any is blank in a
    long list: there, what is blank is missing.
    """
    found = []
    for column in range(count):
        cells = [row[column] for row in body]
        again = any(
            row[column] and row[: column + 1] == above[: column + 1]
            for above, row in pairwise(body)
        )
        few = len(cells) >= _LIST and cells.count("") < _BLANK * len(cells)
        found.append(not again and not few)
    return found


def label_columns(
    body: Grid, heading: Sequence[str], count: int, *, merges: bool, numbered: bool = False
) -> int:
    """How many columns it takes to tell the rows of a list apart, `count` at the least.

    `지역 | 기관 | 항목 | 금액` repeats its first columns from row to row, or leaves them blank: the
    columns of words before the first amounts are labels there, as many as it takes.  Where the
    format knows merged cells (`merges`), a blank is no label of the row above; the first column of
    a `numbered` list tells nothing.
    """
    skipped = int(count > 1 and (numbered or is_coded(body, heading[0])))
    end = count
    most = min(_MOST_LABELS, len(heading) - 1)
    while end < most and _repeat(body, end, skipped, merges=merges):
        if not _is_label(heading[end], [row[end] for row in body], merges=merges):
            break
        end += 1
    end = _before_units(body, heading, end, merges=merges)
    short = len(body) < _LIST
    return count if short and not any(_counts(body, c) for c in range(end, len(heading))) else end


def _before_units(body: Grid, heading: Sequence[str], end: int, *, merges: bool) -> int:
    """The column of units, where all before it say what is counted; else `end`."""
    columns = {c: [row[c] for row in body] for c in range(end, len(heading))}
    units = next((c for c, cells in columns.items() if is_units(heading[c], cells)), end)
    told = (_is_label(heading[c], columns[c], merges=merges) for c in range(end, units))
    return units if all(told) else end


def _is_label(name: str, cells: Sequence[str], *, merges: bool) -> bool:
    filled = [cell for cell in cells if not is_blank(cell)]
    if not name or not filled or squeezed(name) in _REMARKS or is_units(name, cells):
        return False
    if merges and len(filled) * 2 < len(cells):
        return False
    if is_time(name):
        return True
    told = sum(any(True for _ in mentions(cell)) for cell in filled)
    return not any(is_amount(cell) for cell in filled) and told * 3 <= len(filled)


def _counts(body: Grid, column: int) -> bool:
    """Whether a column holds amounts; some of them may look like years."""
    filled = [row[column] for row in body if not is_blank(row[column])]
    numbers = all(is_amount(cell) or cell_number(cell) is not None for cell in filled)
    return numbers and any(map(is_amount, filled))


def _repeat(body: Grid, count: int, skipped: int, *, merges: bool) -> bool:
    """Whether rows have the same labels as others, each row having its own."""
    labels = list(_labels(body, count, merges=merges))
    if not all(label[0] for label in labels):
        return False
    if not merges and not all(any(row[:count]) for row in body):
        return True
    different = len({label[skipped:] for label in labels})
    least = len(labels) if len(labels) < _LIST else _OWN * len(labels)
    return different < least


def _labels(body: Grid, count: int, *, merges: bool) -> Iterator[tuple[str, ...]]:
    above = [""] * count
    blank = [not merges and column for column in carried(body, count)]
    for row in body:
        labels = list(row[:count])
        carry(labels, above, blank)
        yield tuple(labels)
