"""A report before it is a file: what the writers of all formats are given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LEFT, ABOVE = "<", "^"  # a place of a drawn table that the cell beside it or over it covers


@dataclass(frozen=True)
class Said:
    """A figure that a line states, and what it is stated of."""

    printed: str
    unit: str
    year: int
    key: str = ""


@dataclass(frozen=True)
class Title:
    """The report's name, in a text box where the format has them."""

    text: str


@dataclass(frozen=True)
class Part:
    number: str
    text: str


@dataclass(frozen=True)
class BoxHeading:
    """`1 | 예산현황`: printed as a table of one row."""

    number: str
    text: str


@dataclass(frozen=True)
class Line:
    """A line as typed, its mark included; `depth` indents it, `note` hangs a footnote on its end."""

    text: str
    depth: int = 0
    said: tuple[Said, ...] = ()
    note: str = ""
    noted: tuple[Said, ...] = ()
    heading: int = 0  # what it is in the outline, 0 for no heading


@dataclass(frozen=True)
class Cell:
    """A cell where it begins, and how many rows and columns it covers."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Table:
    """A drawn table: one line for a row, `|` between cells, `<` and `^` where one is covered.

    `units` and `years` are those of the columns that hold figures; one stands for all.
    """

    drawn: str
    header_rows: int
    header_columns: int
    units: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    foot_rows: int = 0
    name: str = ""

    @property
    def grid(self) -> tuple[tuple[str, ...], ...]:
        lines = self.drawn.strip().splitlines()
        return tuple(tuple(part.strip() for part in line.split("|")) for line in lines)

    @property
    def width(self) -> int:
        return len(self.grid[0])

    @property
    def cells(self) -> Iterator[Cell]:
        """The cells by row, then column."""
        grid = self.grid
        for r, row in enumerate(grid):
            for c, text in enumerate(row):
                if text in (LEFT, ABOVE):
                    continue
                columns = 1
                while c + columns < len(row) and row[c + columns] == LEFT:
                    columns += 1
                rows = 1
                while r + rows < len(grid) and grid[r + rows][c] == ABOVE:
                    rows += 1
                yield Cell(r, c, text, rows, columns)

    @property
    def covered(self) -> list[list[Cell]]:
        """For each place the cell that covers it."""
        places = [[Cell(r, c, "") for c in range(self.width)] for r in range(len(self.grid))]
        for cell in self.cells:
            for r in range(cell.row, cell.row + cell.rows):
                for c in range(cell.column, cell.column + cell.columns):
                    places[r][c] = cell
        return places

    def row(self, index: int) -> list[Cell]:
        """The cells that begin in a row."""
        return [cell for cell in self.cells if cell.row == index]


@dataclass(frozen=True)
class Box:
    """A table of one cell around lines and tables."""

    items: tuple[Line | Table, ...]


Item = Title | Part | BoxHeading | Line | Table | Box
