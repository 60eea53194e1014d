"""A made corpus on its way into the index, by the door that real documents take.

Everything here that knows how an index is built and opened is in `index_all` and `opened`.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from index.building import build
from index.embedding.registry import KIWI
from index.search import HybridSearch
from index.shelf import Shelf
from index.types import Document, Passage, Scope, StatementRecord
from ingest.model import Place


class Spool:
    """A corpus in files, read a passage at a time: implements `index.content.Stored`.

    Making it is no part of what is measured, and it holds no memory.  It has passages only: there
    are no statements, for figures are read from tables and these texts have none.
    """

    def __init__(self, folder: Path, most: int | None = None) -> None:
        """Only the first `most` documents answer."""
        self._folder = folder
        self._most = most

    @classmethod
    def write(cls, folder: Path, made: Iterable[tuple[Document, list[Passage]]]) -> Spool:
        folder.mkdir(parents=True)
        documents = []
        with (folder / "passages.jsonl").open("w", encoding="utf-8") as lines:
            for document, passages in made:
                documents.append(dataclasses.asdict(document))
                for p in passages:
                    place = (p.place.first_line, p.place.last_line)
                    row = (
                        p.id,
                        p.document,
                        p.text,
                        p.heading,
                        place,
                        p.section,
                        p.blocks,
                        p.department,
                    )
                    lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        (folder / "documents.json").write_text(json.dumps(documents, ensure_ascii=False), "utf-8")
        return cls(folder)

    @cached_property
    def _documents(self) -> list[Document]:
        listed = json.loads((self._folder / "documents.json").read_text("utf-8"))
        return [Document(**one) for one in listed[: self._most]]

    def documents(self, scope: Scope, *, collection: str | None = None) -> list[Document]:
        return [
            document
            for document in self._documents
            if scope.allows(document.id) and collection in (None, document.collection)
        ]

    def iter_statements(self, scope: Scope) -> Iterator[StatementRecord]:
        return iter(())

    def iter_passages(self, scope: Scope) -> Iterator[Passage]:
        left = sum(document.passages for document in self._documents)
        with (self._folder / "passages.jsonl").open(encoding="utf-8") as lines:
            for line, _ in zip(lines, range(left), strict=False):
                key, document, text, heading, place, section, blocks, of = json.loads(line)
                if scope.allows(document):
                    places = (Place(*place), section, tuple(blocks), of)
                    yield Passage(key, document, text, heading, *places)


def index_all(folder: Path, corpus: Spool) -> Path:
    """Build a generation of all that the corpus holds; the generation's folder."""
    shelf = Shelf(folder)
    with shelf.writing():
        return build(shelf, corpus, embedding=KIWI)


def opened(folder: Path, corpus: Spool) -> HybridSearch:
    """The search over what was built last, as a server opens it."""
    return HybridSearch(Shelf(folder), corpus.documents)
