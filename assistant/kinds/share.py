"""The share of a part in its whole, both from the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assistant import draft
from assistant.answer import Calculation, Operand, Rule, Value
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.figure_fit import same_amount
from assistant.korean import number
from assistant.lexicon import MEASURE_BY_NAME, Operation
from assistant.matching import Match, held_by, matches
from assistant.picking import ENOUGH
from assistant.profile import profile
from assistant.query import Query, Term
from assistant.wording import figure_amount, marks, say, subject
from index.types import StatementRecord
from ingest.cell_kinds import is_total
from ingest.cells import ALL_YEARS
from ingest.clean import compared
from ingest.model import Figure
from ingest.units import ANYTHING, family

_OF_BUDGET = re.compile(r"(전체|총|모든)?예산(?:액|현액)?(?:에서|중|가운데|대비|의)")
_BUDGET = re.compile(r"예산액|예산현액|예산")
_AMONG = re.compile(r"(.+?)(?:중에서|중에|중|가운데|에서)\s+(.+)")
_COUNTABLE = tuple(kind for kind in ANYTHING if kind != "percent")
_LOOKED_AT, _HALF, _OWN = 12, 0.4, 0.6
_OVER_YEARS = re.compile(r"총사업비|총예산|총소요|총투자")
_SPENT = re.compile(r"집행|지출|잔액|증감")


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    if query.operation is not Operation.SHARE:
        return None
    amounts = tuple(f for f in query.families if f != "percent")
    if not amounts and query.numbers:
        amounts = tuple(dict.fromkeys(family(unit) for _, unit in query.numbers))
    measured = bool(amounts or query.measures)
    part_query = replace(query, families=amounts if measured else _COUNTABLE)
    if len(query.departments) > 1:  # `A과 예산이 B국 예산에서`: the second is the whole
        part, whole = _of_departments(desk, part_query)
    elif _OVER_YEARS.search(query.squeezed):
        plain = tuple(term for term in query.terms if not _OVER_YEARS.search(term.text))
        part = _part(desk, replace(part_query, terms=plain))
        whole = _over_years(desk, part) if part else None
    else:
        part, whole = _found(desk, part_query)
    if part is None or whole is None or whole.figure is None or whole.figure.amount == 0:
        return None
    return told(desk, part, whole)


def _found(desk: Desk, query: Query) -> tuple[Match | None, Match | None]:
    """The part and its whole; where the whole is stated, the best part that has this whole."""
    for part in _parts(desk, query):
        whole = _named_measure(desk, part) or _whole(desk, part)
        if whole is not None or not query.numbers:
            return part, whole
    return None, None


def _part(desk: Desk, query: Query) -> Match | None:
    return next(_parts(desk, query), None)


def _parts(desk: Desk, query: Query) -> Iterator[Match]:
    """The figures that fit, best first, less the whole which the question states."""
    found = False
    for match in desk.matches(query)[:_LOOKED_AT]:
        if match.coverage < ENOUGH or match.figure is None:
            continue
        if not any(same_amount(value, unit, match.figure) for value, unit in query.numbers):
            found = True
            yield match
    named = None if found else _named_part(desk, query)
    if named is not None:
        yield named


def _named_part(desk: Desk, query: Query) -> Match | None:
    """`공용차량 중 화물차`: what holds all words behind 중, and the most of those before it.

    The words before it name the whole, which a part's own labels need not repeat.
    """
    halves = _AMONG.match(query.text)
    if halves is None:
        return None
    before, after = (
        [t for t in query.terms if t.text in compared(half)] for half in halves.groups()
    )
    parts = [term for term in after if term not in before]
    if not before or not parts:
        return None
    for match in desk.matches(query)[:_LOOKED_AT]:
        seen = profile(match.record)
        if match.coverage >= _HALF and all(held_by(term, seen) >= _OWN for term in parts):
            return match
    return None


def _over_years(desk: Desk, part: Match) -> Match | None:
    """The 총사업비 of the part's project: what it needs in all years."""
    figure = part.known_figure
    for record in desk.records:
        same = record.document.id == part.record.document.id
        if not same or record.project != part.record.project:
            continue
        for other in record.statement.figures:
            labels = compared("".join((*_labels(record), other.label)))
            total = other.period == ALL_YEARS or _OVER_YEARS.search(labels)
            grand = all(is_total(label) for label in record.statement.row_path)
            alike = family(other.unit) == family(figure.unit) and other.amount > figure.amount
            if total and alike and (grand or record.statement.row is None):
                return Match(record, other, 1.0, 1.0)
    return None


def _of_departments(desk: Desk, query: Query) -> tuple[Match | None, Match | None]:
    """The figures of the first and of the last department named, of one year and measure."""
    first, *_, last = query.departments
    part = _part(desk, replace(query, departments=(first,)))
    if part is None or part.figure is None:
        return None, None
    for match in desk.matches(replace(query, departments=(last,))):
        figure = match.figure
        own = compared(first) in compared(" ".join(_labels(match.record)))
        alike = figure is not None and figure.year == part.figure.year and not own
        if alike and figure and match.coverage >= ENOUGH and figure.amount >= part.figure.amount:
            return part, match
    return None, None


def told(desk: Desk, part: Match, whole: Match) -> Draft:
    """The share worked out over two cited figures, in words and as a calculation."""
    a, b = part.figure, whole.figure
    assert a is not None and b is not None  # noqa: S101, PT018
    share = (a.amount / b.amount * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    about = "" if share * b.amount == a.amount * 100 else "약 "
    cited = desk.cite((part, whole))
    names = subject(part, desk.query), _name_of_whole(whole, desk.query)
    formula = f"{number(a.value)} ÷ {number(b.value)} × 100"
    calculation = Calculation(
        rule=Rule.SHARE,
        formula=formula,
        operands=(
            Operand(label=names[0], value=a.value, unit=a.unit, citation=cited[0]),
            Operand(label=names[1], value=b.value, unit=b.unit, citation=cited[-1]),
        ),
        result=share,
        unit="%",
        rounding="소수점 둘째 자리에서 반올림",
    )
    text = say(
        "share", part_label=names[0], part=figure_amount(a),
        whole_label=names[1], whole=figure_amount(b),
        share=f"{about}{share}%", formula=formula, marks=marks(cited),
    )  # fmt: skip
    value = Value(value=share, unit="%", label="비중", calculation=calculation)
    return Draft(
        text=text,
        values=(value,),
        calculation=calculation,
        basis=draft.basis(part),
        assumptions=draft.year_assumption(part, desk.query),
    )


def _name_of_whole(whole: Match, query: Query) -> str:
    """What the whole is called: never by the measure that is asked of the part."""
    labels = compared(
        " ".join((*_labels(whole.record), whole.figure.label if whole.figure else ""))
    )
    held = tuple(m for m in query.measures if m.labels.search(labels))
    budget = whole.figure is not None and family(whole.figure.unit) == "money"
    named = held or ((MEASURE_BY_NAME["예산"],) if budget else ())
    return subject(whole, replace(query, measures=named))


def _labels(record: StatementRecord) -> tuple[str, ...]:
    return (*record.statement.row_path, *record.statement.column_path)


def _named_measure(desk: Desk, part: Match) -> Match | None:
    """`집행액이 예산에서 차지하는`: that of the same row, or of the total row (`전체 예산`)."""
    asked = _OF_BUDGET.search(desk.query.squeezed)
    figure, statement = part.figure, part.record.statement
    if asked is None or figure is None or statement.row is None:
        return None
    if not _SPENT.search(compared(" ".join(_labels(part.record)) + figure.label)):
        return None
    for cell in desk.cells(part.record):
        labels = compared(" ".join(cell.statement.column_path))
        path = cell.statement.row_path
        total = bool(path) and all(is_total(label) for label in path)
        row = total if asked[1] else cell.statement.row == statement.row
        if not row or not _BUDGET.search(labels) or _SPENT.search(labels):
            continue
        for other in cell.statement.figures:
            if other.year == figure.year and family(other.unit) == family(figure.unit):
                return Match(cell, other, 1.0, 1.0)
    return None


def _whole(desk: Desk, part: Match) -> Match | None:
    """The whole: the amount that the question states, else the total of the same column or text."""
    figure = part.figure
    assert figure is not None  # noqa: S101
    stated = [n for n in desk.query.numbers if family(n[1]) == family(figure.unit)]
    for record, other in _candidates(desk, part.record):
        itself = record.id == part.record.id and other.span == figure.span
        if record.id != part.record.id and other.label != figure.label:
            continue  # `정원(현원)`: the whole of what is measured, not of its neighbour
        if itself or other.amount < figure.amount or family(other.unit) != family(figure.unit):
            continue
        if stated and any(same_amount(value, unit, other) for value, unit in stated):
            return Match(record, other, 1.0, 1.0)
        if not stated:
            return Match(record, other, 1.0, 1.0)
    if stated:
        return None
    return _named_whole(desk, part)


def _candidates(desk: Desk, part: StatementRecord) -> Iterator[tuple[StatementRecord, Figure]]:
    """What the part may belong to: what is named before 중, then totals, nearest first."""
    yield from _named_before(desk, part)
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
    for cell in desk.row(part):
        path, own = cell.statement.column_path, part.statement.column_path
        grand = all(is_total(label) for label in path)
        if path and path != own and (grand or (is_total(path[-1]) and path[:-1] == own[:-1])):
            yield from ((cell, figure) for figure in cell.statement.figures)


def _named_before(desk: Desk, part: StatementRecord) -> Iterator[tuple[StatementRecord, Figure]]:
    """Cells of the part's row and column whose labels hold the words before 중.

    `교육대상자 가운데 불참자`: the other column; `키오스크 교육 중 복지관`: the total of the row.
    """
    halves = _AMONG.match(desk.query.text)
    if halves is None or part.statement.row is None:
        return
    words = [[t for t in desk.query.terms if t.text in compared(half)] for half in halves.groups()]
    after = [term for term in words[1] if term not in words[0]]
    fresh = [term for term in words[0] if not _in_labels(term, part)]
    beside = [
        cell
        for cell in desk.cells(part)
        if (cell.statement.row == part.statement.row)
        != (cell.statement.column == part.statement.column)
        and not any(_in_labels(term, cell) for term in after)
    ]
    named = [cell for cell in beside if any(_in_labels(term, cell) for term in fresh)]
    totals = [cell for cell in beside if _is_total_of(cell, part, words[0])]
    for cell in (*named, *totals):
        yield from ((cell, figure) for figure in cell.statement.figures)


def _in_labels(term: Term, record: StatementRecord) -> bool:
    own = compared("".join(_labels(record)))
    return any(spelling in own for spelling in term.spellings)


def _is_total_of(cell: StatementRecord, part: StatementRecord, named: list[Term]) -> bool:
    """Whether a cell is the total of the part's row or column, which the words name."""
    same_row = cell.statement.row == part.statement.row
    path = cell.statement.column_path if same_row else cell.statement.row_path
    total = bool(path) and is_total(path[-1])
    return total and any(_in_labels(term, cell) for term in named)


def _named_whole(desk: Desk, part: Match) -> Match | None:
    """The whole that the question names in words, less the words of the part."""
    own = " ".join(part.record.statement.row_path)
    rest = tuple(term for term in desk.query.terms if term.text not in own.replace(" ", ""))
    figure = part.figure
    if figure is None or len(rest) == len(desk.query.terms):
        return None
    if all(term.critical for term in rest):
        return None
    found = matches(
        replace(desk.query, terms=rest, families=(family(figure.unit),), measures=()), desk.records
    )
    return next(
        (
            m
            for m in found
            if m.figure
            and m.coverage >= ENOUGH
            and m.figure.amount > figure.amount
            and m.figure.year == figure.year
            and m.record.agency == part.record.agency
            and _column(m.record) == _column(part.record)
        ),
        None,
    )


def _column(record: StatementRecord) -> str:
    return compared("".join(record.statement.column_path[-1:]))
