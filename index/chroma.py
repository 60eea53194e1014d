"""Vectors in Chroma (the only file that imports chromadb): ids, vectors and the document's id.

A directory is written once by one process, checked, and then only read; no text is ever stored
in it, and it can always be rebuilt from the plain array beside it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.config import Settings

from index.types import Vectors

_COLLECTION = "passages"
_BATCH = 5_000  # Chroma takes 5,461 at most
_EF_SEARCH = 300  # recall 0.99 where the default of 100 gives 0.92
_CLOSE_TO_ONE = 0.999

# Clients of one process share what they open, counted without a lock of Chroma's own.
_registry = threading.Lock()


def _rows(embeddings: object) -> Vectors:
    """Embeddings as Chroma hands them out, as one array."""
    return np.asarray(embeddings if embeddings is not None else [], np.float32)


class ChromaStore:
    """Implements `index.types.VectorStore` over one directory."""

    def __init__(self, folder: Path) -> None:
        settings = Settings(anonymized_telemetry=False, allow_reset=False)
        with _registry:
            opened = chromadb.PersistentClient(path=str(folder), settings=settings)
        self._client = cast("Client", opened)  # declared as its base, which cannot be closed
        self._collection = self._client.get_or_create_collection(
            _COLLECTION,
            configuration={"hnsw": {"space": "cosine", "ef_search": _EF_SEARCH}},
            embedding_function=None,
        )
        self._size: int | None = None

    def add(self, ids: Sequence[str], vectors: Vectors, documents: Sequence[str]) -> None:
        """Add rows; `documents` are the ids of the documents that the rows belong to."""
        self._size = None
        for start in range(0, len(ids), _BATCH):
            end = start + _BATCH
            self._collection.add(
                ids=list(ids[start:end]),
                embeddings=np.asarray(vectors[start:end], np.float32),
                metadatas=[{"document": document} for document in documents[start:end]],
            )

    def query(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """The nearest `k` ids with their cosine similarity, best first."""
        if self._size is None:
            self._size = self.count()  # it takes milliseconds, and nothing is added any more
        k = min(k, self._size)
        if k < 1:
            return []
        found = self._collection.query(
            query_embeddings=np.asarray(vector, np.float32).reshape(1, -1),
            n_results=k,
            include=["distances"],
        )
        distances = found["distances"] or [[]]
        pairs = zip(found["ids"][0], distances[0], strict=True)
        return [(found_id, 1.0 - float(distance)) for found_id, distance in pairs]

    def count(self) -> int:
        return int(self._collection.count())

    def problem(self, count: int, samples: Iterable[tuple[str, Vectors]]) -> str:
        """What is wrong; "" where it has so many rows and the samples are as they were written."""
        if self.count() != count:
            return f"벡터가 {count}건이어야 하는데 {self.count()}건입니다"
        expected = dict(samples)
        if not expected:
            return ""
        held = self._collection.get(ids=list(expected), include=["embeddings"])
        stored = dict(zip(held["ids"], _rows(held["embeddings"]), strict=True))
        for key, vector in expected.items():
            if key not in stored or float(np.dot(stored[key], vector)) < _CLOSE_TO_ONE:
                return f"벡터 {key}이(가) 처음과 다릅니다"
        self.query(next(iter(expected.values())), 1)  # raises where the graph cannot be used
        return ""

    def finds(self, samples: Sequence[tuple[str, Vectors]]) -> float:
        """The share of the samples that are found by their own vectors.

        The graph is no exact search: among hundreds of nearly equal vectors, as forms that differ
        in one number have, it may end elsewhere.
        """
        found = sum(
            bool(best := self.query(vector, 1)) and best[0][1] >= _CLOSE_TO_ONE
            for _, vector in samples
        )
        return found / len(samples) if samples else 1.0

    def close(self) -> None:
        with _registry:
            self._client.close()
