"""Vectors of Kiwi's morphemes, recovered from the similarities that it tells.

Kiwi tells the cosine of any two morphemes of its model.  Over a few hundred landmark morphemes
the Gram matrix G = V diag(w) Vᵀ has the rank of the model's vectors (256), so a morpheme whose
cosines to the landmarks are k has the coordinates k V diag(w)^(-1/2): classical scaling with
landmarks (de Silva & Tenenbaum 2004, "Sparse multidimensional scaling using landmark points").
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.morphemes import UNKNOWN, shared_kiwi
from index.types import Vectors

RANK = 256
_LANDMARKS = 400
_LANDMARK_IDS = (200, 60_000)  # common enough to be known, past the particles and endings
_KEPT = 500_000

Matrix = NDArray[np.float64]


class MorphemeSpace:
    """Unit vectors of shape (256,) by morpheme id, zeros for what the model does not know.

    What all morphemes have in common is taken out of them.  They depend on Kiwi's model alone and
    are the same in every process.
    """

    def __init__(self) -> None:
        self._vectors: dict[int, Vectors] = {}

    def learn(self, ids: Iterable[int], vectors: Vectors) -> None:
        """Take over vectors that were recovered before."""
        self._vectors.update(zip(map(int, ids), vectors, strict=True))

    def vectors(self, ids: Iterable[int]) -> Vectors:
        """Of shape (ids, 256), float32."""
        found = [self._vector(number) for number in map(int, ids)]
        return np.array(found) if found else np.zeros((0, RANK), np.float32)

    def _vector(self, id: int) -> Vectors:
        known = self._vectors.get(id)
        if known is None:
            if len(self._vectors) >= _KEPT:
                self._vectors = {}
            known = self._vectors[id] = _centred(_recovered(id))
        return known


def _recovered(id: int) -> Matrix:
    """The unit vector as the model has it, zeros where it does not know the morpheme."""
    if id == UNKNOWN:
        return np.zeros(RANK)
    cosine = shared_kiwi().morpheme_similarity
    found = np.array([cosine(id, landmark) for landmark in _landmarks()]) @ _projection()
    length = float(np.linalg.norm(found))
    # An unknown morpheme has cosines of nothing; its "vector" is far from length 1.
    known = np.isfinite(length) and 0.5 < length < 1.5
    return np.asarray(found / length if known else np.zeros(RANK))


def _centred(vector: Matrix) -> Vectors:
    """What the vector has beyond what all morphemes have in common, at length 1."""
    if not vector.any():
        return np.zeros(RANK, np.float32)
    apart = vector - _centre()
    return np.asarray(apart / np.linalg.norm(apart), np.float32)


def _landmarks() -> list[int]:
    low, high = _LANDMARK_IDS
    return [int(number) for number in np.linspace(low, high, _LANDMARKS).round()]


@cache
def _projection() -> Matrix:
    """V diag(w)^(-1/2) of the landmarks' Gram matrix, of shape (landmarks, 256)."""
    cosine = shared_kiwi().morpheme_similarity
    landmarks = _landmarks()
    gram = np.array([[cosine(a, b) for b in landmarks] for a in landmarks])
    values, vectors = np.linalg.eigh(gram)
    # An eigenvector may come out with either sign: the larger part of each is made positive.
    vectors = vectors * np.sign(vectors[np.abs(vectors).argmax(axis=0), range(len(values))])
    return np.ascontiguousarray(vectors[:, ::-1][:, :RANK] / np.sqrt(values[::-1][:RANK]))


@cache
def _centre() -> Matrix:
    """The mean of the landmarks' vectors, of shape (256,)."""
    return np.asarray(np.mean([_recovered(landmark) for landmark in _landmarks()], axis=0))
