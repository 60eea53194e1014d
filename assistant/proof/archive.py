"""What a proof needs of the catalogue: documents, their originals, and what stands where."""

from __future__ import annotations

from typing import Protocol

from index.types import Document, Scope
from ingest.model import Block, Report, Source


class Archive(Protocol):
    def documents(self, scope: Scope) -> list[Document]: ...

    def source(self, document: str, scope: Scope) -> Source | None:
        """The original file's name, hash, size and encoding."""
        ...

    def original(self, document: str, scope: Scope) -> bytes | None:
        """The original's bytes, None where they were not kept."""
        ...

    def report(self, document: str, scope: Scope) -> Report | None: ...

    def block(self, document: str, block: int, scope: Scope) -> Block | None: ...
