"""The rules' answer taken apart: each sentence or row is a fact, with the marks of its sources."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from assistant.rewording.sentences import split

MARK = re.compile(r"\s*\[([1-9]\d{0,2})\]")
_BULLET = re.compile(r"^[-•*·]\s+")


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence without its marks and its full stop; `row` says that it is one of a list."""

    text: str
    marks: frozenset[int]
    row: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks: `marks` are (position, number), in order."""

    text: str
    marks: tuple[tuple[int, int], ...]
    row: bool

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(number for _, number in self.marks)


def unmarked(text: str) -> Marked:
    """Marks, bullet and the last full stop taken off, Hangul composed."""
    text = unicodedata.normalize("NFC", text).strip()
    bare = _BULLET.sub("", text)
    row, marks, pieces, end, length = bare != text, [], [], 0, 0
    for found in MARK.finditer(bare):
        pieces.append(bare[end : found.start()])
        length += found.start() - end
        marks.append((length, int(found[1])))
        end = found.end()
    plain = "".join((*pieces, bare[end:])).rstrip()
    return Marked(plain.removesuffix(".").rstrip(), tuple(marks), row)


def facts(text: str) -> tuple[Fact, ...]:
    """What a text of the rules says, in order."""
    found = (unmarked(sentence.text) for sentence in split(text))
    return tuple(Fact(one.text, one.numbers, one.row) for one in found if one.text)
