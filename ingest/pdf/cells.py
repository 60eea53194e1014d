"""From rules to cells: what no rule divides is one cell, and every cell is a rectangle."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from ingest.pdf.geometry import Box
from ingest.pdf.lattice import Lattice


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A cell by its first row and column, and how many of each it covers."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    def box(self, lattice: Lattice) -> Box:
        return (
            lattice.xs[self.column],
            lattice.ys[self.row],
            lattice.xs[self.column + self.columns],
            lattice.ys[self.row + self.rows],
        )


def spans(lattice: Lattice) -> list[Span]:
    """The cells of a lattice by row, then column.

    What is not a rectangle is cut into rectangles row by row: of "증감" over "(B-A)" with a box cut
    out for "(B-A)/A" two cells are left, "증감" above over both columns.
    """
    height, width = len(lattice.ys) - 1, len(lattice.xs) - 1
    parent = list(range(height * width))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for row in range(height):
        for column in range(width):
            here = row * width + column
            if column + 1 < width and not lattice.down[row][column + 1]:
                parent[root(here + 1)] = root(here)
            if row + 1 < height and not lattice.across[row + 1][column]:
                parent[root(here + width)] = root(here)
    regions: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for index in range(height * width):
        regions[root(index)].append(divmod(index, width))
    return sorted(span for region in regions.values() for span in _rectangles(region))


def _rectangles(region: list[tuple[int, int]]) -> list[Span]:
    """A region cut into runs of columns, equal runs of rows below each other put together."""
    by_row: dict[int, list[int]] = defaultdict(list)
    for row, column in region:
        by_row[row].append(column)
    done: list[Span] = []
    growing: dict[tuple[int, int], Span] = {}
    for row in sorted(by_row):
        runs = set(_runs(sorted(by_row[row])))
        for run, span in list(growing.items()):
            if run not in runs:
                done.append(growing.pop(run))
            else:
                growing[run] = Span(span.row, span.column, span.rows + 1, span.columns)
        for first, count in runs:
            growing.setdefault((first, count), Span(row, first, 1, count))
    return done + list(growing.values())


def _runs(columns: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column in columns:
        if runs and sum(runs[-1]) == column:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((column, 1))
    return runs


class Locator:
    """Finds the cell of a place."""

    def __init__(self, lattice: Lattice, cells: list[Span]) -> None:
        self._xs, self._ys = lattice.xs, lattice.ys
        self._at = {
            (row, column): number
            for number, span in enumerate(cells)
            for row in range(span.row, span.row + span.rows)
            for column in range(span.column, span.column + span.columns)
        }

    def cell(self, x: float, y: float) -> int:
        """The number of the cell of a place in or at the edge of the table."""
        column = min(max(bisect_right(self._xs, x) - 1, 0), len(self._xs) - 2)
        row = min(max(bisect_right(self._ys, y) - 1, 0), len(self._ys) - 2)
        return self._at[row, column]
