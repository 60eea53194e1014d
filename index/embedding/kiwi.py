"""The default embedding: no download, no torch, nothing but Kiwi's own language model.

Kiwi tells the cosine of any two morphemes of its model.  Over a few hundred landmark morphemes
the Gram matrix G = V diag(w) Vᵀ has the rank of the model's vectors (256), so a morpheme whose
cosines to the landmarks are k has the coordinates k V diag(w)^(-1/2): classical scaling with
landmarks (de Silva & Tenenbaum 2004, "Sparse multidimensional scaling using landmark points").

A text is the sum of its morphemes' vectors, weighted by inverse document frequency, less its part
along the leading components of the texts at hand (Arora, Liang & Ma 2017, "A simple but
tough-to-beat baseline for sentence embeddings").  Beside it stand signed hashed dimensions of the
terms (Weinberger et al. 2009, "Feature hashing"), so that names and numbers keep their identity.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from math import log
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.morphemes import UNKNOWN, Morpheme, Morphemes, shared_kiwi
from index.types import Vectors

ALGORITHM = 1  # raise it whenever the same statistics would give other vectors
RANK = 256
HASHED = 1024
_LANDMARKS = 400
_LANDMARK_IDS = (200, 60_000)  # common enough to be known, past the particles and endings
_COMPONENTS = 8
_TEXTS_PER_COMPONENT = 16  # few texts have no common direction worth removing
_SEMANTIC_SHARE = 0.25  # of the squared length; measured on KorQuAD, flat from 0.2 to 0.3
_GROWTH = 1.5
_UNSEEN = 0.2

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is counted once and then kept: texts, and in how many of them each term stands."""

    texts: int
    frequencies: Mapping[str, int]

    def idf(self, term: str) -> float:
        """Smoothed inverse document frequency, natural log, never below zero."""
        return log((self.texts + 1) / (self.frequencies.get(term, 0) + 1)) + 0.1

    def outgrown_by(self, texts: Sequence[Sequence[str]]) -> bool:
        """Whether these texts have grown, or speak otherwise, beyond what was counted."""
        terms = {term for text in texts for term in text}
        unseen = sum(term not in self.frequencies for term in terms)
        grown = not self.texts / _GROWTH <= len(texts) <= self.texts * _GROWTH
        return grown or unseen > _UNSEEN * len(terms)


class KiwiEmbedding:
    """Implements `index.types.Embedder` over frozen statistics."""

    name = "kiwi"

    def __init__(
        self, morphemes: Morphemes, statistics: Statistics, projection: Matrix, components: Matrix
    ) -> None:
        self._morphemes = morphemes
        self._statistics = statistics
        self._projection = projection
        self._components = components
        self._vectors: dict[int, Matrix] = {}

    @classmethod
    def fitted(
        cls, texts: Sequence[str], morphemes: Morphemes, previous: KiwiEmbedding | None = None
    ) -> KiwiEmbedding:
        """An embedding for these texts; the previous statistics stay while they still fit.

        Keeping them keeps the vectors of what is already there.
        """
        terms = morphemes.terms_many(texts)
        if previous is not None and not previous._statistics.outgrown_by(terms):
            return cls(morphemes, previous._statistics, previous._projection, previous._components)
        counted = Counter(term for text in terms for term in set(text))
        statistics = Statistics(len(texts), dict(sorted(counted.items())))
        new = cls(morphemes, statistics, _landmark_projection(), np.zeros((0, RANK)))
        new._components = new._leading_components(texts)
        return new

    @classmethod
    def load(cls, folder: Path, morphemes: Morphemes) -> KiwiEmbedding:
        statistics = json.loads((folder / "statistics.json").read_text("utf-8"))
        with np.load(folder / "projection.npz", allow_pickle=False) as arrays:
            return cls(
                morphemes, Statistics(**statistics), arrays["projection"], arrays["components"]
            )

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self._statistics), ensure_ascii=False)
        (folder / "statistics.json").write_text(text, "utf-8")
        np.savez(
            folder / "projection.npz", projection=self._projection, components=self._components
        )

    @property
    def version(self) -> str:
        digest = hashlib.sha256(f"{ALGORITHM} {self._morphemes.version}".encode())
        digest.update(json.dumps(asdict(self._statistics), sort_keys=True).encode())
        digest.update(self._projection.tobytes())
        digest.update(self._components.tobytes())
        return f"{self.name}-{digest.hexdigest()[:12]}"

    @property
    def dimensions(self) -> int:
        return RANK + HASHED

    def encode(
        self, texts: Sequence[str], role: Literal["query", "passage"] = "passage"
    ) -> Vectors:
        """Unit vectors of shape (len(texts), 1280); a text without terms is all zeros.

        Questions and passages are treated alike.
        """
        analysed = self._morphemes.analyse_many(texts)
        meaning = self._without_components(self._meanings(analysed))
        names = np.array([self._hashed(text) for text in analysed]).reshape(-1, HASHED)
        both = np.hstack(
            [
                _unit(meaning) * np.sqrt(_SEMANTIC_SHARE),
                _unit(names) * np.sqrt(1 - _SEMANTIC_SHARE),
            ]
        )
        return _unit(both).astype(np.float32)

    def _meanings(self, analysed: Iterable[Sequence[Morpheme]]) -> Matrix:
        return np.array([self._meaning(text) for text in analysed]).reshape(-1, RANK)

    def _meaning(self, text: Sequence[Morpheme]) -> Matrix:
        total = np.zeros(RANK)
        for (term, number), times in Counter(text).items():
            if number != UNKNOWN:
                weight = self._statistics.idf(term) * (1 + log(times))
                total += weight * self._vector(number)
        return total

    def _hashed(self, text: Sequence[Morpheme]) -> Matrix:
        total = np.zeros(HASHED)
        for term, times in Counter(morpheme.term for morpheme in text).items():
            place, sign = _slot(term)
            total[place] += sign * self._statistics.idf(term) * (1 + log(times))
        return total

    def _vector(self, id: int) -> Matrix:
        """The unit vector of a morpheme, zeros where the model does not know it."""
        known = self._vectors.get(id)
        if known is None:
            cosine = shared_kiwi().morpheme_similarity
            row = np.array([cosine(id, landmark) for landmark in _landmarks()]) @ self._projection
            length = float(np.linalg.norm(row))
            # An unknown morpheme has cosines of nothing; its "vector" is far from length 1.
            known = row / length if np.isfinite(length) and 0.5 < length < 1.5 else np.zeros(RANK)
            self._vectors[id] = known
        return known

    def _leading_components(self, texts: Sequence[str]) -> Matrix:
        count = min(_COMPONENTS, len(texts) // _TEXTS_PER_COMPONENT)
        meanings = _unit(self._meanings(self._morphemes.analyse_many(texts)))
        values, vectors = np.linalg.eigh(meanings.T @ meanings)
        return np.ascontiguousarray(vectors[:, np.argsort(values)[::-1][:count]].T)

    def _without_components(self, meanings: Matrix) -> Matrix:
        return np.asarray(meanings - (meanings @ self._components.T) @ self._components)


def _landmarks() -> list[int]:
    low, high = _LANDMARK_IDS
    return [int(number) for number in np.linspace(low, high, _LANDMARKS).round()]


@cache
def _landmark_projection() -> Matrix:
    """V diag(w)^(-1/2) of the landmarks' Gram matrix, shape (landmarks, 256)."""
    cosine = shared_kiwi().morpheme_similarity
    landmarks = _landmarks()
    gram = np.array([[cosine(a, b) for b in landmarks] for a in landmarks])
    values, vectors = np.linalg.eigh(gram)
    return np.ascontiguousarray(vectors[:, ::-1][:, :RANK] / np.sqrt(values[::-1][:RANK]))


def _slot(term: str) -> tuple[int, int]:
    digest = hashlib.blake2b(term.encode(), digest_size=8).digest()
    return int.from_bytes(digest[:4], "little") % HASHED, 1 if digest[4] & 1 else -1


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0))
