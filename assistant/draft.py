"""An answer in the making: what a question kind found, before the surfaces' shape is put on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant import naming
from assistant.answer import Basis, Calculation, Checked, Choice, Reason, Row, Status, Value
from assistant.audit.report import sentence
from assistant.desk import Desk
from assistant.matching import Match
from assistant.picking import is_of_no_year
from assistant.query import Query
from assistant.wording import figure_amount, marks, say, subject
from ingest.model import Check, Ref

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
    series: tuple[Row, ...] = ()
    kind: str = ""  # the name of the kind that made it, "" where none had an answer


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


def warnings(match: Match, desk: Desk) -> tuple[Checked, ...]:
    """What the arithmetic of the report says against a figure."""
    figure, record = match.figure, match.record
    if figure is None or figure.check is not Check.CONTRADICTED:
        return ()
    position = record.statement.figures.index(figure)
    claim = Ref(record.statement.id, position)
    told = []
    for finding in desk.catalogue.findings(record.document.id, desk.scope):
        if finding.claim == claim:
            ids = [
                f"{record.document.id}/{record.document.revision}/{ref.statement}"
                for ref in finding.parts
            ]
            parts = desk.catalogue.statements(list(dict.fromkeys(ids)), desk.scope)
            cited = tuple(dict.fromkeys(desk.book.cite(part) for part in parts[:4]))
            told.append(
                Checked(kind=finding.kind.value, message=sentence(finding, record), citations=cited)
            )
    return tuple(told)


def warned(text: str, against: tuple[Checked, ...]) -> str:
    """The text of an answer with what speaks against its figure."""
    told = (f"{say('contradicted', message=c.message)} {marks(c.citations)}" for c in against)
    return " ".join((text, *told))


def no_year(match: Match) -> tuple[str, ...]:
    """Said of a budget that names no year, where its project takes several."""
    return (say("over_years"),) if is_of_no_year(match) else ()


def year_assumption(match: Match, query: Query) -> tuple[str, ...]:
    """Said where the report's own year was taken, or where an amount is of no single year."""
    figure = match.figure
    if said := no_year(match):
        return said
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
        question=naming.question(match),
        value=figure.value if figure else None,
        unit=figure.unit if figure else None,
        citation=desk.book.cite(record),
    )
