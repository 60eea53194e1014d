"""Whether a figure is above or below an amount that the question states: `30억 넘어?`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant import draft
from assistant.answer import Calculation, Operand, Rule
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.korean import amount, number
from assistant.matching import Match
from assistant.query import Query
from assistant.wording import figure_amount, marks, say, subject
from assistant.yesno import ASSERTED, amount_of, asks_whether, comparable
from ingest.clean import compared, squeezed
from ingest.numbers import Number, mentions
from ingest.units import factor, family

_RELATION = re.compile(
    r"^(?:을|를|이|가|은|는|도)?(?:다)?(?:"
    r"(?P<least>이상)|(?P<most>이하)|(?P<below>미만|안되|안돼|안넘|못미치|못되|에못|밑|보다(?:는)?(?:더)?(?:적|작|낮|짧))"
    r"|(?P<above>넘|초과|웃돌|보다(?:는)?(?:더)?(?:많|크|높|길|넓)))"
)
_WORDS = re.compile(r"이상|이하|미만|초과|웃돌|못미치|밑돌|밑")


@dataclass(frozen=True, slots=True)
class _Bound:
    """The amount that the question states, and how the figure is held against it."""

    number: Number
    relation: str  # least, most, below or above

    def holds(self, value: Decimal) -> bool:
        bound = amount_of(self.number)
        return {
            "least": value >= bound,
            "most": value <= bound,
            "below": value < bound,
            "above": value > bound,
        }[self.relation]


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    asserted = ASSERTED.search(query.text)
    bound = _bound(query) if asserted or asks_whether(query.text) else None
    if bound is None:
        return None
    if asserted:  # what is asked on top of it (`비결이 뭐예요`) is not about the figure
        said = compared(query.text[: asserted.end()])
        query = replace(query, terms=tuple(t for t in query.terms if t.text in said))
    kind = family(bound.number.unit)
    families: tuple[str, ...] = (kind,) if kind else ()
    if kind in {"place", "piece", "case", "machine"}:
        families = ("place", "piece", "case", "machine")
    measures = tuple(m for m in query.measures if m.family in {kind, ""})
    terms = tuple(term for term in query.terms if not _WORDS.fullmatch(term.text))
    pick = desk.pick(replace(query, terms=terms, families=families, measures=measures, numbers=()))
    if pick is None or pick.best.figure is None:
        return None
    if not comparable(bound.number.unit, pick.best.figure.unit):
        return None
    verdicts = {
        bound.holds(match.figure.amount)
        for match in (pick.best, *pick.rivals)
        if match.figure is not None
    }
    if len(verdicts) > 1 or (asserted and not asks_whether(query.text) and True in verdicts):
        return None
    return _told(desk, pick.best, bound)


def _bound(query: Query) -> _Bound | None:
    for found in mentions(query.text):
        relation = _RELATION.match(squeezed(query.text[found.span[1] :]))
        if relation and relation.lastgroup:
            return _Bound(found, relation.lastgroup)
    return None


def _told(desk: Desk, best: Match, bound: _Bound) -> Draft:
    figure = best.figure
    assert figure is not None  # checked by the caller  # noqa: S101
    cited = desk.cite((best,))
    stated = bound.number
    difference = (figure.amount - amount_of(stated)) / factor(figure.unit)
    told = f"{number(stated.value)}{stated.unit}"
    variables = {
        "verdict": "예" if bound.holds(figure.amount) else "아니요",
        "subject": subject(best, desk.query),
        "amount": figure_amount(figure),
        "bound": told,
        "marks": marks(cited),
    }
    if difference:
        direction = "많습니다" if difference > 0 else "적습니다"
        apart = amount(abs(difference), figure.unit)
        text = say("threshold", **variables, difference=apart, direction=direction)
    else:
        text = say("threshold_equal", **variables)
    formula = f"{number(figure.value)}{figure.unit} − {told}"
    calculation = Calculation(
        rule=Rule.DIFFERENCE,
        formula=formula,
        operands=(
            Operand(
                label=subject(best, desk.query), value=figure.value, unit=figure.unit,
                citation=cited[0],
            ),
            Operand(label="질문의 기준", value=stated.value, unit=stated.unit),
        ),
        result=difference,
        unit=figure.unit,
    )  # fmt: skip
    against = draft.warnings(best, desk)
    return Draft(
        text=draft.warned(text, against),
        values=(draft.value(best, desk.query, cited[0]),),
        calculation=calculation,
        basis=draft.basis(best),
        assumptions=draft.year_assumption(best, desk.query),
        checks=against,
    )
