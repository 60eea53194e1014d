"""한글 documents: HWPX, HWP 5 and 배포용 HWP, read in one way."""

from __future__ import annotations

from ingest.content import Content
from ingest.hwp import opening
from ingest.limits import Limits
from ingest.owpml import package, walking
from ingest.sniffing import FileKind

_MEDIA_TYPES = {FileKind.HWP: "application/x-hwp", FileKind.HWPX: "application/hwp+zip"}


class HwpReader:
    """Reads HWPX as it is, and HWP 5 once it is turned into the same XML."""

    @property
    def kinds(self) -> frozenset[FileKind]:
        return frozenset(_MEDIA_TYPES)

    def read(self, data: bytes, kind: FileKind, limits: Limits) -> Content:
        """Paragraphs, tables, boxes and notes, with their pages where these can be known.

        Raises:
            ingest.errors.IngestError: it is locked, damaged, hostile, too large or empty.
        """
        opened = opening.opened if kind is FileKind.HWP else package.opened
        return walking.content(opened(data, limits), _MEDIA_TYPES[kind], limits)
