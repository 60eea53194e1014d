"""The default embedding: no download, no torch, nothing but Kiwi's own language model.

A text is the sum of its morphemes' vectors, weighted by inverse document frequency, centred and
whitened with the statistics of the texts at hand (Arora, Liang & Ma 2017, "A simple but
tough-to-beat baseline for sentence embeddings"; Su et al. 2021, "Whitening sentence
representations for better semantics and faster retrieval").  Beside it stand signed hashed
dimensions of the terms (Weinberger et al. 2009, "Feature hashing"), so that names and numbers
keep their identity.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import numpy as np

from index.embedding.rows import unit
from index.embedding.space import RANK, MorphemeSpace
from index.embedding.statistics import Statistics
from index.embedding.weights import HASHED, Weights
from index.morphemes import Morphemes
from index.tokens.ragged import Ragged
from index.tokens.table import TokenTable
from index.tokens.texts import TokenTexts
from index.types import Vectors

ALGORITHM = 2  # raise it whenever the same statistics would give other vectors
_SEMANTIC_SHARE = 0.35  # of the squared length; measured on KorQuAD, flat from 0.3 to 0.4
_MEANING = np.float32(np.sqrt(_SEMANTIC_SHARE))
_NAMES = np.float32(np.sqrt(1 - _SEMANTIC_SHARE))
_BATCH = 256
_DIGITS = 6  # what products of matrices of other heights leave in the last ones is cut off
_LEAST_TEXTS = 16  # fewer have no common direction worth removing
_RIDGE = 2e-3  # of the largest variance, more for fewer texts: directions nobody used stay small
_SAMPLE = 20_000  # texts whose spread is measured


class KiwiEmbedding:
    """Implements `index.types.Embedder` over frozen statistics."""

    name = "kiwi"

    def __init__(
        self, morphemes: Morphemes, statistics: Statistics, mean: Vectors, whitening: Vectors
    ) -> None:
        """`mean` is of shape (256,), `whitening` of shape (256, 256), both float32."""
        self._morphemes = morphemes
        self._statistics = statistics
        self._mean = mean
        self._whitening = whitening
        self._space = MorphemeSpace()

    @classmethod
    def fitted(
        cls,
        texts: TokenTexts,
        morphemes: Morphemes,
        previous: KiwiEmbedding | None = None,
    ) -> KiwiEmbedding:
        """An embedding for texts given as numbers; the previous statistics stay while they fit.

        Keeping them keeps the vectors of what is already there.
        """
        if previous is not None and not previous._statistics.outgrown_by(texts):
            return cls(morphemes, previous._statistics, previous._mean, previous._whitening)
        statistics = Statistics.counted(texts)
        flat = np.zeros(RANK, np.float32), np.eye(RANK, dtype=np.float32)
        new = cls(morphemes, statistics, *flat)
        if len(texts) >= _LEAST_TEXTS:
            sample = texts.take(np.arange(0, len(texts), max(1, len(texts) // _SAMPLE)))
            weights = Weights(texts, statistics)
            meanings = [unit(weights.summed(part)) for part in sample.parts(_BATCH)]
            new._mean, new._whitening = _spread(np.vstack(meanings))
        return new

    @classmethod
    def load(cls, folder: Path, morphemes: Morphemes) -> KiwiEmbedding:
        statistics = json.loads((folder / "statistics.json").read_text("utf-8"))
        with np.load(folder / "whitening.npz", allow_pickle=False) as arrays:
            return cls(morphemes, Statistics(**statistics), arrays["mean"], arrays["whitening"])

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self._statistics), ensure_ascii=False)
        (folder / "statistics.json").write_text(text, "utf-8")
        np.savez(folder / "whitening.npz", mean=self._mean, whitening=self._whitening)

    @property
    def version(self) -> str:
        digest = hashlib.sha256(f"{ALGORITHM} {self._morphemes.version}".encode())
        digest.update(json.dumps(asdict(self._statistics), sort_keys=True).encode())
        digest.update(self._mean.tobytes())
        digest.update(self._whitening.tobytes())
        return f"{self.name}-{digest.hexdigest()[:12]}"

    @property
    def dimensions(self) -> int:
        return RANK + HASHED

    def encode(
        self, texts: Sequence[str], role: Literal["query", "passage"] = "passage"
    ) -> Vectors:
        """Unit vectors of shape (len(texts), 768); a text without terms is all zeros.

        Questions and passages are treated alike.
        """
        found = [
            [morpheme for sentence in sentences for morpheme in sentence]
            for sentences in self._morphemes.sentences_many(texts)
        ]
        table = TokenTable.of(morpheme for text in found for morpheme in text)
        numbers = {morpheme: number for number, morpheme in enumerate(table.morphemes)}
        rows = (np.array([numbers[m] for m in text], np.uint32) for text in found)
        tokens = Ragged.of(rows, np.uint32)
        numbered = TokenTexts(tokens, table, self._space.vectors(table.ids))
        empty = np.zeros((0, self.dimensions), np.float32)
        return np.vstack([empty, *self.encode_tokens(numbered)])

    def encode_tokens(self, texts: TokenTexts) -> Iterator[Vectors]:
        """The same vectors from texts that are analysed already, a batch at a time."""
        weights = Weights(texts, self._statistics)
        for some in texts.parts(_BATCH):
            spread = unit(self._spread_out(unit(weights.summed(some)))).round(_DIGITS)
            names = unit(weights.hashed(some))
            yield unit(np.hstack([spread * _MEANING, names * _NAMES]))

    def _spread_out(self, meanings: Vectors) -> Vectors:
        """Centred and whitened, at double precision."""
        known = np.any(meanings != 0, axis=1, keepdims=True)
        spread = (meanings.astype(np.float64) - self._mean) @ self._whitening.astype(np.float64)
        return np.where(known, spread, 0).astype(np.float32)


def _spread(meanings: Vectors) -> tuple[Vectors, Vectors]:
    """The mean of unit vectors and the matrix that makes their spread alike in all directions."""
    mean = meanings.mean(axis=0, dtype=np.float64)
    apart = meanings - mean
    values, vectors = np.linalg.eigh(apart.T @ apart / len(apart))
    ridge = (_RIDGE + 1 / len(apart)) * values[-1]
    scaled = vectors / np.sqrt(np.maximum(values, 0) + ridge)
    return mean.astype(np.float32), np.ascontiguousarray(scaled, np.float32)
