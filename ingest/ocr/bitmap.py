"""A page as a bitmap: even lighting, level lines, ink."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from ingest.ocr.shades import unshaded

DPI = 200
Bits = NDArray[np.bool_]

_INK = 0.74  # darker than this share of the paper around it
_MOST_PIXELS = 24_000_000  # an A2 page; of a larger one less detail is looked at
_MOST_SKEW = 4.0  # degrees; what is turned further was not laid on a scanner
_LEAST_SKEW = 0.08  # below, turning would only blur


@dataclass(frozen=True, slots=True)
class Page:
    """A page made level: grey, at about `DPI`; `angle` is by how much it was turned back.

    `scale` is pixels in a point, `size` that of the page in points.
    """

    grey: Image.Image
    angle: float
    scale: float
    size: tuple[float, float]

    def box(self, pixels: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Where a rectangle of the level bitmap stands on the page, in points."""
        x0, y0, x1, y1 = pixels
        cx, cy = self.grey.width / 2, self.grey.height / 2
        turn = math.radians(self.angle)
        cos, sin = math.cos(turn), math.sin(turn)
        corners = [(x, y) for x in (x0 - cx, x1 - cx) for y in (y0 - cy, y1 - cy)]
        xs = [(x * cos - y * sin + cx) / self.scale for x, y in corners]
        ys = [(x * sin + y * cos + cy) / self.scale for x, y in corners]
        width, height = self.size
        return (
            round(max(0.0, min(xs)), 1),
            round(max(0.0, min(ys)), 1),
            round(min(width, max(xs)), 1),
            round(min(height, max(ys)), 1),
        )


def level(image: Image.Image, points: tuple[float, float]) -> Page:
    """The image of a page of so many points, evenly lit and with level lines."""
    grey = image if image.mode == "L" else _on_white(image).convert("L")
    scale = min(DPI / 72, math.sqrt(_MOST_PIXELS / (points[0] * points[1])))
    width, height = (max(1, round(side * scale)) for side in points)
    if abs(grey.width - width) > 0.1 * width or abs(grey.height - height) > 0.1 * height:
        grey = grey.resize((width, height), Image.Resampling.LANCZOS)
    grey = _evenly_lit(unshaded(grey))
    angle = skew(ink(grey))
    if abs(angle) >= _LEAST_SKEW:
        grey = grey.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    else:
        angle = 0.0
    return Page(grey, angle, grey.width / points[0], points)


def ink(grey: Image.Image) -> Bits:
    """Where there is ink, of an evenly lit page."""
    return np.asarray(grey) < round(255 * _INK)


def skew(bits: Bits) -> float:
    """By how many degrees the lines fall to the right: where their rows are the most distinct."""
    small = bits[: bits.shape[0] // 2 * 2, : bits.shape[1] // 2 * 2]
    small = small[::2, ::2] | small[1::2, ::2]
    rows, columns = np.nonzero(small)
    if len(rows) < 200:
        return 0.0
    step = max(1, len(rows) // 150_000)
    rows, columns = rows[::step], columns[::step]
    best = 0.0
    for width, steps in ((_MOST_SKEW, 33), (0.25, 11), (0.05, 11)):
        angles = best + np.linspace(-width, width, steps)
        best = float(max(angles, key=lambda angle: _distinct(rows, columns, float(angle))))
    return best


def _distinct(rows: NDArray[np.intp], columns: NDArray[np.intp], angle: float) -> float:
    levelled = np.rint(rows - columns * math.tan(math.radians(angle))).astype(np.int64)
    counts = np.bincount(levelled - levelled.min())
    return float(np.square(np.diff(counts)).sum())


def _evenly_lit(grey: Image.Image) -> Image.Image:
    """Each spot in proportion to the paper around it: shadows and yellow paper become white."""
    small = grey.resize((max(1, grey.width // 16), max(1, grey.height // 16)), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(4))
    around = np.asarray(paper.resize(grey.size, Image.Resampling.BILINEAR), dtype=np.float32)
    lit = np.asarray(grey, dtype=np.float32) / np.maximum(around, 64.0)
    return Image.fromarray((np.clip(lit, 0.0, 1.0) * 255).astype(np.uint8))


def _on_white(image: Image.Image) -> Image.Image:
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image
    layer = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
