"""Merged cells: what a label that covers several places says of each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.model import Span

Grid = tuple[tuple[str, ...], ...]
Path = tuple[str, ...]

_LONGEST = 200  # letters of the labels of a merged cell


def downwards(grid: Grid, spans: Iterable[Span]) -> Grid:
    """The grid with each merged cell's text in all rows of its first column."""
    rows = [list(row) for row in grid]
    for span in spans:
        for row in rows[span.row + 1 : span.row + span.rows]:
            row[span.column] = grid[span.row][span.column]
    return tuple(tuple(row) for row in rows)


def across(grid: Grid, spans: Iterable[Span]) -> Grid:
    """The grid with each merged cell's text in all columns of its first row."""
    rows = [list(row) for row in grid]
    for span in spans:
        for column in range(span.column + 1, span.column + span.columns):
            rows[span.row][column] = grid[span.row][span.column]
    return tuple(tuple(row) for row in rows)


def covered(spans: Iterable[Span]) -> set[tuple[int, int]]:
    """The places, as rows and columns, whose text stands in another place."""
    return {
        (row, column)
        for span in spans
        for row in range(span.row, span.row + span.rows)
        for column in range(span.column, span.column + span.columns)
        if (row, column) != (span.row, span.column)
    }


def joint(paths: Sequence[Path]) -> Path:
    """The labels of a cell that stands under several: what they share, then the rest of each.

    An amount over the rows `1분기` and `2분기` is of `1분기, 2분기`, and of neither alone.
    """
    different = list(dict.fromkeys(paths))
    if len(different) == 1:
        return different[0]
    shared = 0
    while (
        all(len(path) > shared for path in different)
        and len({path[shared] for path in different}) == 1
    ):
        shared += 1
    rests = [" ".join(path[shared:]) for path in different if path[shared:]]
    return (*different[0][:shared], ", ".join(rests)[:_LONGEST])
