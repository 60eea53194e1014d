"""Number formats (`#,##0;[Red]△#,##0`) taken apart: sections, and what stands in each."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

LONGEST = 512  # characters of a format; spreadsheets allow 255


class Part(StrEnum):
    """What a piece of a format stands for."""

    LITERAL = "literal"
    DIGIT = "digit"  # 0 # ?
    POINT = "point"
    COMMA = "comma"
    PERCENT = "percent"
    EXPONENT = "exponent"  # E+ E-
    SLASH = "slash"  # of a fraction
    GENERAL = "general"
    TEXT = "text"  # @
    DATE = "date"  # yyyy, mm, d …
    MINUTE = "minute"
    ELAPSED = "elapsed"  # [h]
    HALF_DAY = "half day"  # AM/PM


class Token(NamedTuple):
    part: Part
    text: str


Test = tuple[str, Decimal]

_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_PIECE = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.)
    | [_*](?P<skipped>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>general|g/표준|standard)
    | (?P<half>am/pm|a/p|오전/오후)
    | (?P<exponent>e[+-])
    | (?P<date>y+|m+|d+|h+|s+|a{3,4}|e+|g+)
    | (?P<digit>[0#?])
    | (?P<mark>[.,%/@;])
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_MARKS = {
    ".": Part.POINT,
    ",": Part.COMMA,
    "%": Part.PERCENT,
    "/": Part.SLASH,
    "@": Part.TEXT,
}
_COLOUR = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|colou?r\s?\d+|검정|파랑|녹색|빨강|자홍|노랑|색\s?\d+",
    re.I,
)
_TEST = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?(?:E[+-]?\d{1,3})?)", re.I)
_CURRENCY = re.compile(r"\$([^-]*)(?:-([0-9A-Fa-f]{1,8}))?")
LONG_DATE, LONG_TIME = 0xF800, 0xF400  # "as the system writes it"


@dataclass(frozen=True, slots=True)
class Section:
    """One of the parts between the semicolons."""

    tokens: tuple[Token, ...] = ()
    test: Test | None = None
    colour: str = ""
    locale: int = 0

    def has(self, *parts: Part) -> bool:
        return any(token.part in parts for token in self.tokens)

    @property
    def is_date(self) -> bool:
        return self.has(Part.DATE, Part.MINUTE, Part.ELAPSED, Part.HALF_DAY)

    def takes(self, value: Decimal) -> bool:
        """Whether its own test holds; without one it takes everything."""
        return self.test is None or _COMPARE[self.test[0]](value, self.test[1])


@dataclass(frozen=True, slots=True)
class Code:
    """A whole format: the sections for numbers, and the one for text where it has one."""

    numbers: tuple[Section, ...]
    text: Section | None = None


@lru_cache(maxsize=4096)
def parse(code: str) -> Code:
    """The sections of a format; one that is absurdly long says nothing."""
    drafts = [_Draft()]
    for match in _PIECE.finditer(code[:LONGEST] if len(code) <= LONGEST else ""):
        if match["mark"] == ";":
            drafts.append(_Draft())
        else:
            drafts[-1].add(match)
    sections = [draft.section() for draft in drafts[:4]]
    if len(sections) == 4 or sections[-1].has(Part.TEXT):
        return Code(tuple(sections[:-1]), sections[-1])
    return Code(tuple(sections))


class _Draft:
    """A section while its pieces come in."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.test: Test | None = None
        self.colour = ""
        self.locale = 0

    def add(self, match: re.Match[str]) -> None:
        kind, text = match.lastgroup or "", match[0]
        simple = {
            "general": Part.GENERAL,
            "half": Part.HALF_DAY,
            "exponent": Part.EXPONENT,
            "date": Part.DATE,
            "digit": Part.DIGIT,
        }
        if kind in simple:
            self.tokens.append(Token(simple[kind], text))
        elif kind == "mark":
            self.tokens.append(Token(_MARKS[text], text))
        elif kind == "bracket":
            self._bracket(match["bracket"])
        elif kind != "skipped":
            self.tokens.append(Token(Part.LITERAL, match[kind]))

    def _bracket(self, inside: str) -> None:
        if inside.casefold().strip("hms") == "" and inside:
            self.tokens.append(Token(Part.ELAPSED, inside.casefold()))
        elif test := _TEST.fullmatch(inside.strip()):
            self.test = (test[1], Decimal(test[2]))
        elif currency := _CURRENCY.fullmatch(inside):
            self.locale = int(currency[2], 16) if currency[2] else self.locale
            if currency[1]:
                self.tokens.append(Token(Part.LITERAL, currency[1]))
        elif _COLOUR.fullmatch(inside.strip()):
            self.colour = inside.strip().casefold()

    def section(self) -> Section:
        return Section(tuple(_settled(self.tokens)), self.test, self.colour, self.locale)


def _settled(tokens: list[Token]) -> list[Token]:
    """With `m` told apart (month or minute), and marks that mean nothing here made literal."""
    if not any(token.part in (Part.DATE, Part.ELAPSED, Part.HALF_DAY) for token in tokens):
        return tokens
    clock = [
        (index, token.text.casefold())
        for index, token in enumerate(tokens)
        if token.part in (Part.DATE, Part.ELAPSED)
    ]
    settled = list(tokens)
    for position, (index, text) in enumerate(clock):
        before = clock[position - 1][1] if position else ""
        after = clock[position + 1][1] if position + 1 < len(clock) else ""
        if (
            text in ("m", "mm")
            and tokens[index].part is Part.DATE
            and (before.startswith("h") or after.startswith("s"))
        ):
            settled[index] = Token(Part.MINUTE, text)
    plain = (Part.SLASH, Part.COMMA, Part.PERCENT, Part.EXPONENT)
    return [Token(Part.LITERAL, t.text) if t.part in plain else t for t in settled]
