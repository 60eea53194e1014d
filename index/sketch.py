"""Sign bits of rotated vectors: a first look at a million of them in milliseconds.

The angle between two vectors is estimated by how many signs differ after a random rotation
(Charikar 2002, "Similarity estimation techniques from rounding algorithms"); what looks near is
then compared exactly.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.tokens.ragged import Rows

BITS = 512
WORDS = BITS // 64
_SEED = 20250101
_CHUNK = 1 << 15  # rows whose words stay in the processor's cache

Sketches = NDArray[np.uint64]


def sketched(vectors: NDArray[np.float32]) -> Sketches:
    """Of shape (rows, 8): 512 sign bits of each row."""
    rotated = vectors @ _rotation(vectors.shape[1])
    bits = np.packbits(rotated > 0, axis=1)
    return np.ascontiguousarray(bits).view(np.uint64).reshape(len(vectors), WORDS)


def nearest(sketches: Sketches, vector: NDArray[np.float32], rows: Rows | None, k: int) -> Rows:
    """The `k` rows whose signs differ least from the vector's, among `rows` (None: all)."""
    asked = sketched(vector.reshape(1, -1))[0]
    count = len(sketches) if rows is None else len(rows)
    apart = np.empty(count, np.uint16)
    for start in range(0, count, _CHUNK):
        end = min(start + _CHUNK, count)
        part = sketches[start:end] if rows is None else sketches[rows[start:end]]
        apart[start:end] = np.bitwise_count(part ^ asked).sum(axis=1, dtype=np.uint16)
    if count > k:
        found = np.argpartition(apart, k)[:k]
        # Which of the equally far ones stay must not depend on the order of partitioning.
        edge = apart[found].max()
        inside, on_edge = np.flatnonzero(apart < edge), np.flatnonzero(apart == edge)
        found = np.concatenate([inside, on_edge[: k - len(inside)]])
    else:
        found = np.arange(count)
    return found if rows is None else rows[found]


@lru_cache(maxsize=4)
def _rotation(dimensions: int) -> NDArray[np.float32]:
    """Random directions of shape (dimensions, 512).

    `RandomState` is frozen: it draws the same in every version of numpy, `default_rng` may not.
    """
    return np.random.RandomState(_SEED).standard_normal((dimensions, BITS)).astype(np.float32)
