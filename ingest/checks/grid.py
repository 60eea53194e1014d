"""The numbers of one table by row and column, in layers: `21 (22)` has two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ingest.cell_kinds import is_blank, is_total
from ingest.model import Figure, Ref, Statement, Table
from ingest.units import family

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of the table with its place among the report's figures."""

    figure: Figure
    ref: Ref

    @property
    def amount(self) -> Decimal:
        return self.figure.amount


@dataclass
class Grid:
    """One layer of a table's numbers.  A dash counts as nothing, a blank as unknown."""

    table: Table
    numbers: dict[Cell, Number] = field(default_factory=dict)
    dashes: set[Cell] = field(default_factory=set)

    @property
    def rows(self) -> range:
        return range(self.table.header_rows, len(self.table.grid))

    @property
    def columns(self) -> range:
        return range(self.table.header_columns, self.table.width)

    def amount(self, cell: Cell) -> Decimal | None:
        """The amount in a cell, 0 for a dash, None where there is none to be had."""
        number = self.numbers.get(cell)
        if number is not None:
            return number.amount
        return Decimal(0) if cell in self.dashes else None

    def family(self, column: int) -> str:
        """The unit family that a column's numbers have, "" where they differ."""
        found = {family(n.figure.unit) for (_, c), n in self.numbers.items() if c == column}
        return found.pop() if len(found) == 1 else ""

    def row_family(self, row: int) -> str:
        found = {family(n.figure.unit) for (r, _), n in self.numbers.items() if r == row}
        return found.pop() if len(found) == 1 else ""


def grids(table: Table, cells: Sequence[Statement]) -> Iterator[Grid]:
    """The layers of a table that hold at least three numbers."""
    depth = max((len(s.figures) for s in cells), default=0)
    for layer in range(min(depth, 2)):
        grid = Grid(table)
        for statement in cells:
            if statement.row is None or statement.column is None:
                continue
            at = (statement.row, statement.column)
            one_layer = len(statement.figures) == 1 and layer == 0
            if one_layer or len(statement.figures) == depth == 2:
                ref = Ref(statement.id, layer)
                grid.numbers[at] = Number(statement.figures[layer], ref)
            elif statement.text and is_blank(statement.text):
                grid.dashes.add(at)
        if len(grid.numbers) >= 3:
            yield grid


def ends_in_total(path: Iterable[str]) -> bool:
    labels = tuple(path)
    return bool(labels) and is_total(labels[-1])
