"""한글 documents: HWPX, HWP 5, 배포용 HWP and HWPML, read in one way."""

from __future__ import annotations

from ingest.content import Content
from ingest.hwp import opening
from ingest.limits import Limits
from ingest.owpml import hwpml, package, walking
from ingest.sniffing import FileKind

_MEDIA_TYPES = {
    FileKind.HWP: "application/x-hwp",
    FileKind.HWPX: "application/hwp+zip",
    FileKind.HWPML: "application/x-hwpml",
}
_OPENED = {
    FileKind.HWP: opening.opened,
    FileKind.HWPX: package.opened,
    FileKind.HWPML: hwpml.opened,
}


class HwpReader:
    """Reads HWPX as it is, HWP 5 and HWPML once they are turned into the same XML."""

    @property
    def kinds(self) -> frozenset[FileKind]:
        return frozenset(_MEDIA_TYPES)

    def read(self, data: bytes, kind: FileKind, limits: Limits) -> Content:
        """Paragraphs, tables, boxes and notes, with their pages where these can be known.

        Raises:
            ingest.errors.IngestError: it is locked, damaged, hostile, too large or empty.
        """
        return walking.content(_OPENED[kind](data, limits), _MEDIA_TYPES[kind], limits)
