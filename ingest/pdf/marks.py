"""What is laid over or behind the text without being part of it.

Struck-out text is no longer said; a mark across the page runs through the cells of every table;
the colour of a highlighter lies behind words and bounds no cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import median

from ingest.pdf.geometry import Box
from ingest.pdf.glyphs import Glyph
from ingest.pdf.lines import is_double
from ingest.pdf.rules import Rule

_SPOT = 3.0  # points
_MANY_TWICE = 0.03  # of the digits of a page stand where the same one does
_THROUGH = 0.18  # of its height from its middle a line strikes a character out
_REACH = 0.6  # of their height the line may reach beyond the characters
_TALLEST = 24.0  # points of text that is looked at for lines through it
_MEET = 2.5  # points between lines that meet
_APART = 1.2  # of their height between words that one line strikes out
_UNDER = (0.25, 0.75)  # of its height from its middle a line underlines a character
_TIGHT = 0.2  # of their height between characters and the ends of a highlight or an underline
_TALL = 2.0  # times as high as its text is a highlight at most
_HUGE = 2.0  # times as high as the text that it covers is a mark across a page
_LARGE = 24.0  # points of height of such a mark at least
_FEWEST = 3  # characters that a mark covers; one that runs aslant covers one


def once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters without those of a text that is printed a second time over itself."""
    digits = [_spot(glyph) for glyph in glyphs if glyph.text in "0123456789"]
    if len(digits) - len(set(digits)) <= _MANY_TWICE * len(digits):
        return list(glyphs)
    kept: list[Glyph] = []
    at: dict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        text, x, y = _spot(glyph)
        near = (other for i in (-1, 0, 1) for j in (-1, 0, 1) for other in at[text, x + i, y + j])
        if not any(is_double(other, glyph) for other in near):
            kept.append(glyph)
            at[text, x, y].append(glyph)
    return kept


def _spot(glyph: Glyph) -> tuple[str, int, int]:
    return glyph.text, int(glyph.box[0] / _SPOT), int(glyph.box[1] / _SPOT)


class Rows:
    """Characters by their height on the page, to find those near a line or in a box."""

    def __init__(self, glyphs: Iterable[Glyph]) -> None:
        self._placed = [
            ((glyph.box[1] + glyph.box[3]) / 2, glyph.box[0] + glyph.advance / 2, glyph)
            for glyph in glyphs
            if glyph.upright
        ]
        self._placed.sort(key=itemgetter(0))
        self._heights = [place[0] for place in self._placed]
        self.tallest = max((glyph.height for _, _, glyph in self._placed), default=0.0)

    def between(
        self, top: float, bottom: float, left: float, right: float
    ) -> list[tuple[float, Glyph]]:
        """The characters whose middles lie there, with the heights of these."""
        first, last = bisect_left(self._heights, top), bisect_right(self._heights, bottom)
        return [(y, glyph) for y, x, glyph in self._placed[first:last] if left <= x <= right]


@dataclass(frozen=True, slots=True)
class Strokes:
    """The lines of a page by what they do: those that bound something, and what others strike."""

    rules: list[Rule]
    struck: set[int]  # characters, by their index


def strokes(rows: Rows, rules: Sequence[Rule], down: Sequence[Rule]) -> Strokes:
    """The lines without those drawn through words or under them, as long as these words are.

    `down` are the upright lines: what runs from one to another bounds a cell, full of words or not.
    """
    bounding: list[Rule] = []
    struck: set[int] = set()
    most = _UNDER[1] * min(rows.tallest, _TALLEST)
    for rule in rules:
        near = rows.between(rule.at - most, rule.at + most, rule.start, rule.end)
        if not near:
            bounding.append(rule)
            continue
        through = [g for y, g in near if abs(y - rule.at) <= _THROUGH * g.height]
        if _is_as_long(rule, through, _REACH):
            struck.update(glyph.index for glyph in through)
            continue
        above = [g for y, g in near if _UNDER[0] <= (rule.at - y) / g.height <= _UNDER[1]]
        if not _is_as_long(rule, above, _TIGHT) or _is_held(rule, down):
            bounding.append(rule)
    return Strokes(bounding, struck)


def _is_held(rule: Rule, down: Sequence[Rule]) -> bool:
    """Whether both ends of a line stand on upright ones."""
    crossing = [other.at for other in down if other.start - _MEET <= rule.at <= other.end + _MEET]
    return all(any(abs(at - end) <= _MEET for at in crossing) for end in (rule.start, rule.end))


def _is_as_long(rule: Rule, glyphs: Sequence[Glyph], reach: float) -> bool:
    """Whether a line is as long as the words that it runs through or under, which have no gaps."""
    inked = sorted((g for g in glyphs if not g.text.isspace()), key=lambda glyph: glyph.box[0])
    if not inked:
        return False
    height = max(glyph.height for glyph in inked)
    if any(after.box[0] - glyph.box[2] > _APART * height for glyph, after in pairwise(inked)):
        return False
    slack = reach * height
    first, last = inked[0].box[0], max(max(g.end, g.box[2]) for g in inked)
    return abs(first - rule.start) <= slack and abs(rule.end - last) <= slack


def without_highlights(fills: Sequence[Box], rows: Rows) -> list[Box]:
    """The filled boxes that do not just lie behind a few words."""
    return [fill for fill in fills if not _is_highlight(fill, rows)]


def _is_highlight(fill: Box, rows: Rows) -> bool:
    left, top, right, bottom = fill
    if bottom - top > _TALL * rows.tallest:
        return False
    inside = [glyph for _, glyph in rows.between(top, bottom, left, right)]
    inked = [glyph for glyph in inside if not glyph.text.isspace()]
    if not inked:
        return False
    height = max(glyph.height for glyph in inked)
    first, last = min(g.box[0] for g in inside), max(max(g.end, g.box[2]) for g in inside)
    near = abs(first - left) <= _TIGHT * height and abs(last - right) <= _TIGHT * height
    return near and bottom - top <= _TALL * height


def without_watermark(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """The characters without those of a large mark that lies over or under others, and these."""
    if not any(glyph.askew or glyph.box[3] - glyph.box[1] >= _LARGE for glyph in glyphs):
        return list(glyphs), []
    heights = [glyph.height for glyph in glyphs if not glyph.text.isspace()]
    usual = median(heights)
    runs: list[list[Glyph]] = []
    small: list[Glyph] = []
    for glyph in glyphs:
        if not glyph.askew and glyph.height < _HUGE * usual:
            small.append(glyph)
        elif runs and _goes_on(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    marks = [glyph for run in runs if _covers(run, small, usual) for glyph in run]
    taken = {glyph.index for glyph in marks}
    return [glyph for glyph in glyphs if glyph.index not in taken], marks


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    alike = abs(last.height - glyph.height) <= 0.2 * last.height or last.askew
    return alike and (last.upright, last.askew) == (glyph.upright, glyph.askew)


def _covers(run: Sequence[Glyph], small: Sequence[Glyph], usual: float) -> bool:
    covered = 0
    for glyph in run:
        left, top, right, bottom = glyph.box
        covered += sum(
            1
            for other in small
            if left < other.middle[0] < right
            and top < other.middle[1] < bottom
            and not other.text.isspace()
            and (glyph.askew or glyph.height >= _HUGE * other.height)
        )
        if covered >= (1 if glyph.askew else _FEWEST):
            return True
    return False
