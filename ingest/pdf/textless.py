"""Pages whose text is a picture: scanned, or its letters drawn as outlines."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from ingest.limits import Limits
from ingest.pdf.geometry import area
from ingest.pdf.glyphs import UNREADABLE, Glyph
from ingest.pdf.rules import Drawn

_FEW = 200  # characters: a page number, bullets and the like are left of a page of outlines
_OUTLINES = 150  # letters drawn as outlines; a page of signs and arrows has fewer
_PICTURE = 0.4  # of the page is covered by pictures where it is a scan
_STAMP = 30  # characters: what is stamped on a scan; a title page over a picture has more


class TextLayer(StrEnum):
    """How much of a page's text is text."""

    FULL = "full"
    SCANT = "scant"  # a few words over a picture: a title page, or a scan with a line added to it
    MISSING = "missing"


def text_layer(glyphs: Sequence[Glyph], drawn: Drawn, size: tuple[float, float]) -> TextLayer:
    """Whether what can be read on a page is text, or nearly all of it a picture."""
    shown = [glyph for glyph in glyphs if not glyph.text.isspace()]
    letters = sum(1 for glyph in shown if glyph.text != UNREADABLE)
    if letters < len(shown) / 2:
        return TextLayer.MISSING
    if letters >= _FEW:
        return TextLayer.FULL
    if len(drawn.letters) >= max(_OUTLINES, letters):
        return TextLayer.MISSING
    covered = sum(map(area, drawn.pictures)) / max(1.0, size[0] * size[1])
    if covered < _PICTURE or letters >= _FEW / 2:
        return TextLayer.FULL
    return TextLayer.SCANT if letters >= _STAMP else TextLayer.MISSING


def textless_pages(data: bytes, limits: Limits) -> list[int]:
    """The pages (from 1) of a PDF without a layer of text."""
    from ingest.pdf.opening import opened
    from ingest.pdf.pages import look

    found: list[int] = []
    with opened(data, limits) as document:
        for number in range(1, len(document) + 1):
            seen = look(document, number)
            if seen is None:
                continue
            if text_layer(seen.glyphs, seen.drawn, seen.frame.size) is TextLayer.MISSING:
                found.append(number)
    return found
