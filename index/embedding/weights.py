"""What each morpheme adds to the vector of a text, worked out once for a table of morphemes."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from index.embedding.space import RANK
from index.embedding.statistics import Statistics
from index.tokens.ragged import Ragged
from index.tokens.table import BREAK
from index.tokens.texts import TokenTexts
from index.types import Vectors

HASHED = 512

Counts = tuple[NDArray[np.int64], NDArray[np.int64], Vectors]


class Weights:
    """Over the table and the vectors of these texts; ends of sentences count nothing.

    What stands n times in a text counts 1 + ln n times its inverse document frequency.
    """

    def __init__(self, texts: TokenTexts, statistics: Statistics) -> None:
        table = texts.table
        idf = np.array([statistics.idf(term) for term in table.terms], np.float32)
        idf[BREAK] = 0
        self._idf = idf
        self._vectors = texts.vectors
        self._term_of = table.term_of
        slots = [_slot(term) for term in table.terms]
        self._place = np.array([place for place, _ in slots], np.int64)
        self._sign = np.array([sign for _, sign in slots], np.float32)

    def summed(self, texts: TokenTexts) -> Vectors:
        """The weighted sums of the morphemes' vectors, of shape (texts, 256)."""
        rows, numbers, times = _counted(texts.tokens, texts.tokens.flat, len(texts.table))
        weight = self._idf[self._term_of[numbers]] * times
        parts = self._vectors[numbers].astype(np.float32) * weight[:, None]
        total = np.zeros((len(texts), RANK), np.float32)
        if len(rows):
            starts = np.flatnonzero(np.append(1, np.diff(rows)))
            total[rows[starts]] = np.add.reduceat(parts, starts, axis=0)
        return total

    def hashed(self, texts: TokenTexts) -> Vectors:
        """The weighted terms in their hashed places, of shape (texts, 512)."""
        terms = self._term_of[texts.tokens.flat]
        rows, numbers, times = _counted(texts.tokens, terms, len(self._idf))
        weight = self._sign[numbers] * self._idf[numbers] * times
        places = rows * HASHED + self._place[numbers]
        total = np.bincount(places, weights=weight, minlength=len(texts) * HASHED)
        return total.reshape(-1, HASHED).astype(np.float32)


def _counted(tokens: Ragged, numbers: NDArray[np.integer], size: int) -> Counts:
    """Row, number and 1 + ln(count) of every number in every row, in order; no ends."""
    pairs, counts = np.unique(tokens.owners * np.int64(size) + numbers, return_counts=True)
    rows, found = np.divmod(pairs, size)
    kept = found != BREAK
    return rows[kept], found[kept], (1 + np.log(counts[kept])).astype(np.float32)


def _slot(term: str) -> tuple[int, int]:
    digest = hashlib.blake2b(term.encode(), digest_size=8).digest()
    return int.from_bytes(digest[:4], "little") % HASHED, 1 if digest[4] & 1 else -1
