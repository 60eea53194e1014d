"""What was found against what was wanted.  Ties count against the system."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.retrieval.cases import Line, Piece

DEPTH = 5  # of MRR and hit
DEEP = 10  # of the second look at all the evidence
ASKED = 15  # pieces asked of each system, so that ties at the edge of the first ten are seen


@dataclass(frozen=True, slots=True)
class Found:
    """A piece with its score, the higher the better."""

    piece: Piece
    score: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """The rank of the first piece that holds any evidence, 0 where none of the first five does.

    `whole` and `whole_deep`: all the evidence is in the first five, in the first ten, together.
    """

    rank: int
    whole: bool
    whole_deep: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over some questions."""

    questions: int
    mrr: float
    first: float
    within: float
    whole: float
    whole_deep: float


def judged(found: Sequence[Found], evidence: Iterable[Line]) -> Judgement:
    """How well a system's findings, in any order, meet the evidence."""
    lines = frozenset(evidence)
    pieces = _worst_order(found, lines)
    ranks = (
        place
        for place, piece in enumerate(pieces[:DEPTH], start=1)
        if any(map(piece.covers, lines))
    )
    return Judgement(next(ranks, 0), _whole(pieces[:DEPTH], lines), _whole(pieces[:DEEP], lines))


def quality(judgements: Sequence[Judgement]) -> Quality:
    """The means; at least one judgement is needed."""
    return Quality(
        len(judgements),
        statistics.mean(1 / one.rank if one.rank else 0.0 for one in judgements),
        statistics.mean(one.rank == 1 for one in judgements),
        statistics.mean(one.rank > 0 for one in judgements),
        statistics.mean(one.whole for one in judgements),
        statistics.mean(one.whole_deep for one in judgements),
    )


def _worst_order(found: Sequence[Found], lines: frozenset[Line]) -> list[Piece]:
    """Best score first; of pieces with one score, those that hold no evidence come first.

    A system that cannot tell two pieces apart must not win by the order in which they were stored.
    """

    def key(one: Found) -> tuple[float, bool]:
        return -one.score, any(map(one.piece.covers, lines))

    return [one.piece for one in sorted(found, key=key)]


def _whole(pieces: Sequence[Piece], lines: frozenset[Line]) -> bool:
    return all(any(piece.covers(line) for piece in pieces) for line in lines)
