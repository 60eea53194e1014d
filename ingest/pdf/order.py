"""The order in which what stands on a page is read: down the page, or down its columns.

    page ── bands ── one column, or two beside each other

Two columns are seen where a strip of white runs down between many lines of prose on both sides, or
right down the middle of a lying page: two pages saved as one.  What crosses the strip, a title, a
page number, a wide table, ends the columns above it and below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from ingest.pdf.geometry import Box
from ingest.pdf.glyphs import Glyph
from ingest.pdf.lines import Printed, printed

_FEWEST = 8  # lines on each side of the strip
_STRIP = 14.0  # how wide it is at least
_SPREAD = 0.05  # of the page's width, where the page is two pages
_MIDDLE = (0.35, 0.65)  # where in the page it runs
_FULL = 0.55  # of the width of its column a line fills on the average: prose, not labels
_BESIDE = 0.5  # of their height two things share that stand beside each other

Thing = TypeVar("Thing")


def bands(glyphs: Sequence[Glyph], blocked: Sequence[Box], size: tuple[float, float]) -> list[Box]:
    """The parts of a page in reading order; `blocked` are the boxes of its tables."""
    width, height = size
    stops = sorted(_crossing(glyphs, blocked, width / 2))
    ends = [0.0, *(stop for pair in stops for stop in pair), height]
    tall = max(range(0, len(ends), 2), key=lambda number: ends[number + 1] - ends[number])
    top, bottom = ends[tall], ends[tall + 1]
    inside = [glyph for glyph in glyphs if top <= glyph.middle[1] < bottom]
    within = [box for box in blocked if top <= (box[1] + box[3]) / 2 < bottom]
    middle = _gutter(inside, within, size)
    if middle is None:
        return [(-width, -height, 2 * width, 2 * height)]
    return [
        (-width, -height, 2 * width, top),
        (-width, top, middle, bottom),
        (middle, top, 2 * width, bottom),
        (-width, bottom, 2 * width, 2 * height),
    ]


def beside(things: Sequence[tuple[Box, Thing]]) -> list[Thing]:
    """Things from top to bottom, and from left to right where they stand beside each other."""
    rows: list[list[tuple[Box, Thing]]] = []
    for box, thing in sorted(things, key=lambda pair: (pair[0][1], pair[0][0])):
        if rows:
            _, high, _, low = rows[-1][0][0]
            shared = min(low, box[3]) - max(high, box[1])
            if shared > _BESIDE * min(low - high, box[3] - box[1]):
                rows[-1].append((box, thing))
                continue
        rows.append([(box, thing)])
    return [thing for row in rows for _, thing in sorted(row, key=lambda pair: pair[0][0])]


def _crossing(
    glyphs: Sequence[Glyph], blocked: Sequence[Box], middle: float
) -> list[tuple[float, float]]:
    """From where to where down the page something stands across its middle, put together."""
    half = _STRIP / 2
    spans = sorted(
        [
            (glyph.box[1], glyph.box[3])
            for glyph in glyphs
            if glyph.box[0] < middle + half
            and glyph.end > middle - half
            and not glyph.text.isspace()
        ]
        + [(box[1], box[3]) for box in blocked if box[0] < middle - half and box[2] > middle + half]
    )
    joined: list[tuple[float, float]] = []
    for top, bottom in spans:
        if joined and top <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], bottom))
        else:
            joined.append((top, bottom))
    return joined


def _gutter(
    glyphs: Sequence[Glyph], blocked: Sequence[Box], size: tuple[float, float]
) -> float | None:
    """Where a part of a page is divided into two columns."""
    width, height = size
    spans = [
        (glyph.box[0], max(glyph.end, glyph.box[0])) for glyph in glyphs if not glyph.text.isspace()
    ]
    spans += [(box[0], box[2]) for box in blocked]
    strip = _widest(spans, _MIDDLE[0] * width, _MIDDLE[1] * width)
    if strip is None:
        return None
    middle = (strip[0] + strip[1]) / 2
    left = printed(glyph for glyph in glyphs if glyph.middle[0] < middle)
    right = printed(glyph for glyph in glyphs if glyph.middle[0] >= middle)
    central = strip[0] < 0.5 * width < strip[1] and strip[1] - strip[0] >= _SPREAD * width
    if width > height and central and min(len(left), len(right)) >= _FEWEST / 2:
        return middle
    if min(len(left), len(right)) < _FEWEST or not (_is_prose(left) and _is_prose(right)):
        return None
    return middle


def _is_prose(lines: Sequence[Printed]) -> bool:
    first = min(line.box[0] for line in lines)
    last = max(line.box[2] for line in lines)
    filled = sum(line.box[2] - line.box[0] for line in lines) / len(lines)
    return filled >= _FULL * (last - first)


def _widest(
    spans: Sequence[tuple[float, float]], first: float, last: float
) -> tuple[float, float] | None:
    """The widest strip between two places into which nothing reaches."""
    best: tuple[float, float] | None = None
    reached = first
    for start, end in sorted(spans):
        if start >= last:
            break
        if start - reached > (best[1] - best[0] if best else _STRIP):
            best = (reached, start)
        reached = max(reached, end)
    if last - reached > (best[1] - best[0] if best else _STRIP):
        best = (reached, last)
    return best
