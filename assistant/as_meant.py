"""A question as it was meant: mistyped words put right, words apart, everyday words replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant import lexicon
from assistant.landscape import Landscape
from assistant.wording import say
from index.keyboard import LEADS, TAILS
from index.spelling import clearest
from index.types import SearchIndex, Slip
from ingest.agencies import NAMES, stem

_LETTER = "[가-힣ㄱ-ㅎㅏ-ㅣ]"
_WORD = re.compile(rf"(?<=\d)[가-힣]{{1,3}}(?!{_LETTER})|({_LETTER}{{2,}})")  # a unit, or a word
_ANY_QUESTION = lexicon.QUESTION_WORDS | lexicon.NEXT_TO_NOTHING
_PARTICLE = re.compile(
    r"은|는|이|가|을|를|의|에|에서|도|만|로|으로|와|과|랑|이랑|하고|까지|부터|보다"
)
_NEXT_NOUN = r"(?!장|사|내|에|의|은|는|이|가|을|를|과|와|도|으로|로|만|까지|부터)[가-힣]{2}"
_MOOD = re.compile(r"[ㅋㅎㅠㅜ]{2,}|(?<!\S)[ㅋㅎㅠㅜㅇㄱㄴ]+(?!\S)")  # laughter, tears, ㅇㅇ
_GA = ord("가")
_LONE = re.compile(r"(?<=[가-힣])[ㄱ-ㅎ](?=[가-힣])")
_COMMA = re.compile(r"(?<=[가-힣]),(?=\d)")  # between two things, not inside of a number
_RIVAL = 6.0  # how far behind the likeliest reading another is still one
_MOST = 4  # mistyped words of one question; more of them is no Korean


@dataclass(frozen=True, slots=True)
class Reading:
    """The text to understand; `assumptions` say in Korean which names were put right."""

    text: str
    assumptions: tuple[str, ...] = ()


def as_meant(text: str, landscape: Landscape, search: SearchIndex) -> Reading:
    text = _LONE.sub(_unless_doubled, _MOOD.sub(" ", text).strip() or text)
    said: list[str] = []
    for number, (word, meant, told) in enumerate(_mistyped(text, landscape, search)):
        if number == _MOST:
            break
        text = text.replace(word, meant)
        said += told
    text = search.spaced(_COMMA.sub(", ", _without_office(text, landscape)))
    return Reading(lexicon.in_report_words(text), tuple(said))


def _unless_doubled(lone: re.Match[str]) -> str:
    """Nothing for a key that was hit twice (`예산ㅇ은`, `현원ㄴ은`), the lone letter otherwise."""
    before, after = lone.string[lone.start() - 1], lone.string[lone.end()]
    lead, tail = LEADS[(ord(after) - _GA) // 588], TAILS[(ord(before) - _GA) % 28]
    return "" if lone[0] in {lead, tail} else lone[0]


def _mistyped(
    text: str, landscape: Landscape, search: SearchIndex
) -> Iterator[tuple[str, str, list[str]]]:
    """(word, as meant, what to say of it): a question word is put right without a word."""
    names = place_names() | {*landscape.agencies, *landscape.departments}
    known = names | lexicon.NEXT_TO_NOTHING
    for match in _WORD.finditer(text):
        word, around = match[1] or "", (text[: match.start()], text[match.end() :])
        slips = search.meant(word, lexicon.QUESTION_WORDS, known, around) if word else []
        slip = _chosen(slips, landscape, search)
        if slip is None:
            continue
        if slip.meant in _ANY_QUESTION:
            yield word, slip.word, []
        elif not slip.known or slip.meant in names or landscape.tells_of(slip.meant, search):
            yield word, slip.word, [_told(word, slip)]


def _chosen(slips: Sequence[Slip], landscape: Landscape, search: SearchIndex) -> Slip | None:
    """The likeliest reading; of several, those that the reports hold in one piece go first."""
    rivals = [slip for slip in slips if slip.gain >= slips[0].gain - _RIVAL]
    if len(rivals) > 1:
        held = [slip for slip in rivals if _is_held(slip, landscape, search)]
        return clearest(held or rivals)
    return clearest(slips)


def _is_held(slip: Slip, landscape: Landscape, search: SearchIndex) -> bool:
    return slip.meant in _ANY_QUESTION or landscape.tells_of(_bare(slip.word, slip), search)


def _bare(word: str, slip: Slip) -> str:
    """A word less the particle that ends what was meant."""
    rest = slip.word[slip.word.rfind(slip.meant) + len(slip.meant) :]
    return word[: len(word) - len(rest)] if _PARTICLE.fullmatch(rest) else word


def _told(word: str, slip: Slip) -> str:
    """`‘주민첨여예산제’는 ‘주민참여예산제’로 읽었습니다.`: whole words, less their particles."""
    typed, meant = f"‘{_bare(word, slip)}’", f"‘{_bare(slip.word, slip)}’"
    return say("read_as", typed=typed, name=meant)


def _without_office(text: str, landscape: Landscape) -> str:
    """`영등포구청본관` in two words."""
    for agency in landscape.agencies:
        text = re.sub(rf"({re.escape(agency)}청)(?={_NEXT_NOUN})", r"\1 ", text)
    return text


@cache
def place_names() -> frozenset[str]:
    """Names of local governments: right even where no report has them."""
    return frozenset(n for name in NAMES for n in (name, stem(name)) if len(n) > 1)
