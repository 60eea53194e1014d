"""A sheet as a person sees it: merged ranges as one cell, hidden rows and columns taken out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.errors import TooLarge
from ingest.limits import Limits
from ingest.model import Place
from ingest.sheets.book import Merge, Sheet, Shown, column_name


@dataclass(slots=True)
class View:
    """Cells at the rows and columns that are left; `numbers` are the source's own row numbers.

    `ends` are the last lines of the rows where a row can be of several lines.  `hidden_rows` and
    `hidden_columns` are those in which something stands, from 0.
    """

    cells: list[Shown]
    numbers: Sequence[int]
    ruled_rows: set[int] = field(default_factory=set)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    ends: Sequence[int] = ()
    letters: Sequence[str] = ()  # of the columns, where the program names them

    def place(self, first: int, last: int) -> Place:
        """Where rows stand in the source."""
        ends = self.ends or self.numbers
        return Place(first_line=self.numbers[first], last_line=ends[min(last, len(ends) - 1)])


def view(sheet: Sheet, limits: Limits) -> View:
    """What is left of a sheet.

    Raises:
        TooLarge: its merged ranges cover more than the limits allow.
    """
    last_row = max((cell.row for cell in sheet.cells), default=0)
    last_column = max((cell.column for cell in sheet.cells), default=0)
    rows, columns = _Axis(sheet.hidden_rows), _Axis(sheet.hidden_columns)
    merged = _Merged(sheet.merges, last_row, last_column, limits)
    cells: dict[tuple[int, int], Shown] = {}
    for cell in sheet.cells:
        merge = merged.over(cell.row, cell.column)
        if merge is None:
            if cell.row in rows.hidden or cell.column in columns.hidden:
                continue
            shown = cell
            if rows.hidden or columns.hidden:
                shown = cell._replace(row=rows.place(cell.row), column=columns.place(cell.column))
        elif (merge.row, merge.column) != (cell.row, cell.column):
            continue  # under a merged cell: stored, and never shown
        else:
            down, across = (
                rows.span(merge.row, merge.last_row),
                columns.span(merge.column, merge.last_column),
            )
            if not down[1] or not across[1]:
                continue
            shown = cell._replace(row=down[0], rows=down[1], column=across[0], columns=across[1])
        cells[shown.row, shown.column] = shown
    return View(
        sorted(cells.values()),
        _numbers(rows, last_row),
        {rows.place(row) for row in sheet.ruled_rows if row not in rows.hidden},
        tuple(sorted(rows.hidden & {cell.row for cell in sheet.cells})),
        tuple(sorted(columns.hidden & {cell.column for cell in sheet.cells})),
        letters=[column_name(c) for c in range(last_column + 1) if c not in columns.hidden],
    )


def _numbers(rows: _Axis, last_row: int) -> Sequence[int]:
    if not rows.hidden:
        return range(1, last_row + 2)
    return [row + 1 for row in range(last_row + 1) if row not in rows.hidden]


class _Axis:
    """The rows, or the columns, that are left once some are hidden."""

    def __init__(self, hidden: Iterable[int]) -> None:
        self.hidden = frozenset(hidden)
        self._sorted = sorted(self.hidden)

    def place(self, index: int) -> int:
        """Where a visible one stands among the visible ones, or where a hidden one would."""
        return index - bisect_left(self._sorted, index)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The first visible one from `first` on, and how many are visible up to `last`."""
        start = self.place(first)
        hidden = bisect_right(self._sorted, last) - bisect_left(self._sorted, first)
        return start, last - first + 1 - hidden


class _Merged:
    """Which merged range covers a cell; ranges end where the sheet's cells end."""

    def __init__(
        self, merges: Iterable[Merge], last_row: int, last_column: int, limits: Limits
    ) -> None:
        self._rows: dict[int, list[Merge]] = defaultdict(list)
        budget = limits.cells
        for merge in merges:
            if merge.row > last_row or merge.column > last_column:
                continue
            clipped = merge._replace(
                last_row=min(merge.last_row, last_row),
                last_column=min(merge.last_column, last_column),
            )
            budget -= max(clipped.last_row - clipped.row + 1, 1)
            if budget < 0:
                raise TooLarge("합친 칸이 너무 많아 읽을 수 없습니다.")
            span = range(clipped.row, clipped.last_row + 1)
            if not any(self._is_taken(row, clipped) for row in span):
                for row in span:
                    insort(self._rows[row], clipped, key=lambda merge: merge.column)

    def _is_taken(self, row: int, merge: Merge) -> bool:
        """Whether a range overlaps one before it, which it does in no sound file."""
        found = self._rows.get(row, [])
        index = bisect_right(found, merge.last_column, key=lambda other: other.column) - 1
        return index >= 0 and found[index].last_column >= merge.column

    def over(self, row: int, column: int) -> Merge | None:
        """The range that covers a cell."""
        found = self._rows.get(row)
        if not found:
            return None
        index = bisect_right(found, column, key=lambda merge: merge.column) - 1
        if index >= 0 and found[index].last_column >= column:
            return found[index]
        return None
