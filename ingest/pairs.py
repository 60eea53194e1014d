"""Tables of names beside their values, where the format tells headings from values.

`<th>면적<td>12㎡<th>인원<td>5명`: no row heads the others, and each heading names what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ingest.clean import squeezed
from ingest.content import Cell, Grid

_YEAR = re.compile(r"(?:19|20)\d{2}\s?(?:년도?)?")
_CORNERS = {
    "구분",
    "항목",
    "과목",
    "분류",
    "종류",
    "내용",
    "연도",
    "년도",
    "연도별",
    "연번",
    "번호",
    "단위",
}


def paired(grid: Grid) -> Grid:
    """The grid with one name and its value in each row, if it sets several beside each other."""
    rows = [list(row) for _, row in groupby(grid.cells, key=lambda cell: cell.row)]
    if not all(map(_is_pairs, rows)) or max(map(len, rows), default=0) < 4:
        return grid
    pairs = [row[i : i + 2] for row in rows for i in range(0, len(row), 2)]
    cells = tuple(
        replace(cell, row=r, column=c, columns=1)
        for r, pair in enumerate(pairs)
        for c, cell in enumerate(pair)
    )
    places = tuple(grid.places[pair[0].row] for pair in pairs)
    return replace(grid, height=len(pairs), width=2, cells=cells, places=places)


def _is_pairs(row: Sequence[Cell]) -> bool:
    heads = [cell.header for cell in row]
    return heads == [True, False] * (len(row) // 2) and all(cell.rows == 1 for cell in row)


def row_heads(grid: Grid) -> int:
    """How many columns of headings name a sole column of values, 0 where it is no such table."""
    last = grid.width - 1
    heads = {(cell.row, cell.column) for cell in grid.cells if cell.header}
    values = [cell for cell in grid.cells if not cell.header]
    if not heads or not values or any(cell.column != last for cell in values):
        return 0
    if len({cell.row for cell in values}) < grid.height or any(c == last for _, c in heads):
        return 0
    corner = next((cell for cell in grid.cells if (cell.row, cell.column) == (0, 0)), None)
    if corner is None or squeezed(corner.text) in _CORNERS:
        return 0
    return 0 if _YEAR.fullmatch(values[0].text.strip()) else last
