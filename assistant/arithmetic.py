"""Calculations done over: what a rule makes of its operands, exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException, localcontext
from typing import Protocol

from assistant.answer import Rule
from ingest.units import factor

_DIGITS = 60  # far more than any sum of public money has


class Amount(Protocol):
    @property
    def value(self) -> Decimal: ...
    @property
    def unit(self) -> str: ...


def outcome(rule: Rule, operands: Sequence[Amount], unit: str, like: Decimal) -> Decimal | None:
    """What the operands make in a unit; quotients are rounded half up to the places of `like`.

    None where the rule cannot be followed: too few operands, or a division by zero.
    """
    amounts = [operand.value * factor(operand.unit) for operand in operands]
    if len(amounts) < _FEWEST.get(rule, 1):
        return None
    try:
        with localcontext(Context(prec=_DIGITS)):
            made = _MADE[rule](amounts)
            made = made if rule in _IN_PERCENT else made / factor(unit)
            if rule not in _ROUNDED:
                return made
            return made.quantize(Decimal(1).scaleb(_exponent(like)), rounding=ROUND_HALF_UP)
    except DecimalException:
        return None


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


_IN_PERCENT = {Rule.GROWTH, Rule.SHARE}
_ROUNDED = {*_IN_PERCENT, Rule.MEAN, Rule.RATIO, Rule.CONVERSION}
_FEWEST = {Rule.DIFFERENCE: 2, Rule.GROWTH: 2, Rule.SHARE: 2, Rule.RATIO: 2}
_MADE: dict[Rule, Callable[[list[Decimal]], Decimal]] = {
    Rule.DIFFERENCE: lambda amounts: amounts[0] - sum(amounts[1:], Decimal(0)),
    Rule.SUM: lambda amounts: sum(amounts, Decimal(0)),
    Rule.GROWTH: lambda amounts: (amounts[0] - amounts[1]) / amounts[1] * 100,
    Rule.SHARE: lambda amounts: amounts[0] / amounts[1] * 100,
    Rule.MEAN: lambda amounts: sum(amounts, Decimal(0)) / len(amounts),
    Rule.RATIO: lambda amounts: amounts[0] / amounts[1],
    Rule.COUNT: lambda amounts: Decimal(len(amounts)),
    Rule.CONVERSION: lambda amounts: amounts[0],
}
