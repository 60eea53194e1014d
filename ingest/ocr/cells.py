"""What stands in the cells of ruled tables: each cell is recognised for itself.

On the page as it is, words of neighbouring cells are joined, and a ruling line beside a figure is
read as a digit.  So the cells are cut out and set one below the other on a sheet of their own:
one run for all, and no word can come from two of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from ingest.ocr.bitmap import DPI, Bits, ink
from ingest.ocr.lattice import Rectangle
from ingest.ocr.tesseract import run
from ingest.ocr.words import Printed, Word, printed, words

_BETWEEN = 30  # white pixels around each cell
_TALLEST = 12_000  # pixels of a sheet
_SPECK = 5  # pixels square of ink, less is dust
_SURE = 80.0
_CORNERS = 0.6  # of a cell's sides that a stroke from corner to corner spans at least
_STROKE = 5.0  # pixels
_DRAWING = 20.0  # less sure is no text, but something drawn

Found = list[Printed]


def recognise_cells(grey: Image.Image, boxes: Sequence[Rectangle]) -> list[Found]:
    """The printed lines in each box of a bitmap without ruling lines, boxes in its pixels.

    What comes out unsure is looked at again twice as large, and taken from there where that is
    surer: small print is read better so, and body text worse.
    """
    cut = [_inked(grey, box) for box in boxes]
    found: list[Found] = [[] for _ in boxes]
    for larger in (1, 2):
        unsure = [None if sure(found[at]) >= _SURE else box for at, box in enumerate(cut)]
        for sheet in _sheets(unsure, larger):
            for at, lines in _read(grey, cut, sheet, larger):
                found[at] = max(found[at], lines, key=sure)
    return [[line for line in lines if sure([line]) >= _DRAWING] for lines in found]


def sure(lines: Found) -> float:
    """How sure the recogniser is of a cell, 0 to 100: of its characters on average."""
    pieces = [(word.sure, len(word.text)) for line in lines for word in line.words]
    return sum(s * n for s, n in pieces) / (sum(n for _, n in pieces) or 1)


Cut = tuple[int, int, int, int]


def _inked(grey: Image.Image, box: Rectangle) -> Cut | None:
    """The part of a box that holds ink; None where it is blank."""
    x0, y0, x1, y1 = (round(side) for side in box)
    bits = ink(grey.crop((x0, y0, x1, y1)))
    columns = np.flatnonzero(bits.sum(axis=0) >= 2)
    rows = np.flatnonzero(bits.sum(axis=1) >= 2)
    if not len(rows) or not len(columns) or int(bits.sum()) < _SPECK * _SPECK:
        return None
    if _is_struck_out(bits[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], bits.shape):
        return None
    return (
        max(x0, x0 + int(columns[0]) - 3),
        max(y0, y0 + int(rows[0]) - 3),
        min(x1, x0 + int(columns[-1]) + 4),
        min(y1, y0 + int(rows[-1]) + 4),
    )


def _is_struck_out(bits: Bits, cell: tuple[int, ...]) -> bool:
    """Whether all ink lies on the diagonals of a cell: as a digit it would be a figure from air."""
    height, width = bits.shape
    if height < _CORNERS * cell[0] or width < _CORNERS * cell[1]:
        return False
    rows, columns = np.nonzero(bits)
    across, down = columns / max(1, width - 1), rows / max(1, height - 1)
    off = np.minimum(np.abs(across - down), np.abs(across + down - 1))
    near = off * (width * height) / np.hypot(width, height)  # pixels from the nearer diagonal
    return float(np.mean(near <= _STROKE)) >= 0.95


def _sheets(cut: Sequence[Cut | None], larger: int) -> Iterator[list[int]]:
    """Which cells stand on one sheet."""
    sheet: list[int] = []
    height = 0
    for at, box in enumerate(cut):
        if box is None:
            continue
        added = (box[3] - box[1]) * larger + _BETWEEN
        if sheet and height + added > _TALLEST:
            yield sheet
            sheet, height = [], 0
        sheet.append(at)
        height += added
    if sheet:
        yield sheet


def _read(
    grey: Image.Image, cut: Sequence[Cut | None], sheet: Sequence[int], larger: int
) -> Iterator[tuple[int, Found]]:
    boxes = [(at, box) for at in sheet if (box := cut[at]) is not None]
    pieces = [_piece(grey, box, larger) for _, box in boxes]
    width = max(piece.width for piece in pieces) + 2 * _BETWEEN
    height = sum(piece.height + _BETWEEN for piece in pieces) + _BETWEEN
    picture = Image.new("L", (width, height), 255)
    tops = []
    y = _BETWEEN
    for piece in pieces:
        picture.paste(piece, (_BETWEEN, y))
        tops.append(y)
        y += piece.height + _BETWEEN
    seen = words(run(picture, layout=6, dpi=DPI * larger))
    for (at, box), piece, top in zip(boxes, pieces, tops, strict=True):
        first, last = top - _BETWEEN / 2, top + piece.height + _BETWEEN / 2
        inside = [word for word in seen if first <= (word.box[1] + word.box[3]) / 2 < last]
        yield at, printed(_back(word, (_BETWEEN, top), larger, box) for word in inside)


def _piece(grey: Image.Image, box: Cut, larger: int) -> Image.Image:
    piece = grey.crop(box)
    if larger == 1:
        return piece
    return piece.resize((piece.width * larger, piece.height * larger), Image.Resampling.LANCZOS)


def _back(word: Word, corner: tuple[int, int], larger: int, box: Cut) -> Word:
    """A word of a sheet where it stands on the page; `corner` is that of its piece."""
    x0, y0, x1, y1 = word.box
    return replace(
        word,
        box=(
            (x0 - corner[0]) / larger + box[0],
            (y0 - corner[1]) / larger + box[1],
            (x1 - corner[0]) / larger + box[0],
            (y1 - corner[1]) / larger + box[1],
        ),
    )
