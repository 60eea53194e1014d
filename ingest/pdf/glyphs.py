"""The characters of a page with their boxes, in the order in which the file draws them.

Programs that print Korean declare boxes up to twice as wide as the step to the next character, so
that the box of a last digit reaches into the next column.  What a character really takes is its
`advance`; where it stands is told by the middle of that.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from ingest.pdf.geometry import Box, Frame
from ingest.pdf.handles import Handle, Page, Raw

HALF = 0.46  # of its height is what a half-width character is wide at most, unless others show it
_NARROW = 0x1100  # below it are the half-width scripts; wide ones are Hangul, Chinese, symbols
_SLANT = 0.3  # of a quarter turn: slanted letters are upright, a mark across the page is not
UNREADABLE = "\ufffd"  # stands for a character of which the file does not say what it is
_UNKNOWN = frozenset({0x00, 0xFFFD, 0xFFFE, 0xFFFF})
_BLANKS = frozenset({0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000})
_UNMARKED = frozenset({0x7F, 0xAD, 0x200B, 0xFEFF})  # nothing is seen of them
_FLAT = 1e-3
_SMALLEST = 1.5  # points of height, of which nothing can be read
_LARGEST = 500.0  # points, a size that is believed
_TOUCHING = 0.02  # of its height from the end of its box begins the one that follows it
_ALIKE = 3  # fiftieths of its height: the box of a character may hold ink beyond its width
_BEFORE = ",.-–−+(△▲"  # what stands before a digit in a number
_OF_NUMBERS = frozenset(_BEFORE + "0123456789")
_LEAST = 0.5  # a step smaller than that is no step: the same place, or a mark over the character


@dataclass(slots=True)
class Glyph:
    """A character: `box` as declared, `middle` where it stands, `index` in drawing order.

    `spaced` says that the library saw a gap after it, `upright` that it is not turned, `askew` that
    it is turned by less than a quarter.
    """

    text: str
    box: Box
    index: int
    upright: bool = True
    advance: float = 0.0
    spaced: bool = False
    askew: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        return (self.box[0] + self.advance / 2, (self.box[1] + self.box[3]) / 2)

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def end(self) -> float:
        return self.box[0] + self.advance


def read(page: Page, bounds: Box, turn: int) -> tuple[list[Glyph], Frame]:
    """The characters of a page (`pypdfium2.PdfPage`), and the way in which they are read."""
    import pypdfium2.raw as raw

    text = raw.FPDFText_LoadPage(page.raw)
    if not text:
        return [], Frame(bounds, turn, turn)
    try:
        drawn, angles = _drawn(raw, text)
    finally:
        raw.FPDFText_ClosePage(text)
    seen = Counter(angle for angle in angles if angle is not None)
    reading = seen.most_common(1)[0][0] if seen else turn
    frame = Frame(bounds, turn, reading)
    glyphs = _placed(drawn, angles, frame)
    _measure(glyphs)
    return glyphs, frame


_Drawn = tuple[int, float, float, float, float]


def _drawn(raw: Raw, text: Handle) -> tuple[list[_Drawn], list[int | None]]:
    """Code and box of every character; how many quarters the page must turn for it, or None."""
    count = max(0, raw.FPDFText_CountChars(text))
    unicode, loose, angle = (
        raw.FPDFText_GetUnicode,
        raw.FPDFText_GetLooseCharBox,
        raw.FPDFText_GetCharAngle,
    )
    unknown = raw.FPDFText_HasUnicodeMapError
    box = raw.FS_RECTF()
    drawn: list[_Drawn] = []
    angles: list[int | None] = []
    for index in range(count):
        if not loose(text, index, box):
            box = raw.FS_RECTF()
        code, corners = unicode(text, index), (box.left, box.bottom, box.right, box.top)
        if unknown(text, index) > 0:  # its code in the font stands for its character: a guess
            code = 0
        if not math.isfinite(sum(corners)):  # a damaged matrix puts it nowhere
            corners = (0.0, 0.0, 0.0, 0.0)
        flat = corners[2] - corners[0] < _FLAT or corners[3] - corners[1] < _FLAT
        if flat and code not in _BLANKS:
            corners = _drawn_box(raw, text, index)
        drawn.append((code, *corners))
        blank = corners[2] - corners[0] < _FLAT
        quarters = 0.0 if blank else angle(text, index) / (math.pi / 2)
        straight = math.isfinite(quarters) and abs(quarters - round(quarters)) < _SLANT
        angles.append(-round(quarters) % 4 if straight and not blank else None)
    return drawn, angles


def _drawn_box(raw: Raw, text: Handle, index: int) -> Box:
    """The box of a character whose font declares none: of its ink, or as large as its size."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    size = raw.FPDFText_GetFontSize(text, index)
    size = size if 1.0 <= size <= _LARGEST else 1.0
    width, height = right.value - left.value, top.value - bottom.value
    return (
        left.value,
        bottom.value,
        right.value if width >= _FLAT else left.value + size / 2,
        top.value if height >= _FLAT else bottom.value + size,
    )


def _placed(drawn: list[_Drawn], angles: list[int | None], frame: Frame) -> list[Glyph]:
    glyphs: list[Glyph] = []
    left, top, right, bottom = 0.0, 0.0, 2 * frame.size[0], 2 * frame.size[1]
    high = 0
    for index, ((code, *corners), angle) in enumerate(zip(drawn, angles, strict=True)):
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0
        high = 0
        if code in _BLANKS and angle is None:
            if glyphs:
                glyphs[-1].spaced = True
        elif code >= 0x20 or code in (0x00, 0x09):
            if code in _UNMARKED:
                continue
            box = frame.read(*corners)
            if not (left <= box[0] + box[2] <= right and top <= box[1] + box[3] <= bottom):
                continue  # nobody sees it
            if box[3] - box[1] < _SMALLEST:
                continue
            askew = angle is None and box[2] - box[0] >= _FLAT
            upright = angle == frame.reading
            glyphs.append(Glyph(_char(code), box, index, upright, askew=askew))
    return glyphs


def _char(code: int) -> str:
    if code in _BLANKS:
        return " "
    return UNREADABLE if code in _UNKNOWN else chr(code)


def _measure(glyphs: list[Glyph]) -> None:
    """Sets what each takes: the least of its box, the step to the next, and half its height.

    A width that others of the same box prove to be true is taken as it is: bold figures are wider
    than half their height, and a gap seen behind each of their digits would tear them apart.
    """
    proven = _proven(glyphs)
    following: Glyph | None = None
    for glyph in reversed(glyphs):
        left, top, right, bottom = glyph.box
        advance = right - left
        if following is not None and following.upright:
            step = following.box[0] - left
            low = max(top, following.box[1]) < min(bottom, following.box[3])
            if low and _LEAST < step < advance:
                advance = step
        most = HALF * (bottom - top)
        if (
            advance > most
            and ord(glyph.text[0]) < _NARROW
            and glyph.upright
            and not (glyph.text in _OF_NUMBERS and _is_in(glyph, proven))
        ):
            advance = most
        glyph.advance = advance
        following = glyph


_Kind = tuple[str, int]


def _kind(glyph: Glyph) -> _Kind:
    """Characters of one kind are as wide for their height; all digits of a font are."""
    left, top, right, bottom = glyph.box
    char = "0" if glyph.text.isdigit() else glyph.text
    return char, round(50 * (right - left) / max(bottom - top, _FLAT))


def _is_in(glyph: Glyph, kinds: set[_Kind]) -> bool:
    char, width = _kind(glyph)
    return any((char, near) in kinds for near in range(width - _ALIKE, width + _ALIKE + 1))


def _proven(glyphs: list[Glyph]) -> set[_Kind]:
    """The kinds of digits and signs after which a box begins where theirs ends, never before."""
    touching: set[_Kind] = set()
    overlapping: set[_Kind] = set()
    for last, glyph in pairwise(glyphs):
        if last.text not in _OF_NUMBERS or not (last.upright and glyph.upright):
            continue
        left, top, right, bottom = last.box
        height, gap = bottom - top, glyph.box[0] - right
        if abs(glyph.box[3] - bottom) > 0.1 * height:
            continue
        if abs(gap) <= _TOUCHING * height:
            if (last.text in _BEFORE and glyph.text.isdigit()) or _kind(last) == _kind(glyph):
                touching.add(_kind(last))
        elif left - right < gap < -5 * _TOUCHING * height:
            overlapping.add(_kind(last))
    return {kind for kind in touching if kind not in overlapping}
