"""One figure over the years: from the rows or columns of a table, then from other reports."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assistant import draft
from assistant.answer import Calculation, Operand, Row, Rule, Value
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds.not_addable import refused, why_not
from assistant.kinds.total import added
from assistant.korean import number
from assistant.lexicon import Operation
from assistant.matching import Match
from assistant.picking import ENOUGH
from assistant.query import Query
from assistant.wording import figure_amount, marks, say, subject
from index.types import StatementRecord
from ingest.cells import ALL_YEARS
from ingest.clean import compared
from ingest.model import Figure
from ingest.units import ANYTHING, factor, family

_ASKED = re.compile(
    r"추이|추세|(?:연도|년도|연|해|월|달|분기)별|해마다|변화(?:를|는|추이|가어떻|과정)|변동|흐름"
    r"|최근(\d|[한두세네])?(?:개)?년|(?<![\d.])([2-9])(?:개)?년(?:간|동안|치)"
)
_WORDS = re.compile(
    r"추이|추세|연도|년도|연별|연도별|년도별|월별|분기별|해마다|변화|변동|흐름|최근|동안|년간|\d개?년|개년"
)
_OTHERWISE = {Operation.MAXIMUM, Operation.MINIMUM, Operation.SUM, Operation.SHARE, Operation.MEAN}
_TOGETHER = re.compile(r"총(?:몇|얼마)|(?:모두|전부|다)(?:해서|합)?(?:몇|얼마)|합계|다합")
_FLOWS = {"money", "case", "event", "weight"}  # of a year each; people and places are there
_COUNTS = {"한": 1, "두": 2, "세": 3, "네": 4}
_FEWEST, _MOST = 2, 12
_LOOKED_AT = 8
_NEAR = 0.08  # how much worse than the best a figure may fit whose years are told
_OTHER_THING = 0.2
_SAME_THING = 0.3  # the same where it is of the same project or department: years take off
_PART = re.compile(
    r"(?P<month>1[0-2]|0?[1-9])\s?월(?:\s?말)?|(?P<quarter>[1-4])\s?(?:/4\s?)?분기|(?P<half>[상하])반기"
)
_WHEN = re.compile(
    rf"{_PART.pattern}|(?<!\d)['’‘]?(?:(?:19|20)\d{{2}}|\d{{2}}(?=[년.]))(?:년도?|\.)?"
    r"(?:[^가-힣\d]*(?:당초|본)예산|[^가-힣\d]*계획)?"
)

Point = tuple[int, int]


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    asked = _ASKED.search(query.squeezed)
    if asked is None or query.operation in _OTHERWISE:
        return None
    plain = _without_words(query)
    if not (plain.terms or plain.departments or plain.measures):
        return None
    years = next((_count(found) for found in asked.groups() if found), None)
    for match in _candidates(desk, plain):
        found = over_years(desk, match, plain)
        found = _asked_years(found, query, years)
        if len(found) >= _FEWEST and _TOGETHER.search(query.squeezed):
            return _together(desk, found)
        if len(found) >= _FEWEST:
            return told(desk, found, plain)
    return None


def _together(desk: Desk, found: list[Match]) -> Draft | None:
    """`최근 3년간 총 몇 건`: all that happened in these years; what is there is not added."""
    if any(family(match.known_figure.unit) not in _FLOWS for match in found):
        return None
    refusal = why_not(found)
    return refused(desk, refusal) if refusal else added(desk, found)


def _count(text: str) -> int:
    return _COUNTS.get(text) or int(text)


def _without_words(query: Query) -> Query:
    """The question for the figure of any year, whatever it counts if it does not say."""
    terms = tuple(term for term in query.terms if not _WORDS.fullmatch(term.text))
    measures = tuple(m for m in query.measures if m.name not in {"증감", "증감률"})
    amounts = tuple(f for f in query.families if f not in {"percent", "time"} or not measures)
    families = amounts or ANYTHING
    return replace(query, terms=terms, years=(), measures=measures, families=families)


def _candidates(desk: Desk, query: Query) -> list[Match]:
    found = [m for m in desk.matches(query) if m.coverage >= ENOUGH and m.figure is not None]
    if not found:
        return []
    best = found[0]
    return [
        m
        for m in found[:_LOOKED_AT]
        if m.score >= best.score - (_SAME_THING if _thing(m) == _thing(best) else _OTHER_THING)
    ]


def _thing(match: Match) -> tuple[str, str, str]:
    record = match.record
    return record.document.id, record.department, record.project


def _asked_years(found: list[Match], query: Query, years: int | None) -> list[Match]:
    """The asked years of a series (all where none is asked), the last ones of `최근 3년`."""
    if len(query.years) > 1:
        first, last = min(query.years), max(query.years)
        found = [m for m in found if first <= _year(m) <= last]
    if years is not None:
        own = max(_report_year(m) for m in found) if found else 0
        found = [m for m in found if _year(m) <= own or not own][-years:]
    return found[-_MOST:]


def over_years(desk: Desk, match: Match, query: Query) -> list[Match]:
    """The figure of a match in every year that the reports print it for, oldest first.

    What stands in the same table goes before what another report says of the same thing.
    """
    if match.figure is None:
        return []
    found: dict[Point, Match] = {}
    beside = [_match(c, f, match) for c in _beside(desk, match.record) for f in c.statement.figures]
    elsewhere = [m for m in desk.matches(query) if m.coverage >= match.coverage - _NEAR]
    key = _key(match)
    for other in (match, *beside, *elsewhere):
        figure = other.figure
        if figure is None or figure.year is None or figure.period == ALL_YEARS:
            continue
        if _key(other) == key:
            found.setdefault(_point(other), other)
    return [found[point] for point in sorted(found)]


def _point(match: Match) -> Point:
    """When a figure is of: its year, and the month in which a part of it ends (0 for all of it)."""
    return _year(match), _part_of_year(match)[0]


def _part_of_year(match: Match) -> tuple[int, str]:
    """`9월`, `3분기`, `상반기` of the labels: the month in which it ends, and the words."""
    statement = match.record.statement
    for label in (*statement.column_path, *statement.row_path):
        found = _PART.search(label)
        if found and found["month"]:
            return int(found["month"]), f"{int(found['month'])}월"
        if found and found["quarter"]:
            return int(found["quarter"]) * 3, f"{found['quarter']}분기"
        if found:
            return (6, "상반기") if found["half"] == "상" else (12, "하반기")
    return 0, ""


def _told_when(match: Match) -> str:
    return f"{_year(match)}년 {_part_of_year(match)[1]}".strip()


def _match(record: StatementRecord, figure: Figure, like: Match) -> Match:
    return Match(record, figure, like.score, like.coverage)


def _beside(desk: Desk, record: StatementRecord) -> list[StatementRecord]:
    """The cells of the same table; of a line, the lines of the same list."""
    if record.statement.row is not None:
        return desk.cells(record)
    return [
        other
        for other in desk.around(record, 12, 12)
        if other.statement.row is None and other.statement.heads == record.statement.heads
    ]


def _key(match: Match) -> tuple[object, ...]:
    """What a figure is of, its year aside: two figures of one key are years of one thing."""
    record, figure = match.record, match.figure
    assert figure is not None  # checked by the callers  # noqa: S101
    statement = record.statement
    labels = (*statement.row_path, *statement.column_path, figure.label)
    bare = [compared(_WHEN.sub("", label)) for label in labels]
    return (
        record.agency,
        record.department or record.document.department,
        tuple(sorted(label for label in bare if label)),
        "" if statement.row is not None else compared(_WHEN.sub("", statement.text)[:12]),
        family(figure.unit),
        figure.measure,
    )


def _year(match: Match) -> int:
    return (match.figure.year if match.figure else None) or 0


def _report_year(match: Match) -> int:
    return match.record.document.year or 0


# --- the answer -----------------------------------------------------------------------------------


def told(desk: Desk, found: list[Match], query: Query) -> Draft:
    """The figure year by year, and what changed from the first to the last."""
    cited = [desk.book.cite(match.record) for match in found]
    figures = [match.figure for match in found if match.figure is not None]
    when = [_told_when(match) for match in found]
    listed = ", ".join(
        f"{told_when} {figure_amount(figure)}{marks([n])}"
        for told_when, figure, n in zip(when, figures, cited, strict=True)
    )
    named = " ".join(_WHEN.sub("", subject(found[-1], query, year=False)).split())
    text = say("trend", subject=named, listed=listed)
    values = [draft.value(m, query, n) for m, n in zip(found, cited, strict=True)]
    calculation = _change(figures, when, cited)
    if calculation is None:
        text += " " + say("trend_unchanged", first=when[0], last=when[-1])
    else:
        text += " " + _told_change(calculation, figures[0], when[0])
        change = abs(calculation.result)
        values.append(
            Value(value=change, unit=calculation.unit, label="증감", calculation=calculation)
        )
    against = tuple(check for match in found for check in draft.warnings(match, desk))
    own = max(_report_year(match) for match in found)
    planned = [_year(match) for match in found if own and _year(match) > own]
    return Draft(
        text=draft.warned(text, against),
        values=tuple(values),
        calculation=calculation,
        basis=draft.basis(found[-1]),
        checks=against,
        assumptions=(say("planned_years", year=min(planned)),) if planned else (),
        series=tuple(_row(m, named, n) for m, n in zip(found, cited, strict=True)),
    )


def _row(match: Match, named: str, citation: int) -> Row:
    """A year of a figure; a month or quarter is told by its name alone."""
    figure = match.known_figure
    row: Row = {
        "label": named, "value": figure.value, "unit": figure.unit, "citation": citation,
    }  # fmt: skip
    if _part_of_year(match)[1]:
        return {**row, "label": _told_when(match)}
    return {**row, "year": _year(match)}


def _change(figures: list[Figure], when: list[str], cited: list[int]) -> Calculation | None:
    """The change from the first to the last year, None where there is none."""
    first, last = figures[0], figures[-1]
    difference = (last.amount - first.amount) / factor(last.unit)
    if difference == 0:
        return None
    return Calculation(
        rule=Rule.DIFFERENCE,
        formula=f"{number(last.value)}{last.unit} − {number(first.value)}{first.unit}",
        operands=(
            Operand(label=when[-1], value=last.value, unit=last.unit, citation=cited[-1]),
            Operand(label=when[0], value=first.value, unit=first.unit, citation=cited[0]),
        ),
        result=difference,
        unit=last.unit,
    )


def _told_change(calculation: Calculation, first: Figure, when: str) -> str:
    difference = calculation.result
    rate = ""
    if first.amount > 0 and family(first.unit) != "percent":
        share = abs(difference) * factor(calculation.unit) / first.amount * 100
        rate = f"{share.quantize(Decimal('0.1'), rounding=ROUND_HALF_UP)}%"
    return say(
        "trend_change", first=when, difference=f"{number(abs(difference))}{calculation.unit}",
        rate=rate, direction="늘었습니다" if difference > 0 else "줄었습니다",
    )  # fmt: skip
