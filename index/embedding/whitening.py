"""Directions that all texts share taken out of their vectors, and the rest made alike.

Su et al. 2021, "Whitening sentence representations for better semantics and faster retrieval".
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.types import Vectors

POWER = 0.25  # how far: 0.5 makes all directions alike, which finds less (benchmarks/tuning.py)
_RIDGE = 2e-3  # of the largest variance, more for fewer texts: directions nobody used stay small


def whitened(meanings: Vectors) -> tuple[Vectors, Vectors]:
    """The mean (256,) of unit vectors, and the matrix (256, 256) that makes their spread alike.

    The matrix is V diag(w)^(-1/2), of the eigenvectors V and the eigenvalues w of the covariance.
    """
    mean = meanings.mean(axis=0, dtype=np.float64)
    apart = meanings - mean
    values, vectors = np.linalg.eigh(apart.T @ apart / len(apart))
    ridge = (_RIDGE + 1 / len(apart)) * values[-1]
    scaled = vectors / np.sqrt(np.maximum(values, 0) + ridge)
    return mean.astype(np.float32), np.ascontiguousarray(scaled, np.float32)


def softened(whitening: Vectors, power: float) -> NDArray[np.float64]:
    """V diag(w)^(-power) from V diag(w)^(-1/2), of shape (256, 256), float64.

    The columns of V are of length 1, so the lengths of the columns given are w^(-1/2).
    """
    columns = whitening.astype(np.float64)
    lengths = np.linalg.norm(columns, axis=0)
    return np.asarray(columns * lengths ** (2 * power - 1))
