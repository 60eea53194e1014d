"""Characters that stand beside each other made into printed lines.

A line is told by the heights of its characters alone.  What divides columns, a rule or the gap
between two columns of text, must have been looked at before: nothing is divided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.pdf.geometry import Box, around
from ingest.pdf.glyphs import Glyph
from ingest.raised import raised

_OVERLAP = 0.5  # of the lower one's height two characters of a line share
_ALIKE = 0.35  # a raised mark is at least that high beside its line; less is another line
_BLANK = 0.22  # of its height is a gap that reads as a blank
_LEAST_BLANK = 0.05  # and one that the library says is a blank
_WIDE = 1.6  # a gap that sets two things of a line apart
_SIZES = 0.2  # by how much digits of one number may differ in size
_SMALLER = 0.8  # of the height of its line is a raised character at most
_RAISED = 0.12  # of that height it ends above the others
_LOWER, _LIFTED = 0.95, 0.25  # the same of one that is hardly smaller, and clearly higher
_BESIDE = 0.4  # of that height it stands from the character before it
_MARK = re.compile(r"-?\d{1,3}|\(?\d{1,2}\)?(?:,\s?\d{1,2}\)?)*|[*]+\)?")
_DOUBLE = 0.12  # a letter printed twice, to be bold, stands nearer than that


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line; `glyphs` from left to right, its own blanks at the ends included."""

    text: str
    box: Box
    glyphs: tuple[Glyph, ...]
    upright: bool = True

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def ends_blank(self) -> bool:
        """Whether a blank is drawn at its end: the paragraph goes on with a new word."""
        return self.glyphs[-1].text.isspace()


def printed(glyphs: Iterable[Glyph]) -> list[Printed]:
    """Lines of characters, from top to bottom; characters turned aside make lines of their own."""
    upright: list[Glyph] = []
    turned: list[Glyph] = []
    for glyph in glyphs:
        (upright if glyph.upright else turned).append(glyph)
    lines = [_line(row) for row in _rows(upright)]
    lines += _turned(turned)
    return sorted(
        (line for line in lines if line.text), key=lambda line: (line.box[1], line.box[0])
    )


def _rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Characters that share most of their height, found from runs as drawn."""
    rows: list[tuple[float, float, list[Glyph]]] = []
    for run in sorted(_runs(glyphs), key=lambda run: (run[0].box[1] + run[0].box[3]) / 2):
        top, bottom = _extent(run)
        best = None
        for number in range(len(rows) - 1, max(-1, len(rows) - 12), -1):
            high, low, _ = rows[number]
            shared = min(bottom, low) - max(top, high)
            if not _ALIKE <= (bottom - top) / max(low - high, 1e-6) <= 1 / _ALIKE:
                continue
            if shared >= _OVERLAP * min(bottom - top, low - high) and shared > 0:
                best = number
                break
        if best is None:
            rows.append((top, bottom, list(run)))
        else:
            high, low, members = rows[best]
            members.extend(run)
            if bottom - top > low - high:
                rows[best] = (top, bottom, members)
    return [members for _, _, members in rows]


def _runs(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Characters that are drawn one after another on the same height."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and abs(glyph.middle[1] - runs[-1][-1].middle[1]) <= 0.1 * glyph.height:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _extent(run: Sequence[Glyph]) -> tuple[float, float]:
    """Where most characters of a run begin and end in height."""
    tallest = max(run, key=lambda glyph: glyph.height if not glyph.text.isspace() else 0.0)
    return tallest.box[1], tallest.box[3]


def _line(row: list[Glyph]) -> Printed:
    row.sort(key=lambda glyph: (glyph.box[0], glyph.index))
    row = _once(row)
    marks = _marks(row)
    text = ""
    last: Glyph | None = None
    for glyph in row:
        if last is not None:
            text += _between(last, glyph)
        first = glyph.index in marks and (last is None or last.index not in marks)
        text += raised(text if first else "", glyph.text) if glyph.index in marks else glyph.text
        last = glyph
    text = text.strip()
    shown = [glyph for glyph in row if not glyph.text.isspace()] or row
    box = around((g.box[0], g.box[1], max(g.end, g.box[0]), g.box[3]) for g in shown)
    return Printed(text, box, tuple(row))


def _marks(row: Sequence[Glyph]) -> set[int]:
    """The marks of footnotes and powers among the characters of a line."""
    heights = [glyph.box[3] - glyph.box[1] for glyph in row]
    if min(heights) > _LOWER * max(heights):
        return set()
    tall = max(row, key=lambda glyph: 0.0 if glyph.text.isspace() else glyph.height)
    runs: list[list[Glyph]] = []
    before: Glyph | None = None  # what stands directly before a character
    for glyph in row:
        if _is_raised(glyph, tall):
            if runs and runs[-1][-1] is before:
                runs[-1].append(glyph)
            elif before is None or glyph.box[0] - before.box[2] <= _BESIDE * tall.height:
                runs.append([glyph])
        before = glyph
    texts = ("".join(glyph.text for glyph in run) for run in runs)
    return {
        glyph.index
        for run, text in zip(runs, texts, strict=True)
        if _MARK.fullmatch(text)
        for glyph in run
    }


def _is_raised(glyph: Glyph, tall: Glyph) -> bool:
    """Whether a character is a smaller one that stands higher than the others of its line."""
    smaller = glyph.height / max(tall.height, 1e-6)
    up = (tall.box[3] - glyph.box[3]) / max(tall.height, 1e-6)
    if glyph.text == ")":  # its box reaches below the line
        up = 2 * (tall.middle[1] - glyph.middle[1]) / max(tall.height, 1e-6)
    return (smaller <= _SMALLER and up >= _RAISED) or (smaller <= _LOWER and up >= _LIFTED)


def _once(row: list[Glyph]) -> list[Glyph]:
    """Without letters that are printed a second time over themselves."""
    kept: list[Glyph] = []
    for glyph in row:
        if any(is_double(other, glyph) for other in kept[-2:]):
            continue
        kept.append(glyph)
    return kept


def is_double(other: Glyph, glyph: Glyph) -> bool:
    """Whether a character is another one printed again in the same place, to be bold."""
    return (
        other.text == glyph.text
        and abs(other.box[0] - glyph.box[0]) < _DOUBLE * glyph.height
        and abs(other.box[1] - glyph.box[1]) < _DOUBLE * glyph.height
    )


def _between(last: Glyph, glyph: Glyph) -> str:
    """The blanks between two characters, where none are drawn."""
    if last.text.isspace() or glyph.text.isspace():
        return ""
    height = min(last.height, glyph.height)
    gap = glyph.box[0] - last.box[2]
    if gap >= _WIDE * height:
        return "  "
    if gap >= _BLANK * height or differ(last, glyph):
        return " "
    said = last.spaced and last.index < glyph.index
    return " " if said and glyph.box[0] - last.end >= _LEAST_BLANK * height else ""


def differ(last: Glyph, glyph: Glyph) -> bool:
    """Whether two digits are of two sizes or heights: a figure and the mark of its footnote."""
    if not (last.text.isdigit() and glyph.text.isdigit()):
        return False
    height = max(last.height, glyph.height)
    higher = abs(last.box[3] - glyph.box[3]) > _LIFTED * height
    return higher or abs(last.height - glyph.height) > _SIZES * height


def _turned(glyphs: list[Glyph]) -> list[Printed]:
    """Lines of characters that are turned aside, as they are drawn."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        if last is not None and glyph.index == last.index + 1 and not last.spaced:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [
        Printed("".join(g.text for g in run).strip(), around(g.box for g in run), tuple(run), False)
        for run in runs
    ]
