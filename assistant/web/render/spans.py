"""The cells of a recovered table as they are drawn: labels over several rows or columns are one.

Most formats tell which cells are merged.  A report's text leaves the places blank that a merged
cell covered; there, which of them belong to the label beside or above is known from the table's
label paths, and from nothing else: where a path does not say so, a blank place stays blank.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import Table

At = tuple[int, int]  # row and column in `Table.grid`


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell: its text as recovered, its place in the grid, and how many places it covers."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def drawn(table: Table) -> list[list[Drawn]]:
    """The cells of each row, without the places that a cell to the left or above covers."""
    return _merged(table) if table.spans else _inferred(table)


def _merged(table: Table) -> list[list[Drawn]]:
    """As the format tells it."""
    spans = {(span.row, span.column): span for span in table.spans}
    covered = {
        (row, column)
        for span in table.spans
        for row in range(span.row, span.row + span.rows)
        for column in range(span.column, span.column + span.columns)
    }
    cells: list[list[Drawn]] = []
    for row, texts in enumerate(table.grid):
        cells.append([])
        for column, text in enumerate(texts):
            span = spans.get((row, column))
            if span is not None:
                cells[-1].append(Drawn(text, row, column, span.rows, span.columns))
            elif (row, column) not in covered:
                cells[-1].append(Drawn(text, row, column))
    return cells


def _inferred(table: Table) -> list[list[Drawn]]:
    labels = _labels(table)
    owners: dict[At, At] = {}
    for row in range(len(table.grid)):
        for column in range(table.width):
            owners[row, column] = _owner(table, labels, owners, row, column)
    sizes = _sizes(owners)
    cells: list[list[Drawn]] = []
    for row, texts in enumerate(labels):
        cells.append([])
        for column, text in enumerate(texts):
            at = (row, column)
            rows, columns = sizes.get(owners[at], (1, 1))
            if owners[at] == at:
                cells[-1].append(Drawn(text, row, column, rows, columns))
            elif owners[at] not in sizes:
                cells[-1].append(Drawn(text, row, column))
    return cells


def _labels(table: Table) -> list[list[str]]:
    """The grid with its column labels where their paths put them."""
    labels = [list(row) for row in table.grid]
    for column in range(table.header_columns, table.width):
        path = table.column_paths[column]
        if len(path) == table.header_rows:
            for row, label in enumerate(path):
                labels[row][column] = label
    return labels


def _owner(
    table: Table, labels: list[list[str]], owners: dict[At, At], row: int, column: int
) -> At:
    """Where the cell begins that covers this place."""
    beside, above = (row, column - 1), (row - 1, column)
    if row < table.header_rows:
        if column and _continues(table, labels, owners, row, column):
            return owners[beside]
        blank = not labels[row][column]
        return owners[above] if blank and row else (row, column)
    if column >= table.header_columns or table.grid[row][column]:
        return row, column
    path = table.row_paths[row]
    if column and table.grid[row][column - 1] and path[-1:] == (table.grid[row][column - 1],):
        return owners[beside]
    if row > table.header_rows and (column == 0 or owners[beside] == owners[row - 1, column - 1]):
        top, left = owners[above]
        if table.grid[top][left] and table.grid[top][left] in path:
            return owners[above]
    return row, column


def _continues(
    table: Table, labels: list[list[str]], owners: dict[At, At], row: int, column: int
) -> bool:
    """Whether a place of the header belongs to the label on its left."""
    left = labels[row][column - 1]
    if column < table.header_columns:
        return not table.grid[row][column] and bool(left)
    same_group = row == 0 or owners[row - 1, column] == owners[row - 1, column - 1]
    printed = table.grid[row][column]
    return (
        column > table.header_columns
        and bool(left)
        and labels[row][column] == left
        and printed != left
        and same_group
    )


def _sizes(owners: dict[At, At]) -> dict[At, tuple[int, int]]:
    """Rows and columns of each cell that is a rectangle; others are drawn place by place."""
    covered: dict[At, list[At]] = {}
    for at, owner in owners.items():
        covered.setdefault(owner, []).append(at)
    sizes = {}
    for owner, places in covered.items():
        rows = max(row for row, _ in places) - owner[0] + 1
        columns = max(column for _, column in places) - owner[1] + 1
        if rows * columns == len(places):
            sizes[owner] = rows, columns
    return sizes
