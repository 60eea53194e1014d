"""The lines of a table drawn with characters: which strokes they hold, and at which columns."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

Counting = Literal["wide", "narrow", "each"]
# How many columns a character takes: old Korean screens draw `─`, `│` and `△` two columns wide,
# newer ones one; programs that pad with blanks often count every character as one.
COUNTINGS: tuple[Counting, ...] = ("wide", "narrow", "each")

_BOX = re.compile("[\u2500-\u257f]")
_ASCII_TOP = re.compile(r"\s*\+(?:[-=]{2,}\+)+\s*")
_ASCII_STROKES = {"+": (True, True), "|": (True, True)}


@dataclass(frozen=True, slots=True)
class Stroke:
    """A vertical stroke or a crossing in a line: its index, and whether it goes up and down."""

    index: int
    up: bool
    down: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of a table: its strokes, and for each stretch between them whether it is a rule.

    There is one stretch more than strokes: the first is before the first stroke.
    """

    text: str
    strokes: tuple[Stroke, ...]
    ruled: tuple[bool, ...]

    @property
    def is_rule(self) -> bool:
        return any(self.ruled)

    def stretch(self, number: int) -> str:
        """The text of a stretch, "" where it is a rule."""
        if self.ruled[number]:
            return ""
        first = self.strokes[number - 1].index + 1 if number else 0
        last = self.strokes[number].index if number < len(self.strokes) else len(self.text)
        return self.text[first:last].strip()

    def columns(self, counting: Counting) -> list[int]:
        """The column of each stroke."""
        found = []
        column = 0
        wanted = {stroke.index for stroke in self.strokes}
        for index, char in enumerate(self.text):
            if index in wanted:
                found.append(column)
            column += _width(char, counting)
        return found


def begins(line: str) -> bool:
    """Whether a line is the upper rule of a table."""
    return _ASCII_TOP.fullmatch(line) is not None or _is_box_top(line)


def drawn(line: str, *, ascii_only: bool) -> Drawn:
    """A line taken apart; `ascii_only` for tables of `+---+` and `|`."""
    strokes = tuple(
        Stroke(index, *arms)
        for index, char in enumerate(line)
        if (arms := _arms(char, line, index, ascii_only=ascii_only)) is not None
    )
    edges = [-1, *(stroke.index for stroke in strokes), len(line)]
    ruled = tuple(_is_ruled(line[a + 1 : b], ascii_only=ascii_only) for a, b in pairwise(edges))
    return Drawn(line, strokes, ruled)


def _is_box_top(line: str) -> bool:
    stripped = line.strip()
    if len(stripped) < 3 or not all(_BOX.match(char) for char in stripped):
        return False
    found = drawn(line, ascii_only=False)
    return found.is_rule and bool(found.strokes) and not any(s.up for s in found.strokes)


def _arms(char: str, line: str, index: int, *, ascii_only: bool) -> tuple[bool, bool] | None:
    """Whether a stroke goes up and down; None where it does neither."""
    if ascii_only:
        if char == "+" and "-" not in (near := line[max(index - 1, 0) : index + 2]):
            return None if "=" not in near else (True, True)
        return _ASCII_STROKES.get(char)
    up, down, _ = _strokes(char)
    return (up, down) if up or down else None


@cache
def _strokes(char: str) -> tuple[bool, bool, bool]:
    """Whether a box-drawing character goes up, down and across, as its name says."""
    if not _BOX.match(char):
        return False, False, False
    words = set(unicodedata.name(char, "").split())
    upright = "VERTICAL" in words
    across = bool(words & {"HORIZONTAL", "LEFT", "RIGHT"})
    return upright or "UP" in words, upright or "DOWN" in words, across


def _is_ruled(stretch: str, *, ascii_only: bool) -> bool:
    inner = stretch.strip()
    if not inner:
        return False
    if ascii_only:
        return len(inner) > 1 and not inner.strip("-=")
    return all(_strokes(char)[2] for char in inner)


def _width(char: str, counting: Counting) -> int:
    if counting == "each":
        return 1
    if unicodedata.combining(char):
        return 0
    wide = "WFA" if counting == "wide" else "WF"
    return 2 if unicodedata.east_asian_width(char) in wide else 1
