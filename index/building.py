"""Making a generation from the catalogue: aside, checked, and only then published."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from index.content import Content, Stored, read_content
from index.dense import DenseIndex
from index.embedding.registry import Embedding
from index.embedding.tuning import Tuning
from index.entries import PassageEntries, StatementEntries
from index.errors import Damaged
from index.files import checksums
from index.generation import Generation, Manifest, software, verified
from index.lexical import LexicalWriter
from index.morphemes import Morphemes, mangled
from index.names import label_words, own_names
from index.numbering import Numbered, numbered
from index.passage_rows import PassageRows
from index.shelf import Shelf
from index.vectorising import write_vectors
from index.vectors import CHROMA, STORE, write_store
from index.vocabulary import Vocabulary

Progress = Callable[[str, int, int], None]


def silent(_stage: str, _done: int, _total: int) -> None:
    """No progress is shown."""


def build(
    shelf: Shelf,
    catalogue: Stored,
    *,
    embedding: str,
    tuning: Tuning | None = None,
    allow_hub: bool = False,
    progress: Progress = silent,
) -> Path:
    """Make and publish a generation; the caller holds the shelf for writing.

    `progress` gets the stage in Korean and how much of it is done.  LibraryError says in one
    sentence why nothing was published; what was served before is served on.  The vectors are not
    in Chroma yet: `fold` comes after.
    """
    progress("문서 읽기", 0, 1)
    content = read_content(catalogue)
    progress("문서 읽기", 1, 1)
    previous = _previous(shelf)
    with shelf.building() as aside:
        names = own_names(content.statements) | mangled(label_words(content.statements))
        parts = numbered(content, Morphemes(names), previous, progress)
        embedder = write_vectors(aside, parts, previous, embedding, tuning, allow_hub, progress)
        _write(aside, content, parts, previous, progress)
        _manifest(aside, content, embedder).write(aside)
        progress("점검", 0, 1)
        _check(aside, content, allow_hub)
        progress("점검", 1, 1)
        place = shelf.publish(aside)
    shelf.clean(lambda folder: _may_stay(folder, content.revisions))
    return place


def fold(place: Path, progress: Progress = silent) -> None:
    """Write a published generation's vectors to Chroma; until then the array serves them."""
    rows, vectors = PassageRows.load(place / "passages"), DenseIndex.load(place).vectors
    write_store(place, rows, vectors, lambda done: progress("벡터 저장소 쓰기", done, len(rows)))
    progress("벡터 저장소 쓰기", len(rows), len(rows))


def _previous(shelf: Shelf) -> Path | None:
    """The last generation that is whole: a new build takes over what it can."""
    for folder in shelf.published():
        try:
            verified(folder)
        except Damaged:
            continue
        return folder
    return None


def _write(
    folder: Path, content: Content, parts: Numbered, previous: Path | None, progress: Progress
) -> None:
    """Fill the folder with all but the vectors and the manifest."""
    progress("색인 쓰기", 0, 1)
    agencies = {document.id: document for document in content.documents}
    passages = PassageEntries(parts, agencies)
    statements = StatementEntries(content.statements, parts.analysis)
    last = previous / "lexical" if previous is not None else None
    LexicalWriter(folder / "lexical", last).write(passages, statements)
    Vocabulary(statements.terms()).write(folder / "vocabulary.txt")
    PassageRows.of(parts.passages).save(folder / "passages")
    parts.tokens.save(folder / "tokens")
    parts.analysis.save(folder / "analysis")
    names = json.dumps(list(parts.analysis.morphemes.names), ensure_ascii=False)
    (folder / "names.json").write_text(names, "utf-8")
    progress("색인 쓰기", 1, 1)


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
        checksums=checksums(folder, leaving_out=(CHROMA, STORE)),
    )


def _check(folder: Path, content: Content, allow_hub: bool) -> None:
    """Open what was written as a server would, and compare it with the catalogue."""
    generation = Generation(folder, allow_hub=allow_hub)
    try:
        expected = sum(document.passages for document in content.documents)
        if generation.manifest.passages != expected:
            raise Damaged("새로 만든 색인이 점검을 통과하지 못해 공개하지 않았습니다.")
    finally:
        generation.close()


def _may_stay(folder: Path, current: dict[str, str]) -> bool:
    """A generation that knows a removed document goes with it: removing leaves no trace."""
    try:
        return Manifest.read(folder).documents.keys() <= current.keys()
    except Damaged:
        return False
