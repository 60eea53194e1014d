"""Rows and cells of an HTML table as they come, laid out as a browser does."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest import grids
from ingest.content import Cell, Grid, Item
from ingest.errors import TooLarge
from ingest.model import Place

_MOST_ACROSS = 1000  # as in the standard
_MOST_DOWN = 65534
_WORK = 10  # steps for each cell that a file may have


@dataclass
class RawCell:
    """A cell; `down` is 0 where it reaches to the end of its section."""

    across: int
    down: int
    header: bool
    first: int | None
    last: int | None = None
    items: list[Item] = field(default_factory=list)


@dataclass
class _Row:
    first: int | None
    last: int | None
    cells: list[RawCell] = field(default_factory=list)


@dataclass
class _Section:
    kind: str
    rows: list[_Row] = field(default_factory=list)


class OpenTable:
    """A table that is being read."""

    def __init__(self) -> None:
        self._sections: list[_Section] = []
        self._open = False

    def section(self, kind: str) -> None:
        """A `<thead>`, `<tbody>` or `<tfoot>` begins."""
        self._sections.append(_Section(kind))
        self._open = False

    def row(self, line: int | None) -> None:
        """A `<tr>` begins."""
        if not self._sections or self._sections[-1].kind == "closed":
            self.section("tbody")
        self._sections[-1].rows.append(_Row(line, line))
        self._open = True

    def end_row(self, line: int | None) -> None:
        if self._open:
            self._sections[-1].rows[-1].last = line
        self._open = False

    def end_section(self) -> None:
        """Rows that follow directly are of a section of their own."""
        self._sections.append(_Section("closed"))
        self._open = False

    def cell(self, tag: str, attributes: dict[str, str], line: int | None) -> RawCell:
        """A `<td>` or `<th>` begins; one outside of a row begins a row."""
        if not self._open:
            self.row(line)
        section = self._sections[-1]
        raw = RawCell(
            across=_span(attributes.get("colspan"), 1, _MOST_ACROSS),
            down=_span(attributes.get("rowspan"), 0, _MOST_DOWN),
            header=tag == "th" or section.kind == "thead",
            first=line,
        )
        section.rows[-1].cells.append(raw)
        return raw

    def grid(self, limit: int) -> Grid | None:
        """The table laid out; None where it has no cells.

        Raises:
            TooLarge: it has more than `limit` places.
        """
        taken: list[int] = []  # for each column, the row from which it is free
        cells: list[Cell] = []
        places: list[Place] = []
        work = 0
        for section in self._ordered():
            end = len(places) + len(section.rows)
            for row in section.rows:
                places.append(Place(row.first, row.last))
                laid = _laid(row, len(places) - 1, end, taken)
                cells += laid
                work += len(taken) + sum(cell.columns for cell in laid)
                if work > _WORK * limit:
                    raise TooLarge("표가 너무 큽니다.", "표를 나누어 저장해 주십시오.")
        return grids.grid(cells, places, limit)

    def _ordered(self) -> list[_Section]:
        """As drawn: the first head before all others, the first foot after them."""
        head = next((s for s in self._sections if s.kind == "thead"), None)
        foot = next((s for s in self._sections if s.kind == "tfoot"), None)
        others = [s for s in self._sections if s is not head and s is not foot]
        return [s for s in (head, *others, foot) if s is not None]


def _laid(row: _Row, r: int, end: int, taken: list[int]) -> list[Cell]:
    """The cells of a row at their columns; a cell ends before one that hangs down from above."""
    cells = []
    column = 0
    for raw in row.cells:
        while column < len(taken) and taken[column] > r:
            column += 1
        across = 1
        while across < raw.across and not (
            column + across < len(taken) and taken[column + across] > r
        ):
            across += 1
        down = min(raw.down or end - r, end - r)
        taken.extend([0] * (column + across - len(taken)))
        taken[column : column + across] = [r + down] * across
        place = Place(raw.first, raw.last)
        cells.append(Cell(r, column, tuple(raw.items), down, across, place, raw.header))
        column += across
    return cells


def _span(value: str | None, least: int, most: int) -> int:
    found = re.match(r"\s*\+?(\d{1,6})", value or "")
    number = int(found[1]) if found else 1
    return min(number, most) if number >= least else 1
