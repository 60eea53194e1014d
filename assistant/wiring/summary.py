"""What one run of reading brought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from index.types import Document
from ingest.pipeline import Skipped

NEW, CHANGED, UNCHANGED = "새로", "바뀜", "그대로"
Row = tuple[str, str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """`documents` were read now, `revised` are the ids of those that replaced an older content."""

    documents: tuple[Document, ...]
    revised: frozenset[str]
    unchanged: tuple[Document, ...]
    skipped: tuple[Skipped, ...]
    indexed: bool  # whether a new generation of the index was made

    def rows(self) -> Iterator[Row]:
        """(name, state, (sections, tables, figures, passages)) of each document, then the sum."""
        everything = [*self.documents, *self.unchanged]
        for document in everything:
            yield document.name, self._state(document), _counts(document)
        if len(everything) > 1:
            columns = zip(*(_counts(document) for document in everything), strict=True)
            yield "모두", "", tuple(sum(column) for column in columns)

    def as_json(self) -> dict[str, Any]:
        return {
            "documents": [
                {**asdict(document), "revised": document.id in self.revised}
                for document in self.documents
            ],
            "unchanged": [asdict(document) for document in self.unchanged],
            "skipped": [{"path": str(one.file.path), "reason": one.reason} for one in self.skipped],
            "indexed": self.indexed,
        }

    def _state(self, document: Document) -> str:
        if document in self.unchanged:
            return UNCHANGED
        return CHANGED if document.id in self.revised else NEW


def _counts(document: Document) -> tuple[int, ...]:
    return document.sections, document.tables, document.figures, document.passages
