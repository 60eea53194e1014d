"""Cells laid out at their rows and columns; counts of the file are believed where they fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.owpml.flowing import address_of, flowing, span_of
from ingest.owpml.xml import Node, children, integer

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
    rows = list(children(table, "tr"))
    stated = _stated(table)
    if not stated:
        return Layout(0, 0, (), sound=True)
    addressed = any(address_of(cell.node).get("colAddr") is not None for cell in stated)
    if not addressed and (found := _flowing(rows, most, stated=False)) is not None:
        return found
    made = _by_address(table, stated, most)
    if made is None or made.sound:
        return made
    # It contradicts itself.  What fills the table without a gap is likelier than what does not.
    found = _flowing(rows, most, stated=True)
    if found is None and (rest := _bared(stated, most)):
        bared = _by_address(table, rest, most)
        found = replace(bared, sound=False) if bared is not None and bared.sound else None
    return found or made


def heads_mean_anything(sections: Iterable[Node]) -> bool:
    """Whether cells that are called headings are.

    Some programs call the first row of every table so, even where no other row comes: that says
    nothing of any of them.
    """
    tables = (table for section in sections for table in section.iter("{*}tbl"))
    rows = (list(children(table, "tr")) for table in tables)
    alone = [row for found in rows if len(found) == 1 for row in found]
    called = [all(cell.get("header") == "1" for cell in children(row, "tc")) for row in alone]
    return not called or not all(called)


def _by_address(table: Node, stated: Sequence[Placed], most: int) -> Layout | None:
    rows = 1 + max(cell.source for cell in stated)
    height = max(rows, _believed(integer(table, "rowCnt"), rows))
    begun = 1 + max(cell.column for cell in stated)
    width = max(begun, _believed(integer(table, "colCnt"), begun))
    reached = max(cell.column + cell.columns for cell in stated)
    width = max(begun, min(width, reached))
    tall = max(cell.row + cell.rows for cell in stated)
    height = max(1 + max(cell.row for cell in stated), min(height, tall))
    return _settled(stated, height, width) if height * width <= most else None


def _flowing(rows: Sequence[Node], most: int, *, stated: bool) -> Layout | None:
    """By the order of the cells: all that there is where nothing is `stated`, else a way out."""
    found = flowing(rows, most)
    if found is None or (stated and not found.whole) or len(rows) * found.width > most:
        return None
    cells = tuple(Placed(*spot, source=spot[1]) for spot in found.spots)
    return Layout(len(rows), found.width, cells, found.whole and not stated)


def _bared(stated: Sequence[Placed], most: int) -> list[Placed]:
    """Without the blank cells that some programs write where a merged cell already reaches."""
    covered: set[tuple[int, int]] = set()
    for cell in stated:
        most -= cell.rows * cell.columns
        if most < 0:
            return []
        covered.update(
            (row, column)
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
            if (row, column) != (cell.row, cell.column)
        )
    return [cell for cell in stated if (cell.row, cell.column) not in covered or _says(cell.node)]


def _says(cell: Node) -> bool:
    return any(text.strip() for text in cell.itertext())


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
            address, span = address_of(node), span_of(node)
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
