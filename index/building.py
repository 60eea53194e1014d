"""Making a generation from the catalogue: aside, checked, and only then published."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from index.content import (
    Content,
    Stored,
    distinct_texts,
    embedded_text,
    read_content,
    statement_fields,
)
from index.embedding.registry import Embedding, fitted
from index.errors import Damaged
from index.files import checksums
from index.generation import Generation, Manifest, software, verified
from index.lexical import LexicalEntry, build_lexical
from index.morphemes import Morpheme, Morphemes, mangled
from index.names import label_words, own_names
from index.shelf import Shelf
from index.types import Passage, Vectors
from index.vectors import CHROMA, store_checksums, write_store
from index.vocabulary import Vocabulary

Progress = Callable[[str, int, int], None]

_BATCH = 500


def silent(_stage: str, _done: int, _total: int) -> None:
    """No progress is shown."""


def build(
    shelf: Shelf,
    catalogue: Stored,
    *,
    embedding: str,
    allow_hub: bool = False,
    progress: Progress = silent,
) -> Path:
    """Make and publish a generation; the caller holds the shelf for writing.

    `progress` gets the stage in Korean and how much of it is done.  LibraryError says in one
    sentence why nothing was published; what was served before is served on.
    """
    progress("문서 읽기", 0, 1)
    content = read_content(catalogue)
    progress("문서 읽기", 1, 1)
    previous = _previous(shelf)
    with shelf.building() as aside:
        morphemes = _analysed(content, previous, progress)
        embedder = _embedder(content, morphemes, previous, embedding, allow_hub)
        vectors = _embedded(content.passages, embedder, previous, progress)
        _write(aside, content, morphemes, embedder, vectors, progress)
        progress("점검", 0, 1)
        _check(aside, content, allow_hub)
        progress("점검", 1, 1)
        place = shelf.publish(aside)
    shelf.clean(lambda folder: _may_stay(folder, content.revisions))
    return place


@dataclass(frozen=True, slots=True)
class Previous:
    """What a new build takes over from the generation before it."""

    folder: Path
    manifest: Manifest

    def read(self, name: str) -> Any:  # noqa: ANN401  what JSON holds
        return json.loads((self.folder / name).read_text("utf-8"))


def _previous(shelf: Shelf) -> Previous | None:
    for folder in shelf.published():
        try:
            return Previous(folder, verified(folder))
        except Damaged:
            continue
    return None


def _analysed(content: Content, previous: Previous | None, progress: Progress) -> Morphemes:
    """A tokenizer with the reports' names that has seen every text of the generation."""
    words = own_names(content.statements) | mangled(label_words(content.statements))
    morphemes = Morphemes(words)
    if previous is not None:
        analyses = {
            text: tuple(Morpheme(*pair) for pair in found)
            for text, found in previous.read("analyses.json").items()
        }
        morphemes.remember(analyses, previous.read("names.json"))
    texts = distinct_texts(content)
    for start in range(0, len(texts), _BATCH):
        progress("형태소 분석", start, len(texts))
        morphemes.analyse_many(texts[start : start + _BATCH])
    progress("형태소 분석", len(texts), len(texts))
    return morphemes


def _embedder(
    content: Content,
    morphemes: Morphemes,
    previous: Previous | None,
    embedding: str,
    allow_hub: bool,
) -> Embedding:
    same = previous is not None and previous.manifest.embedding == embedding
    return fitted(
        embedding,
        [embedded_text(passage) for passage in content.passages],
        morphemes,
        previous=previous.folder / "embedding" if previous is not None and same else None,
        allow_hub=allow_hub,
    )


def _embedded(
    passages: Sequence[Passage],
    embedder: Embedding,
    previous: Previous | None,
    progress: Progress,
) -> Vectors:
    """Vectors of all passages; those of texts that the last generation embedded are copied."""
    vectors = np.zeros((len(passages), embedder.dimensions), np.float32)
    known: dict[str, int] = {}
    if previous is not None and previous.manifest.embedding_version == embedder.version:
        digests = previous.read("passages.json")["digests"]
        known = {digest: row for row, digest in enumerate(digests)}
        old = np.load(previous.folder / "vectors.npy", mmap_mode="r", allow_pickle=False)
    fresh: list[int] = []
    for row, passage in enumerate(passages):
        at = known.get(_digest(embedded_text(passage)))
        if at is None:
            fresh.append(row)
        else:
            vectors[row] = old[at]
    for start in range(0, len(fresh), _BATCH):
        progress("벡터 만들기", start, len(fresh))
        rows = fresh[start : start + _BATCH]
        vectors[rows] = embedder.encode([embedded_text(passages[row]) for row in rows])
    progress("벡터 만들기", len(fresh), len(fresh))
    return vectors


def _write(
    folder: Path,
    content: Content,
    morphemes: Morphemes,
    embedder: Embedding,
    vectors: Vectors,
    progress: Progress,
) -> None:
    """Fill the folder, the manifest last."""
    progress("색인 쓰기", 0, 2)
    statements = list(_statement_entries(content, morphemes))
    build_lexical(folder / "lexical", _passage_entries(content, morphemes), statements)
    Vocabulary(_terms(statements)).write(folder / "vocabulary.txt")
    progress("색인 쓰기", 1, 2)
    ids = [passage.id for passage in content.passages]
    documents = [passage.document for passage in content.passages]
    write_store(folder / CHROMA, ids, documents, vectors)
    np.save(folder / "vectors.npy", vectors, allow_pickle=False)
    embedder.save(folder / "embedding")
    _dump(folder / "names.json", list(morphemes.names))
    _dump(folder / "analyses.json", morphemes.remembered(distinct_texts(content)))
    _dump(
        folder / "passages.json",
        {
            "ids": ids,
            "documents": documents,
            "digests": [_digest(embedded_text(passage)) for passage in content.passages],
        },
    )
    _manifest(folder, content, embedder).write(folder)
    progress("색인 쓰기", 2, 2)


def _manifest(folder: Path, content: Content, embedder: Embedding) -> Manifest:
    return Manifest(
        software=software(),
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=content.revisions,
        passages=len(content.passages),
        statements=len(content.statements),
        embedding=embedder.name,
        embedding_version=embedder.version,
        dimensions=embedder.dimensions,
        checksums=checksums(folder, leaving_out=(CHROMA,)),
        store_checksums=store_checksums(folder / CHROMA),
    )


def _passage_entries(content: Content, morphemes: Morphemes) -> Iterator[LexicalEntry]:
    agencies = {document.id: document.agency for document in content.documents}
    for passage in content.passages:
        fields = {
            "passage_text": morphemes.terms(passage.text),
            "passage_heading": morphemes.terms(passage.heading),
        }
        agency = agencies[passage.document]
        yield LexicalEntry(passage.id, passage.document, agency, fields)


def _statement_entries(content: Content, morphemes: Morphemes) -> Iterator[LexicalEntry]:
    for record in content.statements:
        fields = {
            name: tuple(dict.fromkeys(term for text in texts for term in morphemes.terms(text)))
            for name, texts in statement_fields(record).items()
        }
        yield LexicalEntry(record.id, record.document.id, record.agency, fields)


def _terms(entries: Iterable[LexicalEntry]) -> Iterator[str]:
    for entry in entries:
        for terms in entry.fields.values():
            yield from terms


def _check(folder: Path, content: Content, allow_hub: bool) -> None:
    """Open what was written as a server would, and compare it with the catalogue."""
    generation = Generation(folder, allow_hub=allow_hub)
    try:
        expected = sum(document.passages for document in content.documents)
        if generation.manifest.passages != expected or not generation.whole:
            raise Damaged("새로 만든 색인이 점검을 통과하지 못해 공개하지 않았습니다.")
    finally:
        generation.close()


def _may_stay(folder: Path, current: dict[str, str]) -> bool:
    """A generation that knows a removed document goes with it: removing leaves no trace."""
    try:
        return Manifest.read(folder).documents.keys() <= current.keys()
    except Damaged:
        return False


def _dump(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
