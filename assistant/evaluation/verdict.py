"""The verdict on one answer.

A wrong answer is far worse than a missed one, so a refusal is judged as strictly as an answer: it
may not smuggle in an amount that neither its citations nor its near figures hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum

from assistant.evaluation.amounts import DATE, mentions, same_amount, states
from assistant.evaluation.golden import Amount, Branch, GoldenItem, Prediction
from assistant.evaluation.units import MONEY, unit_fits
from assistant.evaluation.wording import contains_any, searchable


class Verdict(StrEnum):
    RIGHT = "right"
    INCOMPLETE = "incomplete"
    WRONG = "wrong"
    MISSED = "missed"


_FALL = ("감소", "줄", "감액", "삭감")
_RISE = ("증가", "늘", "증액")
_SAYS_FALL = (*_FALL, "△", "▲", "낮", "적", "-", "−", "하락", "순감", "미달", "부족")
_SAYS_RISE = (*_RISE, "상승", "높", "많", "+", "초과", "순증")

_LONGEST_ANSWER = 2500  # characters; beyond it an answer is a dump
_MOST_VALUES = 12
_CALCULATED = ("compute", "compare")  # kinds whose small or fractional results may be rounded
_RESCALED = (1, 10**3, 10**6, 10**-3)  # 원, 천원, 백만원 and back


def judge(item: GoldenItem, prediction: Prediction) -> Verdict:
    false = contains_any(searchable(prediction.answer), item.must_not_include)
    if item.kind == "unanswerable" or item.expect in ("abstain", "safe_refusal"):
        return _judge_silence(item, prediction, false=false)
    if item.kind == "ambiguous" and prediction.status == "clarify":
        return Verdict.RIGHT if len(prediction.choices) >= 2 else Verdict.MISSED
    if prediction.status != "answered":
        return Verdict.RIGHT if prediction.status in item.also else Verdict.MISSED
    if false or not _direction_fits(item, prediction.answer):
        return Verdict.WRONG
    verdicts = {_judge_branch(item, branch, prediction) for branch in item.branches}
    return next(v for v in (Verdict.RIGHT, Verdict.INCOMPLETE, Verdict.WRONG) if v in verdicts)


def _judge_silence(item: GoldenItem, prediction: Prediction, *, false: bool) -> Verdict:
    """A question that has no answer: only saying so is right."""
    silent = prediction.status in ("not_found", "refused") or (
        item.expect == "abstain" and prediction.status == "clarify"
    )
    if not silent:
        return Verdict.WRONG if prediction.status == "answered" else Verdict.MISSED
    return Verdict.WRONG if false or any(_invented(item, prediction)) else Verdict.RIGHT


def _invented(item: GoldenItem, prediction: Prediction) -> Iterator[float]:
    """Large amounts of a refusal that were neither asked nor cited; years are no amounts."""
    sources = [item.question, *item.history, *(c.quote for c in prediction.citations)]
    sources.append(json.dumps(prediction.nearest, ensure_ascii=False))
    known = {mention.amount for mention in mentions(" ".join(sources))}
    for mention in mentions(DATE.sub(" ", prediction.answer)):
        told = mention.amount
        if told < 1000 or 1990 <= told <= 2040:
            continue
        if not any(same_amount(told, k * f, exact=True) for k in known for f in _RESCALED):
            yield told


def _judge_branch(item: GoldenItem, branch: Branch, prediction: Prediction) -> Verdict:
    answer, flat = prediction.answer, searchable(prediction.answer)
    told = [states(answer, float(w.value), w.unit, exact=_is_exact(item, w)) for w in branch.values]
    held = [_listed(prediction, w, exact=_is_exact(item, w)) for w in branch.values]
    met = [contains_any(flat, group) for group in branch.must_include]
    short = len(answer) <= _LONGEST_ANSWER and len(prediction.values) <= max(
        _MOST_VALUES, 3 * len(branch.values)
    )
    if short and all(told) and all(held) and all(met):
        return Verdict.RIGHT
    if any(told) or (any(met) and not _names_another(item, answer)):
        return Verdict.INCOMPLETE
    return Verdict.WRONG


def _names_another(item: GoldenItem, answer: str) -> bool:
    """Whether the answer states an amount that is easily taken for the right one."""
    return any(states(answer, amount, "", exact=True) for amount in item.confusable)


def _is_exact(item: GoldenItem, wanted: Amount) -> bool:
    whole_and_large = float(wanted.value).is_integer() and abs(wanted.value) >= 100
    return item.kind not in _CALCULATED or whole_and_large


def _listed(prediction: Prediction, wanted: Amount, *, exact: bool) -> bool:
    """Whether the answer's `values` hold the amount."""
    for entry in prediction.values:
        told = entry.number
        if told is None:
            continue
        if wanted.unit in MONEY and entry.unit in MONEY:
            ours, theirs = MONEY[wanted.unit], MONEY[entry.unit]
            if same_amount(told * theirs, float(wanted.value) * ours, exact=exact):
                return True
        elif same_amount(told, float(wanted.value), exact=exact) and (
            not wanted.unit or not entry.unit or unit_fits(wanted.unit, entry.unit)
        ):
            return True
    return False


def _direction_fits(item: GoldenItem, answer: str) -> bool:
    """A fall must not be told as a rise, nor the reverse."""
    falls, rises = _has(item.answer, _FALL), _has(item.answer, _RISE)
    if falls == rises:
        return True
    return _has(answer, _SAYS_FALL if falls else _SAYS_RISE)


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
