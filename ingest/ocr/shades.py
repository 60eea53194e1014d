"""White letters on dark blocks, as heads of tables have them, made black on white."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps

_STEP = 4  # pixels that are looked at as one
_DARK = 120  # of 255
_PURE = 5  # steps: a patch of colour as large is no letter and no line
_STROKE = 5  # steps: no stroke of a letter is as wide
_HEIGHT = 0.9  # of its height goes on through all of a block
_FURTHEST = 80  # steps from a patch over the letters beside it


def unshaded(grey: Image.Image) -> Image.Image:
    """The page with its dark blocks inverted, letters and all."""
    size = (max(1, grey.width // _STEP), max(1, grey.height // _STEP))
    small = grey.resize(size, Image.Resampling.BOX)
    dark = small.point([255 if value < _DARK else 0 for value in range(256)])
    pure = dark.filter(ImageFilter.MinFilter(_PURE))
    if pure.getbbox() is None:
        return grey
    patches = pure.filter(ImageFilter.MaxFilter(_PURE))
    filled = dark.filter(ImageFilter.MaxFilter(_STROKE)).filter(ImageFilter.MinFilter(_STROKE))
    blocks = _grown(np.asarray(patches) > 0, np.asarray(filled) > 0)
    mask = Image.fromarray(blocks.astype(np.uint8) * 255).resize(
        grey.size, Image.Resampling.NEAREST
    )
    return Image.composite(ImageOps.invert(grey), grey, mask)


def _grown(patches: NDArray[np.bool_], filled: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The patches with what goes on beside them as high as they are: letters, not what is near."""
    heights = _heights(filled | patches)
    reached = np.where(patches, heights, 0)
    for _ in range(_FURTHEST):
        beside = np.zeros_like(reached)
        beside[:, 1:] = reached[:, :-1]
        beside[:, :-1] = np.maximum(beside[:, :-1], reached[:, 1:])
        new = (reached == 0) & (beside > 0) & (heights >= _HEIGHT * beside)
        if not new.any():
            break
        reached = np.where(new, beside, reached)
    return reached > 0


def _heights(bits: NDArray[np.bool_]) -> NDArray[np.int32]:
    """How far each set spot goes on upwards and downwards."""
    up = np.zeros(bits.shape, dtype=np.int32)
    down = np.zeros(bits.shape, dtype=np.int32)
    for row in range(bits.shape[0]):
        up[row] = np.where(bits[row], (up[row - 1] if row else 0) + 1, 0)
    for row in range(bits.shape[0] - 1, -1, -1):
        below = down[row + 1] if row + 1 < bits.shape[0] else 0
        down[row] = np.where(bits[row], below + 1, 0)
    return np.where(bits, up + down - 1, 0).astype(np.int32)
