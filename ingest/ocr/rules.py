"""The ruling lines of a bitmap: long runs of ink, level or upright."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.ocr.bitmap import Bits

SHORTEST = 44  # pixels, 5.5 mm: longer than a stroke of body text, shorter than a row of two lines
THICKEST = 14  # pixels; what is thicker is a filled block, and its edges are the rules
_GAP = 3  # pixels that may be missing within a line
_MOST_RUNS = 20_000  # a page with more is a photograph

Run = tuple[int, int, int]  # row, start, end


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: `at` across its direction, from `start` to `end` along it, in pixels.

    `runs` are its pixels, (across, start, end); the edge of a filled block has none of its own.
    """

    at: float
    start: int
    end: int
    runs: tuple[Run, ...] = ()

    @property
    def length(self) -> int:
        return self.end - self.start


def level_rules(bits: Bits) -> list[Rule]:
    """The lines from left to right; `at` counts from the top."""
    starts, ends, rows = _runs(bits)
    if len(rows) > _MOST_RUNS:
        return []
    return [rule for strand in _strands(starts, ends, rows) for rule in _rules(strand)]


def upright_rules(bits: Bits) -> list[Rule]:
    """The lines from top to bottom; `at` counts from the left."""
    return level_rules(np.ascontiguousarray(bits.T))


def _runs(bits: Bits) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Starts, ends and rows of the long runs of ink, row by row, short gaps closed."""
    height, width = bits.shape
    padded = np.zeros((height, width + _GAP + 2), dtype=np.int8)
    padded[:, 1 : width + 1] = bits
    edges = np.diff(padded.ravel(), prepend=np.int8(0))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    if not len(starts):
        return starts, ends, starts
    apart = starts[1:] - ends[:-1] > _GAP
    starts, ends = starts[np.r_[True, apart]], ends[np.r_[apart, True]]
    long = ends - starts >= SHORTEST
    starts, ends = starts[long], ends[long]
    rows = starts // padded.shape[1]
    return starts - rows * padded.shape[1] - 1, ends - rows * padded.shape[1] - 1, rows


def _strands(
    starts: NDArray[np.intp], ends: NDArray[np.intp], rows: NDArray[np.intp]
) -> list[list[Run]]:
    """Runs that touch, in rows next to each other: a line that is not quite level is one strand."""
    done: list[list[Run]] = []
    growing: list[list[Run]] = []
    for start, end, row in zip(starts.tolist(), ends.tolist(), rows.tolist(), strict=True):
        run = (row, start, end)
        done += [strand for strand in growing if strand[-1][0] < row - 2]
        growing = [strand for strand in growing if strand[-1][0] >= row - 2]
        touching = [strand for strand in growing if _touches(strand, run)]
        if not touching:
            growing.append([run])
            continue
        first, *others = touching
        for other in others:
            first += other
            growing.remove(other)
        first.append(run)
    return done + growing


def _touches(strand: list[Run], run: Run) -> bool:
    row, start, end = run
    return any(
        start <= other_end + 2 * _GAP and other_start <= end + 2 * _GAP
        for other_row, other_start, other_end in reversed(strand[-4:])
        if other_row >= row - 2
    )


def _rules(strand: list[Run]) -> list[Rule]:
    start, end = min(run[1] for run in strand), max(run[2] for run in strand)
    area = sum(run[2] - run[1] for run in strand)
    thickness = area / (end - start)
    if thickness <= THICKEST:
        at = sum((run[2] - run[1]) * run[0] for run in strand) / area
        return [Rule(at, start, end, tuple(strand))]
    rows = [run[0] for run in strand]
    return [Rule(float(row), start, end) for row in (min(rows), max(rows))]


def wipe(grey: NDArray[np.uint8], rules: Iterable[Rule]) -> None:
    """Make the pixels of level lines white; for upright ones hand over the bitmap transposed."""
    for rule in rules:
        for row, start, end in rule.runs:
            grey[max(0, row - 1) : row + 2, max(0, start - 1) : end + 1] = 255
