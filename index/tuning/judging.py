"""Whether a map finds better, on passages that it was not learned from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embedding.kiwi import SEMANTIC_SHARE
from index.tokens.ragged import Rows
from index.tuning.asking import SEED, Material

DEPTH = 5
_DIGITS = 6
_PART = 512
_DRAWS = 2_000
_DOUBT = 0.025  # on either side


@dataclass(frozen=True, slots=True)
class Verdict:
    """Mean reciprocal ranks (0 past the fifth) of `questions` over as many `passages`.

    `least` and `most` are the ends of the 95 % interval of the gain.
    """

    questions: int
    passages: int
    before: float
    after: float
    least: float
    most: float

    @property
    def better(self) -> bool:
        """By more than chance would have it."""
        return self.least > 0


def reciprocal_ranks(
    material: Material, mapping: NDArray[np.float64], questions: Rows
) -> NDArray[np.float64]:
    """1 / rank of the passage of each question among all passages, 0 past the fifth."""
    shown = _vectors(material.passages[0] @ mapping, material.passages[1])
    asked = _vectors(material.questions[0][questions] @ mapping, material.questions[1][questions])
    ranks = []
    for start in range(0, len(questions), _PART):
        cosines = (asked[start : start + _PART] @ shown.T).round(_DIGITS)
        own = material.of[questions[start : start + _PART]]
        wanted = cosines[np.arange(len(own)), own][:, None]
        ranks.append(1 + (cosines > wanted).sum(axis=1))
    rank = np.concatenate(ranks) if ranks else np.zeros(0, np.int64)
    return np.where(rank <= DEPTH, 1 / np.maximum(rank, 1), 0.0)


def judged(material: Material, before: NDArray[np.float64], after: NDArray[np.float64]) -> Verdict:
    """From the reciprocal ranks of every question before and after.

    The interval is a paired bootstrap (Efron & Tibshirani 1993, "An introduction to the
    bootstrap") that draws whole sections: questions of one section are not independent.
    """
    _, group = np.unique(material.groups[material.of], return_inverse=True)
    gains, counts = np.bincount(group, weights=after - before), np.bincount(group)
    drawn = np.random.default_rng(SEED)
    times = drawn.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), _DRAWS)
    means = (times @ gains) / (times @ counts)
    least, most = np.quantile(means, (_DOUBT, 1 - _DOUBT))
    return Verdict(
        len(material.of),
        len(material.groups),
        float(before.mean()),
        float(after.mean()),
        float(least),
        float(most),
    )


def _vectors(meanings: NDArray[np.float64], names: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of shape (rows, 768); only the order of their cosines is of interest."""
    lengths = np.maximum(np.linalg.norm(meanings, axis=1, keepdims=True), 1e-9)
    shares = np.sqrt(SEMANTIC_SHARE), np.sqrt(1 - SEMANTIC_SHARE)
    return np.hstack([meanings / lengths * shares[0], names * shares[1]])
