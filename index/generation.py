"""One generation: a folder with all that a search needs, checked before it serves.

manifest.json    what it holds, and the checksum of every file
names.json       the reports' own names, for the tokenizer
analysis/        every line and its morphemes, for the next build
passages/        which passages it has: `index.passage_rows`
tokens/          the passages as numbers: `index.tokens.passages`
vectors.npy      their vectors, sketches.npy the signs of these: `index.dense`
embedding/       the embedding's frozen statistics
vocabulary.txt   the terms, for words that are none
lexical/         the lexical index
chroma/          the vectors in Chroma, and chroma.json: both come after the rest
"""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

import numpy as np

from index.dense import DenseIndex
from index.embedding.registry import Embedding, opened
from index.embedding.sentence import SentenceEmbedding
from index.errors import Damaged, EmbeddingUnavailable
from index.files import checksums, write_whole
from index.lexical import LexicalIndex
from index.morphemes import RULES, Morphemes
from index.passage_rows import PassageRows
from index.ranking import Ranking
from index.tokens.passages import PassageTokens
from index.types import Vectors, VectorStore
from index.vectors import CHROMA, STORE, is_written, open_store
from index.vocabulary import Vocabulary

FORMAT = 3
_MANIFEST = "manifest.json"
_OTHER_EMBEDDING = "색인을 만든 임베딩이 지금의 것과 다릅니다. 색인을 다시 만드시기 바랍니다."


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

    Chroma's part comes later and is checked when it is opened: without it the search goes on.
    """
    manifest = Manifest.read(folder)
    if manifest.software != software():
        raise Damaged("색인이 다른 판의 소프트웨어로 만들어졌습니다.")
    found = checksums(folder, leaving_out=(CHROMA, STORE, _MANIFEST))
    if found != manifest.checksums:
        raise Damaged("색인 파일이 손상되었습니다.")
    return manifest


class Generation:
    """A verified generation, open for searching; safe for threads."""

    def __init__(self, folder: Path, *, allow_hub: bool = False) -> None:
        self.name = folder.name
        self.manifest = verified(folder)
        self._folder = folder
        self.morphemes = Morphemes(json.loads((folder / "names.json").read_text("utf-8")))
        self.rows = PassageRows.load(folder / "passages")
        self.dense = DenseIndex.load(folder)
        self.ranking = Ranking(PassageTokens.load(folder / "tokens"))
        self.lexical = LexicalIndex(folder / "lexical")
        self.embedding: Embedding = opened(
            self.manifest.embedding,
            folder / "embedding",
            self.morphemes,
            made_with=self.manifest.embedding_version,
            allow_hub=allow_hub,
        )
        self.vocabulary = Vocabulary.read(folder / "vocabulary.txt")
        self._store: VectorStore | None = None
        self._store_tried = False
        self._lock = threading.Lock()
        self._check_counts()

    @property
    def store(self) -> VectorStore | None:
        """Chroma, opened and checked at first use; None where it is not there yet, or damaged.

        Nothing is lost then: the plain array holds the same vectors.
        """
        with self._lock:
            if not self._store_tried and self.has_store:
                self._store_tried = True
                self._store = open_store(self._folder, self.rows, self.dense.vectors)
            return self._store

    @property
    def has_store(self) -> bool:
        """Whether the vectors were written to Chroma, be it damaged since."""
        return is_written(self._folder)

    @property
    def whole(self) -> bool:
        """Whether Chroma too, where it is there, is as it should be."""
        return not self.has_store or self.store is not None

    def question(self, text: str) -> Vectors:
        """The vector of a question, of shape (dimensions,), by what made the passages' vectors.

        Vectors of two embeddings are never compared: EmbeddingUnavailable where it is not there.
        """
        if not self._same_embedding:
            raise EmbeddingUnavailable(_OTHER_EMBEDDING)
        return np.asarray(self.embedding.encode([text], "query")[0])

    def embedding_problem(self) -> str:
        """Why questions cannot be embedded, in one Korean sentence, "" where they can."""
        if not self._same_embedding:
            return _OTHER_EMBEDDING
        if isinstance(self.embedding, SentenceEmbedding):
            return self.embedding.problem()
        return ""

    @cached_property
    def _same_embedding(self) -> bool:
        """Whether our rules for the embedding are those of the build; told once, it takes time."""
        return self.embedding.version == self.manifest.embedding_version

    def retire(self) -> None:
        """Another one serves now: calls that have begun go on, but a model is not kept for them."""
        if isinstance(self.embedding, SentenceEmbedding):
            self.embedding.release()

    def close(self) -> None:
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store, self._store_tried = None, True

    def _check_counts(self) -> None:
        manifest = self.manifest
        rows = (len(self.rows), len(self.dense), self.lexical.passage_count)
        if set(rows) != {manifest.passages} or (
            (self.lexical.statement_count, self.dense.dimensions)
            != (manifest.statements, manifest.dimensions)
        ):
            raise Damaged("색인의 건수가 목록과 다릅니다.")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
