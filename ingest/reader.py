"""What a reader is.  A new format is one file in `ingest/readers/` and one line in its tuple."""

from __future__ import annotations

from typing import Protocol

from ingest.model import Report


class Reader(Protocol):
    """Turns the bytes of one kind of file into a `Report`."""

    @property
    def name(self) -> str:
        """A short name for people: `텍스트`."""
        ...

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether this reader takes the file, by its name and its first bytes."""
        ...

    def read(self, data: bytes, name: str) -> Report:
        """The whole file as a report.

        Raises:
            ingest.errors.IngestError: the content cannot be read; the message is one sentence.
        """
        ...
