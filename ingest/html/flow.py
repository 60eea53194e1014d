"""The running text of a page between two block elements, with blanks as a browser shows them."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.content import Grid, Item, Line
from ingest.drawn_tables import read as read_drawn
from ingest.model import Place
from ingest.raised import lowered, raised

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_EDGES = " \t\n\r\f"


class Flow:
    """Gathers text, and gives its printed lines: `<br>` and, in `<pre>`, line ends end one."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, Place]] = []
        self._parts: list[str] = []
        self._first: int | None = None
        self._last: int | None = None
        self._marked: list[tuple[str, int]] = []

    def feed(self, text: str, line: int | None, *, verbatim: bool = False) -> None:
        """Add text that begins on a line of the file."""
        if verbatim:
            for number, part in enumerate(text.split("\n")):
                if number:
                    self.end_line()
                self._add(part, line and line + number, line and line + number)
            return
        inner = text.strip(_EDGES)
        if not inner:
            self._blank(text)
            return
        before = text[: len(text) - len(text.lstrip(_EDGES))]
        self._blank(before)
        first = line and line + before.count("\n")
        self._add(_BLANKS.sub(" ", inner), first, first and first + inner.count("\n"))
        self._blank(text[len(text.rstrip(_EDGES)) :])

    def end_line(self) -> None:
        """A `<br>`."""
        if self._parts or self._lines:
            text = "".join(self._parts).rstrip()
            self._lines.append((text, Place(self._first, self._last)))
        self._parts, self._marked = [], []
        self._first, self._last = None, None

    def mark(self, kind: str) -> None:
        """What comes next is raised (`sup`) or lowered (`sub`)."""
        self._marked.append((kind, len(self._parts)))

    def unmark(self) -> None:
        """It ends."""
        if self._marked:
            kind, start = self._marked.pop()
            inner = "".join(self._parts[start:])
            del self._parts[start:]
            before = self._parts[-1] if self._parts else ""
            if inner:
                self._parts.append((raised if kind == "sup" else lowered)(before, inner))

    def take(self) -> list[tuple[str, Place]]:
        """The lines gathered so far that hold text; the flow is empty afterwards."""
        while self._marked:
            self.unmark()
        self.end_line()
        lines, self._lines = self._lines, []
        return [(text, place) for text, place in lines if text.strip()]

    def _blank(self, text: str) -> None:
        if text and self._parts and not self._parts[-1].endswith(" "):
            self._parts.append(" ")

    def _add(self, text: str, first: int | None, last: int | None) -> None:
        if not text:
            return
        if self._first is None:
            self._first = first
        self._last = last
        self._parts.append(text.replace("\u00a0", " "))


def drawn_items(lines: list[tuple[str, Place]]) -> list[Item]:
    """Lines, with the tables among them that are drawn with characters as grids."""
    texts = [text for text, _ in lines]
    items: list[Item] = []
    position = 0
    while position < len(lines):
        table = read_drawn(texts, position)
        if table is None:
            items.append(Line(*lines[position]))
            position += 1
            continue
        items.append(moved(table.grid, [place for _, place in lines]))
        position = table.end
    return items


def moved(grid: Grid, places: list[Place]) -> Grid:
    """A grid whose lines are numbers of `places`, put where those are."""
    return replace(
        grid,
        places=tuple(_moved(place, places) for place in grid.places),
        cells=tuple(
            replace(
                cell,
                place=_moved(cell.place, places),
                inside=tuple(
                    replace(item, place=_moved(item.place, places))
                    for item in cell.inside
                    if isinstance(item, Line)
                ),
            )
            for cell in grid.cells
        ),
    )


def _moved(place: Place, places: list[Place]) -> Place:
    first, last = place.first_line or 1, place.last_line or 1
    return places[first - 1].joined(places[last - 1])
