"""All the ways in which a fact may be said, as a pattern.

A wording says every word, number and sign of the fact, in its order.  Only what `endings` lists may
differ: particles without content, the ending, the place of the year among the words that name the
figure, names that were just said, white space, and the reading aid of an amount, which may be left
out.  Whatever else a sentence holds (another number, name, year or direction, a denial, a link)
matches no wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.rewording.endings import (
    ENDINGS,
    IS_GOING_ON,
    IS_LAST,
    LISTED,
    LISTED_LAST,
    NOTHING,
    PARTICLE,
    RECKONED,
)
from assistant.rewording.facts import Fact
from assistant.rewording.spelling import WORD, YEAR, between, is_topic, spelled, without_topic
from ingest.numbers import mentions

_TIME = re.compile(r"20\d{2}|['’‘]\d{2}|\d{1,2}[년월]|[분반]기")
_LONGEST_LABEL = 24  # words; a longer one keeps its year where it is


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name something, and then its amount, if it has one."""

    names: tuple[str, ...]
    amount: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return self.names + self.amount

    @property
    def plain(self) -> tuple[str, ...]:
        """The names without a particle at their end."""
        return tuple(without_topic(word) for word in self.names)

    def shared(self, before: Phrase | None) -> int:
        """How many words at the beginning the phrase before says too, with as many left to differ.

        Phrases of different lengths share none: `2025년 문화과 예산은 …이고 예산은 …` would read as
        the budget of 문화과 twice.
        """
        if before is None or len(before.names) != len(self.names):
            return 0
        same = [a == b for a, b in zip(self.plain, before.plain, strict=True)]
        return same.index(False) if False in same else 0

    def without_repeating(self, before: Phrase | None) -> list[Phrase]:
        """Itself, and without words that the phrase before has just said."""
        return [Phrase(self.names[i:], self.amount) for i in range(self.shared(before) + 1)]


@dataclass(frozen=True, slots=True)
class Wordings:
    """A fact in phrases, and how it may end.

    `last` is a pattern for its ending at the end of a sentence, `going_on` before another fact of
    the same sentence.
    """

    phrases: tuple[Phrase, ...]
    last: str
    going_on: str

    @classmethod
    def of(cls, fact: Fact) -> Wordings:
        body, last, going_on = _ended(fact)
        return cls(_phrases(body), last, going_on)

    @property
    def label(self) -> Phrase:
        return self.phrases[0]

    def pattern(self, *, ends: bool, after: Wordings | None = None) -> str:
        """The fact as it may be said at the end of a sentence, or where the sentence goes on.

        After another fact of the sentence it may leave out the words that both share, as in
        `7급 정원은 9명이고 현원은 10명입니다`.
        """
        first = [
            *self.label.without_repeating(after.label if after else None),
            *_with_year_moved(self.label),
        ]
        said = _any(first)
        for before, phrase in pairwise(self.phrases):
            known = before if before.amount else None
            said += between(before.words[-1], phrase.words[0]) + _any(
                phrase.without_repeating(known)
            )
        return said + (self.last if ends else self.going_on)


def in_turn(facts: Sequence[Wordings]) -> str:
    """`7급 정원과 현원은 각각 9명과 10명입니다`: names that share all but the end, then amounts.

    "" where the facts are not of that kind.
    """
    labels = [fact.label for fact in facts]
    shared = labels[1].shared(labels[0])
    head = labels[0].plain[:shared]
    alike = all(
        len(label.names) == len(labels[0].names) and label.plain[:shared] == head
        for label in labels
    )
    simple = all(len(fact.phrases) == 1 and fact.label.amount for fact in facts)
    if not (shared and alike and simple):
        return ""
    rests = [spelled(label.plain[shared:], loose=False) for label in labels]
    amounts = [spelled(label.amount, loose=False) for label in labels]
    listed, told = "(?:과|와|,| 및) ?".join(rests), "(?:과|와|,|이고| 및) ?".join(amounts)
    return f"{spelled(head)} ?{listed}{PARTICLE} 각각 {told}{facts[-1].last}"


def _any(phrases: Sequence[Phrase]) -> str:
    return f"(?:{'|'.join(spelled(phrase.words) for phrase in phrases)})"


def _phrases(body: str) -> tuple[Phrase, ...]:
    """Cut after each amount, and after what names the fact: its topic, or what stands before `:`.

    Always at least one phrase.
    """
    words = list(WORD.finditer(body))
    spans = [number.span for number in mentions(body)]
    amounts = [any(a < word.end() and word.start() < b for a, b in spans) for word in words]
    topic = _topic([word[0] for word in words], amounts)
    found: list[Phrase] = []
    names: list[str] = []
    for position, word in enumerate(words):
        if amounts[position]:
            found.append(Phrase(tuple(names), (word[0],)))
            names = []
            continue
        names.append(word[0])
        if position == topic and not any(amounts[position + 1 : position + 2]):
            found.append(Phrase(tuple(names)))
            names = []
    if names or not found:
        found.append(Phrase(tuple(names)))
    return tuple(found)


def _topic(words: Sequence[str], amounts: Sequence[bool]) -> int:
    """The last topic before the first amount; the first one where there is no amount; else -1."""
    limit = amounts.index(True) if True in amounts else len(words)
    topics = [i for i, word in enumerate(words[:limit]) if is_topic(word)]
    if not topics:
        return -1
    return topics[-1] if True in amounts else topics[0]


def _with_year_moved(label: Phrase) -> list[Phrase]:
    """`2025년 소통담당관 예산` → `소통담당관 2025년 예산`; only where no other time is named."""
    names = label.names
    times = [position for position, word in enumerate(names) if _TIME.search(word)]
    if len(times) != 1 or len(names) > _LONGEST_LABEL or not YEAR.fullmatch(names[times[0]]):
        return []
    at = times[0]
    others = (*names[:at], *names[at + 1 :])
    places = len(names) if label.amount else len(others)  # `예산은 2025년에 3천원`, before it only
    moved = [(*others[:i], names[at], *others[i:]) for i in range(places)]
    return [Phrase(one, label.amount) for one in moved if one != names]


def _ended(fact: Fact) -> tuple[str, str, str]:
    """The fact without its ending, and how it may end."""
    listed = LISTED.search(fact.text)
    if listed:
        return fact.text[: listed.start()], LISTED_LAST.replace("{count}", listed["count"]), NOTHING
    reckoned = RECKONED.search(fact.text)
    if reckoned:
        formula = f"(?: ?{re.escape(reckoned['formula'])})?"
        return fact.text[: reckoned.start()], f"{formula}{IS_LAST}{formula}", NOTHING
    for ending in ENDINGS:
        found = ending.rules.search(fact.text)
        if found:
            return fact.text[: found.start()], ending.last, ending.going_on
    if fact.row or not fact.text.endswith("다"):
        return fact.text, rf"\.?(?:{IS_LAST})?", rf"\.?(?:{IS_GOING_ON}|(?=,))"
    return fact.text, "", NOTHING
