"""Spaces for words that were run together, where a sentence has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, takewhile

from index.morphemes import Piece

LONG = 10  # letters: what is shorter is one word, or two that need no space
_LONG_TERM = 4  # letters: a shorter term may be the beginning of anything
_NOUNS = ("NNG", "NNP", "SL", "XR", "XPN", "SH")
_HEADS = (*_NOUNS, "NNB", "NP", "NR", "MM", "MAG", "VV", "VA", "SN")
_ASKING = {"몇", "얼마", "얼마나", "언제", "어디", "어느", "무슨", "누구", "무엇", "뭐", "각각"}
_NUMBER = re.compile(r"(?:19|20)\d\d|[\d,.]+(?=[가-힣])(?!동)")  # the 1 of 독산1동 is its name's


def spaced(text: str, pieces: Sequence[Piece], known: Callable[[str], bool]) -> str:
    """A text with spaces where an analyser sees a word begin.

    Around question words anywhere, elsewhere only inside of long words.  Nouns in a row stay as
    they are, but for a long one that the reports know: their parts are found either way.
    """
    long_words = [match.span() for match in re.finditer(r"\S+", text) if len(match[0]) >= LONG]
    begun = {p.start for before, p in pairwise(pieces) if _begins(before, p, text)}
    begun |= set(_around_known(text, pieces, known))
    asking = {p.start for before, p in pairwise(pieces) if _is_beside_asking(before, p)}
    for at in sorted(begun | asking, reverse=True):
        if at in asking or any(start < at < end for start, end in long_words):
            text = f"{text[:at]} {text[at:]}"
    return text


def _begins(before: Piece, piece: Piece, text: str) -> bool:
    """Whether a word begins with a piece that stands right after another."""
    if before.end != piece.start or piece.tag not in _HEADS:
        return False
    if before.tag[0] in "JE":  # `이라던데` is read as 이라고 하던데: its 하 stands nowhere
        return piece.form != "하" or text.startswith("하", piece.start)
    if before.tag == "SL":
        return piece.tag == "NNG" and len(piece.form) > 1
    if before.tag[0] != "N" or before.tag == "NR":
        return False
    if piece.tag == "SN":
        return _NUMBER.match(text, piece.start) is not None
    if before.tag == "NNB":
        return piece.tag in _NOUNS and len(piece.form) > 1
    return piece.tag in ("VV", "VA", "NNB", "MM")


def _is_beside_asking(before: Piece, piece: Piece) -> bool:
    if before.end != piece.start or piece.tag not in _HEADS:
        return False
    return piece.form in _ASKING or before.form in _ASKING - {"몇", "무슨", "어느"}


def _around_known(
    text: str, pieces: Sequence[Piece], known: Callable[[str], bool]
) -> Iterator[int]:
    """Around long known words in a longer row of nouns."""
    at = 0
    while at < len(pieces):
        row = [at, *takewhile(lambda n: _continues(pieces, n), range(at + 1, len(pieces)))]
        cuts = (n for n in reversed(row[1:]) if len(pieces[n].form) > 1)
        cut = next(
            (n for n in cuts if _is_long(text[pieces[at].start : pieces[n].start], known)), 0
        )
        if cut:
            yield from (pieces[at].start, pieces[cut].start)
        at = cut or at + 1


def _continues(pieces: Sequence[Piece], number: int) -> bool:
    """Whether a piece stands in one row of nouns with the one before."""
    together = pieces[number - 1].end == pieces[number].start
    return together and pieces[number].tag in (*_NOUNS, "XSN", "MM")


def _is_long(word: str, known: Callable[[str], bool]) -> bool:
    return len(word) >= _LONG_TERM and known(word)
