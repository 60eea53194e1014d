"""Tables that a text holds as HTML: rows and cells, with their spans as blanks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from ingest.clean import clean

_BEGINS = re.compile(r"\s*<table\b", re.IGNORECASE)
_MOST_LINES = 5_000  # a table that is not closed within so many lines is none
_MOST_SPAN = 100


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """The cells of a table, a line number for each row, and the index of the line after it."""

    rows: tuple[tuple[str, ...], ...]
    row_lines: tuple[int, ...]
    end: int


def read(lines: list[str], start: int) -> HtmlTable | None:
    """The table that begins on the line with index `start`; None where none does or ends.

    A merged cell keeps its text in its first place, as tables written with tabs have it.
    """
    if not _BEGINS.match(lines[start]):
        return None
    parser = _Rows()
    for offset, line in enumerate(lines[start : start + _MOST_LINES]):
        parser.feed(line + "\n")
        if parser.closed:
            return parser.table(start, start + offset + 1)
    return None


@dataclass
class _Cell:
    across: int
    down: int
    text: list[str] = field(default_factory=list)


class _Rows(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.closed = False
        self._depth = 0
        self._rows: list[tuple[int, list[_Cell]]] = []
        self._cell: _Cell | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        if self._depth != 1:
            return
        if tag == "tr":
            self._rows.append((self.getpos()[0], []))
            self._cell = None
        elif tag in {"td", "th"} and self._rows:
            spans = dict(attrs)
            self._cell = _Cell(_span(spans.get("colspan")), _span(spans.get("rowspan")))
            self._rows[-1][1].append(self._cell)
        elif self._cell is not None:
            self._cell.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._depth -= 1
            self.closed = self.closed or self._depth <= 0
        elif tag in {"td", "th", "tr"} and self._depth == 1:
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.text.append(data)

    def table(self, start: int, end: int) -> HtmlTable | None:
        grid: dict[tuple[int, int], str] = {}
        for r, (_, cells) in enumerate(self._rows):
            column = 0
            for cell in cells:
                while (r, column) in grid:
                    column += 1
                for down in range(cell.down):
                    for across in range(cell.across):
                        grid[r + down, column + across] = ""
                grid[r, column] = clean(" ".join("".join(cell.text).split()))
                column += cell.across
        if not grid:
            return None
        width = max(column for _, column in grid) + 1
        rows = tuple(
            tuple(grid.get((r, c), "") for c in range(width)) for r in range(len(self._rows))
        )
        return HtmlTable(rows, tuple(start + line for line, _ in self._rows), end)


def _span(value: str | None) -> int:
    return min(max(int(value), 1), _MOST_SPAN) if value and value.isdigit() else 1
