"""Which sentences of a model are kept: those that say facts of the rules, in order and in full."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.answer import Answer
from assistant.rewording.endings import OPENING
from assistant.rewording.facts import Fact, Marked, facts, unmarked
from assistant.rewording.sentences import Sentence
from assistant.rewording.spelling import AID
from assistant.rewording.wordings import Wordings, in_turn
from ingest.numbers import mentions

_DIGITS = re.compile(r"\d(?:[\d,.]*\d)?")
_AFTER_A_MARK = re.compile(r"[\s,.]|입니다|이고|이며|으로|로 ")
_ORDERED = re.compile(r"순|상위|하위|가장|제일|차례|먼저")  # a question for an order
_MOST_TOGETHER = 4  # facts in one sentence
_JOINED = r",? ?(?:(?:그리고|또한) )?"
_ROOM = 200  # characters that a sentence may have beyond its facts


class Checker:
    """Takes the sentences of a model one by one; remembers which facts they have said.

    The answer is whole when every fact was said.  A fact is said once and in its turn; only rows
    that stand by themselves may change places.
    """

    def __init__(self, answer: Answer) -> None:
        self._facts = facts(answer.answer)
        self._left = list(range(len(self._facts)))
        told = (*answer.assumptions, *(check.message for check in answer.checks))
        self._extra = [fact for text in told for fact in facts(text)]
        self._free = all(map(_stands_alone, self._facts)) and not _ORDERED.search(answer.question)

    @property
    def complete(self) -> bool:
        return not self._left

    def keep(self, sentence: Sentence) -> str:
        """The sentence as it may be shown, "" where it is not verified."""
        said = unmarked(sentence.text.replace("**", ""))
        for run in self._runs():
            if _says([self._facts[i] for i in run], said):
                self._left = [i for i in self._left if i not in run]
                return _shown(sentence, said)
        for fact in self._extra:
            if _says([fact], said):
                self._extra.remove(fact)
                return _shown(sentence, said)
        return ""

    def _runs(self) -> Iterator[tuple[int, ...]]:
        """Facts that the next sentence may say: one, or several that follow each other."""
        starts = range(len(self._left)) if self._free else range(min(1, len(self._left)))
        for start in starts:
            for length in range(1, _MOST_TOGETHER + 1):
                run = self._left[start : start + length]
                if len(run) == length:
                    yield tuple(run)


def _stands_alone(fact: Fact) -> bool:
    """A row with its own name, amount and source: `정원: 9명 [1]`."""
    return fact.row and ":" in fact.text and bool(fact.marks) and bool(_digits(fact))


def _says(told: Sequence[Fact], said: Marked) -> bool:
    if (
        not _marks_stand_apart(said)
        or len(said.text) > sum(len(fact.text) for fact in told) + _ROOM
    ):
        return False
    if not all(digits in said.text for fact in told for digits in _digits(fact)):
        return False  # seen at once, before any pattern is made
    if said.numbers != frozenset[int]().union(*(fact.marks for fact in told)):
        return False
    found = _one_after_another(tuple(told)).fullmatch(said.text)
    if found:
        return _marks_fit(told, said, [found.end(f"f{i}") for i in range(len(told))])
    turns = _in_turn(tuple(told)) if len(told) > 1 else None
    at_the_end = all(position >= len(said.text) for position, _ in said.marks)
    return turns is not None and at_the_end and bool(turns.fullmatch(said.text))


def _marks_stand_apart(said: Marked) -> bool:
    """No mark within a number or a word: `3,6[1]15천원` would be read as another number."""
    return all(
        at >= len(said.text)
        or (not said.text[at - 1 : at].isdigit() and _AFTER_A_MARK.match(said.text, at))
        for at, _ in said.marks
    )


def _marks_fit(told: Sequence[Fact], said: Marked, ends: Sequence[int]) -> bool:
    """A mark within the words of a fact is one of that fact's; at the end all may stand."""
    for position, number in said.marks:
        if position >= len(said.text) - len("입니다"):
            continue
        fact = next(fact for fact, end in zip(told, ends, strict=True) if position <= end)
        if number not in fact.marks:
            return False
    return True


@lru_cache(maxsize=256)
def _digits(fact: Fact) -> tuple[str, ...]:
    """The digits of its amounts, without which it cannot be said."""
    amounts = mentions(AID.sub("", fact.text))
    return tuple(digits for number in amounts for digits in _DIGITS.findall(number.printed))


@lru_cache(maxsize=256)
def _one_after_another(told: tuple[Fact, ...]) -> re.Pattern[str]:
    said = [Wordings.of(fact) for fact in told]
    parts = [
        f"(?P<f{i}>{one.pattern(ends=i + 1 == len(said), after=said[i - 1] if i else None)})"
        for i, one in enumerate(said)
    ]
    return re.compile(OPENING + _JOINED.join(parts))


@lru_cache(maxsize=256)
def _in_turn(told: tuple[Fact, ...]) -> re.Pattern[str] | None:
    pattern = in_turn([Wordings.of(fact) for fact in told])
    return re.compile(OPENING + pattern) if pattern else None


def _shown(sentence: Sentence, said: Marked) -> str:
    """With what stands before it: a row and what follows one stand on a line of their own."""
    text = unicodedata.normalize("NFC", sentence.text.replace("**", "")).strip()
    if said.row:
        return f"\n- {text[1:].strip()}"
    return f"\n{text}" if sentence.first else f" {text}"
