"""What a cell shows: a stored number under its number format."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from ingest.sheets import dates, digits
from ingest.sheets.codes import Code, Part, Section, parse

_SIGNS = frozenset("-−–△▲▽▼∆Δ()[]〔〕〈〉<>")
_WORDS = ("감", "부족", "적자", "손실", "minus")


@dataclass(slots=True)
class Display:
    """Shows the numbers of one workbook and counts where the sign is not in the characters.

    A negative number that a format shows in red and without any sign is written with `-`: the
    colour, which text cannot hold, was the sign.  Without a colour it is left as it is shown.
    """

    since_1904: bool = False
    coloured: int = 0
    unsigned: int = 0
    _known: dict[tuple[float, str], str] = field(default_factory=dict)

    def number(self, value: float, code: str) -> str:
        """The text of a cell with a number."""
        parsed = parse(code)
        if value != value or value in (float("inf"), float("-inf")):
            return ""
        key = (value, code)
        if key not in self._known or value < 0:  # what is negative is counted each time
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[key] = self._shown(digits.exact(value), parsed)
        return self._known[key]

    def _shown(self, value: Decimal, code: Code) -> str:
        section, inherent = _chosen(code, value)
        if section.is_date:
            return dates.render(section, value, self.since_1904).strip()
        text = _rendered(section, abs(value)).strip()
        if value >= 0 or not any(c in "123456789" for c in text):
            return text
        if not inherent:
            return "-" + text
        if any(token.part is Part.LITERAL and _signed(token.text) for token in section.tokens):
            return text
        if section.colour:
            self.coloured += 1
            return "-" + text
        self.unsigned += 1
        return text


def is_date(code: str) -> bool:
    """Whether a format shows a number as a date or a time."""
    return any(section.is_date for section in parse(code).numbers)


@lru_cache(maxsize=4096)
def text(value: str, code: str) -> str:
    """The text of a cell with a text: as it is, unless its format has a section for text."""
    section = parse(code).text
    if section is None:
        return value
    if not section.tokens:
        return ""
    if not section.has(Part.TEXT):
        return "".join(t.text for t in section.tokens if t.part is Part.LITERAL) or value
    return "".join(value if t.part is Part.TEXT else t.text for t in section.tokens)


def _signed(literal: str) -> bool:
    return bool(_SIGNS & set(literal)) or any(word in literal for word in _WORDS)


def _rendered(section: Section, value: Decimal) -> str:
    if not section.tokens:
        return ""
    if section.has(Part.GENERAL, Part.TEXT):
        plain = digits.general(value)
        stands = (Part.GENERAL, Part.TEXT)
        return "".join(plain if t.part in stands else t.text for t in section.tokens)
    return digits.render(section, value)


def _chosen(code: Code, value: Decimal) -> tuple[Section, bool]:
    """The section for a number, and whether it is one for negative numbers, which brings a sign."""
    sections = code.numbers
    if not sections:
        return parse("General").numbers[0], False
    if any(section.test for section in sections):
        return _tested(sections, value)
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _tested(sections: tuple[Section, ...], value: Decimal) -> tuple[Section, bool]:
    for section in sections:
        if section.takes(value):
            return section, _only_negative(sections, section)
    return parse("General").numbers[0], False


def _only_negative(sections: tuple[Section, ...], section: Section) -> bool:
    """Whether no number of zero or more could have come to this section."""
    if section.test is not None:
        sign, limit = section.test
        return (sign == "<" and limit <= 0) or (sign in ("<=", "=") and limit < 0)
    first = sections[0].test
    return first is not None and first[0] in (">", ">=") and first[1] <= 0
