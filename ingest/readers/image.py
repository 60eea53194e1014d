"""Pictures of pages: PNG, JPEG, BMP, and TIFF with one page or many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.content import Content, Item
from ingest.errors import Empty, IngestError, TooLarge, Unsupported
from ingest.limits import Limits
from ingest.ocr import CAUTION, REMEDY, Recognise, recognise
from ingest.pictures import at_page, decoded, opened, page_count, points
from ingest.sniffing import FileKind

if TYPE_CHECKING:
    from PIL.Image import Image

_MEDIA_TYPES = {"PNG": "image/png", "TIFF": "image/tiff", "BMP": "image/bmp"}


class ImageReader:
    """Reads pictures by character recognition; without it there is nothing to read."""

    kinds = frozenset({FileKind.IMAGE})

    def __init__(self, recognise: Recognise = recognise) -> None:
        self._recognise = recognise

    def read(self, data: bytes, kind: FileKind, limits: Limits) -> Content:
        """The lines and ruled tables of each page.

        Raises:
            Unsupported: characters cannot be recognised on this computer.
            TooLarge: a page has too many pixels, or there are too many pages.
            Malformed: it is damaged.
            Empty: no page shows any text.
        """
        items: list[Item] = []
        said: list[str] = []
        pages = 0
        image = opened(data)
        for pages, frame in enumerate(_frames(image, limits), 1):
            try:
                found = self._recognise(frame, pages, points(frame))
            except IngestError as error:
                said.append(f"{pages}쪽은 읽지 못했습니다. {error}")
                continue
            if found is None:
                raise Unsupported("그림 파일이라 글자를 인식해야 읽을 수 있습니다.", REMEDY)
            items += found
        if not items:
            raise Empty("그림에서 읽을 수 있는 글자를 찾지 못했습니다.", " ".join(said))
        media_type = _MEDIA_TYPES.get(image.format or "", "image/jpeg")
        return Content(media_type, tuple(items), pages, warnings=(CAUTION, *said))


def _frames(image: Image, limits: Limits) -> Iterator[Image]:
    count = page_count(image)
    if count > limits.pages:
        raise TooLarge(f"쪽이 너무 많습니다. {limits.pages:,}쪽까지 읽을 수 있습니다.")
    for number in range(1, count + 1):
        frame = decoded(at_page(image, number))
        frame.info.setdefault("dpi", image.info.get("dpi", (0, 0)))
        yield frame
