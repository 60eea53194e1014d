"""Questions that want a yes or a no, and stated amounts held against the report's."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.clean import squeezed
from ingest.model import Figure
from ingest.numbers import Number
from ingest.units import factor, family

_ALIKE = {"place", "piece", "case", "machine"}  # things are counted in many units
_ASKS_MORE = re.compile(r"얼마|몇|어디|언제|누구|누가|무엇|무슨|뭐|뭘|어느|어떤|어떻게|왜")
_WHETHER = re.compile(
    r"(?:나요|나|까요|까|습니까|입니까|는지|은지|인지|인가요?|는가요?|은가요?|가요|어요?|아요?|여요?|해요?|지요?|죠|야|거야|거예요|니"
    r"|건가요?|맞아요?|돼요?|되나요?|[했었았됐렸졌]음)[?.!~ㅋㅎ]*$"
)
_ABOUT_AFTER = re.compile(r"^(?:정도|쯤|가량|남짓|여(?=[명건개원]))")
_ABOUT_BEFORE = re.compile(r"(?:약|대략|한|대충|거의)$")
_ROUNDED_BY = Decimal("0.05")  # a rounded amount lies no further from the true one
_SURE_DIGITS = 2  # `36억` of 3,615,983천원 is rounded; `2천억` of 1,374억 is not


ASSERTED = re.compile(  # what is taken for granted
    r"(?:다|라)(?:던데|는데(?!요)|면서|며(?!는)|고\s?(?:하|들|하던|했))[^\s,.?!]*"
)


def asks_whether(text: str) -> bool:
    """Whether a question is answered by yes or no, going by its ending."""
    flat = squeezed(text)
    return _ASKS_MORE.search(flat) is None and _WHETHER.search(flat) is not None


def comparable(unit: str, other: str) -> bool:
    kinds = {family(unit), family(other)}
    return len(kinds) == 1 or kinds <= _ALIKE


def amount_of(number: Number) -> Decimal:
    return number.value * factor(number.unit)


def agrees(text: str, number: Number, figure: Figure) -> bool:
    """Whether a figure is the amount that the text states, exactly or as the text rounds it.

    `36억` is rounded to 억, `약 3천 명` to 천; either by rounding or by cutting off.
    """
    if not comparable(number.unit, figure.unit):
        return False
    stated, actual = amount_of(number), abs(figure.amount)
    if stated == actual:
        return True
    step = _step(text, number)
    apart = actual - stated
    rounded = abs(apart) * 2 <= step or 0 <= apart < step
    return stated > 0 and rounded and abs(apart) <= actual * _ROUNDED_BY


def _step(text: str, number: Number) -> Decimal:
    """What one of the last digit is that the text gives, 0 where it is given exactly."""
    after, before = squeezed(text[number.span[1] :]), squeezed(text[: number.span[0]])
    about = _ABOUT_AFTER.search(after) or _ABOUT_BEFORE.search(before)
    stated = amount_of(number)
    if stated <= 0:
        return Decimal(0)
    digits = str(int(stated)).rstrip("0")
    zeros = len(str(int(stated))) - len(digits)
    rounded = family(number.unit) == "money" and len(digits) >= _SURE_DIGITS
    if stated != stated.to_integral_value():
        return Decimal(0)
    return Decimal(10) ** zeros if about or rounded else Decimal(0)
