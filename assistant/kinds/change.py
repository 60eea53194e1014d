"""Differences and growth: between two years, two subjects, or against the year before."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assistant import draft
from assistant.answer import Calculation, Operand, Value
from assistant.desk import Desk, Pick
from assistant.draft import Draft
from assistant.korean import number
from assistant.lexicon import MEASURE_BY_NAME, Operation
from assistant.matching import Match, same_amount
from assistant.query import Query
from assistant.splitting import split
from assistant.wording import figure_amount, marks, say, subject
from index.types import StatementRecord
from ingest.clean import squeezed
from ingest.model import Figure
from ingest.units import factor, family

_CHANGE_LABEL = re.compile(r"^(?:증감액?|전년대비증[감가]|증가)$")
_RATE_LABEL = re.compile(r"증감률|증감율|증가율|증감\(%\)")
_REMAINS = re.compile(r"남았|남은|남나|안쓴|못쓴|쓰지않은|잔액")


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    if query.operation not in {Operation.DIFFERENCE, Operation.GROWTH, Operation.COMPARE}:
        return None
    if _REMAINS.search(query.squeezed) and not query.measures[1:]:
        return _remaining(desk)
    pairs = _pair(desk)
    if pairs is not None:
        return _between(desk, *pairs)
    return _printed(desk) or _against_last_year(desk)


def _pair(desk: Desk) -> tuple[tuple[Query, Pick], tuple[Query, Pick]] | None:
    questions = split(desk.query)
    if len(questions) != 2:
        return None
    found = [(question, desk.pick(question)) for question in questions]
    (first, one), (second, other) = found
    if one is None or other is None:
        return None
    a, b = one.best.figure, other.best.figure
    if a is None or b is None or family(a.unit) != family(b.unit):
        return None
    if one.best.record.id == other.best.record.id and a.span == b.span:
        return None
    return (first, one), (second, other)


def _between(desk: Desk, first: tuple[Query, Pick], second: tuple[Query, Pick]) -> Draft:
    (query_a, pick_a), (query_b, pick_b) = first, second
    a, b = pick_a.best, pick_b.best
    cited = desk.cite((a, b))
    label_a, label_b = _told_apart(a, query_a), _told_apart(b, query_b)
    return _told(desk, a, b, label_a, label_b, cited, subject(b, query_b, year=False))


def _told_apart(match: Match, query: Query) -> str:
    if len(query.agencies) == 1 and not query.years:
        return match.record.agency
    year = match.figure.year if match.figure else None
    return f"{year}년" if query.years and year else subject(match, query, year=False)


def _told(
    desk: Desk, a: Match, b: Match, label_a: str, label_b: str, cited: list[int], named: str
) -> Draft:
    """A change from `a` to `b`, computed here over the two cited figures."""
    before, after = _figure(a), _figure(b)
    scale = factor(after.unit)
    difference = (after.amount - before.amount) / scale
    if label_a == label_b:
        label_a, label_b = subject(a, desk.query), subject(b, desk.query)
    values = [
        draft.value(a, desk.query, cited[0]),
        draft.value(b, desk.query, cited[-1]),
    ]
    if difference == 0:
        text = say("unchanged", subject=named, before_label=label_a, after_label=label_b,
                   amount=figure_amount(after), marks=marks(cited))  # fmt: skip
        return Draft(text=text, values=tuple(values), basis=draft.basis(b))
    calculation = _subtraction(a, b, label_a, label_b, cited, difference)
    rate = "" if family(after.unit) == "percent" else _rate(before.amount, after.amount)
    text = say(
        "change", subject=named, before_label=label_a, before=figure_amount(before),
        after_label=label_b, after=figure_amount(after),
        difference=f"{number(abs(difference))}{after.unit}", rate=rate,
        direction=_direction(difference, label_a, label_b), marks=marks(cited),
    )  # fmt: skip
    values.append(
        Value(value=abs(difference), unit=after.unit, label="차이", calculation=calculation)
    )
    return Draft(text=text, values=tuple(values), calculation=calculation, basis=draft.basis(b))


def _figure(match: Match) -> Figure:
    assert match.figure is not None  # only amounts are compared  # noqa: S101
    return match.figure


def _direction(difference: Decimal, before: str, after: str) -> str:
    """Years change; two subjects merely differ."""
    if before.endswith("년") and after.endswith("년"):
        return "증가했습니다" if difference > 0 else "감소했습니다"
    return "많습니다" if difference > 0 else "적습니다"


def _subtraction(
    a: Match, b: Match, label_a: str, label_b: str, cited: list[int], difference: Decimal
) -> Calculation:
    before, after = _figure(a), _figure(b)
    return Calculation(
        formula=f"{number(after.value)}{after.unit} − {number(before.value)}{before.unit}",
        operands=(
            Operand(label=label_b, value=after.value, unit=after.unit, citation=cited[-1]),
            Operand(label=label_a, value=before.value, unit=before.unit, citation=cited[0]),
        ),
        result=difference,
        unit=after.unit,
    )


def _rate(before: Decimal, after: Decimal) -> str:
    if before == 0:
        return ""
    rate = (after - before) / before * 100
    return f"{abs(rate).quantize(Decimal('0.1'), rounding=ROUND_HALF_UP)}%"


def _base(desk: Desk) -> Pick | None:
    """The figure whose change is asked, without the words for change."""
    query = desk.query
    measures = tuple(m for m in query.measures if m.name not in {"증감", "증감률"})
    families = tuple(f for f in query.families if f != "percent") or tuple(
        m.family for m in measures if m.family
    )
    if not measures and not families:
        measures = (MEASURE_BY_NAME["예산"],)
        families = ("money",)
    return desk.pick(replace(query, measures=measures, families=families))


def _printed(desk: Desk) -> Draft | None:
    """The change that the report itself prints in the same row (증감, 증감률)."""
    pick = _base(desk)
    if pick is None or pick.best.record.statement.row is None:
        return None
    row = [
        c for c in desk.cells(pick.best.record) if c.statement.row == pick.best.record.statement.row
    ]
    change = _labelled(row, _CHANGE_LABEL)
    rate = _labelled(row, _RATE_LABEL)
    told = change or rate
    if told is None or not told.statement.figures:
        return None
    lead = told.statement.figures[0]
    parts, values, cited = [], [], [desk.book.cite(pick.best.record)]
    for record in (change, rate):
        if record is not None and record.statement.figures:
            figure = record.statement.figures[0]
            n = desk.book.cite(record)
            cited.append(n)
            parts.append(f"{number(abs(figure.value))}{figure.unit}")
            label = " ".join(record.statement.column_path)
            values.append(Value(value=abs(figure.value), unit=figure.unit, label=label, citation=n))
    year = pick.best.figure.year if pick.best.figure else None
    text = say(
        "printed_change",
        subject=subject(pick.best, desk.query).replace(" 증감률", "").replace(" 증감", ""),
        against=f"전년({year - 1}년)" if year else "전년",
        difference=parts[0] + (f"({parts[1]})" if len(parts) > 1 else ""),
        direction="증가했습니다" if lead.value >= 0 else "감소했습니다",
        marks=marks(cited),
    )
    return Draft(text=text, values=tuple(values), basis=draft.basis(pick.best))


def _labelled(row: list[StatementRecord], label: re.Pattern[str]) -> StatementRecord | None:
    return next(
        (
            c
            for c in row
            if c.statement.column_path and label.search(squeezed(c.statement.column_path[-1]))
        ),
        None,
    )


def _against_last_year(desk: Desk) -> Draft | None:
    query = desk.query
    pick = _base(desk)
    if pick is None or pick.best.figure is None or len(query.years) > 1:
        return None
    year = pick.best.figure.year
    if year is None:
        return None
    base = replace(
        query, measures=tuple(m for m in query.measures if m.name not in {"증감", "증감률"})
    )
    figure = pick.best.figure
    base = replace(base, families=(family(figure.unit),) if family(figure.unit) else base.families)
    earlier = desk.pick(replace(base, years=(year - 1,)))
    if earlier is None or earlier.best.figure is None or earlier.best.figure.year != year - 1:
        return None
    if (
        same_amount(str(figure.value), figure.unit, earlier.best.figure)
        and earlier.best.record.id == pick.best.record.id
    ):
        return None
    cited = desk.cite((earlier.best, pick.best))
    return _told(
        desk, earlier.best, pick.best, f"{year - 1}년", f"{year}년", cited,
        subject(pick.best, query, year=False),
    )  # fmt: skip


def _remaining(desk: Desk) -> Draft | None:
    """Budget less what was spent, both from the report."""
    query = desk.query
    total = desk.pick(query.with_measure(MEASURE_BY_NAME["예산"]))
    spent = desk.pick(query.with_measure(MEASURE_BY_NAME["집행액"]))
    if total is None or spent is None:
        return None
    a, b = _figure(total.best), _figure(spent.best)
    if (
        family(a.unit) != family(b.unit)
        or total.best.record.document.id != spent.best.record.document.id
    ):
        return None
    cited = desk.cite((total.best, spent.best))
    rest = (a.amount - b.amount) / factor(a.unit)
    formula = f"{number(a.value)}{a.unit} − {number(b.value)}{b.unit}"
    calculation = Calculation(
        formula=formula,
        operands=(
            Operand(label="예산액", value=a.value, unit=a.unit, citation=cited[0]),
            Operand(label="집행액", value=b.value, unit=b.unit, citation=cited[-1]),
        ),
        result=rest,
        unit=a.unit,
    )
    text = say(
        "computed",
        formula=f"남은 예산은 {formula}",
        result=f"{number(rest)}{a.unit}",
        marks=marks(cited),
    )
    values = (Value(value=rest, unit=a.unit, label="남은 예산", calculation=calculation),)
    return Draft(text=text, values=values, calculation=calculation, basis=draft.basis(spent.best))
