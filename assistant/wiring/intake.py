"""Files into the catalogue: each read report is stored at once, so nothing waits for the last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.wiring.summary import IngestSummary
from index.catalogue.store import document_id, revision_id
from index.types import EVERYTHING, Document
from ingest.files import Found
from ingest.limits import Limits
from ingest.pipeline import Pipeline, Read, Skipped, Unchanged
from ingest.readers import READERS

if TYPE_CHECKING:
    from index.library import Library

Progress = Callable[[str, int, int], None]


class Intake:
    """Reads files into one collection of a library."""

    def __init__(self, library: Library, collection: str, limits: Limits) -> None:
        self._library = library
        self._collection = collection
        self._current = {
            d.id: d for d in library.catalogue.stored(EVERYTHING, collection=collection)
        }
        self._pipeline = Pipeline(READERS, limits, self._known, self._twin)

    def run(self, files: Sequence[Found], progress: Progress) -> IngestSummary:
        """Store what is new, then bring the index up to date.

        Nothing is stored where the embedding is missing: what a document said before would no
        longer answer, and what it says now not yet.
        """
        self._library.check_embedding()
        before = frozenset(self._current)
        read: list[Document] = []
        unchanged: list[Document] = []
        skipped: list[Skipped] = []
        progress("파일 읽기", 0, len(files))
        for done, outcome in enumerate(self._pipeline.run(files), 1):
            match outcome:
                case Read():
                    read.append(self._store(outcome))
                case Unchanged(file):
                    unchanged.append(self._current[self._id(file.origin)])
                case Skipped():
                    skipped.append(outcome)
            progress("파일 읽기", done, len(files))
        return IngestSummary(
            documents=tuple(read),
            revised=before & {document.id for document in read},
            unchanged=tuple(unchanged),
            skipped=tuple(skipped),
            indexed=self._library.rebuild(progress),
        )

    def _store(self, outcome: Read) -> Document:
        catalogue, source = self._library.catalogue, outcome.report.source
        catalogue.keep_original(source.sha256, outcome.data)
        origin = outcome.file.origin
        catalogue.put(outcome.report, origin=origin, collection=self._collection)
        # `put` is silent where another process stored the same bytes meanwhile
        stored = {d.id: d for d in catalogue.stored(EVERYTHING, collection=self._collection)}
        document = stored[self._id(origin)]
        self._current[document.id] = document
        return document

    def _known(self, origin: str, sha256: str) -> bool:
        document = self._current.get(self._id(origin))
        return document is not None and _holds(document, sha256)

    def _twin(self, origin: str, sha256: str) -> str | None:
        own = self._id(origin)
        others = (d for d in self._current.values() if d.id != own)
        return next((d.name for d in others if _holds(d, sha256)), None)

    def _id(self, origin: str) -> str:
        return document_id(origin, self._collection)


def _holds(document: Document, sha256: str) -> bool:
    return document.revision == revision_id(sha256)
