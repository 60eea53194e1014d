"""The vectors of a new generation; those of texts that the last one embedded are copied."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.content import embedded_text
from index.dense import DenseIndex, DenseWriter
from index.embedding.kiwi import KiwiEmbedding
from index.embedding.registry import Embedding, fitted
from index.embedding.tuning import Tuning
from index.generation import Manifest
from index.numbering import Numbered
from index.tokens.ragged import Rows

_DIGESTS = "digests.npy"  # of the embedded texts
_BATCH = 512
_EMBEDDED_AT_ONCE = 32  # texts for a model: a large one takes seconds for them
_DIGEST = 16  # bytes


def write_vectors(
    folder: Path,
    parts: Numbered,
    previous: Path | None,
    embedding: str,
    tuning: Tuning | None,
    allow_hub: bool,
    progress: Callable[[str, int, int], None],
) -> Embedding:
    """Fit the embedding, embed every passage, and write both into the folder."""
    same = previous is not None and Manifest.read(previous).embedding == embedding
    embedder = fitted(
        embedding,
        parts.whole,
        parts.analysis.morphemes,
        previous=previous / "embedding" if previous is not None and same else None,
        tuning=tuning,
        allow_hub=allow_hub,
    )
    digests = [_digest(embedded_text(passage)) for passage in parts.passages]
    writer = DenseWriter(folder, len(digests), embedder.dimensions)
    fresh = _copied(writer, digests, embedder, previous)
    done = 0
    for rows, vectors in _embedded(parts, embedder, fresh):
        progress("벡터 만들기", done, len(fresh))
        writer.write(rows, vectors)
        done += len(rows)
    progress("벡터 만들기", len(fresh), len(fresh))
    writer.close()
    np.save(folder / _DIGESTS, np.array(digests, f"V{_DIGEST}"), allow_pickle=False)
    embedder.save(folder / "embedding")
    return embedder


def _copied(
    writer: DenseWriter, digests: list[bytes], embedder: Embedding, previous: Path | None
) -> Rows:
    """Take over the vectors of the same texts; the rows that remain to be embedded."""
    if previous is None or Manifest.read(previous).embedding_version != embedder.version:
        return np.arange(len(digests))
    known = {digest: row for row, digest in enumerate(embedded_digests(previous))}
    found = np.array([known.get(digest, -1) for digest in digests], np.int64)
    old, taken = DenseIndex.load(previous), np.flatnonzero(found >= 0)
    for start in range(0, len(taken), _BATCH):
        rows = taken[start : start + _BATCH]
        writer.write(rows, old.vectors[found[rows]])
    return np.flatnonzero(found < 0)


def _embedded(
    parts: Numbered, embedder: Embedding, rows: Rows
) -> Iterator[tuple[Rows, NDArray[np.float32]]]:
    if isinstance(embedder, KiwiEmbedding):  # the texts are analysed already
        start = 0
        for vectors in embedder.encode_tokens(parts.whole.take(rows)):
            yield rows[start : start + len(vectors)], vectors
            start += len(vectors)
        return
    # Texts of one length together, the long ones first: a model pads all to the longest.
    lengths = [len(embedded_text(parts.passages[row])) for row in rows]
    rows = rows[np.argsort(lengths, kind="stable")[::-1]]
    for start in range(0, len(rows), _EMBEDDED_AT_ONCE):
        some = rows[start : start + _EMBEDDED_AT_ONCE]
        yield some, embedder.encode([embedded_text(parts.passages[row]) for row in some])


def embedded_digests(folder: Path) -> list[bytes]:
    """Of the texts that a generation embedded, by row."""
    return [bytes(digest) for digest in np.load(folder / _DIGESTS, allow_pickle=False)]


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
