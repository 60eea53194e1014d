"""Two tables printed beside each other, taken apart by their titles or by their heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.cell_kinds import is_amount
from ingest.lines import Piece
from ingest.model import Place, Span
from ingest.periods import years

_TITLE = re.compile(r"^\s*[▶▷■◆●○□▣◈]\s?\S|단위\s*[::]")
_MARK = re.compile(r"^\s*[▶▷■◆●○□▣◈]\s?")
_NOTE = re.compile(r"\s*\(\s*단위[^)]*\)\s*$")
_MOST_HEADS = 3  # rows in which a head may begin anew
_FEWEST = 3  # rows: the titles, a header and something below it


@dataclass(frozen=True, slots=True)
class Part:
    """One of the tables, less the row of titles; `head` is its title as printed."""

    piece: Piece
    head: str

    @property
    def title(self) -> str:
        return _NOTE.sub("", _MARK.sub("", self.head))


def parts(piece: Piece) -> list[Part]:
    """The tables that stand beside each other in one, left to right; none where it is one table.

    `▶ 기본재산 변동현황 (단위: 백만원)||||▶ 후원금 현황 (단위: 천원)||` above their headers.
    """
    rows = piece.rows
    starts = [column for column, cell in enumerate(rows[0]) if cell] if rows else []
    if len(rows) < _FEWEST or len(starts) < 2 or starts[0] != 0:
        return []
    if not all(_TITLE.search(rows[0][start]) for start in starts):
        return []
    ends = [*starts[1:], len(rows[0])]
    if not all(rows[1][start] for start in starts) or min(map(int.__sub__, ends, starts)) < 2:
        return []
    return [
        Part(_cut(piece, start, end), rows[0][start])
        for start, end in zip(starts, ends, strict=True)
    ]


def mirrored(piece: Piece) -> list[Piece]:
    """The halves of a table whose head begins anew: 수입 on the left, 지출 on the right.

    `계정과목 | 예산액 | 결산액 | 계정과목 | 예산액 | 결산액`: each half has row labels of its own,
    and the left ones say nothing of the amounts on the right.  None where it is one table.
    """
    for head in range(min(_MOST_HEADS, len(piece.rows) - 1)):
        row = piece.rows[head]
        starts = [column for column, cell in enumerate(row) if cell and cell == row[0]]
        if len(starts) < 2 or years(row[0]) or is_amount(row[0]):
            continue
        ends = [*starts[1:], len(row)]
        body = piece.rows[head + 1 :]
        if all(_is_half(body, start, end) for start, end in zip(starts, ends, strict=True)):
            return [_half(piece, start, end) for start, end in zip(starts, ends, strict=True)]
    return []


def _is_half(body: Sequence[tuple[str, ...]], start: int, end: int) -> bool:
    """Whether the first of these columns holds labels and another one amounts."""
    labels = [row[start] for row in body if row[start]]
    words = sum(not is_amount(label) for label in labels)
    amounts = any(is_amount(row[column]) for row in body for column in range(start + 1, end))
    return len(labels) > 1 and words * 5 >= len(labels) * 4 and amounts


def _half(piece: Piece, start: int, end: int) -> Piece:
    kept = [row for row, cells in enumerate(piece.rows) if any(cells[start:end])]
    place = {row: position for position, row in enumerate(kept)}
    spans = []
    for span in piece.spans:
        rows = sum(row in place for row in range(span.row, span.row + span.rows))
        columns = min(span.column + span.columns, end) - span.column
        if start <= span.column < end and span.row in place and rows * columns > 1:
            spans.append(Span(place[span.row], span.column - start, rows, columns))
    return replace(
        piece,
        rows=tuple(piece.rows[row][start:end] for row in kept),
        row_places=tuple(piece.row_places[row] for row in kept),
        spans=tuple(spans),
        boxes=tuple(
            replace(box, row=place[box.row], column=box.column - start)
            for box in piece.boxes
            if box.row in place and start <= box.column < end
        ),
        letters=piece.letters[start:end],
    )


def _cut(piece: Piece, start: int, end: int) -> Piece:
    kept = list(_filled(piece, start, end))
    return replace(
        piece,
        rows=tuple(row for row, _ in kept),
        row_places=tuple(place for _, place in kept),
        spans=(),
        boxes=(),
        letters=(),
        printed_heads=0,
    )


def _filled(piece: Piece, start: int, end: int) -> Iterator[tuple[tuple[str, ...], Place]]:
    """The rows of one table; those that only the other one has are blank here."""
    for row, place in zip(piece.rows[1:], piece.row_places[1:], strict=True):
        cells = row[start:end]
        if any(cells[1:]):
            yield cells, place
