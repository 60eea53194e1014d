"""An answer in the making: what a question kind found, before the surfaces' shape is put on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.answer import Basis, Calculation, Checked, Choice, Reason, Status, Value
from assistant.desk import Desk
from assistant.matching import Match
from assistant.query import Query
from assistant.wording import figure_amount, say, subject

_YEAR_ONLY = re.compile(r"(?:20)?\d{2}년?도?")  # says no more than the year itself


@dataclass(frozen=True, slots=True)
class Draft:
    text: str
    status: Status = Status.ANSWERED
    reason: Reason | None = None
    values: tuple[Value, ...] = ()
    calculation: Calculation | None = None
    basis: Basis = field(default_factory=Basis)
    assumptions: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    nearest: tuple[Choice, ...] = ()
    checks: tuple[Checked, ...] = ()
    series: tuple[dict[str, object], ...] = ()


def value(match: Match, query: Query, citation: int) -> Value:
    figure = match.figure
    assert figure is not None  # only amounts become values  # noqa: S101
    return Value(
        value=figure.value, unit=figure.unit, label=subject(match, query), citation=citation
    )


def basis(match: Match) -> Basis:
    figure, record = match.figure, match.record
    if figure is None:
        return Basis(year=record.statement.year, basis_date=record.basis_date)
    return Basis(
        year=figure.year,
        period="" if _YEAR_ONLY.fullmatch(figure.period) else figure.period,
        basis_date=figure.basis_date or record.basis_date,
        stage=figure.stage,
        unit=figure.unit,
    )


def year_assumption(match: Match, query: Query) -> tuple[str, ...]:
    """Said where the question names no year and the report's own year was taken."""
    figure = match.figure
    if query.years or figure is None or figure.year is None:
        return ()
    if figure.year != match.record.document.year:
        return ()
    return (say("default_year", year=figure.year),)


def choice(match: Match, query: Query, number: int, desk: Desk) -> Choice:
    """A reading to choose: a label with its value, and the question that asks exactly for it."""
    record, figure = match.record, match.figure
    named = subject(match, query)
    label = " ".join(part for part in (record.agency, named) if part)
    told = (
        f"{label}: {figure_amount(figure)}" if figure else f"{label}: {record.statement.text[:60]}"
    )
    source = f" ({record.document.title})"
    return Choice(
        id=f"c{number}",
        label=told + source,
        question=f"{label}{'은' if not figure else ''} 얼마입니까?"
        if figure
        else f"{label} 알려 주세요",
        value=figure.value if figure else None,
        unit=figure.unit if figure else None,
        citation=desk.book.cite(record),
    )
