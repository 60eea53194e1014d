"""A question by its letters alone, with where each stands and where names begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant import lexicon
from ingest.clean import compared

_PARTICLE = re.compile(
    r"(?:에서는|에서|에게|까지|부터|이랑|랑|하고|으로|이라는|라는|의|은|는|이|가|을|를|에|로|와|과|도|만)?"
    r"(?![가-힣a-z0-9])"
)
_FOLLOWS = re.compile(r"팀|직원|인력|업무|사업|예산|총|\d")
_JOINED = re.compile(r"(?:\d년도?|\d월|올해|작년|내년|지난해|금년)$")


@dataclass(frozen=True, slots=True)
class Flat:
    """`letters` as `compared` writes them; `places[i]` is where letter i stands in `text`."""

    text: str
    letters: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Flat:
        pairs = [
            (letter, place)
            for place, character in enumerate(text)
            for letter in compared(character)
        ]
        return cls(text, "".join(p[0] for p in pairs), tuple(p[1] for p in pairs))

    def typed(self, span: range) -> str:
        return self.text[self.places[span.start] : self.places[span.stop - 1] + 1]

    def begins_word(self, at: int, names: Iterable[range]) -> bool:
        """Whether a name may begin here: at a word, right after another name or a year."""
        place = self.places[at]
        if place == 0 or not compared(self.text[place - 1]):
            return True
        if any(span.stop == at for span in names):
            return True
        return _JOINED.search(self.letters[:at]) is not None

    def ends_word(self, end: int) -> bool:
        """Whether a name may end here: before a particle, or what is measured of it."""
        if end == len(self.letters):
            return True
        rest = self.text[self.places[end - 1] + 1 :]
        if _PARTICLE.match(rest.casefold()):
            return True
        flat = self.letters[end:]
        asked = any(measure.asked.match(flat) for measure in lexicon.MEASURES)
        return asked or _FOLLOWS.match(flat) is not None

    def replaced(self, spans: Iterable[tuple[range, str]]) -> str:
        """The text with names in the places of these spans, apart from the words before them."""
        text = self.text
        for span, name in sorted(spans, key=lambda one: -one[0].start):
            first, last = self.places[span.start], self.places[span.stop - 1] + 1
            gap = " " if first and compared(text[first - 1]) else ""
            text = f"{text[:first]}{gap}{name}{text[last:]}"
        return text
