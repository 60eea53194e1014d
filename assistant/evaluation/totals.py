"""Counts by kind of question, and latency."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.evaluation.runner import Scored
from assistant.evaluation.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Counts:
    """How many questions ended how; latencies in milliseconds."""

    questions: int
    right: int
    verified: int
    incomplete: int
    wrong: int
    missed: int
    latency_p50: float
    latency_p95: float


@dataclass(frozen=True, slots=True)
class Totals:
    kinds: dict[str, Counts]
    all: Counts

    def as_json(self) -> dict[str, Any]:
        return {
            **asdict(self.all),
            "kinds": {kind: asdict(counts) for kind, counts in self.kinds.items()},
        }


def total(scored: Sequence[Scored]) -> Totals:
    kinds = sorted({one.item.kind for one in scored})
    return Totals(
        {kind: count([one for one in scored if one.item.kind == kind]) for kind in kinds},
        count(scored),
    )


def count(scored: Sequence[Scored]) -> Counts:
    verdicts = [one.judgement.verdict for one in scored]
    latencies = [one.milliseconds for one in scored]
    return Counts(
        questions=len(scored),
        right=verdicts.count(Verdict.RIGHT),
        verified=sum(one.judgement.verified for one in scored),
        incomplete=verdicts.count(Verdict.INCOMPLETE),
        wrong=verdicts.count(Verdict.WRONG),
        missed=verdicts.count(Verdict.MISSED),
        latency_p50=percentile(latencies, 50),
        latency_p95=percentile(latencies, 95),
    )


def percentile(values: Sequence[float], percent: int) -> float:
    """The nearest-rank percentile: the smallest value that `percent` of all do not exceed.

    Rounded to 0.1; 0.0 where there are no values.
    """
    if not values:
        return 0.0
    rank = max(1, math.ceil(len(values) * percent / 100))
    return round(sorted(values)[rank - 1], 1)
