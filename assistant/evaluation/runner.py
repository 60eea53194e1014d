"""Asks every golden question and keeps what came back, how it is judged and how long it took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.evaluation.evidence import points_at_evidence
from assistant.evaluation.golden import GoldenItem, Prediction
from assistant.evaluation.verdict import Verdict, judge

Ask = Callable[[str, Sequence[str]], Answer]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`cited` is None where no citation is asked for: no evidence, or a rightful refusal."""

    verdict: Verdict
    cited: bool | None

    @property
    def verified(self) -> bool:
        """Right, and the reader who follows the citation finds it there."""
        return self.verdict is Verdict.RIGHT and self.cited is not False


@dataclass(frozen=True, slots=True)
class Scored:
    item: GoldenItem
    answer: Answer
    judgement: Judgement
    milliseconds: float


def score(item: GoldenItem, prediction: Prediction) -> Judgement:
    verdict, cited = judge(item, prediction), points_at_evidence(item, prediction)
    if prediction.status != "answered" and verdict is Verdict.RIGHT:
        cited = None
    return Judgement(verdict, cited)


def evaluate(items: Iterable[GoldenItem], ask: Ask) -> Iterator[Scored]:
    """Each item asked by itself, with its history, in order; the clock runs only while asking."""
    for item in items:
        start = time.perf_counter()
        answer = ask(item.question, item.history)
        milliseconds = (time.perf_counter() - start) * 1000
        prediction = Prediction.model_validate(answer.model_dump(mode="json"))
        yield Scored(item, answer, score(item, prediction), milliseconds)
