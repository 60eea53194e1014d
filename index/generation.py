"""One generation: a folder with all that a search needs, checked before it serves.

manifest.json    what it holds, and the checksum of every file
names.json       the reports' own names, for the tokenizer
analyses.json    texts and their morphemes, for the next build
passages.json    passage ids, their documents, digests of the embedded texts
vectors.npy      (passages, dimensions) float32, in the order of passages.json
embedding/       the embedding's frozen statistics
vocabulary.txt   its terms, for words that are none
lexical/         the lexical index
chroma/          the vectors in Chroma
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.registry import Embedding, opened
from index.errors import Damaged
from index.files import checksums, write_whole
from index.lexical import LexicalIndex
from index.morphemes import RULES, Morphemes
from index.types import Vectors, VectorStore
from index.vectors import CHROMA, open_store
from index.vocabulary import Vocabulary

FORMAT = 2
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`documents` are revisions by document id; the checksums are SHA-256 by file."""

    software: str
    built_at: str
    documents: dict[str, str]
    passages: int
    statements: int
    embedding: str
    embedding_version: str
    dimensions: int
    checksums: dict[str, str]
    store_checksums: dict[str, str]

    @property
    def version(self) -> str:
        """12 hex digits, the same wherever the same bytes are read and indexed by the same rules.

        Documents count by their revisions, which stand for bytes and reading: their ids differ
        from home to home.
        """
        made = (self.software, self.embedding_version, *sorted(self.documents.values()))
        return _digest("\n".join(made))[:12]

    def write(self, folder: Path) -> None:
        body = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        write_whole(folder / _MANIFEST, json.dumps({"sha256": _digest(body), "body": body}))

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest; Damaged where it is missing, cut off or changed."""
        try:
            written = json.loads((folder / _MANIFEST).read_text("utf-8"))
            body = str(written["body"])
            whole = _digest(body) == written["sha256"]
            fields = json.loads(body) if whole else {}
            return cls(**fields)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Damaged("색인의 목록 파일이 손상되었습니다.") from error


def software() -> str:
    """Versions that must agree between the build and the search."""
    analyser = f"kiwi {version('kiwipiepy')}, model {version('kiwipiepy_model')}"
    return f"format {FORMAT}, rules {RULES}, {analyser}"


def verified(folder: Path) -> Manifest:
    """The manifest of a folder whose every file is as it was written; Damaged otherwise.

    Chroma's part is checked when it is opened: without it the search goes on.
    """
    manifest = Manifest.read(folder)
    if manifest.software != software():
        raise Damaged("색인이 다른 판의 소프트웨어로 만들어졌습니다.")
    found = checksums(folder, leaving_out=(CHROMA, _MANIFEST))
    if found != manifest.checksums:
        raise Damaged("색인 파일이 손상되었습니다.")
    return manifest


class Generation:
    """A verified generation, open for searching; safe for threads."""

    def __init__(self, folder: Path, *, allow_hub: bool = False) -> None:
        self.name = folder.name
        self.manifest = verified(folder)
        self._folder = folder
        self.morphemes = Morphemes(_read(folder / "names.json"))
        listed = _read(folder / "passages.json")
        self.passage_ids: Sequence[str] = listed["ids"]
        self._documents = sorted(self.manifest.documents)
        places = {document: place for place, document in enumerate(self._documents)}
        self._document_of_row = np.array(
            [places.get(document, -1) for document in listed["documents"]], dtype=np.int32
        )
        self.row_of = {passage: row for row, passage in enumerate(self.passage_ids)}
        self.vectors: Vectors = np.load(folder / "vectors.npy", mmap_mode="r", allow_pickle=False)
        self.lexical = LexicalIndex(folder / "lexical")
        self.embedding: Embedding = opened(
            self.manifest.embedding, folder / "embedding", self.morphemes, allow_hub=allow_hub
        )
        self.vocabulary = Vocabulary.read(folder / "vocabulary.txt")
        self._store: VectorStore | None = None
        self._store_tried = False
        self._lock = threading.Lock()
        self._check_counts()

    def rows_of(self, documents: Collection[str]) -> NDArray[np.bool_]:
        """Which rows of the vectors belong to these documents, shape (passages,)."""
        wanted = np.array([document in documents for document in self._documents], dtype=bool)
        return np.take(wanted, self._document_of_row) if len(self.passage_ids) else wanted[:0]

    @property
    def store(self) -> VectorStore | None:
        """Chroma, opened and checked at first use; None where it is damaged.

        Nothing is lost then: the plain array holds the same vectors.
        """
        with self._lock:
            if not self._store_tried:
                self._store_tried = True
                self._store = open_store(
                    self._folder / CHROMA,
                    self.manifest.store_checksums,
                    self.passage_ids,
                    self.vectors,
                )
            return self._store

    @property
    def whole(self) -> bool:
        """Whether Chroma too is as it should be."""
        return self.store is not None

    def close(self) -> None:
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store, self._store_tried = None, True

    def _check_counts(self) -> None:
        manifest = self.manifest
        counted = (self.lexical.passage_count, self.lexical.statement_count, *self.vectors.shape)
        listed = (manifest.passages, manifest.statements, manifest.passages, manifest.dimensions)
        if counted != listed or len(self.passage_ids) != manifest.passages:
            raise Damaged("색인의 건수가 목록과 다릅니다.")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _read(path: Path) -> Any:  # noqa: ANN401  what JSON holds
    return json.loads(path.read_text("utf-8"))
