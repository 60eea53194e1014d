"""Pictures of pages (PNG, JPEG, BMP, TIFF with its pages), opened without trusting them."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ingest.errors import Malformed, TooLarge

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 90_000_000  # an A3 page at 600 dpi has 70 million

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP")
_LONG_SIDE = 11.7  # inches of A4
_LEAST_DPI, _MOST_DPI = 150, 1200  # what is said outside is a default of screens, not a scanner's
_SMALLER = "해상도를 낮추어(200~300dpi) 다시 저장해 주십시오."


def opened(data: bytes) -> Image:
    """A picture whose pixels are not decoded yet; what it says of its size is checked.

    Raises:
        TooLarge: it has too many pixels.
        Malformed: it is damaged.
    """
    from PIL import Image

    try:
        with _quietly():
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise TooLarge("그림의 화소가 너무 많아 읽을 수 없습니다.", _SMALLER) from error
    except Exception as error:  # whatever a damaged header makes the library raise
        raise _damaged() from error
    _check_size(image)
    return image


def decoded(image: Image) -> Image:
    """The present page of a picture, upright as its camera says, in grey or colours.

    Raises:
        TooLarge: it has too many pixels.
        Malformed: it is damaged.
    """
    from PIL import ImageOps

    _check_size(image)
    try:
        with _quietly():
            upright = ImageOps.exif_transpose(image)
        if upright.mode.startswith("I;16") or upright.mode in {"I", "F"}:
            return _eight_bits(upright)
        clear = "transparency" in upright.info or upright.mode in {"LA", "PA", "RGBA"}
        return upright.convert("RGBA" if clear else "RGB")
    except Exception as error:  # the decoders raise a dozen kinds for damaged data
        raise _damaged() from error


def points(image: Image) -> tuple[float, float]:
    """The size of a page; by the scanner's word where it can be trusted, else as if it were A4."""
    said = image.info.get("dpi", (0, 0))
    dpi = float(said[0]) if isinstance(said, tuple) and said else 0.0
    if not _LEAST_DPI <= dpi <= _MOST_DPI:
        dpi = min(600.0, max(96.0, max(image.size) / _LONG_SIDE))
    return image.width * 72 / dpi, image.height * 72 / dpi


def page_count(image: Image) -> int:
    """Only a TIFF has pages; what else has frames is animated, or holds thumbnails.

    Raises:
        Malformed: its pages cannot be counted.
    """
    try:
        with _quietly():
            return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
    except Exception as error:  # a chain of pages that leads nowhere
        raise _damaged() from error


def at_page(image: Image, number: int) -> Image:
    """The picture with its page of this number (from 1) in front.

    Raises:
        Malformed: the page cannot be found.
    """
    try:
        with _quietly():
            image.seek(number - 1)
    except Exception as error:  # a chain of pages that leads nowhere
        raise _damaged() from error
    return image


@contextmanager
def _quietly() -> Iterator[None]:
    """Without the library's warnings: on pixels, where the bound is ours, and on broken EXIF."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _check_size(image: Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise TooLarge("그림의 화소가 너무 많아 읽을 수 없습니다.", _SMALLER)


def _eight_bits(image: Image) -> Image:
    """Grey of more than eight bits: its own darkest to lightest."""
    import numpy as np
    from PIL import Image

    values = np.asarray(image, dtype=np.float64)
    least, most = float(values.min()), float(values.max())
    scaled = (values - least) * (255 / (most - least or 1.0))
    return Image.fromarray(scaled.astype(np.uint8))


def _damaged() -> Malformed:
    return Malformed("그림 파일이 깨져 있어 열 수 없습니다.", "원본을 다시 받아 주십시오.")
