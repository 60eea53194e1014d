"""Words that are nearly the same: abbreviated, or with one wrong letter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA


@lru_cache(maxsize=100_000)
def letters(text: str) -> str:
    """`게획` as conjoining letters (jamo): one wrong key is one wrong letter."""
    return unicodedata.normalize("NFD", text)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def nearly_in(word: str, text: str) -> bool:
    """Whether a word stands in a text but for one wrong, missing, added or swapped letter.

    Words of two syllables are too short for that, unless only a vowel's sign is wrong.
    """
    if len(word) < 3:
        return False
    target = letters(word)
    for start in range(len(text) - len(word) + 1):
        window = text[start : start + len(word)]
        if window[0] != word[0] and window[-1] != word[-1]:
            continue
        if _digits(window) != _digits(word):  # `4호점` is not 1호점
            continue
        if OSA.distance(letters(window), target, score_cutoff=1) <= 1:
            return True
    return False


def abbreviates(short: str, text: str) -> bool:
    """`청담복지관` for 청담종합사회복지관: its first two letters, then the rest in one piece."""
    start = text.find(short[:2])
    while start >= 0:
        rest = text.find(short[2:], start + 2)
        if 0 <= rest <= start + 2 + 2 * len(short):
            return True
        start = text.find(short[:2], start + 1)
    return False


def is_short_for(label: str, word: str) -> bool:
    """Whether a whole label is a word with its middle left out: `광진서` for 광진경찰서."""
    cut = len(label) - 1
    return (
        cut >= 2
        and len(label) + 2 <= len(word) <= len(label) + 4
        and (word.startswith(label[:cut]) and word.endswith(label[cut:]))
    )


def abbreviation(word: str, name: str) -> str:
    """What abbreviates a name at a word's beginning, else "": `행안국` for 행정안전국.

    It has the name's first and last letters and letters between, in order.
    """
    for length in range(3, min(len(word), len(name) - 1) + 1):
        short = word[:length]
        if short[0] != name[0] or short[-1] != name[-1] or length * 2 < len(name):
            continue
        left = iter(name)
        if all(letter in left for letter in short):
            return short
    return ""


def as_typed(word: str, name: str) -> str:
    """The beginning of a word that stands for a name, abbreviated or with one wrong letter."""
    return abbreviation(word, name) or (word[: len(name)] if mistyped(word, name) else "")


def mistyped(word: str, name: str) -> bool:
    """One wrong letter in a name of four syllables or more, at the word's beginning."""
    if len(name) < 4:
        return False
    return OSA.distance(letters(word[: len(name)]), letters(name), score_cutoff=1) <= 1
