"""The map of meanings, learned from questions and their passages.

Each question should be nearer to its passage than to the others: the loss is -ln softmax of the
cosines times a sharpness (van den Oord, Li & Vinyals 2018, "Representation learning with
contrastive predictive coding"), minimised with Adam (Kingma & Ba 2015).  The cosine is the whole
one, names included, so that the meanings learn what the names leave open.  The square of what the
map changes is held against it; without that it learns the passages by heart.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from index.embedding.kiwi import SEMANTIC_SHARE
from index.embedding.space import RANK
from index.tokens.ragged import Rows
from index.tuning.asking import SEED, Halves, Material

Matrix = NDArray[np.float64]

STEPS = 150
_SHARPNESS = 20.0
HELD = 0.1  # of the squared change of the map: flat from 0.03 to 0.3
_RATE = 2e-3
_QUESTIONS, _PASSAGES = 512, 1_024  # of a step
_MOMENT, _SQUARE = 0.9, 0.999  # Adam's


def learned(
    material: Material,
    start: Matrix,
    questions: Rows,
    passages: Rows,
    step: Callable[[], None],
    *,
    held: float = HELD,
) -> Matrix:
    """Start · A, of shape (256, 256): A was learned from these questions over these passages.

    All of the questions' passages are among them.  `step` is called after every step.
    """
    drawn = np.random.default_rng(SEED)
    asked, shown = (_mapped(half, start) for half in (material.questions, material.passages))
    change, moment, square = (np.zeros((RANK, RANK)) for _ in range(3))
    for count in range(1, STEPS + 1):
        some = drawn.permutation(questions)[:_QUESTIONS]
        own = material.of[some]
        among = np.union1d(own, drawn.permutation(passages)[:_PASSAGES])
        ask, show = _taken(asked, some), _taken(shown, among)
        slope = _slope(np.eye(RANK) + change, ask, show, np.searchsorted(among, own))
        slope += 2 * held * change
        moment = _MOMENT * moment + (1 - _MOMENT) * slope
        square = _SQUARE * square + (1 - _SQUARE) * slope**2
        size = np.sqrt(square / (1 - _SQUARE**count)) + 1e-8
        change = change - _RATE * moment / (1 - _MOMENT**count) / size
        step()
    return np.asarray(start @ (np.eye(RANK) + change))


def _slope(change: Matrix, ask: Halves, show: Halves, own: Rows) -> Matrix:
    """The derivative of the mean loss by the map, of shape (256, 256)."""
    q, q_length = _unit(ask[0] @ change)
    p, p_length = _unit(show[0] @ change)
    cosines = SEMANTIC_SHARE * (q @ p.T) + (1 - SEMANTIC_SHARE) * (ask[1] @ show[1].T)
    found = np.exp(_SHARPNESS * (cosines - cosines.max(axis=1, keepdims=True)))
    found /= found.sum(axis=1, keepdims=True)
    found[np.arange(len(own)), own] -= 1
    found *= _SHARPNESS * SEMANTIC_SHARE / len(own)
    by_question = _through(found @ p, q, q_length)
    by_passage = _through(found.T @ q, p, p_length)
    return np.asarray(ask[0].T @ by_question + show[0].T @ by_passage)


def _mapped(halves: Halves, start: Matrix) -> Halves:
    return _unit(halves[0] @ start)[0], halves[1]


def _taken(halves: Halves, rows: Rows) -> Halves:
    return halves[0][rows], halves[1][rows]


def _unit(rows: Matrix) -> tuple[Matrix, Matrix]:
    """The rows at length 1 and their lengths; rows of zeros stay."""
    lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return rows / lengths, lengths


def _through(slope: Matrix, unit: Matrix, length: Matrix) -> Matrix:
    """A derivative by unit vectors as one by the vectors before."""
    return np.asarray((slope - unit * (slope * unit).sum(axis=1, keepdims=True)) / length)
