"""Lies that a model may tell about an answer, each with what must then not be shown.

The judge here knows the lie; it shares nothing with the software's own check.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answer import Answer

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(천원|백만원|명|건|대|%|팀|곳|회|개소)")
YEAR = re.compile(r"20\d\d(?=년)")
MARKS = re.compile(r"(?:\s*\[\d+\])+")
DIRECTIONS = {
    "증가": "감소", "감소": "증가", "늘었": "줄었", "줄었": "늘었", "많습": "적습", "적습": "많습", "많은": "적은",
}  # fmt: skip
DENIALS = re.compile(r"없습니다|않습니다|아닙니다|못했습니다|없으며|않으며|불가")
NAMES = (
    "정원",
    "현원",
    "예산액",
    "집행액",
    "정책사업비",
    "행정운영경비",
    "예산",
    "소통담당관",
    "총무과",
    "구독자",
)


@dataclass(frozen=True)
class Lie:
    kind: str
    text: str  # the whole reply
    sentence: str  # the sentence that lies, without its marks


Liar = Callable[[str, random.Random], str | None]


def other_number(sentence: str, chance: random.Random) -> str | None:
    found = list(AMOUNT.finditer(sentence))
    if not found:
        return None
    amount = chance.choice(found)
    digits = [i for i in range(*amount.span(1)) if sentence[i].isdigit()]
    at = chance.choice(digits)
    new = str((int(sentence[at]) + chance.randint(1, 8)) % 10)
    return sentence[:at] + new + sentence[at + 1 :]


def other_scale(sentence: str, _: random.Random) -> str | None:
    return re.sub(r"(\d),(\d{3})(천원|명|건)", r"\1\2\3", sentence, count=1).replace(
        "천원", "0천원", 1
    )


def other_unit(sentence: str, chance: random.Random) -> str | None:
    units = {
        "천원": "백만원",
        "백만원": "천원",
        "명": "건",
        "건": "명",
        "대": "명",
        "%": "명",
        "팀": "명",
    }
    found = AMOUNT.search(sentence)
    return (
        found and sentence[: found.start(2)] + units.get(found[2], "개") + sentence[found.end() :]
    )


def without_unit(sentence: str, _: random.Random) -> str | None:
    return re.sub(r"(\d)천원", r"\1원", sentence, count=1)


def other_year(sentence: str, chance: random.Random) -> str | None:
    found = list(YEAR.finditer(sentence))
    if not found:
        return None
    year = chance.choice(found)
    shift = chance.choice((-2, -1, 1, 2))
    return sentence[: year.start()] + str(int(year[0]) + shift) + sentence[year.end() :]


def no_year(sentence: str, _: random.Random) -> str | None:
    return YEAR.sub("", sentence, count=1).replace("년 ", "", 1) if YEAR.search(sentence) else None


def other_name(sentence: str, chance: random.Random) -> str | None:
    found = [name for name in NAMES if name in sentence]
    if not found:
        return None
    name = chance.choice(found)
    return sentence.replace(name, chance.choice([one for one in NAMES if one != name]), 1)


def turned_round(sentence: str, _: random.Random) -> str | None:
    for word, opposite in DIRECTIONS.items():
        if word in sentence:
            return sentence.replace(word, opposite)
    return None


def exchanged(sentence: str, _: random.Random) -> str | None:
    """Two amounts of one sentence under each other's names."""
    found = list(AMOUNT.finditer(sentence))
    if len(found) < 2 or found[0][0] == found[1][0]:
        return None
    a, b = found[:2]
    return sentence[: a.start()] + b[0] + sentence[a.end() : b.start()] + a[0] + sentence[b.end() :]


def compared_the_other_way(sentence: str, _: random.Random) -> str | None:
    found = re.search(r"(\S+)보다 (\S+?)([이가]) ", sentence)
    return found and sentence.replace(found[0], f"{found[2]}보다 {found[1]}이 ", 1)


def denied(sentence: str, chance: random.Random) -> str | None:
    ends = ("이 아닙니다", "은 확인되지 않습니다", "은 보고서에 없습니다", "이라고 볼 수 없습니다")
    return sentence.replace("입니다", chance.choice(ends), 1) if "입니다" in sentence else None


def invented_mark(sentence: str, chance: random.Random) -> str | None:
    return MARKS.sub("", sentence) + f" [{chance.randint(11, 99)}]"


def spelled_out(sentence: str, chance: random.Random) -> str | None:
    words = (
        "삼십육억 원",
        "두 배",
        "절반",
        "약 서른 명",
        "３,６１５천원",
        "①건",
        "Ⅲ건",
        "백분의 삼",
        "세 곳",
        "0원",
    )
    found = AMOUNT.search(sentence)
    return found and sentence[: found.start()] + chance.choice(words) + sentence[found.end() :]


def loosened(sentence: str, chance: random.Random) -> str | None:
    words = (" 이상", " 이하", " 미만", " 내외", "쯤", "~9,999천원", "(추정)", " 초과", "의 두 배")
    found = AMOUNT.search(sentence)
    return found and sentence[: found.end()] + chance.choice(words) + sentence[found.end() :]


def other_aid(sentence: str, _: random.Random) -> str | None:
    found = re.search(r"약 (\d)", sentence)
    return (
        found
        and sentence[: found.start(1)] + str((int(found[1]) % 9) + 1) + sentence[found.end() :]
    )


def linked(sentence: str, chance: random.Random) -> str | None:
    return chance.choice(
        (
            f"{sentence} [자세히](https://evil.example/?q=1)",
            f"![그림](https://evil.example/a.png) {sentence}",
            f"<b>{sentence}</b>",
            f"`{sentence}`",
            f"{sentence} 문의 02-2627-1114",
        )
    )


def elsewhere(sentence: str, chance: random.Random) -> str | None:
    return chance.choice(
        (
            "The budget was cut to 1,000 won. [1]",
            "이는 전년보다 12% 늘어난 금액입니다. [1]",
            "시장님은 이 예산을 삭감하겠다고 밝혔습니다. [1]",
            "따라서 1인당 3만 원씩 받을 수 있습니다. [1]",
            "2025. 3. 2.까지 신청하면 됩니다. [1]",
            "다만 이 수치는 잘못되었습니다. [1]",
        )
    )


COMMON: tuple[Liar, ...] = (
    other_number, other_scale, other_unit, without_unit, other_year, no_year, other_name, denied,
    invented_mark, spelled_out, loosened, linked, elsewhere,
)  # fmt: skip
# Those that few sentences allow are tried first in half of the replies.
RARE: tuple[Liar, ...] = (exchanged, turned_round, compared_the_other_way, other_aid)


def politely(line: str) -> str:
    """A row as a model would say it, so that lies come in sentences too."""
    found = re.fullmatch(r"- (.+?): (.+?)((?:\s*\[\d+\])*)", line)
    return f"{found[1]}은 {found[2]}입니다.{found[3]}" if found else line


def lie(answer: Answer, chance: random.Random) -> Lie:
    """A reply that lies in one sentence, in place of the true one or beside it."""
    lines = answer.answer.split("\n")
    if chance.random() < 0.5:
        lines = [politely(line) for line in lines]
    rare = chance.sample(RARE, len(RARE)) if chance.random() < 0.5 else []
    for liar in (*rare, *chance.sample(COMMON, len(COMMON))):
        at = chance.randrange(len(lines))
        told = liar(lines[at], chance)
        if told and (is_new(told, answer) or liar is invented_mark):
            break
    beside = chance.random() < 0.4
    text = [*lines[: at + beside], told, *lines[at + 1 :]]
    return Lie(liar.__name__, "\n".join(text), told if liar is invented_mark else bare(told))


def is_new(told: str, answer: Answer) -> bool:
    """Whether it says something else: of two equal amounts, the names may truly be exchanged."""
    true = answer.answer.split("\n")
    return bare(told) not in {bare(said) for line in true for said in (line, politely(line))}


def bare(text: str) -> str:
    """Without marks, bullets and white space."""
    return re.sub(r"[\s*]|^- |\[\d+\]|\.$", "", text)


def said(sentence: str, shown: str) -> bool:
    """Whether a line or a sentence that was shown is the lie (a part of a true one is not)."""
    lines = shown.split("\n")
    sentences = re.split(r"\n|(?<=\]) (?!\[)|(?<=다\.) ", shown)
    return sentence in {*lines, *map(bare, lines), *map(bare, sentences)}


def wrong_numbers(shown: str, answer: Answer) -> list[str]:
    """Numbers that the rules did not write, more often than they did, or in other signs."""
    marks = re.compile(r"\[\d+\]")
    told = Counter(NUMBER.findall(marks.sub(" ", shown)))
    true = Counter(NUMBER.findall(marks.sub(" ", answer.answer + " ".join(answer.assumptions))))
    odd = re.findall(r"[０-９①-⑳Ⅰ-Ⅻ]", shown)
    words = re.findall(r"삼십육억|두 배|절반|서른|백분의|세 곳", shown)
    return [*(told - true), *odd, *words]


def wrong_words(shown: str, answer: Answer) -> list[str]:
    """Directions, denials and years that the rules did not write."""
    found = []
    for pattern in (r"증가|늘", r"감소|줄", r"많", r"적습|적은", DENIALS.pattern, r"20\d\d년"):
        told, true = (Counter(re.findall(pattern, text)) for text in (shown, answer.answer))
        if pattern in (r"증가|늘", r"감소|줄"):  # one direction, two words
            told, true = Counter({pattern: told.total()}), Counter({pattern: true.total()})
        found += [*(told - true)]
    return found


def invented_marks(shown: str, answer: Answer) -> list[str]:
    known = {f"[{citation.n}]" for citation in answer.citations}
    return [mark for mark in re.findall(r"\[\d+\]", shown) if mark not in known]
