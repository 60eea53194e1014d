"""What a reader is.  A new format is one file in `ingest/readers/` and one line in its tuple."""

from __future__ import annotations

from typing import Protocol

from ingest.content import Content
from ingest.limits import Limits
from ingest.sniffing import FileKind


class Reader(Protocol):
    """Recovers what a file of its kinds holds.  Costly libraries are imported in `read`."""

    @property
    def kinds(self) -> frozenset[FileKind]:
        """What it reads, as `ingest.sniffing.sniff` tells it from the content."""
        ...

    def read(self, data: bytes, kind: FileKind, limits: Limits) -> Content:
        """All that the file holds, in reading order.

        Raises:
            ingest.errors.IngestError: the content cannot be read; reason and remedy are sentences.
        """
        ...
