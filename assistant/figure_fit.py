"""Whether a figure counts and measures what a question asks."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.lexicon import Operation
from assistant.profile import Profile
from assistant.query import Query
from index.types import StatementRecord
from ingest.clean import compared
from ingest.model import Figure, StatementKind
from ingest.units import factor, family

_PASSAGE = 250  # letters of a text that says more than one thing
_NEARBY = 80  # letters around a figure that are of it
_MEASURING = "비액금료율률"  # a cost of something is not the thing: 개발비, 개발
_NO_BUDGET = re.compile(r"상금|상품권|수당|포상금|수수료|회비")
_MONEY_LABEL = re.compile(
    r"예산|금액|사업비|경비|비용|재원|[가-힣]비$|액$|수입|지출|보조금|수당|단가|이익|손실|손익|매출|자산|부채|자본"
)
_RATE_LABEL = re.compile(r"[가-힣][율률]|비율|비중|퍼센트|점유|백분")
# What labels must say for a number without a unit to be an amount of money, or a rate.
_UNITLESS: dict[tuple[str, ...], re.Pattern[str]] = {
    ("money",): _MONEY_LABEL,
    ("percent",): _RATE_LABEL,
}
# What becomes of a budget; a title such as `결산서 작성` is none of it.
_SETTLED = re.compile(r"(?:불용|이월|잔)(?:예상|예정)?액$|결산액?$")
_SETTLED_ASKED = re.compile(r"결산|불용|이월|잔액|남")
_BRACKETED = re.compile(r"\([^()]*\)")
_OUT_OF = re.compile(r"\d[\d,.]*[가-힣]{1,3}(?:중|가운데)")


def is_stated(query: Query, figure: Figure) -> bool:
    """`46대 중에 외부는`: the amount that the question states itself is no answer to it."""
    if query.operation is not Operation.FIGURE or not _OUT_OF.search(query.squeezed):
        return False
    return any(same_amount(value, unit, figure) for value, unit in query.numbers)


def is_counted(figure: Figure, query: Query) -> bool:
    unit = re.escape(figure.unit)
    things = figure.unit[1:].strip()  # `122개 사업`: `사업은 몇 개`
    named = figure.unit.startswith("개") and len(things) > 1
    if named and re.search(rf"{things}(?:은|는|이|가|도)?(?:총|모두)?몇개", query.squeezed):
        return True
    return bool(unit) and re.search(rf"{unit}수|몇{unit}", query.squeezed) is not None


def unit_fits(query: Query, figure: Figure, seen: Profile) -> bool:
    """Whether a figure counts what is asked; without a unit it may, but money says what it is."""
    if not query.families:
        return figure.unit != "쪽"
    if not figure.unit:
        says = _UNITLESS.get(query.families)
        return says is None or says.search(seen.own) is not None
    return family(figure.unit) in query.families


def stands_far(query: Query, record: StatementRecord, figure: Figure) -> bool:
    """Whether a figure of a passage stands far from the last word of the question, what is asked.

    A cell of a form may hold a page of text, in which all words of a question stand somewhere.
    """
    text, flat = record.statement.text, compared(query.text)
    if record.statement.kind is StatementKind.CELL or len(text) < _PASSAGE:
        return False
    begin, end = figure.span
    near = compared(text[max(0, begin - _NEARBY) : end + _NEARBY])
    last = max(query.terms, key=lambda term: flat.rfind(term.text), default=None)
    if last is None:
        return False
    spellings = (last.text,) if last.text[-1] in _MEASURING else last.spellings
    return not any(s in near for s in spellings)


def measure_fits(query: Query, record: StatementRecord, figure: Figure, seen: Profile) -> bool:
    """Whether the figure measures what is asked: 정원 is not 현원, 예산 not 집행액 or 증감."""
    if not query.measures:
        return True
    measure = query.measures[0]
    if measure.family and family(figure.unit) not in {measure.family, ""}:
        return False
    label = compared(figure.label)
    if measure.name == "예산":
        other = {"증감", "증감률", "집행액", "집행률"}
        if _NO_BUDGET.search(label) or not (figure.unit or measure.labels.search(seen.own)):
            return False
        if _is_settled(record) and not _SETTLED_ASKED.search(query.squeezed):
            return False
        return figure.measure not in other and not re.search("집행|증감", seen.own + label)
    if label and measure.labels.search(label):
        return True
    if measure.name in {"정원", "현원"} and figure.label in {"정원", "현원"}:
        return False
    return measure.labels.search(seen.own) is not None


def _is_settled(record: StatementRecord) -> bool:
    """Whether a label says that an amount is left of a budget or was settled, not budgeted."""
    statement = record.statement
    labels = (_BRACKETED.sub("", label) for label in (*statement.row_path, *statement.column_path))
    return any(_SETTLED.search(compared(label)) for label in labels)


def same_amount(value: str, unit: str, figure: Figure) -> bool:
    """Whether a figure is the amount that the question states, in whatever unit of its family."""
    kinds = {family(unit), family(figure.unit)}
    if len(kinds) > 1 and not kinds <= {"place", "piece", "case", "machine"}:
        return False
    return Decimal(value) * factor(unit) == abs(figure.amount)
