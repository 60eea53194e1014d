"""Where one measure exceeds another: `정원보다 현원이 더 많은 과`, row by row of one table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant import draft, lexicon
from assistant.answer import Calculation, Operand, Rule, Value
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds.ranking import scope
from assistant.korean import number
from assistant.lexicon import Measure
from assistant.matching import Match
from assistant.query import Query
from assistant.wording import figure_amount, marks, say
from index.types import StatementRecord
from ingest.cell_kinds import is_total
from ingest.clean import compared, squeezed
from ingest.model import Figure

_MORE = re.compile(r"많은|넘는|넘은|넘긴|큰|초과|웃도는")
_FEWER = re.compile(r"적은|모자란|모자라는|부족한|못미치는|미달|작은|밑도는")
_WHICH = re.compile(  # the rows are asked for, not one row's difference
    r"(?:많은|넘는|넘은|큰|초과(?:한|하는|된)?|적은|모자란|부족한|작은|미달(?:한|인)?)"
    r"(과|팀|부서|국|동|곳|데)"
)
_ENDINGS = {
    "과": r"(?:과|담당관)$",
    "부서": r"(?:과|담당관|센터)$",
    "팀": "팀$",
    "국": "국$",
    "동": "동$",
}
_OVERSTAFFED = re.compile(r"정원을?(?:초과|넘)")
_TABLES = 12
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two figures of one row: the measure that is compared, and the one it is held against."""

    name: str
    cell: StatementRecord
    figure: Figure
    base_cell: StatementRecord
    base: Figure


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    which = _WHICH.search(query.squeezed)
    named = _measures(query)
    if which is None or named is None:
        return None
    base, measure = named
    desk = _with_measures(desk, (measure, base))
    ending = re.compile(_ENDINGS.get(which[1], ""))
    pairs = _pairs(desk, measure, base, ending)
    if len(pairs) < _FEWEST:
        return None
    fewer = _FEWER.search(query.squeezed) is not None and _MORE.search(which[0]) is None
    found = [pair for pair in pairs if _differs(pair, fewer=fewer)]
    return _told(desk, found, pairs, (measure, base), fewer=fewer)


def _measures(query: Query) -> tuple[Measure, Measure] | None:
    """(what is held against, what is compared): the measure right before `보다`, and the other."""
    if _OVERSTAFFED.search(query.squeezed):
        return lexicon.MEASURE_BY_NAME["정원"], lexicon.MEASURE_BY_NAME["현원"]
    before, link, after = query.squeezed.partition("보다")
    held = in_order(before)[-1:]
    others = [m for m in (*in_order(after), *in_order(before)) if m not in held]
    if not link or not held or not others or others[0].family != held[0].family:
        return None
    return held[0], others[0]


def in_order(words: str) -> list[Measure]:
    """The measures that words name, in the order in which they name them."""
    at = {m.name: m.asked.search(words) for m in lexicon.measures(words)}
    found = sorted((match.start(), name) for name, match in at.items() if match)
    return [lexicon.MEASURE_BY_NAME[name] for _, name in found]


def _with_measures(desk: Desk, named: tuple[Measure, Measure]) -> Desk:
    """The question with the words by which tables of its measures are found."""
    query = desk.query
    labels = (label for measure in named for label in (measure.name, *measure.tables))
    found = (term for label in labels for term in desk.search.terms(label))
    asked = replace(
        query,
        terms=(),
        measures=named[:1],
        families=(named[0].family,),
        search_terms=tuple(dict.fromkeys((*query.search_terms, *found))),
    )
    return replace(desk, query=asked)


def _pairs(desk: Desk, measure: Measure, base: Measure, ending: re.Pattern[str]) -> list[_Pair]:
    """The pairs of the table that fits best and has them for at least two rows."""
    tables: dict[tuple[str, int], Match] = {}
    for match in desk.matches(desk.query):
        if match.record.statement.row is not None:
            tables.setdefault((match.record.document.id, match.record.statement.block), match)
    for match in list(tables.values())[:_TABLES]:
        cells = desk.cells(match.record)
        found = _in_table(cells, measure, base)
        kind = [pair for pair in found if ending.search(squeezed(pair.name))]
        if len(kind) >= _FEWEST:
            return kind
    return []


def _in_table(cells: list[StatementRecord], measure: Measure, base: Measure) -> list[_Pair]:
    """One pair for each row: of its total column where it has one, else of its only columns."""
    rows: dict[int, list[StatementRecord]] = {}
    for cell in cells:
        if cell.statement.row is not None:
            rows.setdefault(cell.statement.row, []).append(cell)
    found = []
    for row in rows.values():
        labels = [label for label in row[0].statement.row_path if not is_total(label)]
        totals = [c for c in row if any(is_total(x) for x in c.statement.column_path)]
        one, other = _only(totals or row, measure), _only(totals or row, base)
        if labels and one and other and one[1].unit == other[1].unit:
            found.append(_Pair(" ".join(labels), *one, *other))
    return found


def _only(cells: list[StatementRecord], measure: Measure) -> tuple[StatementRecord, Figure] | None:
    """The one figure of a measure among cells; None where there are several or none."""
    found = [
        (cell, figure)
        for cell in cells
        for figure in cell.statement.figures
        if measure.labels.search(
            compared(figure.label or " ".join(cell.statement.column_path[-1:]))
        )
    ]
    return found[0] if len(found) == 1 else None


def _differs(pair: _Pair, *, fewer: bool) -> bool:
    return pair.figure.amount < pair.base.amount if fewer else pair.figure.amount > pair.base.amount


def _told(
    desk: Desk,
    found: list[_Pair],
    pairs: list[_Pair],
    named: tuple[Measure, Measure],
    *,
    fewer: bool,
) -> Draft:
    measure, base = named
    word = "적은" if fewer else "많은"
    first = (found or pairs)[0]
    best = Match(first.cell, first.figure, 1.0, 1.0)
    if not found:
        cited = [desk.book.cite(pair.cell) for pair in pairs]
        text = say(
            "none_exceeds", base=base.name, measure=measure.name, word=word, marks=marks(cited)
        )
        return Draft(text=f"{text}\n{scope(best)}", basis=draft.basis(best))
    lines = [say("exceeding", base=base.name, measure=measure.name, word=word, count=len(found))]
    values = []
    for pair in found:
        value = _difference(desk, pair, named)
        assert value.calculation is not None  # made just now  # noqa: S101
        cited = [o.citation for o in value.calculation.operands if o.citation is not None]
        lines.append(
            say(
                "exceeding_row", name=pair.name, difference=f"{number(value.value)}{value.unit}",
                base=f"{base.name} {figure_amount(pair.base)}",
                measure=f"{measure.name} {figure_amount(pair.figure)}", marks=marks(cited),
            )
        )  # fmt: skip
        values.append(value)
    return Draft(
        text="\n".join((*lines, scope(best))),
        values=tuple(values),
        calculation=values[0].calculation if len(values) == 1 else None,
        basis=draft.basis(best),
    )


def _difference(desk: Desk, pair: _Pair, named: tuple[Measure, Measure]) -> Value:
    """How far the two figures of a row lie apart, as a calculation over both."""
    sides = [(pair.cell, pair.figure, named[0]), (pair.base_cell, pair.base, named[1])]
    sides.sort(key=lambda side: side[1].amount, reverse=True)
    operands = tuple(
        Operand(
            label=f"{pair.name} {measure.name}", value=figure.value, unit=figure.unit,
            citation=desk.book.cite(cell),
        )
        for cell, figure, measure in sides
    )  # fmt: skip
    (_, larger, _), (_, smaller, _) = sides
    result = larger.value - smaller.value
    formula = f"{number(larger.value)}{larger.unit} − {number(smaller.value)}{smaller.unit}"
    calculation = Calculation(
        rule=Rule.DIFFERENCE,
        formula=formula,
        operands=operands,
        result=result,
        unit=pair.figure.unit,
    )
    label = f"{pair.name} {named[0].name}·{named[1].name} 차이"
    return Value(value=result, unit=pair.figure.unit, label=label, calculation=calculation)
