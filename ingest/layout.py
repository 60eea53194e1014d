"""Grids without what only holds the layout: columns where nothing begins, titles over all columns.

Forms are drawn on dozens of narrow columns so that their lines meet; most places say nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.content import Cell, Grid

_MOST_TITLES = 3  # rows


def compacted(grid: Grid) -> Grid:
    """The grid without the rows and columns in which no filled cell begins, if cells are merged."""
    if not any(cell.rows * cell.columns > 1 for cell in grid.cells):
        return grid
    filled = [cell for cell in grid.cells if cell.inside]
    rows = sorted({cell.row for cell in filled})
    columns = sorted({cell.column for cell in filled})
    if not filled or (len(rows), len(columns)) == (grid.height, grid.width):
        return grid
    kept = [cell for cell in grid.cells if cell.row in set(rows) and cell.column in set(columns)]
    cells = tuple(
        replace(
            cell,
            row=rows.index(cell.row),
            column=columns.index(cell.column),
            rows=_within(rows, cell.row, cell.rows),
            columns=_within(columns, cell.column, cell.columns),
        )
        for cell in kept
    )
    return replace(
        grid,
        height=len(rows),
        width=len(columns),
        cells=cells,
        places=tuple(grid.places[row] for row in rows),
        letters=tuple(grid.letters[column] for column in columns) if grid.letters else (),
    )


def _within(kept: Sequence[int], first: int, count: int) -> int:
    return sum(first <= place < first + count for place in kept)


def parted(grid: Grid) -> tuple[tuple[Cell, ...], Grid]:
    """Cells over all columns at the top, which title the table, and the grid below them."""
    titles: list[Cell] = []
    top = 0
    by_row = {cell.row: cell for cell in grid.cells if cell.columns == grid.width > 1}
    while top < min(_MOST_TITLES, grid.height - 2) and top in by_row:
        titles.append(by_row[top])
        top += by_row[top].rows
    if not titles or top > grid.height - 2:
        return (), grid
    cells = tuple(replace(cell, row=cell.row - top) for cell in grid.cells if cell.row >= top)
    below = replace(grid, height=grid.height - top, cells=cells, places=grid.places[top:])
    return tuple(titles), below
