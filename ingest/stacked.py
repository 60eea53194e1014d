"""Tables that stand right below one another, each with a head of its own, taken apart.

`구분 | 2022 | 2023` may come again in the middle of a sheet: with other columns it begins another
table, with the same ones it is printed once more, as at the top of a page.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.cell_kinds import is_amount
from ingest.clean import squeezed
from ingest.lines import Piece
from ingest.model import Span

_FEWEST = 2  # cells that a head fills
_CORNERS = frozenset(
    "구분 구분별 항목 과목 분류 종류 연도 년도 연도별 연번 순번 번호 부서 부서명 기관 기관명"
    " 사업명 세부사업명 시설명 읍면동 읍면동별 시군 시군구 시도 지역 직급".split()
)


def apart(piece: Piece) -> list[Piece]:
    """The tables in one, from the top; heads that only come again are left out."""
    if not piece.rows or squeezed(piece.rows[0][0]) not in _CORNERS:
        return [piece]
    inside = {
        row for span in piece.spans for row in range(span.row + 1, span.row + span.rows)
    }  # rows that a merged cell reaches into
    starts = [0]
    dropped: set[int] = set()
    for row in range(1, len(piece.rows) - 1):
        if row in inside or row in dropped or not _is_head(piece, row, starts[-1]):
            continue
        same = _same(piece, row, starts[-1])
        if same:
            dropped.update(range(row, row + same))
        elif any(is_amount(cell) for above in piece.rows[starts[-1] : row] for cell in above[1:]):
            starts.append(row)
    if len(starts) == 1 and not dropped:
        return [piece]
    ends = [*starts[1:], len(piece.rows)]
    return [
        _cut(piece, [row for row in range(start, end) if row not in dropped])
        for start, end in zip(starts, ends, strict=True)
    ]


def _is_head(piece: Piece, row: int, head: int) -> bool:
    """Whether a row begins as the head does, fills as many cells and holds no amount."""
    cells, first = piece.rows[row], piece.rows[head]
    filled = [cell for cell in cells if cell]
    if squeezed(cells[0]) != squeezed(first[0]) or len(filled) < _FEWEST:
        return False
    return len(filled) * 2 >= sum(map(bool, first)) and not any(map(is_amount, filled))


def _same(piece: Piece, row: int, head: int) -> int:
    """How many rows from here on are those of the head once more; 0 where the first is not."""
    count = 0
    while (
        row + count < len(piece.rows)
        and head + count < row
        and piece.rows[row + count] == piece.rows[head + count]
    ):
        count += 1
    return count


def _cut(piece: Piece, kept: list[int]) -> Piece:
    place = {row: position for position, row in enumerate(kept)}
    spans = []
    for span in piece.spans:
        rows = sum(row in place for row in range(span.row, span.row + span.rows))
        if span.row in place and rows * span.columns > 1:
            spans.append(Span(place[span.row], span.column, rows, span.columns))
    where = piece.row_places[kept[0]]
    for row in kept[1:]:
        where = where.joined(piece.row_places[row])
    return replace(
        piece,
        place=where,
        rows=tuple(piece.rows[row] for row in kept),
        row_places=tuple(piece.row_places[row] for row in kept),
        spans=tuple(spans),
        boxes=tuple(replace(b, row=place[b.row]) for b in piece.boxes if b.row in place),
        printed_heads=piece.printed_heads if 0 in place else 0,
        indents=tuple(piece.indents[row] for row in kept) if piece.indents else (),
    )
