"""What is left: a stated amount less one of its parts, a budget less what was spent of it."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant import draft
from assistant.answer import Calculation, Operand, Rule, Value
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.figure_fit import same_amount
from assistant.korean import number
from assistant.lexicon import MEASURE_BY_NAME, Operation
from assistant.matching import Match
from assistant.query import Query
from assistant.wording import marks, say, subject
from ingest.units import factor, family

_CURRENT = re.compile(r"예산\s?현액|최종\s?예산")  # what may be spent, after supplements
_LESS = re.compile(r"빼면|뺀|제외")
_REMAINS = re.compile(r"남았|남은|남나|안쓴|못쓴|쓰지않은|잔액")


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    if not is_asked(query):
        return None
    return _unspent(desk) if _asks_unspent(query) else _less(desk)


def is_asked(query: Query) -> bool:
    if query.operation not in {Operation.DIFFERENCE, Operation.GROWTH, Operation.COMPARE}:
        return False
    less = _LESS.search(query.squeezed) is not None and bool(query.numbers)
    return less or _asks_unspent(query)


def _asks_unspent(query: Query) -> bool:
    return _REMAINS.search(query.squeezed) is not None and not query.measures[1:]


def _less(desk: Desk) -> Draft | None:
    """`232대 중 임시를 빼면`: the amount that the question states, if the same row prints it."""
    query = desk.query
    kinds = tuple(dict.fromkeys(family(unit) for _, unit in query.numbers))
    pick = desk.pick(replace(query, families=kinds, measures=()))
    if pick is None:
        return None
    part = pick.best.known_figure
    for cell in desk.row(pick.best.record):
        for whole in cell.statement.figures:
            stated = any(same_amount(value, unit, whole) for value, unit in query.numbers)
            if stated and whole.amount > part.amount and family(whole.unit) == family(part.unit):
                return _subtracted(desk, Match(cell, whole, 1.0, 1.0), pick.best)
    return None


def _subtracted(desk: Desk, whole: Match, part: Match) -> Draft:
    a, b = whole.known_figure, part.known_figure
    cited = desk.cite((whole, part))
    rest = (a.amount - b.amount) / factor(a.unit)
    formula = f"{number(a.value)}{a.unit} − {number(b.value)}{b.unit}"
    names = (subject(whole, desk.query), subject(part, desk.query))
    operands = tuple(
        Operand(label=name, value=f.value, unit=f.unit, citation=n)
        for name, f, n in zip(names, (a, b), cited, strict=True)
    )
    calculation = Calculation(
        rule=Rule.DIFFERENCE, formula=formula, operands=operands, result=rest, unit=a.unit
    )
    text = say("computed", formula=formula, result=f"{number(rest)}{a.unit}", marks=marks(cited))
    value = Value(
        value=rest, unit=a.unit, label=f"{names[0]} − {names[1]}", calculation=calculation
    )
    return Draft(text=text, values=(value,), calculation=calculation, basis=draft.basis(part))


def _unspent(desk: Desk) -> Draft | None:
    """Budget less what was spent, both from the report."""
    query = replace(
        desk.query, months=(), terms=tuple(t for t in desk.query.terms if not t.critical)
    )
    spent = desk.pick(query.with_measure(MEASURE_BY_NAME["집행액"]))
    total = _budget_beside(desk, query, spent.best) if spent else None
    if total is None or spent is None:
        return None
    a, b = total.known_figure, spent.best.known_figure
    if (
        family(a.unit) != family(b.unit)
        or total.record.document.id != spent.best.record.document.id
    ):
        return None
    return _subtracted(desk, total, spent.best)


def _budget_beside(desk: Desk, query: Query, spent: Match) -> Match | None:
    """The budget of which a spent amount is: of the same row, else the best one of its year."""
    budget = MEASURE_BY_NAME["예산"]
    row = {cell.id for cell in desk.row(spent.record)}
    years = query.years or ((spent.known_figure.year,) if spent.known_figure.year else ())
    found = desk.matches(replace(query.with_measure(budget), years=years))
    if not row:
        return found[0] if found else None
    beside = [m for m in found if m.record.id in row]
    current = [m for m in beside if _CURRENT.search("".join(m.record.statement.column_path))]
    return next(iter((*current, *beside)), None)
