"""The share of a part in its whole, both from the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assistant import draft
from assistant.answer import Calculation, Operand, Value
from assistant.desk import ENOUGH, Desk
from assistant.draft import Draft
from assistant.korean import number
from assistant.lexicon import Operation
from assistant.matching import Match, matches, same_amount
from assistant.query import Query
from assistant.wording import figure_amount, marks, say, subject
from index.types import StatementRecord
from ingest.model import Figure
from ingest.tables import is_total
from ingest.units import family


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    if query.operation is not Operation.SHARE:
        return None
    amounts = tuple(f for f in query.families if f != "percent")
    if not amounts and query.numbers:
        amounts = tuple(dict.fromkeys(family(unit) for _, unit in query.numbers))
    part_query = replace(query, families=amounts)
    part = _part(desk, part_query)
    whole = _whole(desk, part) if part else None
    if part is None or whole is None or whole.figure is None or whole.figure.amount == 0:
        return None
    return _told(desk, part, whole)


def _part(desk: Desk, query: Query) -> Match | None:
    """The best figure that is not the whole which the question states."""
    for match in desk.matches(query):
        if match.coverage < ENOUGH or match.figure is None:
            continue
        if not any(same_amount(value, unit, match.figure) for value, unit in query.numbers):
            return match
    return None


def _told(desk: Desk, part: Match, whole: Match) -> Draft:
    a, b = part.figure, whole.figure
    assert a is not None and b is not None  # noqa: S101, PT018
    share = (a.amount / b.amount * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    cited = desk.cite((part, whole))
    formula = f"{number(a.value)} ÷ {number(b.value)} × 100"
    calculation = Calculation(
        formula=formula,
        operands=(
            Operand(label=subject(part, desk.query), value=a.value, unit=a.unit, citation=cited[0]),
            Operand(
                label=subject(whole, desk.query), value=b.value, unit=b.unit, citation=cited[-1]
            ),
        ),
        result=share,
        unit="%",
        rounding="소수점 둘째 자리에서 반올림",
    )
    text = say(
        "share", part_label=subject(part, desk.query), part=figure_amount(a),
        whole_label=subject(whole, desk.query), whole=figure_amount(b),
        share=f"약 {share}%", formula=formula, marks=marks(cited),
    )  # fmt: skip
    value = Value(value=share, unit="%", label="비중", calculation=calculation)
    return Draft(text=text, values=(value,), calculation=calculation, basis=draft.basis(part))


def _whole(desk: Desk, part: Match) -> Match | None:
    """The whole: the amount that the question states, else the total of the same column or text."""
    figure = part.figure
    assert figure is not None  # noqa: S101
    stated = [n for n in desk.query.numbers if family(n[1]) == family(figure.unit)]
    for record, other in _candidates(desk, part.record):
        if other.amount <= figure.amount or family(other.unit) != family(figure.unit):
            continue
        if stated and any(same_amount(value, unit, other) for value, unit in stated):
            return Match(record, other, 1.0, 1.0)
        if not stated:
            return Match(record, other, 1.0, 1.0)
    if stated:
        return None
    return _named_whole(desk, part)


def _candidates(desk: Desk, part: StatementRecord) -> Iterator[tuple[StatementRecord, Figure]]:
    """Totals that the part may belong to, nearest first."""
    for figure in part.statement.figures:
        if not figure.label or figure.label in {"총", "계", "합계"}:
            yield part, figure
    if part.statement.row is None:
        return
    for cell in desk.cells(part):
        same_column = cell.statement.column == part.statement.column
        group = cell.statement.row_path[:-1] == part.statement.row_path[:-1]
        if (
            same_column
            and group
            and cell.statement.row_path
            and is_total(cell.statement.row_path[-1])
        ):
            yield from ((cell, figure) for figure in cell.statement.figures)
    for cell in desk.cells(part):
        same_column = cell.statement.column == part.statement.column
        if (
            same_column
            and cell.statement.row_path
            and all(is_total(p) for p in cell.statement.row_path)
        ):
            yield from ((cell, figure) for figure in cell.statement.figures)


def _named_whole(desk: Desk, part: Match) -> Match | None:
    """The whole that the question names in words, less the words of the part."""
    own = " ".join(part.record.statement.row_path)
    rest = tuple(term for term in desk.query.terms if term.text not in own.replace(" ", ""))
    figure = part.figure
    if figure is None or len(rest) == len(desk.query.terms):
        return None
    found = matches(
        replace(desk.query, terms=rest, families=(family(figure.unit),), measures=()), desk.records
    )
    return next((m for m in found if m.figure and m.figure.amount > figure.amount), None)
