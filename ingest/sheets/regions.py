"""Where the tables of a sheet begin and end: rows of one cell are lines, the others make grids.

A sheet holds titles, `(단위: 천원)`, tables and notes one below the other, at times two tables side
by side.  Blank rows part them, and so does a line between two tables; an empty row that is drawn
as one of a table does not.  Tables side by side are only parted where it shows that they are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.content import Cell, Grid, Item, Line
from ingest.errors import TooLarge
from ingest.limits import Limits
from ingest.sheets.book import Shown
from ingest.sheets.visible import View

_UNIT = re.compile(r"\s*[(\[<〈【]?\s*단\s*위\s*[:：)].*", re.DOTALL)
_NOTE = re.compile(r"\s*(?:[※＊*☞]|(?:주|자료|출처|비고)\s*\d*\s*[):：])")
_TITLE_MARK = re.compile(
    r"\s*(?:[□■◇◆▣▢○●◎ㅇ◦▶▷<〈《\[【]|(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|\d{1,2}|[가-하])\s?[.)])"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:년도?)?\.?")

Row = list[Shown]


def items(view: View, limits: Limits) -> list[Item]:
    """The lines and grids of a sheet, from the top and from the left.

    Raises:
        TooLarge: a table would be larger than the limits allow.
    """
    found: list[Item] = []
    for piece in _pieces(view.cells, view.ruled_rows):
        if isinstance(piece, Shown):
            found += _lines(piece, view)
        else:
            found.append(_grid(piece, view, limits))
    return found


def _pieces(cells: Sequence[Shown], ruled: set[int]) -> Iterator[Shown | list[Shown]]:
    """Single cells that are lines, and lists of cells that are tables."""
    for band in _joined(list(_bands(cells, ruled))):
        for segment in _segments(band, ruled):
            yield from _segment(segment, ruled)


# --- rows -----------------------------------------------------------------------------------------


def _rows(cells: Sequence[Shown]) -> list[Row]:
    """Cells by the row that they begin in."""
    return [list(row) for _, row in groupby(cells, key=lambda cell: cell.row)]


def _bands(cells: Sequence[Shown], ruled: set[int]) -> Iterator[list[Row]]:
    """Runs of rows without a blank one between them."""
    band: list[Row] = []
    reach = -1
    for row in _rows(cells):
        start = row[0].row
        if band and any(gap not in ruled for gap in range(reach + 1, start)):
            yield band
            band = []
        band.append(row)
        reach = max([reach, *(cell.last_row for cell in row)])
    if band:
        yield band


def _joined(bands: list[list[Row]]) -> Iterator[list[Row]]:
    """Bands, with those put together that are one table with a blank row in it."""
    current: list[Row] = []
    for band in bands:
        if current and _continues(current, band):
            current = current + band
            continue
        if current:
            yield current
        current = band
    if current:
        yield current


def _continues(before: list[Row], after: list[Row]) -> bool:
    """Whether rows go on below one blank row: same columns, numbers in the same, no heading."""
    last, first = before[-1], after[0]
    return (
        first[0].row - max(cell.last_row for cell in last) == 2
        and len(first) >= 3
        and not first[0].number
        and [cell.column for cell in first] == [cell.column for cell in last]
        and any(_is_figure(cell) for cell in first)
        and [_is_figure(cell) for cell in first] == [_is_figure(cell) for cell in last]
    )


def _is_figure(cell: Shown) -> bool:
    return cell.number and not _YEAR.fullmatch(cell.text.strip())


def _alone(rows: Sequence[Row]) -> list[bool]:
    """For each row, whether a single cell is all that stands in it."""
    alone = []
    reach = -1
    for index, row in enumerate(rows):
        cell = row[0]
        below = rows[index + 1][0].row if index + 1 < len(rows) else cell.last_row + 1
        alone.append(len(row) == 1 and reach < cell.row and below > cell.last_row)
        reach = max([reach, *(one.last_row for one in row)])
    return alone


# --- lines between tables -------------------------------------------------------------------------


def _segments(rows: list[Row], ruled: set[int]) -> Iterator[list[Row]]:
    """A band cut where a line inside of it begins another table."""
    alone = _alone(rows)
    start = 0
    for index in range(1, len(rows)):
        if not alone[index] or not _begins(rows, alone, index, ruled):
            continue
        cut = index
        while cut > start and alone[cut - 1] and _free(rows[cut - 1][0], ruled):
            cut -= 1
        if cut > start:
            yield rows[start:cut]
            start = cut
    yield rows[start:]


def _free(cell: Shown, ruled: set[int]) -> bool:
    """No figure, and not drawn as part of a table."""
    return not cell.number and not cell.ruled and cell.row not in ruled


def _begins(rows: list[Row], alone: list[bool], index: int, ruled: set[int]) -> bool:
    """Whether a row of one cell parts the table above it from another one below."""
    cell = rows[index][0]
    if cell.number:
        return False
    if _UNIT.fullmatch(cell.text):
        return True
    following = next((i for i in range(index + 1, len(rows)) if not alone[i]), None)
    if following is None or cell.ruled or cell.row in ruled:
        return False
    drawn = any(one.ruled for one in rows[following])
    if drawn and any(one.ruled for one in rows[index - 1]):
        return True
    heads = rows[following]
    return bool(_TITLE_MARK.match(cell.text)) and not any(_is_figure(one) for one in heads)


# --- one segment ----------------------------------------------------------------------------------


def _segment(rows: list[Row], ruled: set[int]) -> Iterator[Shown | list[Shown]]:
    """Lines above, the table or the tables, lines below."""
    alone = _alone(rows)
    wide = [row for row, single in zip(rows, alone, strict=True) if not single]
    if not wide:
        for row in rows:
            yield from row
        return
    left = min(row[0].column for row in wide)
    right = max(cell.last_column for row in wide for cell in row)
    top = 0
    while top < len(rows) and _is_above(rows[top], alone[top], left, right, ruled):
        yield from rows[top]
        top += 1
    bottom = len(rows)
    while bottom > top and alone[bottom - 1] and _is_below(rows[bottom - 1][0], left, right, ruled):
        bottom -= 1
    if top < bottom:
        yield from _tables(rows[top:bottom], ruled)
    for row in rows[bottom:]:
        yield from row


def _is_above(row: Row, alone: bool, left: int, right: int, ruled: set[int]) -> bool:
    """Whether a row at the top is a title or a unit and not the first row of the table."""
    if not alone:
        return _is_date_and_unit(row, left, ruled)
    cell = row[0]
    if cell.number:
        return False
    full = cell.column <= left and cell.last_column >= right
    if full or _UNIT.fullmatch(cell.text) or _NOTE.match(cell.text):
        return True
    if not _free(cell, ruled):
        return False
    group = cell.columns > 1 and cell.columns * 2 <= right - left + 1
    return cell.column <= left or not group  # a heading over some columns belongs to the table


def _is_date_and_unit(row: Row, left: int, ruled: set[int]) -> bool:
    """`(기준: 2025. 1. 31.)` at the left and `(단위: 천원)` at the right, in no frame."""
    return (
        len(row) == 2
        and row[0].column <= left
        and bool(_UNIT.fullmatch(row[1].text))
        and all(_free(cell, ruled) and cell.rows == 1 for cell in row)
    )


def _is_below(cell: Shown, left: int, right: int, ruled: set[int]) -> bool:
    if cell.number or cell.column > left:
        return False
    if cell.last_column >= right and _NOTE.match(cell.text):
        return True
    return _free(cell, ruled)


# --- tables side by side --------------------------------------------------------------------------


def _tables(rows: list[Row], ruled: set[int]) -> Iterator[Shown | list[Shown]]:
    parts = _parted(rows)
    if len(parts) < 2:
        yield [cell for row in rows for cell in row]
        return
    for part in parts:
        yield from _pieces(part, ruled)


def _parted(rows: list[Row]) -> list[list[Shown]]:
    """The tables that stand side by side, from the left; one where there is but one."""
    cells = [cell for row in rows for cell in row]
    parts: list[list[Shown]] = []
    reach = -2
    ranges = sorted({(cell.column, cell.last_column) for cell in cells})
    starts: list[int] = []
    for first, last in ranges:
        if first > reach + 1:
            starts.append(first)
        reach = max(reach, last)
    if len(starts) < 2 or len(starts) > 8:
        return [cells]
    ends = [*starts[1:], reach + 1]
    for start, end in zip(starts, ends, strict=True):
        parts.append([cell for cell in cells if start <= cell.column < end])
    return parts if _are_tables(parts) else [cells]


def _are_tables(parts: list[list[Shown]]) -> bool:
    """Whether each part has labels of its own, and something shows that they are apart.

    That is: the same heading at the corner, another height, or a title of its own on each.
    """
    by_row = [_rows(part) for part in parts]
    if not all(_has_labels(rows) for rows in by_row):
        return False
    corners = {re.sub(r"\s", "", rows[0][0].text) for rows in by_row}
    heights = {(rows[0][0].row, max(c.last_row for r in rows for c in r)) for rows in by_row}
    titled = all(len(rows[0]) == 1 for rows in by_row)
    return len(corners) == 1 or len(heights) == len(parts) or titled


def _has_labels(rows: list[Row]) -> bool:
    """At least two columns and two rows, the first column words, and figures beside them."""
    column = min(row[0].column for row in rows)
    labels = [row[0] for row in rows if row[0].column == column]
    words = sum(not cell.number for cell in labels)
    return (
        len(rows) > 1
        and max(len(row) for row in rows) > 1
        and words * 3 >= len(labels) * 2
        and len(labels) * 3 >= len(rows) * 2
        and any(_is_figure(cell) for row in rows for cell in row[1:])
    )


# --- to content -----------------------------------------------------------------------------------


def _lines(cell: Shown, view: View) -> list[Line]:
    place = view.place(cell.row, cell.last_row)
    if view.letters:
        place = replace(place, cell=f"{view.letters[cell.column]}{place.first_line}")
    return [Line(text, place) for text in cell.text.split("\n") if text.strip()]


def _grid(cells: list[Shown], view: View, limits: Limits) -> Grid:
    """A table with its blank edges trimmed; blank rows in it are left out."""
    left = min(cell.column for cell in cells)
    width = max(cell.last_column for cell in cells) - left + 1
    covered = sorted({row for cell in cells for row in range(cell.row, cell.last_row + 1)})
    if len(covered) * width > limits.cells:
        raise TooLarge(f"표가 너무 큽니다. {limits.cells:,}칸까지 읽을 수 있습니다.")
    index = {row: position for position, row in enumerate(covered)}
    places = [view.place(row, row) for row in covered]
    made = []
    for cell in cells:
        place = places[index[cell.row]]
        parts = cell.text.split("\n") if "\n" in cell.text else (cell.text,)
        lines = tuple([Line(text, place) for text in parts if text.strip()])
        made.append(
            Cell(
                index[cell.row],
                cell.column - left,
                lines,
                cell.rows,
                cell.columns,
                place,
                cell.header,
            )
        )
    letters = tuple(view.letters[left : left + width])
    return Grid(len(covered), width, tuple(made), tuple(places), letters=letters)
