"""Cells laid out at their rows and columns; counts of the file are believed where they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.owpml.xml import Node, child, children, integer

_CREDIBLE = 500  # so many rows or columns that no cell begins in are still believed


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of the file and what it covers; `source` is the row of the file it came in."""

    node: Node
    row: int
    column: int
    rows: int
    columns: int
    source: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A table laid out.  It is `sound` where the file did not contradict itself."""

    height: int
    width: int
    cells: tuple[Placed, ...]
    sound: bool

    @property
    def area(self) -> int:
        return self.height * self.width


def lay_out(table: Node, most: int) -> Layout | None:
    """The cells of a table: no two overlap, none stands outside; None if it has over `most`."""
    stated = _stated(table)
    if not stated:
        return Layout(0, 0, (), sound=True)
    rows = 1 + max(cell.source for cell in stated)
    height = max(rows, _believed(integer(table, "rowCnt"), rows))
    begun = 1 + max(cell.column for cell in stated)
    width = max(begun, _believed(integer(table, "colCnt"), begun))
    reached = max(cell.column + cell.columns for cell in stated)
    width = max(begun, min(width, reached))
    tall = max(cell.row + cell.rows for cell in stated)
    height = max(1 + max(cell.row for cell in stated), min(height, tall))
    return _settled(stated, height, width) if height * width <= most else None


def _believed(count: int, begun: int) -> int:
    return count if begun <= count <= begun + _CREDIBLE else begun


def _stated(table: Node) -> list[Placed]:
    """The cells as the file has them; those without an address come one after another."""
    found: list[Placed] = []
    source_rows = list(children(table, "tr"))
    count = sum(len(row) for row in source_rows)
    bounds = max(min(integer(table, "rowCnt"), len(source_rows) + _CREDIBLE), len(source_rows))
    most = min(integer(table, "colCnt"), count + _CREDIBLE)
    for source, row in enumerate(source_rows):
        free = 0
        for node in children(row, "tc"):
            address, span = child(node, "cellAddr"), child(node, "cellSpan")
            at, column = integer(address, "rowAddr", source), integer(address, "colAddr", free)
            if not 0 <= at < bounds:
                at = source
            if column < 0 or column >= max(most, free + 1):
                column = free
            rows = max(integer(span, "rowSpan", 1), 1)
            columns = max(integer(span, "colSpan", 1), 1)
            found.append(Placed(node, at, column, rows, columns, source))
            free = column + (columns if columns <= max(most, 1) else 1)
    return found


def _settled(stated: Sequence[Placed], height: int, width: int) -> Layout:
    """Every cell on free ground: spans are cut where they meet another cell or the edge."""
    taken: list[dict[int, int]] = [{} for _ in range(height)]  # column → the cell that covers it
    cells: list[Placed] = []
    sound = True
    free = [0] * height  # before it, all columns of the row are taken
    # First all anchors, so that a span too large never pushes another cell from its place.
    anchors = {(cell.row, cell.column) for cell in stated}
    for cell in sorted(stated, key=lambda each: (each.row, each.column)):
        column = cell.column
        if column in taken[cell.row]:
            sound = False
            while free[cell.row] in taken[cell.row]:
                free[cell.row] += 1
            column = free[cell.row]
            width = max(width, column + 1)
        columns = _free_columns(cell, column, width, taken, anchors)
        rows = _free_rows(cell, column, columns, height, taken, anchors)
        sound = sound and (rows, columns) == (
            min(cell.rows, height - cell.row),
            min(cell.columns, width - column),
        )
        for row in range(cell.row, cell.row + rows):
            for covered in range(column, column + columns):
                taken[row][covered] = len(cells)
        cells.append(replace(cell, column=column, rows=rows, columns=columns))
    cells.sort(key=lambda each: (each.row, each.column))
    return Layout(height, width, tuple(cells), sound)


def _free_columns(
    cell: Placed,
    column: int,
    width: int,
    taken: Sequence[dict[int, int]],
    anchors: set[tuple[int, int]],
) -> int:
    end = min(column + cell.columns, width)
    for beside in range(column + 1, end):
        if beside in taken[cell.row] or (cell.row, beside) in anchors:
            return beside - column
    return end - column


def _free_rows(
    cell: Placed,
    column: int,
    columns: int,
    height: int,
    taken: Sequence[dict[int, int]],
    anchors: set[tuple[int, int]],
) -> int:
    end = min(cell.row + cell.rows, height)
    across = range(column, column + columns)
    for below in range(cell.row + 1, end):
        if any(beside in taken[below] or (below, beside) in anchors for beside in across):
            return below - cell.row
    return end - cell.row
