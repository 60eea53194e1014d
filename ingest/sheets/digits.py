"""The digits of a number by a section of a format: grouping, decimals, exponents, fractions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from ingest.sheets.codes import Part, Section, Token

SIGNIFICANT = 15  # digits that spreadsheets keep
_GENERAL_DIGITS = 10  # beside the point
_TINY = Decimal("0.0001")
_HUGE = Decimal(10) ** 21
_EXACT = Context(prec=400)  # the largest double has 309 digits


def exact(value: float) -> Decimal:
    """The number as spreadsheets know it: to 15 digits, which is without the noise of doubles."""
    return Decimal(format(value, f".{SIGNIFICANT}g"))


def general(value: Decimal) -> str:
    """A number that has no format.

    Whole numbers are written out where a spreadsheet would turn to `1.23E+11`, which shows less
    than the cell holds; decimals are rounded as a wide column rounds them.
    """
    if not value:
        return "0"
    if abs(value) >= _HUGE:
        return f"{value:.5E}".replace(".00000E", "E")
    if value == value.to_integral_value():
        return f"{value:f}".split(".", maxsplit=1)[0]
    if abs(value) < _TINY:
        return _trimmed(Context(prec=6).plus(value))
    before = max(value.adjusted() + 1, 1)
    return _trimmed(rounded(value, max(_GENERAL_DIGITS - before, 0)))


def _trimmed(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value: Decimal, places: int) -> Decimal:
    """Half away from zero, as spreadsheets do."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, context=_EXACT)


def render(section: Section, value: Decimal) -> str:
    """A number of zero or more."""
    plan = _plan(section)
    if section.has(Part.EXPONENT):
        return _scientific(plan, value)
    value = value.scaleb(plan.shift, context=_EXACT)
    if section.has(Part.SLASH) and (fraction := _fraction(section.tokens, value)) is not None:
        return fraction
    return _plain(plan, value)


class _Plan(NamedTuple):
    """A section split at its point."""

    whole: tuple[Token, ...]
    decimals: tuple[Token, ...]
    exponent: tuple[Token, ...]
    shift: int
    grouped: bool

    @property
    def places(self) -> int:
        return sum(token.part is Part.DIGIT for token in self.decimals)


@lru_cache(maxsize=4096)
def _plan(section: Section) -> _Plan:
    tokens = list(section.tokens)
    cut = _first(tokens, Part.EXPONENT)
    tokens, exponent = tokens[:cut], tokens[cut:]
    shift, grouped, kept = 2 * sum(t.part is Part.PERCENT for t in tokens), False, []
    last = max((i for i, t in enumerate(tokens) if t.part is Part.DIGIT), default=-1)
    point = _first(tokens, Part.POINT)
    for index, token in enumerate(tokens):
        if token.part is not Part.COMMA:
            kept.append(token)
        elif _scales(tokens, index, last, point):
            shift -= 3
        elif index < last:
            grouped = True
        else:
            kept.append(Token(Part.LITERAL, ","))
    point = _first(kept, Part.POINT)
    return _Plan(tuple(kept[:point]), tuple(kept[point + 1 :]), tuple(exponent), shift, grouped)


def _first(tokens: Sequence[Token], part: Part) -> int:
    return next((i for i, token in enumerate(tokens) if token.part is part), len(tokens))


def _scales(tokens: list[Token], index: int, last: int, point: int) -> bool:
    """A comma right behind the last digit, or right before the point, leaves off three digits."""
    start = index
    while start and tokens[start - 1].part is Part.COMMA:
        start -= 1
    end = index
    while end < len(tokens) and tokens[end].part is Part.COMMA:
        end += 1
    behind_digit = start > 0 and tokens[start - 1].part is Part.DIGIT
    return behind_digit and (start - 1 == last or (end == point and point < len(tokens)))


def _plain(plan: _Plan, value: Decimal) -> str:
    number = rounded(value, plan.places)
    whole, _, decimals = f"{number:f}".partition(".")
    shown = _decimals(plan.decimals, decimals)
    return _whole(plan.whole, whole.lstrip("0"), plan.grouped) + shown


def _whole(tokens: Sequence[Token], digits: str, grouped: bool) -> str:
    """From the right; the first place takes all digits that are left."""
    first = _first(tokens, Part.DIGIT)
    out: list[str] = []
    written = 0

    def write(digit: str) -> None:
        nonlocal written
        if grouped and written and written % 3 == 0 and digit != " ":
            out.append(",")
        out.append(digit)
        written += 1

    rest = list(digits)
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.part is not Part.DIGIT:
            out.append(token.text[::-1])
            continue
        if rest:
            write(rest.pop())
        elif token.text != "#":
            write("0" if token.text == "0" else " ")
        while index == first and rest:
            write(rest.pop())
    return "".join(out)[::-1]


def _decimals(tokens: Sequence[Token], digits: str) -> str:
    """Places of `#` and `?` end with the last digit that is not 0."""
    places = [token.text for token in tokens if token.part is Part.DIGIT]
    needed = max((i + 1 for i, place in enumerate(places) if place == "0"), default=0)
    kept = digits[: max(needed, len(digits.rstrip("0")))]
    out, position = [], 0
    for token in tokens:
        if token.part is not Part.DIGIT:
            out.append(token.text)
            continue
        if position < len(kept):
            out.append(kept[position])
        elif token.text == "?":
            out.append(" ")
        position += 1
    return ("." if kept else "") + "".join(out)


def _scientific(plan: _Plan, value: Decimal) -> str:
    width = max(sum(t.part is Part.DIGIT for t in plan.whole), 1)
    power = _power(value, width)
    mantissa = rounded(value.scaleb(-power, context=_EXACT), plan.places)
    if mantissa and _power(mantissa, width):  # 9.99 became 10.0
        power += _power(mantissa, width)
        mantissa = rounded(value.scaleb(-power, context=_EXACT), plan.places)
    sign = "-" if power < 0 else "+" if plan.exponent[0].text.endswith("+") else ""
    exponent = _whole(plan.exponent[1:], str(abs(power)) if power else "", grouped=False)
    return _plain(plan, mantissa) + "E" + sign + exponent


def _power(value: Decimal, width: int) -> int:
    """The exponent that leaves `width` digits at most before the point."""
    if not value:
        return 0
    return value.adjusted() - value.adjusted() % width if width > 1 else value.adjusted()


def _fraction(tokens: Sequence[Token], value: Decimal) -> str | None:
    """`1 1/4` by `# ?/?`, `5/4` by `?/?`, `1 2/8` by `# ?/8`; None where it is no fraction."""
    slash = _first(tokens, Part.SLASH)
    above, below = tokens[:slash], tokens[slash + 1 :]
    groups = _groups(above)
    if not groups:
        return None
    fixed = _number_in(below)
    places = sum(t.part is Part.DIGIT for t in below)
    if not fixed and not places:
        return None
    whole = int(value) if len(groups) > 1 else 0
    part = Fraction(value) - whole
    if fixed:
        bottom = int(fixed)
        top = int(part * bottom + Fraction(1, 2))
    else:
        near = part.limit_denominator(10 ** min(places, 6) - 1)
        top, bottom = near.numerator, near.denominator
    if len(groups) > 1 and top == bottom:
        whole, top = whole + 1, 0
    if len(groups) == 1:
        return f"{top}/{bottom}"
    shown = [str(whole)] if whole or not top else []
    return " ".join(shown + ([f"{top}/{bottom}"] if top else []))


def _groups(tokens: Sequence[Token]) -> list[int]:
    """How many places each run of places has."""
    groups: list[int] = []
    inside = False
    for token in tokens:
        if token.part is Part.DIGIT:
            if inside:
                groups[-1] += 1
            else:
                groups.append(1)
            inside = True
        else:
            inside = False
    return groups


def _number_in(tokens: Sequence[Token]) -> str:
    """The denominator that a format states itself: `8` of `?/8`, `100` of `?/100`."""
    digits = ""
    for token in tokens:
        if not token.text.isdecimal():
            break
        digits += token.text
    return digits if digits.strip("0") and len(digits) <= 6 else ""
