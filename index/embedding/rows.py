"""Rows of vectors."""

from __future__ import annotations

import numpy as np

from index.types import Vectors


def unit(rows: Vectors) -> Vectors:
    """Each row at length 1; rows of zeros stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0))
