"""Where the lines of a page stand, as a word processor notes it beside every paragraph.

Units are hundredths of a point.  A position that goes back to the top is how a reader can tell
that a new page begins.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.formats.model import Box, BoxHeading, Item, Line, Part, Table, Title

PAPER, MARGIN = (59528, 84188), 5668
BODY = PAPER[1] - 3 * MARGIN
WIDTH = PAPER[0] - 2 * MARGIN
TEXT = 1000  # the height of a line of text
SPACING = 600
ROW = 1900  # the height of a row
PER_LINE = 46  # syllables that fit on a line


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body: its text, what hangs in it, and the position of its lines."""

    text: str
    inside: Table | Box | BoxHeading | Title | None
    note: str
    page: int
    lines: tuple[tuple[int, int, int], ...]  # first character, position, height


def paragraphs(items: Sequence[Item]) -> Iterator[Paragraph]:
    """The report as paragraphs, laid out on pages."""
    position, page = 0, 1
    for item in items:
        height = _height(item)
        if position and position + height > BODY:
            position, page = 0, page + 1
        text = _text(item)
        starts = range(0, max(1, len(text)), PER_LINE)
        inside = item if isinstance(item, Table | Box | BoxHeading | Title) else None
        step = (TEXT if inside is None else height) + SPACING
        size = TEXT if inside is None else height
        lines = tuple((start, position + n * step, size) for n, start in enumerate(starts))
        note = item.note if isinstance(item, Line) else ""
        yield Paragraph(text, inside, note, page, lines)
        position += step * len(starts)


def _text(item: Item) -> str:
    match item:
        case Part():
            return f"{item.number}. {item.text}"
        case Line():
            return "  " * item.depth + item.text
        case _:
            return ""


def _height(item: Item) -> int:
    match item:
        case Table():
            return ROW * len(item.grid)
        case Box():
            return sum(_height(inner) + SPACING for inner in item.items) + ROW
        case Line():
            return TEXT + (TEXT + SPACING) * (math.ceil(len(item.text) / PER_LINE) - 1)
        case _:
            return ROW
