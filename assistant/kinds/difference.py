"""Two figures side by side: how far they lie apart, which is more, worked out over both."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from assistant import draft
from assistant.answer import Calculation, Operand, Rule, Value
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.korean import number
from assistant.matching import Match
from assistant.picking import Pick
from assistant.query import Query
from assistant.wording import figure_amount, marks, say, subject
from assistant.yesno import ASSERTED, asks_whether
from ingest.clean import squeezed
from ingest.model import Figure
from ingest.periods import years
from ingest.units import factor, family

_SAME = re.compile(r"같은가|같나|같은지|일치|똑같")
_TIME = re.compile(r"(?:년|월|분기|반기|보고서)$")
_UP = re.compile(r"늘|증가|많(?!이)|높|크|큰|올랐|올라|오르|오른|넓|길")
_DOWN = re.compile(
    r"줄|감소|적(?=[어은습나니냐지을])|낮|작(?=[아은습나니냐지을])|내렸|내려|좁|짧|깎"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two compared figures, and what it is called beside the other."""

    match: Match
    label: str
    of_time: bool = False

    @property
    def figure(self) -> Figure:
        return self.match.known_figure

    @property
    def is_time(self) -> bool:
        """Years change; two subjects merely differ."""
        return self.of_time or _TIME.search(self.label) is not None


def between(desk: Desk, first: tuple[Query, Pick], second: tuple[Query, Pick]) -> Draft:
    """What the figures picked for two single questions differ by."""
    (query_a, pick_a), (query_b, pick_b) = first, second
    a, b = pick_a.best, pick_b.best
    cited = [*desk.cite((a, b)), *desk.cite((*pick_a.same[:2], *pick_b.same[:2]))]
    named = subject(b, query_b, year=False)
    if _is_one_row(a, b) and query_a.years != query_b.years:
        sides = _of_column(a), _of_column(b)
        named = " ".join(b.record.statement.row_path)
    elif query_a.years != query_b.years and _words(query_a) != _words(query_b):
        sides = Side(a, subject(a, query_a)), Side(b, subject(b, query_b))
    else:
        sides = Side(a, _told_apart(a, query_a)), Side(b, _told_apart(b, query_b))
    found = told(desk, *sides, cited, named)
    base = _base(desk.query, query_a, query_b)
    return with_verdict(found, desk.query, *(sides if base == 0 else reversed(sides)))


def _is_one_row(a: Match, b: Match) -> bool:
    """Whether two cells stand in one row under columns that name their years: `2024년 | 확정`."""
    cells = [
        (m.record.document.id, m.record.statement.block, m.record.statement.row) for m in (a, b)
    ]
    columns = [" ".join(m.record.statement.column_path) for m in (a, b)]
    same = cells[0] == cells[1] and cells[0][2] is not None and bool(a.record.statement.row_path)
    return same and all(map(years, columns)) and years(columns[0]) != years(columns[1])


def _of_column(match: Match) -> Side:
    return Side(match, " ".join(match.record.statement.column_path), of_time=True)


def _words(query: Query) -> set[str]:
    """What is asked besides the time: critical words are months and numbers."""
    return {term.text for term in query.terms if not term.critical}


def _told_apart(match: Match, query: Query) -> str:
    if query.document_years:
        return f"{query.document_years[0]}년 보고서"
    if len(query.agencies) == 1 and not query.years:
        return match.record.agency
    year = match.figure.year if match.figure else None
    return f"{year}년" if query.years and year else subject(match, query, year=False)


def _base(query: Query, *questions: Query) -> int:
    """Which of the questions is about what stands right before `보다`; the first without it."""
    before, link, _ = query.squeezed.partition("보다")
    if not link:
        return 0
    return max(range(len(questions)), key=lambda i: _last_named(before, questions, i))


def _last_named(text: str, questions: tuple[Query, ...], i: int) -> int:
    """Where a text last names what only one of the questions is about, -1 where it does not."""
    others = {word for j, q in enumerate(questions) if j != i for word in _names(q)}
    own = [word for word in _names(questions[i]) if word not in others]
    return max((text.rfind(squeezed(word)) for word in own), default=-1)


def _names(query: Query) -> list[str]:
    terms = [spelling for term in query.terms for spelling in term.spellings]
    measures = [measure.name for measure in query.measures]
    return [*query.agencies, *query.departments, *terms, *measures, *map(str, query.years)]


def told(desk: Desk, a: Side, b: Side, cited: list[int], named: str) -> Draft:
    """The difference from `a` to `b`, computed here over the two cited figures."""
    if a.label == b.label:
        a = replace(a, label=subject(a.match, desk.query))
        b = replace(b, label=subject(b.match, desk.query))
    before, after = a.figure, b.figure
    difference = (after.amount - before.amount) / factor(after.unit)
    values = [
        draft.value(a.match, desk.query, cited[0]),
        draft.value(b.match, desk.query, cited[1]),
    ]
    if difference == 0:
        text = say("unchanged", subject=named, before_label=a.label, after_label=b.label,
                   amount=figure_amount(after), marks=marks(cited))  # fmt: skip
        return Draft(text=text, values=tuple(values), basis=draft.basis(b.match))
    rate = "" if family(after.unit) == "percent" else _rate(before.amount, after.amount)
    calculation = _subtraction(a, b, cited, difference, rate)
    text = _sentence(a, b, named, difference, rate, cited)
    if _SAME.search(desk.query.squeezed):
        text = f"{say('different')} {text}"
    values.append(
        Value(value=abs(difference), unit=_apart(after), label="차이", calculation=calculation)
    )
    found = Draft(
        text=text, values=tuple(values), calculation=calculation, basis=draft.basis(b.match)
    )
    return _with_rate(found, a, b) if rate and "percent" in desk.query.families else found


def _apart(figure: Figure) -> str:
    """The unit of a difference: rates lie percentage points apart."""
    return "%p" if figure.unit == "%" else figure.unit


def _sentence(
    a: Side, b: Side, named: str, difference: Decimal, rate: str, cited: list[int]
) -> str:
    before, after = figure_amount(a.figure), figure_amount(b.figure)
    apart = f"{number(abs(difference))}{_apart(b.figure)}"
    if a.is_time and b.is_time:
        return say(
            "change", subject=named, before_label=a.label, before=before, after_label=b.label,
            after=after, difference=apart, rate=rate,
            direction="증가했습니다" if difference > 0 else "감소했습니다", marks=marks(cited),
        )  # fmt: skip
    larger = b.label if difference > 0 else a.label
    return say(
        "differs", first=a.label, before=before, second=b.label, after=after, larger=larger,
        difference=apart, marks=marks(cited),
    )  # fmt: skip


def with_verdict(found: Draft, query: Query, base: Side, other: Side) -> Draft:
    """The answer with a yes or no before it, where it is asked whether it grew or is more."""
    return replace(found, text=judged(found.text, query, other.figure.amount - base.figure.amount))


def judged(text: str, query: Query, grown: Decimal) -> str:
    """The text with `예.` or `아니요.` to whether something grew (is more) or shrank (is less)."""
    up, down = _UP.search(query.squeezed), _DOWN.search(query.squeezed)
    asserted = ASSERTED.search(query.text) is not None
    if not (asserted or asks_whether(query.text)) or bool(up) == bool(down):
        return text
    if asserted and not asks_whether(query.text) and (grown > 0 if up else grown < 0):
        return text  # what is taken for granted is right
    return say("verdict", holds=grown > 0 if up else grown < 0, told=text)


def _subtraction(a: Side, b: Side, cited: list[int], difference: Decimal, rate: str) -> Calculation:
    """The difference worked out, and the rate that the sentence gives with it."""
    before, after = a.figure, b.figure
    formula = f"{number(after.value)}{after.unit} − {number(before.value)}{before.unit}"
    if rate:
        base = before.amount / factor(after.unit)
        divided = f"{number(abs(difference))} ÷ {number(base)} × 100 ≒ {rate}"
        formula += f" = {number(difference)}{after.unit}, {divided}"
    return Calculation(
        rule=Rule.DIFFERENCE,
        formula=formula,
        operands=(
            Operand(label=b.label, value=after.value, unit=after.unit, citation=cited[1]),
            Operand(label=a.label, value=before.value, unit=before.unit, citation=cited[0]),
        ),
        result=difference,
        unit=_apart(after),
    )


def _rate(before: Decimal, after: Decimal) -> str:
    if before == 0:
        return ""
    rate = (after - before) / before * 100
    return f"{abs(rate).quantize(Decimal('0.1'), rounding=ROUND_HALF_UP)}%"


def _with_rate(found: Draft, before: Side, after: Side) -> Draft:
    """The rate as a value of its own, where it is asked."""
    a, b = before.figure, after.figure
    if a.amount == 0 or a.unit != b.unit or found.calculation is None:
        return found
    rate = ((b.amount - a.amount) / a.amount * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    calculation = found.calculation.model_copy(
        update={
            "formula": f"({found.calculation.formula.split(' = ')[0]}) ÷ {number(a.value)} × 100",
            "rule": Rule.GROWTH, "result": rate, "unit": "%",
            "rounding": "소수점 둘째 자리에서 반올림",
        }
    )  # fmt: skip
    value = Value(value=abs(rate), unit="%", label="증감률", calculation=calculation)
    return replace(found, values=(*found.values, value))
