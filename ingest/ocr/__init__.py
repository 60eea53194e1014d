"""Character recognition of pages that are pictures, where Tesseract is installed.

    bitmap     even light, level lines
    rules      ruling lines ── lattice   ruled tables
    cells      each cell for itself      words     what the program says
    signs      the triangles before negative figures
    page       all of it: lines and grids

Everything works without it, but for scans: their text is then not found.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ingest.ocr.tesseract import available

if TYPE_CHECKING:
    from PIL.Image import Image

    from ingest.content import Item

Recognise = Callable[["Image", int, tuple[float, float]], "tuple[Item, ...] | None"]

REMEDY = (
    "글자 인식 프로그램(tesseract-ocr, tesseract-ocr-kor)을 설치하거나 "
    "원본 HWP, HWPX, PDF 파일을 넣어 주십시오."
)
CAUTION = (
    "그림에서 글자를 인식해 읽은 내용이라 잘못 읽은 글자나 숫자가 있을 수 있습니다. "
    "쪽 그림과 대조해 주십시오."
)

__all__ = ["CAUTION", "REMEDY", "Recognise", "available", "recognise"]


def recognise(image: Image, page: int, points: tuple[float, float]) -> tuple[Item, ...] | None:
    """What stands on page number `page`, its width and height given in points.

    None where nothing can be recognised for want of the program.

    Raises:
        TooLarge: the page is too large, or takes too long.
        IngestError: the program fails.
    """
    if not available():
        return None
    from ingest.ocr.page import recognise_page

    return recognise_page(image, page, points)
