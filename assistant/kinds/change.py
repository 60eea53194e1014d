"""Differences and growth: between two years, two subjects, or against the year before."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assistant import draft
from assistant.answer import Calculation, Operand, Value
from assistant.desk import ENOUGH, NEAR, Desk, Pick
from assistant.draft import Draft
from assistant.korean import number
from assistant.lexicon import MEASURE_BY_NAME, Operation
from assistant.matching import Match, same_amount
from assistant.query import Query, Term
from assistant.splitting import split
from assistant.wording import figure_amount, marks, say, subject
from index.types import StatementRecord
from ingest.clean import compared
from ingest.model import Figure
from ingest.units import factor, family

_CHANGE_LABEL = re.compile(r"^(?:증감액?|전년대비증[감가]|증가)$")
_RATE_LABEL = re.compile(r"증감률|증감율|증가율|증감%")
_SAME = re.compile(r"같은가|같나|같은지|일치|똑같")
_LESS = re.compile(r"빼면|뺀|제외")
_REMAINS = re.compile(r"남았|남은|남나|안쓴|못쓴|쓰지않은|잔액")
_COMPARING = {"비하", "비교", "대비"}
_BASE = re.compile(  # `2024년 대비`, `24년 예산보다`: the year that is compared with
    r"(?<!\d)['’‘]?((?:20)?\d{2})년도?(?:에)?(?:의)?(?:당초|본)?(?:예산|사업비|정원|현원|실적)?"
    r"(?:액|에)?(?:대비|보다|비해|비하여|과비교|와비교)"
)


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    if query.operation not in {Operation.DIFFERENCE, Operation.GROWTH, Operation.COMPARE}:
        return None
    if len({month for _, month in query.months}) > 1:
        return _between_months(desk)
    query = _with_other_measure(query)
    desk = desk if query is desk.query else replace(desk, query=query)
    subjects = _subjects(query)
    if len(subjects) > 1 and _asks_each(query):
        return _each(desk, subjects)
    if _REMAINS.search(query.squeezed) and not query.measures[1:]:
        return _remaining(desk)
    if _LESS.search(query.squeezed) and query.numbers:
        return _less(desk)
    base = _base_year(query)
    if base is not None:
        return _since(desk, base)
    pairs = _pair(desk)
    if pairs is not None:
        return _between(desk, *pairs)
    if len(query.years) == 2 and query.years[1] - query.years[0] == 1:
        query = replace(query, years=query.years[1:])
    return _printed(desk, query) or _against(desk, query)


def _between_months(desk: Desk) -> Draft | None:
    """The change between two months, each from what the report says as of it."""
    picks = []
    for year, month in desk.query.months:
        term = Term(f"{month}월", (f"{month}월",), 0.01, critical=True)
        years = (year,) if year else desk.query.years[:1]
        question = replace(desk.query, terms=(*desk.query.terms, term), years=years, months=())
        pick = desk.pick(question)
        if pick is None or pick.best.figure is None or pick.best.figure.year not in years:
            return None
        picks.append((question, pick))
    if len(picks) != 2:
        return None
    (_, one), (_, other) = picks
    if one.best.figure is None or other.best.figure is None:
        return None
    if family(one.best.figure.unit) != family(other.best.figure.unit):
        return None
    return _between(desk, *picks)


def _with_other_measure(query: Query) -> Query:
    """`정원보다 몇 명 많아` asks for 현원 against 정원."""
    pair = {"정원": "현원", "현원": "정원"}
    only = query.measures[0].name if len(query.measures) == 1 else ""
    if only not in pair or f"{only}보다" not in query.squeezed:
        return query
    return replace(query, measures=(*query.measures, MEASURE_BY_NAME[pair[only]]))


def _base_year(query: Query) -> int | None:
    """The year that the question compares with, where it names one (`2024년 대비`)."""
    found = _BASE.search(query.squeezed)
    if found is None or len(query.years) > 2:
        return None
    base = int(found[1]) if len(found[1]) == 4 else 2000 + int(found[1])
    return base if base in query.years else None


def _since(desk: Desk, base: int) -> Draft | None:
    """The change from a named year to the other named one, else to the newest report's own year."""
    kept = tuple(term for term in desk.query.terms if term.text not in _COMPARING)
    query = replace(desk.query, terms=kept)
    others = [year for year in query.years if year != base]
    newest = max((d.year for d in desk.landscape.documents if d.year), default=base)
    for target in others or dict.fromkeys((*_own_years(desk, query, base), newest, base + 1)):
        own = replace(query, years=(target,))
        if target <= base and not others:
            continue
        printed = _printed(desk, own) if target == base + 1 else None
        found = printed or _against(desk, own, base)
        if found is not None:
            return found
    return None


def _own_years(desk: Desk, query: Query, base: int) -> list[int]:
    """The years of the reports that speak of the subject after the base year, newest first."""
    found = desk.matches(replace(_base(query), years=()))
    best = found[0].score if found else 0.0
    near = [m for m in found if m.coverage >= ENOUGH and m.score >= best - NEAR]
    years = {m.record.document.year for m in near if m.record.document.year}
    return sorted((year for year in years if year > base), reverse=True)


def _subjects(query: Query) -> list[Query]:
    """The question for each of several departments."""
    if len(query.departments) < 2:
        return [query]
    return [replace(query, departments=(name,)) for name in query.departments]


def _asks_each(query: Query) -> bool:
    """`A과와 B과가 작년보다 얼마씩 늘었는지`: a change for each, not between them."""
    changed = re.search(r"늘|줄|증가|감소|증감", query.squeezed) is not None
    return changed and (query.since_last_year or len(query.years) != 1 or "씩" in query.squeezed)


def _each(desk: Desk, subjects: list[Query]) -> Draft | None:
    drafts = []
    for question in subjects:
        own = replace(question, years=question.years[-1:])
        found = _printed(desk, own) or _against(desk, own)
        if found is not None:
            drafts.append(found)
    if len(drafts) < len(subjects):
        return None
    values = tuple(value for found in drafts for value in found.values)
    return replace(drafts[0], text="\n".join(found.text for found in drafts), values=values)


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
    cited = [*desk.cite((a, b)), *desk.cite((*pick_a.same[:2], *pick_b.same[:2]))]
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
        draft.value(b, desk.query, cited[1]),
    ]
    if difference == 0:
        text = say("unchanged", subject=named, before_label=label_a, after_label=label_b,
                   amount=figure_amount(after), marks=marks(cited))  # fmt: skip
        return Draft(text=text, values=tuple(values), basis=draft.basis(b))
    rate = "" if family(after.unit) == "percent" else _rate(before.amount, after.amount)
    calculation = _subtraction(a, b, label_a, label_b, cited, difference, rate)
    text = say(
        "change", subject=named, before_label=label_a, before=figure_amount(before),
        after_label=label_b, after=figure_amount(after),
        difference=f"{number(abs(difference))}{after.unit}", rate=rate,
        direction=_direction(difference, label_a, label_b), marks=marks(cited),
    )  # fmt: skip
    if _SAME.search(desk.query.squeezed):
        text = f"{say('different')} {text}"
    values.append(
        Value(value=abs(difference), unit=after.unit, label="차이", calculation=calculation)
    )
    told = Draft(text=text, values=tuple(values), calculation=calculation, basis=draft.basis(b))
    return _with_rate(told, a, b) if rate and "percent" in desk.query.families else told


def _figure(match: Match) -> Figure:
    assert match.figure is not None  # only amounts are compared  # noqa: S101
    return match.figure


def _direction(difference: Decimal, before: str, after: str) -> str:
    """Years change; two subjects merely differ."""
    if before.endswith("년") and after.endswith("년"):
        return "증가했습니다" if difference > 0 else "감소했습니다"
    return "많습니다" if difference > 0 else "적습니다"


def _subtraction(
    a: Match,
    b: Match,
    label_a: str,
    label_b: str,
    cited: list[int],
    difference: Decimal,
    rate: str,
) -> Calculation:
    """The difference worked out, and the rate that the sentence gives with it."""
    before, after = _figure(a), _figure(b)
    formula = f"{number(after.value)}{after.unit} − {number(before.value)}{before.unit}"
    if rate:
        base = before.amount / factor(after.unit)
        divided = f"{number(abs(difference))} ÷ {number(base)} × 100 ≒ {rate}"
        formula += f" = {number(difference)}{after.unit}, {divided}"
    return Calculation(
        formula=formula,
        operands=(
            Operand(label=label_b, value=after.value, unit=after.unit, citation=cited[1]),
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


def _base(query: Query) -> Query:
    """The question for the figure whose change is asked, without the words for change."""
    measures = tuple(m for m in query.measures if m.name not in {"증감", "증감률"})
    families = tuple(f for f in query.families if f != "percent") or tuple(
        m.family for m in measures if m.family
    )
    if not measures and not families:
        measures = (MEASURE_BY_NAME["예산"],)
        families = ("money",)
    return replace(query, measures=measures, families=families)


def _printed(desk: Desk, query: Query) -> Draft | None:
    """The change that the report itself prints in the row of the asked year (증감, 증감률)."""
    base = _base(query)
    found = [m for m in desk.matches(base) if m.coverage >= ENOUGH]
    for match in found[:12]:
        if match.score < found[0].score - 0.15:
            break
        row = _row(desk, match)
        change, rate = _labelled(row, _CHANGE_LABEL), _labelled(row, _RATE_LABEL)
        latest = max((c.statement.year or 0 for c in row), default=0)
        if (change or rate) and match.figure is not None and match.figure.year == latest:
            return _told_as_printed(desk, base, match, change, rate)
    return None


def _row(desk: Desk, match: Match) -> list[StatementRecord]:
    statement = match.record.statement
    if statement.row is None:
        return []
    return [cell for cell in desk.cells(match.record) if cell.statement.row == statement.row]


def _told_as_printed(
    desk: Desk,
    query: Query,
    match: Match,
    change: StatementRecord | None,
    rate: StatementRecord | None,
) -> Draft | None:
    parts, values, cited = [], [], [desk.book.cite(match.record)]
    lead: Figure | None = None
    for record in (change, rate):
        if record is None or not record.statement.figures:
            continue
        figure = record.statement.figures[0]
        lead = lead or figure
        n = desk.book.cite(record)
        cited.append(n)
        parts.append(f"{number(abs(figure.value))}{figure.unit}")
        label = " ".join(record.statement.column_path)
        values.append(Value(value=abs(figure.value), unit=figure.unit, label=label, citation=n))
    if lead is None:
        return None
    year = match.figure.year if match.figure else None
    text = say(
        "printed_change",
        subject=subject(match, query),
        against=f"전년({year - 1}년)" if year else "전년",
        difference=parts[0] + (f"({parts[1]})" if len(parts) > 1 else ""),
        direction="증가했습니다" if lead.value >= 0 else "감소했습니다",
        marks=marks(cited),
    )
    return Draft(
        text=text,
        values=tuple(values),
        basis=draft.basis(match),
        assumptions=draft.year_assumption(match, desk.query),
    )


def _labelled(row: list[StatementRecord], label: re.Pattern[str]) -> StatementRecord | None:
    return next(
        (
            c
            for c in row
            if c.statement.column_path and label.search(compared(c.statement.column_path[-1]))
        ),
        None,
    )


def _against(desk: Desk, query: Query, before: int | None = None) -> Draft | None:
    """The change from the year before (or an earlier one), computed from both years' figures."""
    base = _base(query)
    pick = desk.pick(base)
    figure = pick.best.figure if pick else None
    if pick is None or figure is None or figure.year is None or len(query.years) > 1:
        return None
    if before is not None and figure.year not in query.years:
        return None
    before = figure.year - 1 if before is None else before
    earlier = desk.pick(replace(base, years=(before,), months=()))
    if earlier is None or earlier.best.figure is None or earlier.best.figure.year != before:
        return None
    if not _same_subject(earlier.best, pick.best):
        return None
    cited = desk.cite((earlier.best, pick.best))
    named = subject(pick.best, base, year=False)
    told = _told(desk, earlier.best, pick.best, f"{before}년", f"{figure.year}년", cited, named)
    return replace(told, assumptions=draft.year_assumption(pick.best, desk.query))


def _same_subject(a: Match, b: Match) -> bool:
    """Two years of one thing: the same agency and department, and no other label of their own."""
    one, other = a.record, b.record
    return (
        one.agency == other.agency
        and one.department == other.department
        and _figure(a).label == _figure(b).label
    )


def _with_rate(told: Draft, before: Match, after: Match) -> Draft:
    """The rate as a value of its own, where it is asked."""
    a, b = _figure(before), _figure(after)
    if a.amount == 0 or a.unit != b.unit or told.calculation is None:
        return told
    rate = ((b.amount - a.amount) / a.amount * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    calculation = told.calculation.model_copy(
        update={
            "formula": f"({told.calculation.formula.split(' = ')[0]}) ÷ {number(a.value)} × 100",
            "result": rate, "unit": "%", "rounding": "소수점 둘째 자리에서 반올림",
        }
    )  # fmt: skip
    value = Value(value=abs(rate), unit="%", label="증감률", calculation=calculation)
    return replace(told, values=(*told.values, value))


def _less(desk: Desk) -> Draft | None:
    """`232대 중 임시를 빼면`: the amount that the question states, if the same row prints it."""
    query = desk.query
    kinds = tuple(dict.fromkeys(family(unit) for _, unit in query.numbers))
    pick = desk.pick(replace(query, families=kinds, measures=()))
    if pick is None:
        return None
    part = _figure(pick.best)
    for cell in _row(desk, pick.best):
        for whole in cell.statement.figures:
            stated = any(same_amount(value, unit, whole) for value, unit in query.numbers)
            if stated and whole.amount > part.amount and family(whole.unit) == family(part.unit):
                return _subtracted(desk, Match(cell, whole, 1.0, 1.0), pick.best)
    return None


def _subtracted(desk: Desk, whole: Match, part: Match) -> Draft:
    a, b = _figure(whole), _figure(part)
    cited = desk.cite((whole, part))
    rest = (a.amount - b.amount) / factor(a.unit)
    formula = f"{number(a.value)}{a.unit} − {number(b.value)}{b.unit}"
    names = (subject(whole, desk.query), subject(part, desk.query))
    operands = tuple(
        Operand(label=name, value=f.value, unit=f.unit, citation=n)
        for name, f, n in zip(names, (a, b), cited, strict=True)
    )
    calculation = Calculation(formula=formula, operands=operands, result=rest, unit=a.unit)
    text = say("computed", formula=formula, result=f"{number(rest)}{a.unit}", marks=marks(cited))
    value = Value(
        value=rest, unit=a.unit, label=f"{names[0]} − {names[1]}", calculation=calculation
    )
    return Draft(text=text, values=(value,), calculation=calculation, basis=draft.basis(part))


def _remaining(desk: Desk) -> Draft | None:
    """Budget less what was spent, both from the report."""
    query = replace(
        desk.query, months=(), terms=tuple(t for t in desk.query.terms if not t.critical)
    )
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
    return _subtracted(desk, total.best, spent.best)
