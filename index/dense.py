"""The dense leg: the nearest allowed passages by the cosine of their vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.files import mapped
from index.sketch import WORDS, Sketches, nearest, sketched
from index.tokens.ragged import Rows

_VECTORS, _SKETCHES = "vectors.npy", "sketches.npy"
_EXACT = 4_000  # rows: up to here every vector is compared
_LOOKED_AT = 2_000  # of more rows, as many that look near
_PART = 4_096


class DenseIndex:
    """Unit vectors (or zeros) by row with their sign bits; on disk."""

    def __init__(self, vectors: NDArray[np.float32], sketches: Sketches) -> None:
        self.vectors = vectors
        self._sketches = sketches

    @classmethod
    def load(cls, folder: Path) -> DenseIndex:
        return cls(
            mapped(folder / _VECTORS),
            mapped(folder / _SKETCHES),
        )

    def __len__(self) -> int:
        return len(self.vectors)

    @property
    def dimensions(self) -> int:
        return int(self.vectors.shape[1])

    def cosines(self, vector: NDArray[np.float32], rows: Rows) -> NDArray[np.float64]:
        """The cosine of the vector to each of these rows."""
        found = np.empty(len(rows))
        for start in range(0, len(rows), _PART):
            part = self.vectors[rows[start : start + _PART]]
            found[start : start + _PART] = part @ vector
        return found

    def nearest(
        self, vector: NDArray[np.float32], k: int, rows: Rows | None = None
    ) -> list[tuple[int, float]]:
        """The best `k` (row, cosine) among `rows` (None: all), the nearest first."""
        count = len(self) if rows is None else len(rows)
        if count > _EXACT:
            rows = nearest(self._sketches, vector, rows, max(_LOOKED_AT, 4 * k))
        elif rows is None:
            rows = np.arange(count)
        cosines = self.cosines(vector, rows)
        best = np.lexsort((rows, -cosines))[:k]
        return [(int(rows[at]), float(cosines[at])) for at in best]


class DenseWriter:
    """Fills a folder row by row, so that a million vectors need not fit into memory."""

    def __init__(self, folder: Path, rows: int, dimensions: int) -> None:
        self._vectors = np.lib.format.open_memmap(
            folder / _VECTORS, "w+", np.float32, (rows, dimensions)
        )
        self._sketches = np.lib.format.open_memmap(
            folder / _SKETCHES,
            "w+",
            np.uint64,
            (rows, WORDS),
        )

    def write(self, rows: Rows, vectors: NDArray[np.float32]) -> None:
        self._vectors[rows] = vectors
        self._sketches[rows] = sketched(vectors)

    def close(self) -> None:
        self._vectors.flush()
        self._sketches.flush()
