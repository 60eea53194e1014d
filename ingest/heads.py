"""Which rows of a table are its head: as the format tells it, else by what stands in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.cell_kinds import DASHES, is_amount, is_blank, is_total
from ingest.lines import Piece
from ingest.model import Span
from ingest.numbers import cell_number, mentions
from ingest.periods import years

Grid = tuple[tuple[str, ...], ...]

_MOST_HEADS = 5  # rows
_NARROWEST_FORM, _FEWEST_ROWS = 4, 3  # columns and rows of a form that is told by its cuts
_LONG = 20  # letters
_NAME = re.compile(r"[가-힣A-Za-z·/() ]{2,20}")


def header_rows(grid: Grid, piece: Piece) -> tuple[int, bool]:
    """How many rows are the head, and whether the table is a form, which has none."""
    if piece.row_heads:
        return 0, False
    stated = _stated_heads(grid, piece)
    return (_header_rows(grid), False) if stated is None else (stated, stated == 0)


def _stated_heads(grid: Grid, piece: Piece) -> int | None:
    """The header rows as the format tells them, None where it does not.

    By cells that it calls headings, or by a first label that reaches down over rows of labels.  A
    form, whose first row holds a value over several columns of the rows below, has none: 0.
    """
    if 0 < piece.printed_heads < len(grid):
        return piece.printed_heads
    if _titled(grid, piece.spans):
        return 1 + _header_rows(grid[1:])
    corner = next((span.rows for span in piece.spans if (span.row, span.column) == (0, 0)), 1)
    rows = grid[:corner]
    if corner == 1 and (_is_form(grid, piece.spans) or _begins_with_values(grid)):
        return 0
    if _is_irregular(grid, piece.spans, corner):
        return 0
    if not 1 < corner < min(len(grid), _MOST_HEADS + 1) or not rows[0][0]:
        return None
    amounts = any(is_amount(cell) or cell in DASHES for row in rows for cell in row)
    return None if amounts or is_total(rows[0][0]) else corner


def _titled(grid: Grid, spans: Sequence[Span]) -> bool:
    """Whether the first row is one cell over all columns: `수입의 부` over `과목 | 예산액`."""
    whole = Span(0, 0, 1, len(grid[0]))
    return len(grid) > 2 and whole in spans and not is_amount(grid[0][0])


def _is_form(grid: Grid, spans: Sequence[Span]) -> bool:
    """Names beside their values: `보도일시 | 9. 4. 조간 ←` over `담당 | 정책과 | 전화 | 02-…`."""
    over = [span for span in spans if span.row == 0 and span.columns > 1]
    if not over or over[0].column == 0 or len(grid) < 2 or not (grid[0][0] and grid[1][0]):
        return False
    begun = {c for c, cell in enumerate(grid[1]) if cell}
    below = all(begun & set(range(span.column + 1, span.column + span.columns)) for span in over)
    told = all(_says_something(grid[0][span.column]) for span in over)
    return told and below and not any(is_amount(cell) for cell in grid[1][1:])


def _says_something(cell: str) -> bool:
    """A value and no name: it has digits, or is long."""
    return len(cell) > _LONG or any(letter.isdigit() for letter in cell)


def _is_irregular(grid: Grid, spans: Sequence[Span], below: int) -> bool:
    """Whether the rows of a table are cut at other columns from row to row, as forms are.

    Rows of one table, those of its head aside, are cut alike; a 소계 or two may be wider.
    """
    width = len(grid[0])
    if width < _NARROWEST_FORM or len(grid) - below < _FEWEST_ROWS:
        return False
    cuts = [set(range(width)) for _ in grid]
    for span in spans:
        for row in cuts[span.row : span.row + span.rows]:
            row.difference_update(range(span.column + 1, span.column + span.columns))
    ways = Counter(frozenset(row) for row in cuts[below:])
    return len(ways) > 2 and ways.most_common(1)[0][1] * 2 <= len(cuts) - below


def _begins_with_values(grid: Grid) -> bool:
    """`고용 | 2명 | 매출 | 53백만원` over more such rows: names and values side by side.

    The first row holds amounts, and so do the rows below in other columns than a table would have
    them: a name stands to the right of a value.
    """
    if len(grid) < 2 or len(grid[0]) < 4:
        return False
    return sum(map(_names_after_value, grid)) * 2 >= len(grid) and _names_after_value(grid[0])


def _names_after_value(row: tuple[str, ...]) -> bool:
    filled = [cell for cell in row if cell]
    return len(filled) > 3 and any(
        _is_name(name) and _is_name(other) and _is_value(value) and _is_value(last)
        for name, value, other, last in zip(
            filled, filled[1:], filled[2:], filled[3:], strict=False
        )
    )


def _is_name(cell: str) -> bool:
    return bool(_NAME.fullmatch(cell))


def _is_value(cell: str) -> bool:
    return is_amount(cell) or any(True for _ in mentions(cell))


def _header_rows(grid: Grid) -> int:
    if len(grid) == 1:
        return 0 if any(is_amount(cell) for cell in grid[0][1:]) else 1
    count = 1
    while count < min(3, len(grid) - 1) and _is_header_below(grid, count):
        count += 1
    return count


def _is_header_below(grid: Grid, index: int) -> bool:
    """Whether row `index` is one more header row under the rows above it."""
    row, above = grid[index], grid[index - 1]
    if any(is_amount(cell) or cell in DASHES for cell in row):
        return False
    if _names_columns(grid, index) or _says_again(row, above, grid[index + 1]):
        return True
    filled = [c for c, cell in enumerate(row) if cell]
    fills_gaps = any(not above[c] for c in filled)
    if not filled or not fills_gaps:
        return False
    if not row[0]:
        return True
    below = grid[index + 1]
    numeric_below = sum(is_amount(cell) or cell in DASHES for cell in below)
    return numeric_below >= max(2, len(below) - 2)


def _says_again(row: tuple[str, ...], above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Whether a row of words repeats the first label of the head, and others of it or in it.

    So sheets are saved whose merged cells were filled: `기간 | 인구 | 인구` over
    `기간 | 계 | 남자`.
    """
    if not row[0] or row[0] != above[0] or not all(row):
        return False
    same = sum(bool(cell) and cell == over for cell, over in zip(row, above, strict=True))
    over_several = any(left and left == right for left, right in pairwise((*above[1:], "")))
    counted = all(is_amount(cell) or is_blank(cell) or cell.isdigit() for cell in below[1:])
    return same >= 2 or over_several or counted


def _names_columns(grid: Grid, index: int) -> bool:
    """Whether a row has words in every column that holds amounts in all rows below it."""
    if grid[index][0] and grid[0][0] and not years(grid[0][0]):
        return False  # a row with a label of its own: `개설 | '17.1월`
    body = grid[index + 1 :]
    amounts = [c for c in range(1, len(grid[0])) if _holds_amounts([row[c] for row in body])]
    fewest = 2 if grid[index][0] else 1
    return len(body) >= 2 and len(amounts) >= fewest and all(grid[index][c] for c in amounts)


def _holds_amounts(cells: Sequence[str]) -> bool:
    """Whether all are amounts; among thousands, some may look like years."""
    numbers = all(is_amount(cell) or cell_number(cell) is not None for cell in cells)
    return numbers and any(map(is_amount, cells))
