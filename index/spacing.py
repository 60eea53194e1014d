"""Spaces for words that were run together, where a sentence has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from index.morphemes import Piece

LONG = 10  # letters: what is shorter is one word, or two that need no space
_NOUNS = ("NNG", "NNP", "SL", "XR", "XPN", "SH")
_HEADS = (*_NOUNS, "NNB", "NP", "NR", "MM", "MAG", "VV", "VA", "SN")
_ASKING = {"몇", "얼마", "얼마나", "언제", "어디", "어느", "무슨", "누구", "무엇", "뭐", "각각"}
_COUNTED = re.compile(r"(?:19|20)\d\d|[\d,.]+(?=[가-힣])(?!동)")  # the 1 of 독산1동 is its name's


def spaced(text: str, pieces: Sequence[Piece], known: Callable[[str], bool]) -> str:
    """A text with spaces inside of its long words, between what an analyser reads as words.

    Nouns in a row stay together where the reports know them in one piece.
    """
    long_words = [match.span() for match in re.finditer(r"\S+", text) if len(match[0]) >= LONG]
    breaks = {*_after_nouns(text, pieces, known), *_before_words(text, pieces)}
    inside = [at for at in breaks if any(start < at < end for start, end in long_words)]
    for at in sorted(inside, reverse=True):
        text = f"{text[:at]} {text[at:]}"
    return text


def _before_words(text: str, pieces: Sequence[Piece]) -> Iterator[int]:
    for before, piece in pairwise(pieces):
        if before.end != piece.start or piece.tag not in _HEADS:
            continue
        after_ending = before.tag[0] in "JE"
        verb_after_noun = piece.tag in ("VV", "VA") and before.tag[0] == "N"
        noun_after_unit = before.tag == "NNB" and piece.tag in _NOUNS and len(piece.form) > 1
        bound = piece.tag == "NNB" and before.tag in ("NNG", "NNP")
        number = piece.tag == "SN" and before.tag[0] == "N" and _COUNTED.match(text, piece.start)
        if (
            after_ending
            or verb_after_noun
            or noun_after_unit
            or bound
            or number
            or piece.form in _ASKING
        ):
            yield piece.start


def _after_nouns(text: str, pieces: Sequence[Piece], known: Callable[[str], bool]) -> Iterator[int]:
    """Between nouns in a row that are not known in one piece, the longest known ones first."""
    at = 0
    while at < len(pieces):
        end = at + 1
        for last in range(at + 1, len(pieces)):
            if (
                pieces[last].tag not in (*_NOUNS, "XSN")
                or pieces[last - 1].end != pieces[last].start
            ):
                break
            part = pieces[last].tag == "XSN" or len(pieces[last].form) == 1
            if (
                part
                or len(pieces[at].form) == 1 == last - at
                or known(text[pieces[at].start : pieces[last].end])
            ):
                end = last + 1
        follows = end < len(pieces) and pieces[end - 1].end == pieces[end].start
        if follows and pieces[end - 1].tag in (*_NOUNS, "XSN") and pieces[end].tag in _NOUNS:
            yield pieces[end].start
        at = end
