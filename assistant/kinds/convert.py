"""An amount of money in another unit: as printed first, then converted, with the formula."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assistant import lexicon
from assistant.answer import Calculation, Operand, Rule, Value
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds import figure, total
from assistant.korean import number
from assistant.lexicon import Operation
from assistant.query import Query
from assistant.wording import marks, say
from ingest.units import factor, family

_UNIT = r"(조|천억|백억|억|천만|백만|만|천)?원"
_INTO = re.compile(
    rf"{_UNIT}(?:단위로|단위|으로(?:는|(?=얼마|몇|쓰|하|바꾸|환산|보면|계산|알려|말해|나타|표시|$|[?])))"
)
_HOW_MANY = re.compile(
    r"몇(조|억|천만|백만|만)(?:원)?(?=이|쯤|정도|인|입|야|예|이에|이야|원|$|[?])"
)
_ASKED = re.compile(r"환산|단위|바꾸면|바꿔|쓰면|으로")
_WORDS = re.compile(r"^(?:단위|환산|[조억만천백]+원?|원|바꾸|쓰)$")
_HUNDREDTHS = "소수점 셋째 자리에서 반올림"


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    units = _asked_units(query)
    if not units or query.operation not in {Operation.CONVERT, Operation.FIGURE, Operation.SUM}:
        return None
    plain = replace(desk, query=_plain(query))
    found = total.answer(plain) or figure.answer(plain)
    if found is None or len(found.values) != 1 or family(found.values[0].unit) != "money":
        return found
    return _converted(found, units)


def _asked_units(query: Query) -> list[str]:
    """The units into which the question wants money turned, in order."""
    found = [f"{match[1] or ''}원" for match in _INTO.finditer(query.squeezed)]
    found += [f"{match[1]}원" for match in _HOW_MANY.finditer(query.squeezed)]
    return list(dict.fromkeys(found))


def _plain(query: Query) -> Query:
    """The question for the amount alone."""
    flat = _HOW_MANY.sub("얼마", _INTO.sub("", query.squeezed))
    terms = tuple(term for term in query.terms if not _WORDS.match(term.text))
    operation = lexicon.operation(flat)
    if operation in {Operation.CONVERT, Operation.TEXT}:
        operation = Operation.FIGURE
    return replace(
        query,
        squeezed=flat,
        terms=terms,
        operation=operation,
        families=("money",),
        loose=False,
    )


def _converted(found: Draft, units: list[str]) -> Draft:
    """The answer with its amount in the asked units, less the one that it is printed in."""
    printed = found.values[0]
    lines, values = [found.text], list(found.values)
    for unit in units:
        if unit == printed.unit:
            continue
        value = _in_unit(printed, unit)
        assert value.calculation is not None  # made just now  # noqa: S101
        about = "약 " if value.calculation.rounding else ""
        cited = marks([printed.citation]) if printed.citation else ""
        lines.append(
            say(
                "converted", formula=value.calculation.formula,
                result=f"{about}{number(value.value)}{unit}",
                rounding=value.calculation.rounding, marks=cited,
            )
        )  # fmt: skip
        values.append(value)
    last = values[-1].calculation or found.calculation
    return replace(found, text="\n".join(lines), values=tuple(values), calculation=last)


def _in_unit(printed: Value, unit: str) -> Value:
    times, by = factor(printed.unit), factor(unit)
    exact = printed.value * times / by
    shown = exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    rounding = "" if shown == exact else _HUNDREDTHS
    value = exact.quantize(1) if exact == exact.to_integral_value() else shown
    if times >= by:
        formula = f"{number(printed.value)}{printed.unit} × {number(Decimal(times / by))}"
    else:
        formula = f"{number(printed.value)}{printed.unit} ÷ {number(Decimal(by / times))}"
    operands: tuple[Operand, ...] = ()
    if printed.citation is not None:
        operands = (
            Operand(
                label=printed.label,
                value=printed.value,
                unit=printed.unit,
                citation=printed.citation,
            ),
        )
    calculation = Calculation(
        rule=Rule.CONVERSION,
        formula=formula,
        operands=operands,
        result=value,
        unit=unit,
        rounding=rounding,
    )
    return Value(value=value, unit=unit, label=f"{unit} 환산", calculation=calculation)
