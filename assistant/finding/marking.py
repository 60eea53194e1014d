"""Where the words of a question stand in a passage, and the piece of it that shows most of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

Piece = tuple[str, bool]  # a stretch of text, and whether it is a word that was looked for

_YEAR = re.compile(r"20(\d{2})")
_NUMBER = re.compile(r"(\d+)(\D*)")
_LEAD = 30  # characters before the first word that an excerpt shows


def pieces(text: str, terms: Iterable[str]) -> list[Piece]:
    """The text in stretches that are marked or not; joined together they are the text."""
    told: list[Piece] = []
    at = 0
    for first, last in _spans(text, tuple(terms)):
        told += [(text[at:first], False), (text[first:last], True)]
        at = last
    told.append((text[at:], False))
    return [(part, marked) for part, marked in told if part]


def excerpt(text: str, terms: Iterable[str], most: int) -> list[Piece]:
    """At most about so many characters on one line, where most of the terms stand."""
    flat, wanted = " ".join(text.split()), tuple(terms)
    if len(flat) <= most:
        return pieces(flat, wanted)
    start = _best_start(flat, _spans(flat, wanted), most)
    end = _word_end(flat, start + most)
    cut = pieces(flat[start:end].strip(), wanted)
    before: list[Piece] = [("… ", False)] if start else []
    after: list[Piece] = [(" …", False)] if end < len(flat) else []
    return [*before, *cut, *after]


def _best_start(text: str, spans: Sequence[tuple[int, int]], most: int) -> int:
    """Where an excerpt begins that holds the most different words, the earliest of such."""
    best, count = 0, 0
    for first, _ in spans:
        start = max(0, min(first - _LEAD, len(text) - most))
        held = {text[a:b] for a, b in spans if start <= a and b <= start + most}
        if len(held) > count:
            best, count = start, len(held)
    space = text.find(" ", best, best + _LEAD) if best else -1
    return best if space < 0 else space + 1


def _word_end(text: str, end: int) -> int:
    """The end of the last whole word before a place."""
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - _LEAD, end + 1)
    return end if space < 0 else space


def _spans(text: str, terms: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where terms stand; those side by side (정책+사업비) are one."""
    pattern = _pattern(terms)
    spans: list[tuple[int, int]] = []
    for match in pattern.finditer(text) if pattern else ():
        first, last = match.span()
        if spans and spans[-1][1] == first:
            first = spans.pop()[0]
        spans.append((first, last))
    return spans


@lru_cache(maxsize=256)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the terms as texts write it: `'25`, `3,615,983`, `행정 지원과`; long ones first."""
    wanted = sorted({term for term in terms if term.strip()}, key=lambda term: (-len(term), term))
    return re.compile("|".join(map(_spelled, wanted)), re.IGNORECASE) if wanted else None


def _spelled(term: str) -> str:
    year, number = _YEAR.fullmatch(term), _NUMBER.fullmatch(term)
    if year:
        return rf"(?<!\d)(?:20|['’‘`´]){year[1]}(?!\d)"
    if number:
        unit = rf"\s?{re.escape(number[2])}" if number[2] else r"(?!,?\d)"
        return rf"(?<!\d)(?<!\d,){',?'.join(number[1])}{unit}"
    if len(term) == 1:
        return rf"(?<!\w){re.escape(term)}"  # inside of a word it is another one
    if term.isascii():
        return rf"(?<![a-z0-9]){re.escape(term)}(?![a-z])"
    between = r"\s?" if len(term) > 2 else ""
    return between.join(map(re.escape, term))
