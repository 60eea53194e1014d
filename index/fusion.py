"""Putting the lists of two searches together by rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

RANK_CONSTANT = 60


def reciprocal_ranks(
    lists: Mapping[str, Sequence[str]], weights: Mapping[str, float]
) -> list[tuple[str, float]]:
    """Weighted reciprocal rank fusion: score(d) = Σ weight / (60 + rank of d), best first.

    Cormack, Clarke & Büttcher 2009, "Reciprocal rank fusion outperforms Condorcet and individual
    rank learning methods"; 60 is theirs.  Ranks start at 1; a list that lacks `d` adds nothing.
    Equal scores are ordered by id, so that the same lists always give the same order.
    """
    scores: dict[str, float] = {}
    for name, ids in lists.items():
        for rank, key in enumerate(ids, start=1):
            scores[key] = scores.get(key, 0.0) + weights[name] / (RANK_CONSTANT + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
