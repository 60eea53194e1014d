"""Whether every number of a page came out once: no digit lost, moved or given another sign.

The numbers of the page are taken from its characters in drawing order, broken only where the
drawing breaks off; those of what was recovered from its finished texts.  The two know nothing of
each other, so that a digit that fell into the next cell, or a sign that came from there, shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ingest.content import Grid, Item, Line
from ingest.pdf.glyphs import Glyph
from ingest.pdf.lines import differ
from ingest.pdf.wrapping import are_halves
from ingest.raised import level

_NUMBER = re.compile(r"[-−–△▲]?\d(?:[\d,.]*\d)?")
_STEP = 0.15  # of its height: a wider gap breaks a number off
_SAID = 0.05  # and one that the library takes for a blank
_TIGHT = 0.02  # and what is nearer than that is one word
_BACK = 0.5  # and a step back


def unequal(glyphs: Sequence[Glyph], items: Iterable[Item]) -> Counter[str]:
    """The numbers that the page and what was recovered of it do not have in common."""
    printed = Counter(_NUMBER.findall(_drawn(glyphs)))
    recovered = Counter(number for text in _texts(items) for number in _NUMBER.findall(level(text)))
    return _differing(printed - recovered, recovered - printed)


def _differing(printed: Counter[str], recovered: Counter[str]) -> Counter[str]:
    """Both, without the numbers that a line break had cut in two and that are whole again."""
    for number in list(recovered.elements()):
        for head in list(printed):
            tail = number.removeprefix(head)
            halves = Counter((head, tail))
            if number.startswith(head) and are_halves(head, tail) and halves <= printed:
                printed, recovered = printed - halves, recovered - Counter([number])
                break
    return printed + recovered


def is_torn(glyphs: Sequence[Glyph], homes: Mapping[int, tuple[int, int]]) -> bool:
    """Whether characters that are drawn without any gap came into two cells, or one into none."""
    return any(
        _goes_on(last, glyph, _TIGHT)
        for last, glyph in pairwise(glyphs)
        if homes.get(last.index) != homes.get(glyph.index) and not last.spaced
        if not (last.text.isspace() or glyph.text.isspace())
    )


def _drawn(glyphs: Sequence[Glyph]) -> str:
    parts: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and not _goes_on(last, glyph):
            parts.append(" ")
        parts.append(glyph.text)
        last = glyph
    return "".join(parts)


def _goes_on(last: Glyph, glyph: Glyph, most: float = _STEP) -> bool:
    if last.upright != glyph.upright:
        return False
    if not glyph.upright:
        return glyph.index == last.index + 1 and not last.spaced
    height = min(last.height, glyph.height)
    if differ(last, glyph):
        return False
    if abs(glyph.middle[1] - last.middle[1]) > 0.5 * height:
        return False
    step = (glyph.box[0] - last.end) / height
    return -_BACK <= step <= (_SAID if last.spaced else most)


def _texts(items: Iterable[Item]) -> Iterable[str]:
    for item in items:
        if isinstance(item, Line):
            yield item.text
        else:
            yield from _cell_texts(item)


def _cell_texts(grid: Grid) -> Iterable[str]:
    for cell in grid.cells:
        yield from _texts(cell.inside)
