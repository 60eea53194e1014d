"""Which characters of a page people see: not those in white on white, or without ink.

Text without ink is what a scanner's program laid under the picture of a page: it is kept apart, as
that program's guess of what the picture shows.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.pdf import geometry
from ingest.pdf.geometry import Box
from ingest.pdf.glyphs import Glyph
from ingest.pdf.handles import Handle, Page, Raw
from ingest.pdf.rules import UNDRAWN, Drawn

_MANY = 40  # pieces of faint text, of which it is quicker to look at every character
_WHITE = 250  # of 255, of each colour
_CLEAR = 8  # of 255, what is less opaque leaves no trace


@dataclass(frozen=True, slots=True)
class Sight:
    """The characters of a page by whether they are seen."""

    seen: list[Glyph] = field(default_factory=list)
    beneath: list[Glyph] = field(default_factory=list)


def parted(page: Page, glyphs: Sequence[Glyph], drawn: Drawn) -> Sight:
    """The characters of a page (`pypdfium2.PdfPage`) that are seen, and those without ink."""
    if not drawn.faint:
        return Sight(list(glyphs))
    many = len(drawn.faint) > _MANY
    around = geometry.around(drawn.faint)
    doubtful = [
        geometry.overlap(glyph.box, around) and (many or _on_one(glyph.middle, drawn.faint))
        for glyph in glyphs
    ]
    inks = _inks(page, glyphs, doubtful)
    backs = [*drawn.backs, *drawn.pictures]
    sight = Sight()
    for glyph, ink in zip(glyphs, inks, strict=True):
        if ink == "none":
            sight.beneath.append(glyph)
        elif ink == "full" or _on_one(glyph.middle, backs):
            sight.seen.append(glyph)
    return sight


def _on_one(point: tuple[float, float], boxes: Sequence[Box]) -> bool:
    x, y = point
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _inks(page: Page, glyphs: Sequence[Glyph], doubtful: Sequence[bool]) -> list[str]:
    """For each character `none`, `white` or `full`, which those are that are not doubtful."""
    import pypdfium2.raw as raw

    text = raw.FPDFText_LoadPage(page.raw)
    if not text:
        return ["full"] * len(glyphs)
    try:
        return [
            _ink(raw, text, glyph.index) if doubt else "full"
            for glyph, doubt in zip(glyphs, doubtful, strict=True)
        ]
    finally:
        raw.FPDFText_ClosePage(text)


def _ink(raw: Raw, text: Handle, index: int) -> str:
    drawn = raw.FPDFText_GetTextObject(text, index)
    mode = raw.FPDFTextObj_GetTextRenderMode(drawn) if drawn else 0
    if mode in UNDRAWN:
        return "none"
    parts = [ctypes.c_uint() for _ in range(4)]
    if mode != raw.FPDF_TEXTRENDERMODE_FILL or not raw.FPDFText_GetFillColor(text, index, *parts):
        return "full"  # its outline is drawn, or how it is filled cannot be told
    red, green, blue, alpha = (part.value for part in parts)
    if alpha < _CLEAR:
        return "none"
    return "white" if min(red, green, blue) >= _WHITE else "full"
