"""From cells at rows and columns, with spans, to a grid: shared by the readers of web and Word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from ingest.content import Cell, Grid
from ingest.errors import TooLarge
from ingest.model import Place


def grid(cells: Iterable[Cell], places: Sequence[Place], limit: int) -> Grid | None:
    """The grid of these cells, `places` one for each row; None without cells.

    Rows and columns in which no cell begins take no room when the table is drawn (the columns of
    a `colspan="10"` in a table of three): they are left out and the spans over them shortened.

    Raises:
        TooLarge: it has more than `limit` places.
    """
    found = sorted(cells, key=lambda cell: (cell.row, cell.column))
    if not found:
        return None
    rows = _begun((cell.row for cell in found), len(places))
    columns = _begun((c.column for c in found), max(c.column for c in found) + 1)
    height, width = rows[-1], columns[-1]
    if height * width > limit:
        raise TooLarge("표가 너무 큽니다.", "표를 나누어 저장해 주십시오.")
    kept = tuple(
        replace(
            cell,
            row=rows[cell.row],
            column=columns[cell.column],
            rows=_across(rows, cell.row, cell.rows),
            columns=_across(columns, cell.column, cell.columns),
        )
        for cell in found
    )
    where = tuple(place for r, place in enumerate(places) if rows[r] < rows[r + 1])
    return Grid(height, width, kept, where)


def _begun(indices: Iterable[int], count: int) -> list[int]:
    """For each index up to `count`, how many before it are among the indices."""
    marks = [0] * count
    for index in indices:
        marks[index] = 1
    return list(accumulate(marks, initial=0))


def _across(begun: list[int], first: int, span: int) -> int:
    return begun[min(first + span, len(begun) - 1)] - begun[first]
