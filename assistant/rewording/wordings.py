"""All the ways in which a fact may be said, as a pattern.

A wording says every word, number and sign of the fact, in its order.  Only what `endings` lists may
differ: particles without content, the ending, the place of the year among the words that name the
figure, white space, and the reading aid of an amount, which may be left out.  Whatever else a
sentence holds (another number, name, year or direction, a denial, a link) matches no wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.korean import josa
from assistant.rewording.endings import (
    ENDINGS,
    IS_GOING_ON,
    IS_LAST,
    LISTED,
    LISTED_LAST,
    NOTHING,
    PARTICLE,
    TOPICS,
)
from assistant.rewording.facts import Fact
from ingest.numbers import mentions

_AID = re.compile(r"\((?:약 )?[\d,]+(?:조|억|만)(?: [\d,]+(?:억|만))* 원\)")
_WORD = re.compile(rf"(?:[^\s(]*{_AID.pattern}\S*|\S+)")
_YEAR = re.compile(r"20\d{2}년도?")
_TIME = re.compile(r"20\d{2}|['’‘]\d{2}")
_QUOTES = re.compile("['‘’`]")
_ENDS_WORD = r"(?=[ ,.:)]|$)"
_LONGEST_LABEL = 24  # words; a longer one keeps its year where it is


@dataclass(frozen=True, slots=True)
class Wordings:
    """The parts of a fact: the words that name it, the words that follow, its ending.

    `last` and `going_on` are patterns for the ending, at the end of a sentence and before another
    fact of the same sentence.
    """

    label: tuple[str, ...]
    rest: tuple[str, ...]
    last: str
    going_on: str

    @classmethod
    def of(cls, fact: Fact) -> Wordings:
        body, last, going_on = _ended(fact)
        words = _WORD.findall(body)
        named = _named(body, words)
        return cls(tuple(words[:named]), tuple(words[named:]), last, going_on)

    def pattern(self, *, ends: bool, after: Wordings | None = None) -> str:
        """The fact as it may be said at the end of a sentence, or where the sentence goes on.

        After another fact of the sentence it may leave out the words that both share, as in
        `7급 정원은 9명이고 현원은 10명입니다`.
        """
        labels = [self.label, *_with_year_moved(self.label)]
        labels += [self.label[i:] for i in range(1, self.shared(after) + 1)]
        said = "|".join(_spelled((*label, *self.rest)) for label in labels)
        return f"(?:{said}){self.last if ends else self.going_on}"

    @property
    def names(self) -> tuple[str, ...]:
        """The label without its particle."""
        return tuple(_without_topic(word) for word in self.label)

    def shared(self, after: Wordings | None) -> int:
        """How many words at the beginning another label says too, with as many left to differ.

        Labels of different lengths share none: `2025년 문화과 예산은 …이고 예산은 …` would read as
        the budget of 문화과 twice.
        """
        if after is None or len(after.label) != len(self.label):
            return 0
        same = [a == b for a, b in zip(self.names, after.names, strict=True)]
        return same.index(False) if False in same else 0


def in_turn(facts: Sequence[Wordings]) -> str:
    """`7급 정원과 현원은 각각 9명과 10명입니다`: names that share all but the end, then amounts."""
    heads = [fact.names for fact in facts]
    shared = facts[1].shared(facts[0])
    alike = all(len(head) == len(heads[0]) and head[:shared] == heads[0][:shared] for head in heads)
    if not shared or not alike or any(len(fact.rest) != 1 for fact in facts):
        return ""
    listed = r"(?:과|와|,|및| 및) ?".join(_spelled(head[shared:], loose=False) for head in heads)
    amounts = r"(?:과|와|,|이고|및| 및) ?".join(
        _spelled(fact.rest, loose=False) for fact in facts
    )
    return rf"{_spelled(heads[0][:shared])} {listed}{PARTICLE} 각각 {amounts}{facts[-1].last}"


def _ended(fact: Fact) -> tuple[str, str, str]:
    """The fact without its ending, and how it may end."""
    listed = LISTED.search(fact.text)
    if listed:
        return fact.text[: listed.start()], LISTED_LAST.replace("{count}", listed["count"]), NOTHING
    for ending in ENDINGS:
        found = ending.rules.search(fact.text)
        if found:
            return fact.text[: found.start()], ending.last, ending.going_on
    if fact.row or not fact.text.endswith("다"):
        return fact.text, rf"\.?(?:{IS_LAST})?", rf"\.?(?:{IS_GOING_ON}|(?=,))"
    return fact.text, "", NOTHING


def _named(body: str, words: Sequence[str]) -> int:
    """How many words name the fact: up to the topic or the colon, at most to the first amount."""
    first = next(iter(mentions(body)), None)
    limit = len(body[: first.span[0]].split()) if first else len(words)
    for position, word in enumerate(words[:limit]):
        if word.endswith(":") or _without_topic(word) != word:
            return position + 1
    return limit


def _with_year_moved(label: tuple[str, ...]) -> list[tuple[str, ...]]:
    """`2025년 소통담당관 예산` → `소통담당관 2025년 예산`; only where no other time is named."""
    times = [position for position, word in enumerate(label) if _TIME.search(word)]
    if len(times) != 1 or len(label) > _LONGEST_LABEL or not _YEAR.fullmatch(label[times[0]]):
        return []
    year, others = label[times[0]], [word for i, word in enumerate(label) if i != times[0]]
    if any(word[:1].isdigit() for word in label[times[0] + 1 :][:1]):
        return []  # `2024년 7월` is one date
    moved = [(*others[:i], year, *others[i:]) for i in range(len(others))]
    return [one for one in moved if one != label]


def _without_topic(word: str) -> str:
    """`예산은` → `예산`, `평가` → `평가`: a particle only where it fits the word before it."""
    word = word.rstrip(":")
    stem = word[:-1]
    if word.endswith(TOPICS) and stem and word in (josa(stem, "은/는"), josa(stem, "이/가")):
        return stem
    return word


def _spelled(words: Sequence[str], *, loose: bool = True) -> str:
    """The words in order; `loose` allows a particle after each."""
    pieces: list[str] = []
    for position, word in enumerate(words):
        pieces.append(_word(word, loose=loose))
        if position + 1 < len(words):
            touching = f"{word.rstrip(',.')[-1:]}{words[position + 1][:1]}"
            pieces.append(" " if touching.isdigit() else " ?")  # never `1, 2` as `12`
    return "".join(pieces)


def _word(word: str, *, loose: bool) -> str:
    if word == ":":
        return ":?"
    if word.endswith(":"):
        return f"{_signs(word[:-1])} ?:?(?:{PARTICLE}{_ENDS_WORD})?(?:,(?= ))?"
    if _YEAR.fullmatch(word):
        return f"{word.removesuffix('도')}도?(?:(?:의|에는|에|은){_ENDS_WORD})?(?:,(?= ))?"
    if word.endswith("보다") and len(word) > 2:
        return f"{_signs(word[:-2])}(?:보다는?| ?대비|에 비해(?:서)?|에 비하여)"
    comma = ",?" if word.endswith(",") else ("(?:,(?= ))?" if loose else "")
    stem = _without_topic(word.removesuffix(","))
    particle = f"(?:{PARTICLE}{_ENDS_WORD})?" if loose else ""
    return f"{_signs(stem)}{particle}{comma}"


def _signs(text: str) -> str:
    """Every sign as it is; white space between a number and its unit is free."""
    aid = _AID.search(text)
    if aid:
        inner = r" ?".join(re.escape(part) for part in aid[0].split())
        before, after = text[: aid.start()], text[aid.end() :]
        return f"{_signs(before)}(?: ?{inner})?{_signs(after)}"
    spelled = re.escape(text)
    spelled = re.sub(r"(?<=\d)(?=[가-힣㎡])", " ?", spelled)
    return _QUOTES.sub("['‘’]", spelled)
