"""Pages as pictures, for people to look at and for character recognition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.errors import Malformed
from ingest.pdf.handles import Document

if TYPE_CHECKING:
    from PIL import Image

_POINTS = 72.0
_MOST_PIXELS = 40_000_000  # a page that claims to be as large as a house is drawn coarser


def picture(document: Document, page: int, dpi: float) -> tuple[Image.Image, float]:
    """A page (from 1) of an open document as a grey picture, and how many pixels a point has."""
    import pypdfium2

    try:
        drawn = document[page - 1]
    except pypdfium2.PdfiumError as error:
        raise Malformed(f"{page}쪽이 깨져 있어 그릴 수 없습니다.") from error
    try:
        width, height = drawn.get_size()
        scale = min(dpi / _POINTS, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        image: Image.Image = drawn.render(scale=scale, grayscale=True).to_pil()
    except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
        raise Malformed(f"{page}쪽이 깨져 있어 그릴 수 없습니다.") from error
    finally:
        drawn.close()
    return image, scale
