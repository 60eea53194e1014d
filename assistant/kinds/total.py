"""Sums: the total that the report prints, or one added up here over cited cells."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant import draft
from assistant.answer import Calculation, Checked, Operand, Rule, Value
from assistant.desk import CLOSE, ENOUGH, NEAR, Desk
from assistant.draft import Draft
from assistant.kinds import figure as figures_asked
from assistant.korean import amount, number
from assistant.labels import asked_text, unasked
from assistant.lexicon import Operation
from assistant.matching import Match
from assistant.query import Query
from assistant.splitting import split
from assistant.wording import marks, say, subject
from index.types import StatementRecord
from ingest.cells import ALL_YEARS
from ingest.clean import compared
from ingest.model import Figure
from ingest.periods import years as years_in
from ingest.tables import is_total
from ingest.units import factor, family

_FEWEST = 2
_NEVER_ADDED = {"percent", "grade", "age"}
_ROWS = 12  # rows that are looked at for all of the asked years
_APART = re.compile(r"집행|지출|잔액|정원|현원|과부족|결원|증감|증가|감소")
_OVER_YEARS = re.compile(r"총사업비|총액|총예산|총소요|총비용|총규모|총투자")
_TOGETHER = re.compile(r"(?:의|[비액원명]|예산)합(?=[은이을?.]|$)")


def answer(desk: Desk) -> Draft | None:
    """A sum that the question asks for: as the report prints it, else added up."""
    query = desk.query
    if query.operation is Operation.FIGURE and _OVER_YEARS.search(query.squeezed):
        plain = _without_word(desk)
        return (None if query.years else _over_years(plain)) or figures_asked.answer(plain)
    together = query.operation is Operation.FIGURE and _TOGETHER.search(query.squeezed) is not None
    if query.operation is not Operation.SUM and not together:
        return None
    questions = split(query)
    if len(questions) > 1:
        return _named(desk, questions)
    best = _in_a_row(desk) if query.operation is Operation.SUM else None
    if best is None:
        return None
    if best.figure is None or family(best.figure.unit) in _NEVER_ADDED:
        return None
    row = _row(desk, best)
    if not _is_one_sum(row, query):
        return None
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
    matched = [_match(cell, best.figure) for cell in parts]
    return added(desk, matched, total if _covers(parts, row) else None)


def _over_years(desk: Desk) -> Draft | None:
    """`총사업비`: the figure over all years, printed beside those of single years."""
    query = replace(desk.query, operation=Operation.SUM)
    if not query.terms:
        return None
    found = [m for m in desk.matches(query) if m.coverage >= ENOUGH and m.figure is not None]
    over = [m for m in found if m.figure and m.figure.period == ALL_YEARS]
    if not over or over[0].score < found[0].score - NEAR:
        return None
    best = over[0]
    alike = [m for m in over[1:] if m.score >= best.score - CLOSE and m.amount != best.amount]
    others = [m for m in alike if _thing(m) != _thing(best)]
    if others:
        return figures_asked.asked_back(desk, desk.query, _each_once([best, *others]))
    return _printed(desk, best.record, best)


def _without_word(desk: Desk) -> Desk:
    """The question less its word for a total, which labels may hold by chance (`당초예산`)."""
    query = desk.query
    kept = tuple(term for term in query.terms if not _OVER_YEARS.search(term.text))
    return desk if kept == query.terms else replace(desk, query=replace(query, terms=kept))


def _thing(match: Match) -> tuple[str, str, str]:
    record = match.record
    return record.agency, record.department or record.document.department, record.project


def _each_once(found: list[Match]) -> list[Match]:
    """One match for each thing: the first, which is the newest report's."""
    first: dict[tuple[str, str, str], Match] = {}
    for match in found:
        first.setdefault(_thing(match), match)
    return list(first.values())


def _is_one_sum(row: list[StatementRecord], query: Query) -> bool:
    """Whether a row's columns may be added up: of one year, of asked years, or as the row does.

    A budget beside that of the year before is no sum; yearly needs beside their 합계 are one.
    """
    years = {cell.statement.year for cell in row if not _is_total_column(cell)}
    named = {path[-1] for cell in row for path in [cell.statement.column_path] if path}
    apart = {year for label in named for year in years_in(label)}
    totalled = any(_is_total_column(cell) for cell in row)
    return totalled or len(query.years) > 1 or (len(years) < _FEWEST and len(apart) < _FEWEST)


def _in_a_row(desk: Desk) -> Match | None:
    """The best figure of an asked year in a table's row, first where the row has all of them."""
    years = set(desk.query.years)
    found = [
        match
        for match in desk.matches(desk.query)
        if match.coverage >= ENOUGH
        and match.figure is not None
        and match.record.statement.row is not None
        and (not years or match.figure.year in years)
    ]
    if len(years) < _FEWEST:
        return next(iter(found), None)
    return next(
        (m for m in found[:_ROWS] if years <= {c.statement.year for c in _row(desk, m)}), None
    )


def _match(record: StatementRecord, like: Figure | None) -> Match:
    return Match(record, _alike(record, like), 1.0, 1.0)


def _alike(record: StatementRecord, like: Figure | None) -> Figure:
    """The figure of a cell that has the same name as another (`34 (31)`: 정원, 현원)."""
    figures = record.statement.figures
    label = like.label if like else ""
    return next((figure for figure in figures if figure.label == label), figures[0])


def _row(desk: Desk, match: Match) -> list[StatementRecord]:
    """The amounts of the row in one unit family; rates and changes aside."""
    figure = match.figure
    kind = family(figure.unit) if figure else ""
    measured = _measured(match.record)
    return [
        cell
        for cell in desk.cells(match.record)
        if cell.statement.row == match.record.statement.row
        and cell.statement.figures
        and family(cell.statement.figures[0].unit) == kind
        and cell.statement.figures[0].measure not in {"증감", "증감률"}
        and _measured(cell) == measured
    ]


def _measured(cell: StatementRecord) -> str:
    """What a column measures, where a row holds amounts that are no parts of one sum."""
    labels = compared(" ".join(cell.statement.column_path))
    found = _APART.search(labels)
    return found[0] if found else ""


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
    figure = _alike(total, match.figure)
    found = replace(match, record=total, figure=figure)
    cited = desk.cite((found,))
    over = " 전체 연도" if figure.period == ALL_YEARS else ""
    named = f"{subject(found, desk.query, year=False)}{over} 합계"
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
    families = desk.query.families or tuple(dict.fromkeys(m.family for m in desk.query.measures))
    drafts = []
    for kind in families:
        picks = [desk.pick(replace(q, families=(kind,))) for q in questions]
        parts = [pick.best for pick in picks if pick]
        if len(parts) == len(picks) and may_be_added(parts):
            drafts.append(added(desk, parts, None))
    if not drafts:
        return None
    return replace(
        drafts[0],
        text="\n".join(d.text for d in drafts),
        values=tuple(value for d in drafts for value in d.values),
    )


def may_be_added(parts: list[Match]) -> bool:
    """Different figures of one kind of unit, none of them the total of another."""
    figures = [match.figure for match in parts if match.figure is not None]
    places = {(m.record.id, m.figure.span) for m in parts if m.figure is not None}
    if len(places) < len(parts) or len({family(figure.unit) for figure in figures}) > 1:
        return False
    return not any(_holds(whole, part) for whole in parts for part in parts if whole is not part)


def _holds(whole: Match, part: Match) -> bool:
    """Whether a part stands under a total, in the row or the column, of the same table."""
    one, other = whole.record.statement, part.record.statement
    if whole.record.document.id != part.record.document.id or one.block != other.block:
        return False
    return _is_above(one.row_path, other.row_path) or _is_above(one.column_path, other.column_path)


def _is_above(total: tuple[str, ...], part: tuple[str, ...]) -> bool:
    if not total or total == part or not is_total(total[-1]):
        return False
    return part[: len(total) - 1] == total[:-1] and not (part and is_total(part[-1]))


def added(desk: Desk, parts: list[Match], total: StatementRecord | None = None) -> Draft:
    """The sum of cited figures, and whether the total that the report prints agrees with it."""
    figures = [match.figure for match in parts if match.figure is not None]
    unit = figures[0].unit
    result = sum((figure.amount for figure in figures), Decimal(0)) / factor(unit)
    cited = desk.cite(parts)
    formula = " + ".join(f"{number(figure.value)}" for figure in figures)
    calculation = Calculation(
        rule=Rule.SUM,
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
        printed = _alike(total, figures[0])
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
