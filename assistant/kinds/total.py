"""Sums: the total that the report prints, or one added up here over cited cells."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant import draft
from assistant.answer import Calculation, Checked, Operand, Value
from assistant.desk import ENOUGH, Desk
from assistant.draft import Draft
from assistant.korean import amount, number
from assistant.labels import asked_text, unasked
from assistant.lexicon import Operation
from assistant.matching import Match
from assistant.query import Query
from assistant.splitting import split
from assistant.wording import marks, say, subject
from index.types import StatementRecord
from ingest.tables import is_total
from ingest.units import factor, family

_FEWEST = 2


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    if query.operation is not Operation.SUM:
        return None
    questions = split(replace(query, operation=Operation.SUM))
    if len(questions) > 1:
        return _named(desk, questions)
    best = _in_a_row(desk)
    if best is None:
        return None
    row = _row(desk, best)
    parts = _asked_parts(row, query)
    total = next((c for c in row if _is_total_column(c)), None)
    if (
        total is not None
        and (len(parts) < _FEWEST or _covers(parts, row))
        and "더하" not in query.squeezed
    ):
        return _printed(desk, total, best)
    if len(parts) < _FEWEST:
        return None
    return _added(desk, [_match(c) for c in parts], total if _covers(parts, row) else None)


def _in_a_row(desk: Desk) -> Match | None:
    """The best figure that stands in a table's row, of one of the asked years."""
    years = set(desk.query.years)
    for match in desk.matches(desk.query):
        figure = match.figure
        if match.coverage < ENOUGH or figure is None:
            continue
        if match.record.statement.row is not None and (not years or figure.year in years):
            return match
    return None


def _match(record: StatementRecord) -> Match:
    return Match(record, record.statement.figures[0], 1.0, 1.0)


def _row(desk: Desk, match: Match) -> list[StatementRecord]:
    """The amounts of the row in one unit family; rates and changes aside."""
    figure = match.figure
    kind = family(figure.unit) if figure else ""
    return [
        cell
        for cell in desk.cells(match.record)
        if cell.statement.row == match.record.statement.row
        and cell.statement.figures
        and family(cell.statement.figures[0].unit) == kind
        and cell.statement.figures[0].measure not in {"증감", "증감률"}
    ]


def _is_total_column(cell: StatementRecord) -> bool:
    path = cell.statement.column_path
    return bool(path) and (is_total(path[-1]) or path[-1] == "총사업비")


def _asked_parts(row: list[StatementRecord], query: Query) -> list[StatementRecord]:
    """The columns that the question names (years, a group), all but totals where it names none."""
    parts = [cell for cell in row if not _is_total_column(cell)]
    if query.years and any(c.statement.year in query.years for c in parts):
        return [cell for cell in parts if cell.statement.year in query.years]
    asked = asked_text(query)
    named = [
        cell
        for cell in parts
        if len(cell.statement.column_path) > 1
        and unasked([cell.statement.column_path[0]], asked, query) == 0
    ]
    return named or parts


def _covers(parts: list[StatementRecord], row: list[StatementRecord]) -> bool:
    return len(parts) == sum(not _is_total_column(cell) for cell in row)


def _printed(desk: Desk, total: StatementRecord, match: Match) -> Draft:
    found = replace(match, record=total, figure=total.statement.figures[0])
    cited = desk.cite((found,))
    figure = total.statement.figures[0]
    named = f"{subject(found, desk.query, year=False)} 합계"
    text = say(
        "figure", subject=named, amount=amount(figure.value, figure.unit), marks=marks(cited)
    )
    against = draft.warnings(found, desk)
    return Draft(
        text=draft.warned(text, against),
        checks=against,
        values=(draft.value(found, desk.query, cited[0]),),
        basis=draft.basis(found),
    )


def _named(desk: Desk, questions: list[Query]) -> Draft | None:
    """`A와 B를 합치면`: one sum for each kind of amount that is asked."""
    families = desk.query.families or tuple({m.family for m in desk.query.measures})
    drafts = []
    for kind in families:
        picks = [desk.pick(replace(q, families=(kind,))) for q in questions]
        if all(pick is not None for pick in picks):
            drafts.append(_added(desk, [pick.best for pick in picks if pick], None))
    if not drafts:
        return None
    return replace(
        drafts[0],
        text="\n".join(d.text for d in drafts),
        values=tuple(value for d in drafts for value in d.values),
    )


def _added(desk: Desk, parts: list[Match], total: StatementRecord | None) -> Draft:
    figures = [match.figure for match in parts if match.figure is not None]
    unit = figures[0].unit
    result = sum((figure.amount for figure in figures), Decimal(0)) / factor(unit)
    cited = desk.cite(parts)
    formula = " + ".join(f"{number(figure.value)}" for figure in figures)
    calculation = Calculation(
        formula=f"{formula} = {number(result)}{unit}",
        operands=tuple(
            Operand(label=subject(m, desk.query), value=f.value, unit=f.unit, citation=n)
            for m, f, n in zip(parts, figures, _each(desk, parts), strict=True)
        ),
        result=result,
        unit=unit,
    )
    text = say("computed", formula=formula, result=f"{number(result)}{unit}", marks=marks(cited))
    values = [Value(value=result, unit=unit, label="합계", calculation=calculation)]
    checks: tuple[Checked, ...] = ()
    if total is not None:
        printed = total.statement.figures[0]
        n = desk.book.cite(total)
        if printed.amount != result * factor(unit):
            told = f"{number(printed.value)}{printed.unit}"
            message = say("sum_disagrees", printed=told)
            text += f" {message} [{n}]"
            checks = (Checked(kind="sum", message=message, citations=(n,)),)
            values.append(
                Value(value=printed.value, unit=printed.unit, label="보고서의 합계", citation=n)
            )
        else:
            text += f" {say('sum_agrees')} [{n}]"
    return Draft(
        text=text,
        values=tuple(values),
        calculation=calculation,
        basis=draft.basis(parts[0]),
        checks=checks,
    )


def _each(desk: Desk, parts: list[Match]) -> list[int]:
    return [desk.book.cite(match.record) for match in parts]
