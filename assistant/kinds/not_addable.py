"""Sums that say nothing are refused, with the reason and the figures that the report does print."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant import draft
from assistant.answer import Reason, Status
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.figure_fit import same_amount
from assistant.lexicon import MEASURE_BY_NAME, MEASURES, Measure
from assistant.matching import Match
from assistant.picking import ENOUGH
from assistant.query import Query
from assistant.wording import figure_amount, marks, say, subject
from ingest.cell_kinds import is_total
from ingest.cells import ALL_YEARS
from ingest.clean import compared, squeezed
from ingest.numbers import Number, mentions
from ingest.units import family

ADDING = re.compile(r"합치|합쳐|합친|더하(?!는)|더해|더한|합산|(?<![종통융복결연])합(?:하|한|해서)")
# Parts of one amount by who pays: they may be added.
_SOURCES = {"국비", "시비", "구비", "도비", "군비", "소요재원"}
_BUDGET_AND = re.compile(r"예산과(?=\s)")  # `예산과 집행액`, not the office 예산과
_STOCK = re.compile(  # what is counted at a date; counting it again counts the same ones again
    r"구독자|팔로워|회원수|가입자|인구|정원|현원|재적|보유|세대수|가구수|직원수|잔액|누적"
)
_OVER_YEARS = re.compile(r"총사업비|총예산|총액|총소요|총투자")
_WHOLE_YEAR = re.compile(r"연간|한해|1년간|연전체")
_PART_YEAR = re.compile(r"[상하]반기|[1-4]/?4?분기|(?<!\d)(?:1[0-2]|[1-9])월")
_PROJECTS = re.compile(
    r"사업별|주요사업|사업들|사업\d+개|\d+개사업|(?:모든|전체|각)사업|사업(?:예산)?[을를은]?(?:다|모두|전부)(?=더|합)"
)
_DEPARTMENT = re.compile(
    r"(?:부서|과|국|담당관|구|기관)(?:의)?(?:전체|총)?예산|전체예산|총예산|예산전체|예산총액"
)
# `개소랑` may be read as 개 and 소랑.
_JOINED = re.compile(r"^소?(?:이?랑|하고|와|과|에다?|까지|,|\+|및|을합|를합|합|더)")
_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a sum is not made: the sentence of `prompts`, its words, and the figures concerned."""

    sentence: str
    words: dict[str, str]
    figures: tuple[Match, ...] = ()


def answer(desk: Desk) -> Draft | None:
    """A refusal where the question asks for a sum that says nothing."""
    if ADDING.search(desk.query.squeezed) is None:
        return None
    for rule in _RULES:
        found = rule(desk)
        if found is not None:
            return refused(desk, found)
    return None


def refused(desk: Desk, refusal: Refusal) -> Draft:
    text = say(refusal.sentence, **refusal.words)
    shown = _each_once(refusal.figures)
    query = desk.query if len(desk.query.measures) < 2 else replace(desk.query, measures=())
    if shown:
        listed = ", ".join(
            f"{subject(m, query)} {figure_amount(m.known_figure)}{marks(desk.cite((m,)))}"
            for m in shown
        )
        text += " " + say("printed_instead", listed=listed)
    nearest = tuple(draft.choice(m, query, n, desk) for n, m in enumerate(shown, 1))
    return Draft(text=text, status=Status.REFUSED, reason=Reason.NOT_ADDABLE, nearest=nearest)


def _each_once(found: tuple[Match, ...]) -> list[Match]:
    first: dict[object, Match] = {}
    for match in found:
        first.setdefault(match.amount, match)
    return list(first.values())[:4]


# --- by the question's words ----------------------------------------------------------------------


def _whole_office(desk: Desk) -> Refusal | None:
    """The listed projects for all that an office has: reports list some of them only."""
    query = desk.query
    words = query.squeezed
    if not _PROJECTS.search(words) or not (_DEPARTMENT.search(words) or _of_office(query)):
        return None
    budget = MEASURE_BY_NAME["예산"]
    asked = replace(query.with_measure(budget), terms=(), phrases=())
    if not (query.departments or query.agencies):
        return Refusal("not_addable_projects", {})
    printed = _best(desk, asked) or _best(desk, replace(asked, years=()))
    return Refusal("not_addable_projects", {}, (printed,) if printed else ())


def _of_office(query: Query) -> bool:
    """`총무과 예산`: an office's own name right before the word for its budget."""
    return any(
        re.search(
            rf"{re.escape(squeezed(name))}(?:의)?(?:\d+년도?)?(?:전체|총)?예산", query.squeezed
        )
        for name in (*query.departments, *query.agencies)
    )


def _measures(desk: Desk) -> Refusal | None:
    """`정원과 현원`, `예산액이랑 집행액`: one thing measured in two ways."""
    flat = squeezed(_BUDGET_AND.sub("예산 및", desk.query.text))
    named = [m for m in in_order(flat) if m.name not in _SOURCES]
    if len(named) < 2:
        return None
    a, b = named[:2]
    found = tuple(_best(desk, desk.query.with_measure(one)) for one in (a, b))
    words = {"first": a.name, "second": b.name}
    return Refusal("not_addable_measures", words, tuple(m for m in found if m is not None))


def in_order(words: str) -> list[Measure]:
    """All measures that words name, in order; a word of one is no word of another.

    Unlike `lexicon.measures`, both `예산` and `집행액` where both are named.
    """
    taken: list[tuple[int, int, Measure]] = []
    for measure in MEASURES:  # specific ones first
        for found in measure.asked.finditer(words):
            start, end = found.span()
            if all(end <= a or b <= start for a, b, _ in taken):
                taken.append((start, end, measure))
    ordered = [measure for _, _, measure in sorted(taken, key=lambda one: one[0])]
    return list({measure.name: measure for measure in ordered}.values())


def _rates(desk: Desk) -> Refusal | None:
    query = desk.query
    stated = stated_parts(query)
    rates = bool(stated) and all(family(n.unit) == "percent" for n in stated)
    if not rates and not any(m.family == "percent" for m in query.measures):
        return None
    found = tuple(m for n in stated for m in located(desk, n)[:1])
    if not found:
        best = _best(desk, replace(query, families=("percent",)))
        found = (best,) if best else ()
    return Refusal("not_addable_rates", {}, found)


def _units(desk: Desk) -> Refusal | None:
    """`1,032개소랑 3,454대`: different things."""
    stated = stated_parts(desk.query)
    kinds = {family(n.unit) for n in stated}
    if len(stated) < 2 or len(kinds) < 2:
        return None
    units = list(dict.fromkeys(n.unit for n in stated))
    found = tuple(m for n in stated for m in located(desk, n)[:1])
    return Refusal("not_addable_units", {"units": ", ".join(units)}, found)


def _times(desk: Desk) -> Refusal | None:
    """What is counted at several dates, or a year with a part of it."""
    query = desk.query
    words = query.squeezed
    whole, part = _WHOLE_YEAR.search(words), _PART_YEAR.search(words)
    found = tuple(m for n in stated_parts(query) for m in located(desk, n)[:1])
    if whole and part:
        return Refusal("not_addable_part", {"whole": whole[0], "part": part[0]}, found)
    several = len(query.years) > 1 or len(query.months) > 1
    stock = _STOCK.search(words)
    if stock and several:
        return Refusal("not_addable_dates", {"subject": stock[0]}, found)
    return None


def _total_and_part(desk: Desk) -> Refusal | None:
    """`총사업비에 2025년 소요예산`: the total holds each year's part."""
    query = desk.query
    over = _OVER_YEARS.search(query.squeezed)
    if over is None or not query.years or _PROJECTS.search(query.squeezed.replace(over[0], "")):
        return None
    total = _total_over_years(desk)
    part = _best(desk, query)
    words = {"whole": over[0], "part": f"{query.years[0]}년 금액"}
    return Refusal("not_addable_part", words, tuple(m for m in (total, part) if m))


def _total_over_years(desk: Desk) -> Match | None:
    kept = tuple(t for t in desk.query.terms if not _OVER_YEARS.search(t.text))
    asked = replace(desk.query, terms=kept, years=())
    return next(
        (
            m
            for m in desk.matches(asked)
            if m.coverage >= ENOUGH and m.figure and m.figure.period == ALL_YEARS
        ),
        None,
    )


# --- by the figures -------------------------------------------------------------------------------


def _same_budget(desk: Desk) -> Refusal | None:
    """Two stated budgets of one project and year: one is told within the other."""
    stated = stated_parts(desk.query)
    if len(stated) < 2 or {family(n.unit) for n in stated} != {"money"}:
        return None
    found = [located(desk, n) for n in stated]
    for one in found[0]:
        for other in found[1]:
            if _speak_for_one_project(one, other):
                large, small = sorted((one, other), key=lambda m: -m.known_figure.amount)
                words = {
                    "whole": figure_amount(large.known_figure),
                    "part": figure_amount(small.known_figure),
                }
                return Refusal("not_addable_part", words, (large, small))
    return None


def _speak_for_one_project(one: Match, other: Match) -> bool:
    """Whether two budget lines are of the same project and year, in no common table."""
    a, b = one.record, other.record
    same = bool(a.project) and (a.document.id, a.project) == (b.document.id, b.project)
    in_table = a.statement.row is not None and a.statement.block == b.statement.block
    years = {one.known_figure.year, other.known_figure.year}
    budget = MEASURE_BY_NAME["예산"].labels
    lines = all(
        budget.search(compared(" ".join((*r.statement.row_path, *r.statement.heads[-1:]))))
        for r in (a, b)
    )
    return same and not in_table and len(years) == 1 and lines


def why_not(parts: list[Match]) -> Refusal | None:
    """Why figures that were found for the parts of a sum may not be added, None where they may."""
    figures = [m.known_figure for m in parts]
    if any(family(f.unit) == "percent" for f in figures):
        return Refusal("not_addable_rates", {}, tuple(parts))
    if len({family(f.unit) for f in figures}) > 1:
        units = ", ".join(dict.fromkeys(f.unit for f in figures))
        return Refusal("not_addable_units", {"units": units}, tuple(parts))
    for one, other in pairwise(parts):
        for whole, part in ((one, other), (other, one)):
            if _holds(whole, part):
                words = {
                    "whole": figure_amount(whole.known_figure),
                    "part": figure_amount(part.known_figure),
                }
                return Refusal("not_addable_part", words, tuple(parts))
    stages = {f.stage for f in figures if f.stage}
    if len(stages) > 1:
        first, second, *_ = sorted(stages)
        return Refusal("not_addable_measures", {"first": first, "second": second}, tuple(parts))
    return None


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


_RULES = (_rates, _whole_office, _measures, _units, _times, _total_and_part, _same_budget)


# --- looking up -----------------------------------------------------------------------------------


def stated_parts(query: Query) -> list[Number]:
    """The amounts that the question itself names as parts of the sum."""
    return [
        number
        for number in mentions(query.text)
        if family(number.unit) not in {"", "time"}
        and _JOINED.match(squeezed(query.text[number.span[1] :]))
    ]


def located(desk: Desk, number: Number) -> list[Match]:
    """The figures of a stated amount, best first."""
    asked = replace(desk.query, families=(family(number.unit),), measures=(), years=(), months=())
    asked = replace(asked, terms=tuple(t for t in asked.terms if not t.critical))
    found = (m for m in desk.matches(asked) if m.figure is not None)
    return [m for m in found if same_amount(str(number.value), number.unit, m.known_figure)][
        :_LOOKED_AT
    ]


def _best(desk: Desk, query: Query) -> Match | None:
    pick = desk.pick(query)
    return pick.best if pick else None
