"""Two tables printed beside each other, taken apart by the titles above them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.lines import Piece

_TITLE = re.compile(r"^\s*[▶▷■◆●○□▣◈]\s?\S|단위\s*[::]")
_MARK = re.compile(r"^\s*[▶▷■◆●○□▣◈]\s?")
_NOTE = re.compile(r"\s*\(\s*단위[^)]*\)\s*$")
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


def _cut(piece: Piece, start: int, end: int) -> Piece:
    kept = list(_filled(piece, start, end))
    return replace(
        piece,
        rows=tuple(row for row, _ in kept),
        row_lines=tuple(line for _, line in kept),
    )


def _filled(piece: Piece, start: int, end: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """The rows of one table; those that only the other one has are blank here."""
    for row, line in zip(piece.rows[1:], piece.row_lines[1:], strict=True):
        cells = row[start:end]
        if any(cells[1:]):
            yield cells, line
