"""Rows and cells of a Word table as they come, its merged cells put together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest import grids
from ingest.content import Cell, Grid, Item
from ingest.docx_parts.names import find, number, value
from ingest.model import Place

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_ACROSS = 63  # columns of a Word table; more is damage


class OpenTable:
    """A table that is being read."""

    def __init__(self) -> None:
        self._cells: list[Cell] = []
        self._places: list[Place] = []
        self._hanging: dict[int, int] = {}  # column to the cell above that may go on in it
        self._next: dict[int, int] = {}
        self._column = 0
        self._header = False
        self._previous: int | None = None

    def row(self, before: int, *, header: bool) -> None:
        """A row begins, after some columns without cells."""
        self._column = min(max(before, 0), _MOST_ACROSS)
        self._header = header
        self._hanging, self._next = self._next, {}
        self._previous = None

    def cell(self, look: _Element | None, inside: tuple[Item, ...], place: Place) -> None:
        """A cell of the row; one that goes on from above or from the left is no cell of its own."""
        across = min(max(number(find(look, "gridSpan")) or 1, 1), _MOST_ACROSS)
        down, side = find(look, "vMerge"), find(look, "hMerge")
        column = self._column
        self._column += across
        if side is not None and value(side) != "restart" and self._previous is not None:
            left = self._cells[self._previous]
            self._cells[self._previous] = replace(left, columns=left.columns + across)
            return
        if down is not None and value(down) != "restart":
            above = self._hanging.get(column)
            if above is not None and self._cells[above].columns == across:
                upper = self._cells[above]
                self._cells[above] = replace(upper, rows=upper.rows + 1)
                self._next[column] = above
                self._previous = None
                return
        self._previous = len(self._cells)
        if down is not None:
            self._next[column] = self._previous
        row = len(self._places)
        cell = Cell(row, column, inside, columns=across, place=place, header=self._header)
        self._cells.append(cell)

    def end_row(self, place: Place) -> None:
        self._places.append(place)

    def grid(self, limit: int) -> Grid | None:
        """The table; None where it has no cells."""
        return grids.grid(self._cells, self._places, limit)
