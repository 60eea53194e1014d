"""Every amount that a Korean text writes out: `3,615,983`, `36억 1,598만 3천`, `2천억`, `세 명`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.evaluation.units import MONEY, money_factor, unit_fits

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
CITATION_MARK = re.compile(r"\[\d+(?:\s*[,\-–]\s*\d+)*\]")

_SCALES = {
    "조": 10**12,
    "억": 10**8,
    "천만": 10**7,
    "백만": 10**6,
    "만": 10**4,
    "천": 10**3,
    "백": 10**2,
}
_SCALE = f"(?:{'|'.join(_SCALES)})"
_FIRST_PIECE = re.compile(rf"({NUMBER})(?:\s*({_SCALE}))?")
_NEXT_PIECE = re.compile(rf"\s*({NUMBER})\s*({_SCALE})")  # only a scaled piece can follow
_BIG_SCALE = re.compile(r"[조억만]")
_UNIT_WINDOW = 8  # characters after a number in which its unit is looked for

_NATIVE = {
    word: n
    for n, word in enumerate(
        ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"], 1
    )
}
_COUNTED = re.compile(rf"({'|'.join(_NATIVE)})\s*(명|번|차례|곳|개|건|대|군데|회|배|팀|과)")

_YEAR = r"(?:(?:19|20)\d{2}|['’‘]?\d{2})\s*"
_SEPARATOR = r"[.\-/]\s*"
DATE = re.compile(
    rf"{_YEAR}(?:"
    r"년\s*\d{1,2}\s*월(?:\s*\d{1,2}\s*일)?"
    rf"|{_SEPARATOR}\d{{1,2}}\s*{_SEPARATOR}\d{{1,2}}"
    rf"|{_SEPARATOR}\d{{1,2}}\.(?!\d))"
    r"|\d{1,2}\s*월\s*\d{1,2}\s*일"
    r"|(?:19|20)\d{2}\s*년"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An amount as written, with the text right after it, where its unit stands."""

    amount: float
    after: str


Piece = tuple[float, str]  # a number and its scale, "" where it has none


def mentions(text: str) -> list[Mention]:
    """Every reading of every number of `text`, citation marks left out.

    `36억 1,598만 3천원` is 3,615,983,000 and also each of its pieces, because a reader may be asked
    for either.
    """
    text = CITATION_MARK.sub(" ", text)
    found: list[Mention] = []
    for pieces, end in _runs(text):
        found += _readings(pieces, text[end : end + _UNIT_WINDOW].lstrip())
    found += [Mention(float(_NATIVE[word]), unit) for word, unit in _COUNTED.findall(text)]
    return found


def _runs(text: str) -> Iterator[tuple[list[Piece], int]]:
    """Numbers that belong together, with the position where they end."""
    position = 0
    while match := _FIRST_PIECE.search(text, position):
        pieces = [_piece(match)]
        position = match.end()
        while match := _NEXT_PIECE.match(text, position):
            pieces.append(_piece(match))
            position = match.end()
        yield pieces, position


def _piece(match: re.Match[str]) -> Piece:
    return float(match[1].replace(",", "")), match[2] or ""


def _readings(pieces: list[Piece], after: str) -> Iterator[Mention]:
    for value, scale in pieces:
        yield Mention(value, scale + after)
    total, rest = _sum(pieces)
    yield Mention(total + rest, after)
    if rest and _BIG_SCALE.match(after):  # 2천억, 1천5백만
        yield Mention(rest * _SCALES[after[0]], after[1:].lstrip())


def _sum(pieces: list[Piece]) -> tuple[float, float]:
    """The sum, and the hundreds and thousands at the end that a later 만, 억 or 조 may multiply."""
    total = rest = 0.0
    for value, scale in pieces:
        if scale in ("천", "백"):
            rest += value * _SCALES[scale]
        elif rest and scale in ("천만", "백만"):  # 3천2백만 is (3천 + 2백) 만
            total += (rest + value * _SCALES[scale[0]]) * _SCALES["만"]
            rest = 0.0
        else:
            total += (rest + value) * _SCALES.get(scale, 1)
            rest = 0.0
    return total, rest


def same_amount(told: float, wanted: float, *, exact: bool) -> bool:
    """Whether two amounts agree, signs aside (a fall may be written as `△5` or `5 감소`).

    Exact means to one part in a million.  A rate may be rounded: then they may differ by half of
    the wanted value's last decimal or by 0.05 %, whichever is more.
    """
    told, wanted = abs(told), abs(wanted)
    if exact:
        return abs(told - wanted) < 1e-6 * max(1.0, wanted)
    decimals = 0 if float(wanted).is_integer() else len(str(wanted).partition(".")[2])
    half_a_digit = 0.5 / 10.0**decimals
    return abs(told - wanted) <= max(half_a_digit + 1e-9, 0.0005 * wanted)


def states(text: str, value: float, unit: str, *, exact: bool) -> bool:
    """Whether `text` writes out the amount `value` `unit`, in whatever unit of the same kind."""
    if unit in MONEY:
        return any(_is_money(mention, value, unit, exact=exact) for mention in mentions(text))
    if abs(value) < 100:
        text = DATE.sub(" ", text)  # the 5 of `5월 3일` is no count
    return any(
        same_amount(mention.amount, value, exact=exact)
        and (abs(value) >= 1000 or unit_fits(unit, mention.after))
        for mention in mentions(text)
    )


def _is_money(mention: Mention, value: float, unit: str, *, exact: bool) -> bool:
    wanted = value * MONEY[unit]
    factor = money_factor(mention.after)
    if factor and same_amount(mention.amount * factor, wanted, exact=exact):
        return True
    if abs(wanted) >= 10**4 and same_amount(mention.amount, wanted, exact=exact):
        return True
    # `국비 118, 시비 15, 구비 36백만원`: the unit is said once, at the end
    unnamed = not re.match(r"[가-힣%]", mention.after)
    return unnamed and value >= 10 and same_amount(mention.amount, value, exact=exact)
