"""On which page each paragraph stands, from the positions of lines that Hancom saves.

A document stores no pages, but every line of the body knows how far down its page it begins
(`lineseg@vertpos`, in 1/7200 inch).  A line that begins no lower than the one before it begins a
new page.  Only a table can pass more than one page at once; how many is known from its height, for
what is lost at the ends of pages is less than a page.  Where any of this cannot be relied on (no
positions, columns, positions that never begin anew), no page is given at all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.owpml.heights import A_LINE, flowing, page_heights, row_heights
from ingest.owpml.xml import Node, children, integer, local

_SMALL = 500  # what rounding may make of a height
_A_FEW_LINES = 1_500  # characters of paragraphs without positions that surely fit on a page
_FULL = 0.5  # a page that ends by itself is at least so full
_LOSS = 0.35  # of a page: more than the ends of pages lose to the rows of a table
_STRAY = 2  # lines that something large pushes off their page
_NEAR_THE_END = 0.1  # of a page: a table that ends so close to it may have gone beyond


@dataclass(slots=True)
class Spot:
    """Where the lines of a paragraph stand: the first character of each and its page, if known.

    `top` is where its tables begin and `spare` how much lower than that and their height the text
    after them stands at most, None where that is not known; `body` is the height of a page.
    `first` is where its own first line begins; `turned` says whether a new page begins between its
    tables and the text after them.
    """

    lines: list[tuple[int, int]] = field(default_factory=list)
    known: bool = True
    first: int = 0
    top: int = 0
    spare: int | None = None
    body: int = 0
    turned: bool = True

    def page(self, character: int = 0) -> int | None:
        """The page on which a character of the paragraph stands."""
        if not self.known or not self.lines:
            return None
        found = self.lines[0][1]
        for first, page in self.lines:
            if first > character:
                break
            found = page
        return found

    def rows(self, heights: Sequence[int]) -> list[int | None]:
        """The pages on which the rows of its table begin."""
        page = self.page()
        if page is None or self.spare is None or not self.body:
            return [None] * len(heights)
        found: list[int | None] = []
        top = self.top
        for height in heights:
            # It begins between where it would without any loss and where it would with all of it.
            first, last = (top + _SMALL) // self.body, (top + self.spare) // self.body
            found.append(page + first if first == last else None)
            top += height
        return found

    def fits(self, height: int) -> bool:
        """Whether something that begins at its first line ends on the same page."""
        return bool(self.lines) and 0 < self.first + height <= self.body


@dataclass(slots=True)
class _Before:
    """What came before the next line of the body."""

    position: int = -1  # -1: nothing yet on this page
    bottom: int = 0
    next: int = 0  # where the line after this one would begin
    height: int = 0  # of the tables since
    waiting: list[Spot] = field(default_factory=list)  # without positions of their own
    characters: int = 0
    tables: Spot | None = None


class Pages:
    """Counts the pages of a document, section by section."""

    def __init__(self) -> None:
        self.count = 0
        self.lost = False  # from here on no page is known
        self.reliable = True  # as a whole
        self._breaks = 0
        self._early = 0
        self._body = 0
        self._sheet = 0
        self._placed = 0
        self._beyond = 0
        self._before = _Before()

    def read(self, sections: Sequence[Node]) -> list[list[Spot]]:
        """A spot for each paragraph of each section."""
        spots = [self._section(section) for section in sections]
        paragraphs = sum(len(section) for section in spots)
        # Other software writes no lines, or one position for all, or goes on from page to page.
        few = self._placed < paragraphs / 2
        early = self._early > 2 and self._early > self._breaks / 3
        if few or early or self._beyond > _STRAY:
            self.reliable = False
        if not self.reliable:
            for section in spots:
                for spot in section:
                    spot.known = False
        return spots

    @property
    def total(self) -> int | None:
        return self.count if self.reliable and not self.lost and self.count else None

    def _section(self, section: Node) -> list[Spot]:
        self._end_of_tables()
        self._settle(on_this_page=True)
        self._body, self._sheet = page_heights(section)
        self.lost = self.lost or self._body <= 0 or _has_columns(section)
        self.count += 1
        self._before = _Before()
        paragraphs = list(children(section, "p"))
        found = [self._paragraph(node, first=not at) for at, node in enumerate(paragraphs)]
        self._end_of_tables()
        self._settle(on_this_page=True)
        return found

    def _paragraph(self, paragraph: Node, *, first: bool) -> Spot:
        spot = Spot(body=self._body)
        page, bottom = self.count, self._before.bottom + self._before.height
        segments = [
            segment
            for array in children(paragraph, "linesegarray")
            for segment in children(array, "lineseg")
        ]
        if not first and paragraph.get("pageBreak") == "1":
            self._end_of_tables()
            self._settle(on_this_page=True)
            self.count += 1
            self._before = _Before()
        elif segments:
            self._turn(integer(segments[0], "vertpos"), integer(segments[0], "vertsize"))
        if segments:
            self._lines(spot, segments)
        else:
            self._without_lines(spot, paragraph)
        self._tables(spot, paragraph, bottom if self.count == page else 0)
        spot.known = not self.lost
        return spot

    def _turn(self, position: int, height: int) -> None:
        """Turns as many pages as there are before the first line of a paragraph."""
        before = self._before
        back = before.position >= 0 and position <= before.position
        passed = before.position + before.height - position if before.height else 0
        turned = math.ceil((passed - A_LINE) / self._body) if passed > A_LINE else 0
        if before.height > A_LINE and not back:
            # The line stands where it would without the table, or far lower than it reaches.
            untouched = abs(position - before.next) < _SMALL
            self.lost = self.lost or untouched or turned * self._body - passed > self._body * _LOSS
        if back:
            turned = max(turned, 1)
            self._breaks += 1
            full = before.bottom + before.height + height
            self._early += not before.waiting and full < _FULL * self._body
        if before.tables is not None:
            before.tables.spare = turned * self._body - passed
            before.tables.turned = turned > 0
        self._settle(on_this_page=not turned)
        self.count += turned
        before.height = 0
        before.tables = None

    def _lines(self, spot: Spot, segments: list[Node]) -> None:
        before = self._before
        self._placed += 1
        spot.first = integer(segments[0], "vertpos")
        side = -1
        for at, segment in enumerate(segments):
            position, across = integer(segment, "vertpos"), integer(segment, "horzpos")
            beside = position == before.position and across > side
            if at and position <= before.position and not beside:
                self.count += 1
                self._breaks += 1
            elif position >= self._sheet > before.position:
                self.count += 1  # pushed off its page by something large
            spot.lines.append((integer(segment, "textpos"), self.count))
            before.position, side = position, across
            before.bottom = position + integer(segment, "vertsize")
            before.next = before.bottom + integer(segment, "spacing")
            self._beyond += position >= self._sheet

    def _without_lines(self, spot: Spot, paragraph: Node) -> None:
        before = self._before
        before.waiting.append(spot)
        before.characters += sum(len(text) for text in paragraph.itertext())
        spot.lines.append((0, self.count))
        if before.characters > _A_FEW_LINES:
            self.lost = True

    def _tables(self, spot: Spot, paragraph: Node, bottom: int) -> None:
        tables = flowing(paragraph)
        if not tables:
            return
        before = self._before
        height = sum(sum(row_heights(table)) for table in tables)
        if height > A_LINE and before.position - bottom >= height - _SMALL:
            spot.spare = 0  # the line of the paragraph stands below its tables
            return
        before.position = max(before.position, 0)
        spot.top = before.position + before.height
        before.height += height
        before.tables = spot if len(tables) == 1 and before.tables is None else None

    def _settle(self, *, on_this_page: bool) -> None:
        """Paragraphs without positions stand on this page, or between it and the next."""
        if not on_this_page:
            for spot in self._before.waiting:
                spot.known = False
        self._before.waiting = []
        self._before.characters = 0

    def _end_of_tables(self) -> None:
        """A page ends after a table: how far that reached is known from its height alone."""
        before = self._before
        if not before.height or not self._body:
            return
        end = (before.position + before.height) / self._body
        turned = math.ceil(end) - 1
        if turned > 0 and math.ceil(end) - end < _NEAR_THE_END:
            self.lost = True
        elif turned <= 0 and before.tables is not None:
            before.tables.spare = 0
        self.count += max(turned, 0)
        before.height = 0


def _has_columns(section: Node) -> bool:
    return any(
        local(node) == "colPr" and integer(node, "colCount", 1) > 1 for node in section.iter()
    )
