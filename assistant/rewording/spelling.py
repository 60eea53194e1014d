"""Words of a fact as patterns: letters, digits and signs as they are, particles as they may be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.korean import josa
from assistant.rewording.endings import PARTICLE

AID = re.compile(r"\((?:약 )?[\d,]+(?:조|억|만)(?: [\d,]+(?:억|만))* 원\)")
WORD = re.compile(rf"[^\s(]*{AID.pattern}\S*|\S+")
YEAR = re.compile(r"20\d{2}년도?")
_QUOTES = re.compile("['‘’]")
_ENDS_WORD = r"(?=[ ,.:)]|$)"
_FREE = rf"(?:{PARTICLE}{_ENDS_WORD})?"
_COMMA = "(?:,(?= ))?"
_THAN = "(?:보다는?| ?대비|에 비해(?:서)?|에 비하여)"


def without_topic(word: str) -> str:
    """`예산은` → `예산`, `평가` → `평가`: a particle only where it fits the word before it."""
    word = word.rstrip(":")
    stem = word[:-1]
    topic, subject = josa(stem, "은/는"), josa(stem, "이/가")
    if (stem and word == topic) or (len(stem) > 1 and word == subject):  # `높이` is a noun
        return stem
    return word


def is_topic(word: str) -> bool:
    return word.endswith(":") or without_topic(word) != word


def spelled(words: Sequence[str], *, loose: bool = True) -> str:
    """The words in order; `loose` allows a particle or a comma after each."""
    pieces: list[str] = []
    for position, word in enumerate(words):
        pieces.append(_loose(word) if loose else _signs(without_topic(word)))
        if position + 1 < len(words):
            pieces.append(between(word, words[position + 1]))
    return "".join(pieces)


def between(word: str, following: str) -> str:
    """White space between two words is free, but never may `1, 2` be read as `12`."""
    touching = f"{word.rstrip(',.')[-1:]}{following[:1]}"
    return " " if touching.isdigit() else " ?"


def _loose(word: str) -> str:
    if word in (":", "/"):
        return f"{word}?"
    if YEAR.fullmatch(word):
        return f"{word.removesuffix('도')}도?(?:(?:의|에는|에|은){_ENDS_WORD})?{_COMMA}"
    if word.endswith("보다") and len(word) > len("보다"):
        return _signs(word.removesuffix("보다")) + _THAN
    colon = " ?:?" if word.endswith(":") else ""
    comma = ",?" if word.endswith(",") else _COMMA
    return f"{_signs(without_topic(word.removesuffix(',')))}{colon}{_FREE}{comma}"


def _signs(text: str) -> str:
    """Every sign as it is; white space between a number and its unit is free."""
    aid = AID.search(text)
    if aid:
        inner = " ?".join(re.escape(part) for part in aid[0].split())
        before, after = text[: aid.start()], text[aid.end() :]
        spare = "?" if before[-1:].isalpha() else ""  # by itself it is no aid but a figure
        return f"{_signs(before)}(?: ?{inner}){spare}{_signs(after)}"
    exact = re.sub(r"(?<=\d)(?=[가-힣])", " ?", re.escape(text))
    return _QUOTES.sub("['‘’]", exact)
