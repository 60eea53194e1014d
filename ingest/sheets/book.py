"""A workbook as its file stores it, the same for XLSX, XLS and ODS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

INDENT = "  "  # what a text is set in by for each step


class Shown(NamedTuple):
    """A cell that shows something; `row` and `column` count from 0.

    `ruled` says that a line is drawn at its left or right, `number` that it holds a number (which
    a date is, too) and `header` that the format calls it a heading.
    """

    row: int
    column: int
    text: str
    number: bool = False
    ruled: bool = False
    rows: int = 1
    columns: int = 1
    header: bool = False

    @property
    def last_row(self) -> int:
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        return self.column + self.columns - 1


class Merge(NamedTuple):
    """A merged range, from 0, both ends included."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class Sheet:
    """One sheet; its cells by row, then column, each of one row and one column.

    `ruled_rows` are rows in which an empty cell has a line drawn at its left or right: such a row
    belongs to a table although it says nothing.  `unknown` are formulas whose value the file does
    not hold, `boxes` the paragraphs of text boxes, each with the row in which its box begins, and
    `struck` how many cells hold text that is crossed out and was left out.
    """

    name: str
    cells: list[Shown] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    ruled_rows: set[int] = field(default_factory=set)
    unknown: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[tuple[int, str]] = field(default_factory=list)
    struck: int = 0


@dataclass(slots=True)
class Book:
    """A workbook: `sheets` are the visible ones in order, read one at a time.

    `hidden` names the others; it and `notes` may grow while the sheets are read.
    """

    sheets: Iterator[Sheet]
    hidden: list[str] = field(default_factory=list)
    title: str = ""
    notes: list[str] = field(default_factory=list)


def column_name(column: int) -> str:
    """`A` for 0, `Z` for 25, `AA` for 26."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
