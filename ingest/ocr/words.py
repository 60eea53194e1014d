"""Words and printed lines out of the recogniser's table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.ocr.tesseract import Recognised

Box = tuple[float, float, float, float]
_WORD = "5"  # its level in the table; the others are blocks, paragraphs and lines
_COLUMNS = 12
# Letters of old Hangul that no report of today holds: what is printed there is a dot, or a box.
_LOOKALIKES = str.maketrans({"\u119e": "·", "\u318d": "·", "\u11a2": ":"})
_BOX = re.compile(r"^[ᄆㅁ]\s?(?=[가-힣])")
_AHEAD = 40  # characters of the text that may be missing from the table


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised piece: its box in pixels, how sure (0–100), and the number of its line.

    `apart`: a blank stands before it.  Of Korean words every syllable may be a piece.
    """

    text: str
    box: Box
    sure: float
    line: int
    apart: bool = True


@dataclass(frozen=True, slots=True)
class Printed:
    """The words of a printed line, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        joined = (" " + word.text if word.apart else word.text for word in self.words)
        text = "".join(joined).strip().translate(_LOOKALIKES)
        return _BOX.sub("□ ", text)

    @property
    def box(self) -> Box:
        boxes = [word.box for word in self.words]
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2


def words(recognised: Recognised) -> list[Word]:
    """The pieces of a table, in its order; rows that are none, or are broken, are left out."""
    numbers: dict[tuple[str, ...], int] = {}
    found = []
    text = _Text(recognised.text)
    for row in recognised.table.splitlines():
        fields = row.split("\t", _COLUMNS - 1)
        if len(fields) != _COLUMNS or fields[0] != _WORD or not fields[11].strip():
            continue
        try:
            x, y, width, height = (int(field) for field in fields[6:10])
            sure = float(fields[10])
        except ValueError:
            continue
        apart = text.apart(fields[11].strip())
        if sure < 0:
            continue
        line = numbers.setdefault(tuple(fields[1:5]), len(numbers))
        box = (float(x), float(y), float(x + width), float(y + height))
        found.append(Word(fields[11].strip(), box, sure, line, apart))
    return found


class _Text:
    """The plain text, walked through beside the table."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def apart(self, piece: str) -> bool:
        """Whether a blank stands before the next piece; True where the two do not agree."""
        found = self._text.find(piece, self._at, self._at + len(piece) + _AHEAD)
        if found < 0:
            return True
        between = self._text[self._at : found]
        self._at = found + len(piece)
        return found == 0 or between != ""


def printed(found: Iterable[Word]) -> list[Printed]:
    """Words by their lines, in the order of the table."""
    lines: dict[int, list[Word]] = {}
    for word in found:
        lines.setdefault(word.line, []).append(word)
    return [Printed(tuple(sorted(line, key=lambda word: word.box[0]))) for line in lines.values()]
