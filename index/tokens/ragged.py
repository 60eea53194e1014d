"""Rows of different lengths in one flat array, on disk or in memory."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.files import mapped

Numbers = NDArray[Any]
Rows = NDArray[np.intp]


class Ragged:
    """`row(i)` is `flat[offsets[i]:offsets[i + 1]]`; offsets are int64, of shape (rows + 1,)."""

    def __init__(self, flat: Numbers, offsets: NDArray[np.int64]) -> None:
        self.flat = flat
        self.offsets = offsets

    @classmethod
    def of(cls, rows: Iterable[Numbers], dtype: type[np.generic]) -> Ragged:
        listed = list(rows)
        lengths = np.fromiter((len(row) for row in listed), np.int64, len(listed))
        flat = np.concatenate(listed) if listed else np.zeros(0)
        return cls(flat.astype(dtype, copy=False), _offsets(lengths))

    @classmethod
    def load(cls, folder: Path, name: str) -> Ragged:
        """What `save` wrote, mapped into memory rather than read."""
        flat = mapped(folder / f"{name}.npy")
        return cls(flat, np.load(folder / f"{name}.offsets.npy", allow_pickle=False))

    def save(self, folder: Path, name: str) -> None:
        np.save(folder / f"{name}.npy", self.flat, allow_pickle=False)
        np.save(folder / f"{name}.offsets.npy", self.offsets, allow_pickle=False)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def lengths(self) -> NDArray[np.int64]:
        return np.asarray(np.diff(self.offsets))

    def row(self, at: int) -> Numbers:
        return self.flat[self.offsets[at] : self.offsets[at + 1]]

    def take(self, rows: Rows) -> Ragged:
        """These rows, in this order."""
        lengths = self.lengths[rows]
        offsets = _offsets(lengths)
        inside = np.arange(offsets[-1]) - np.repeat(offsets[:-1], lengths)
        return Ragged(self.flat[np.repeat(self.offsets[rows], lengths) + inside], offsets)

    @property
    def owners(self) -> Rows:
        """The row that each number stands in, of the shape of `flat`."""
        return np.repeat(np.arange(len(self)), self.lengths)


def distinct_in_rows(rows: Ragged, values: Numbers, size: int) -> NDArray[np.int64]:
    """Each value of each row once, row by row; `values` are those of `flat`, below `size`.

    Sorting takes a fraction of the time and of the memory of numpy's `unique`, which hashes.
    """
    pairs = rows.owners * np.int64(size) + values
    pairs.sort()
    first = np.append(np.True_, pairs[1:] != pairs[:-1]) if len(pairs) else np.zeros(0, bool)
    return np.asarray(pairs[first] % size)


def side_by_side(first: Ragged, second: Ragged) -> Ragged:
    """The rows of one with those of the other behind; uint32."""
    offsets = first.offsets + second.offsets
    flat = np.empty(len(first.flat) + len(second.flat), np.uint32)
    for part, shift in ((first, second.offsets[:-1]), (second, first.offsets[1:])):
        flat[np.arange(len(part.flat)) + np.repeat(shift, part.lengths)] = part.flat
    return Ragged(flat, offsets)


def _offsets(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    offsets = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def flattened(parts: Iterable[Ragged], dtype: type[np.generic]) -> Ragged:
    """The rows of several, one after the other."""
    listed = list(parts)
    flat = np.concatenate([part.flat for part in listed]) if listed else np.zeros(0)
    lengths = np.concatenate([part.lengths for part in listed]) if listed else np.zeros(0, int)
    return Ragged(flat.astype(dtype, copy=False), _offsets(lengths.astype(np.int64)))
