"""A figure, or several side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import conflicts, draft, lexicon
from assistant.answer import Value
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds.asking_back import asked_back
from assistant.kinds.quoting import quoted
from assistant.kinds.wanted import says_wanted
from assistant.lexicon import MEASURE_BY_NAME, Operation
from assistant.matching import Match
from assistant.picking import Pick
from assistant.query import Query
from assistant.splitting import split
from assistant.wording import asked_subject, figure_amount, marks, say, subject
from ingest.cell_kinds import is_total
from ingest.clean import squeezed
from ingest.units import FAMILIES, family

_AT_MOST = 8  # amounts in one answer
_RANGE = re.compile(r"\d[\d,.]*\s?[가-힣]{0,2}\s?[~∼～]\s?\d[\d,.]*")
_COMPARES = re.compile(r"보다.{0,8}(?:몇|얼마).{0,8}(?:많|적|늘|줄|높|낮|더|덜|크|작|커)")
_QUALIFIED = re.compile(r"\s?[^\s()\d]{0,4}\s*\([가-힣][^()]*\)")
_ARROW = re.compile(r"\s*[→⇒➡]\s*(?:[가-힣]{1,2}\s?)?")
_CHANGES = {Operation.DIFFERENCE, Operation.GROWTH}
_AMOUNT_TOO = re.compile(r"얼마|금액|몇(?!%|퍼|프로|퍼센트)")
_ADDED_UP = re.compile(r"(?:다|모두|전부)(?:합|더)(?:치|하|해|쳐)")
_SHARE = re.compile(r"비율|비중|구성비|점유|차지|분포")
_ALIKE = {"place", "piece", "machine", "case"}
_SOURCES = {"국비", "시비", "구비", "도비", "군비"}


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    if not query.wants_amount or _COMPARES.search(query.squeezed):
        return None  # one operand of a comparison is no answer to it
    if not (query.terms or query.departments or query.agencies):
        return _of_each_report(desk)
    questions = _by_family(split(_with_total(query)))[:_AT_MOST]
    picks = _together(desk, questions)
    found = [(question, pick) for question, pick in picks if pick is not None]
    if not found and query.loose:
        return _of_any_kind(desk)
    if not found:
        return None
    missing = [question for question, pick in picks if pick is None]
    if query.operation is Operation.SHARE and not _may_be_share(query, found[0][1].best):
        return None  # neither another rate of the part nor its amount is its share
    if query.operation in _CHANGES and not _is_one_thing(found):
        return None
    if _ADDED_UP.search(query.squeezed) and not _is_total(found[0][1].best):
        return None  # one of several is not all of them together
    if len({_place(pick) for _, pick in found}) == 1:
        question, pick = (query if len(found) > 1 else found[0][0]), found[0][1]
        return _ask_back(desk, question, pick) or single(desk, question, pick, missing)
    return _several(desk, found, missing)


def _is_total(match: Match) -> bool:
    """Whether a cell is a total, or an amount that a line or a table of one row states."""
    statement = match.record.statement
    return statement.row is None or any(
        map(is_total, (*statement.row_path, *statement.column_path))
    )


def _place(pick: Pick) -> tuple[str, tuple[int, int]]:
    figure = pick.best.figure
    return pick.best.record.id, figure.span if figure else (0, 0)


def _may_be_share(query: Query, match: Match) -> bool:
    """Whether a rate is called a share (`구성비`), or amounts are asked beside the share."""
    figure, record = match.known_figure, match.record
    labels = (*record.statement.row_path, *record.statement.column_path, figure.label)
    if family(figure.unit) != "percent":
        return _AMOUNT_TOO.search(query.squeezed) is not None
    return _SHARE.search(" ".join(labels)) is not None


def _is_one_thing(found: list[tuple[Query, Pick]]) -> bool:
    """Whether the figures of several years are of one project, so that they show its change."""
    by_year = len({query.years for query, _ in found}) == len(found) > 1
    return not by_year or len({pick.best.record.project for _, pick in found}) == 1


def _together(desk: Desk, questions: list[Query]) -> list[tuple[Query, Pick | None]]:
    """The pick for each question; several measures of one subject come from one table if they can.

    Measures are sorted with the specific ones first (집행액 before 예산): the first one found
    decides on the table.
    """
    picks = [(question, desk.pick(question)) for question in questions]
    if len({q.measures for q in questions}) < len(questions):
        return picks
    anchor = next((pick.best for _, pick in picks if pick is not None), None)
    if anchor is None or len(picks) < 2:
        return picks
    return [(question, desk.pick_near(question, anchor)) for question in questions]


def _of_any_kind(desk: Desk) -> Draft | None:
    """`얼마` may ask for any amount (a score, a share) where no money answers."""
    others = tuple(
        kind for kind in FAMILIES if kind not in {"piece", "place", "machine", "case", "event"}
    )
    question = replace(desk.query, families=others, loose=False)
    pick = desk.pick(question)
    return quoted(desk, [pick.best.record]) if pick and not pick.rivals else None


def _with_total(query: Query) -> Query:
    """`예산 국비 시비 구비 나눠서`: the parts, and the amount that they are parts of."""
    names = {measure.name for measure in query.measures}
    if len(names & _SOURCES) >= 2 and "예산" in query.squeezed:
        return replace(query, measures=(MEASURE_BY_NAME["예산"], *query.measures))
    return query


def _by_family(questions: list[Query]) -> list[Query]:
    """`몇 명이고 몇 %`: one question for each kind of amount."""
    single: list[Query] = []
    for question in questions:
        alike = tuple(family for family in question.families if family in _ALIKE)
        measured = {measure.family for measure in question.measures}
        several = len(question.measures) == 1 and measured - {""} and not question.loose
        rest = tuple(f for f in question.families if f not in {*measured, "money"})
        if several and rest:
            single.append(question.with_measure(question.measures[0]))
            single.append(replace(question, measures=(), families=rest))
            continue
        if question.measures or len(question.families) < 2 or alike == question.families:
            single.append(question)
            continue
        kinds: list[tuple[str, ...]] = [
            (family,) for family in question.families if family not in _ALIKE
        ]
        kinds += [alike] if alike else []
        single.extend(replace(question, families=kind) for kind in kinds)
    return single


def _of_each_report(desk: Desk) -> Draft | None:
    """`예산은?` names no subject: asks back with what each report gives first."""
    best: dict[str, Match] = {}
    for match in desk.matches(replace(desk.query, terms=())):
        if not match.record.project:
            best.setdefault(match.record.document.id, match)
    if len(best) < 2:
        pick = desk.pick(desk.query)
        return single(desk, desk.query, pick, []) if pick else None
    return asked_back(desk, desk.query, list(best.values()))


def single(desk: Desk, query: Query, pick: Pick, missing: Sequence[Query] = ()) -> Draft:
    """One figure told: its subject, its amount, what was before, what speaks against it."""
    best, assumed = in_asked_unit(pick.best, query)
    figure = best.known_figure
    if (
        _is_one_of_many(pick)
        or _is_qualified(pick)
        or _is_range(best)
        or says_wanted(query, best.record)
    ):
        return quoted(desk, [best.record])
    cited = desk.cite((best, *pick.same[:2]))
    text = say(
        "figure", subject=subject(best, query), amount=figure_amount(figure), marks=marks(cited)
    )
    changed = _change_told(best)
    if changed:
        text += " " + changed
    if figure.reading:
        text += " " + say("typing_error", reading=figure.reading)
    if not figure.unit:
        text += " " + say("no_unit")
    against = draft.warnings(best, desk)
    text = draft.warned(text, against)
    values: tuple[Value, ...] = (draft.value(best, query, cited[0]),)
    other = conflicts.disagreeing(desk, desk.matches(replace(query, years=_year_of(best))), best)
    if other is not None:
        differs = conflicts.told(desk, best, other)
        against = (*against, differs)
        text += f" {say('reports_differ', message=differs.message)} {marks(differs.citations)}"
        values = (*values, draft.value(other, query, desk.book.cite(other.record)))
    text += "".join(" " + say("partly", subject=asked_subject(one)) for one in missing)
    return Draft(
        text=text,
        values=values,
        basis=draft.basis(best),
        assumptions=(*draft.year_assumption(best, query), *assumed),
        checks=against,
    )


def in_asked_unit(match: Match, query: Query) -> tuple[Match, tuple[str, ...]]:
    """A number without a unit as the question counts it, and that this was assumed."""
    figure = match.known_figure
    unit = "" if figure.unit else lexicon.asked_unit(squeezed(query.text))
    if not unit or figure.value != figure.value.to_integral_value():
        return match, ()
    return replace(match, figure=replace(figure, unit=unit)), (say("asked_unit", unit=unit),)


def _year_of(match: Match) -> tuple[int, ...]:
    year = match.known_figure.year
    return (year,) if year else ()


def _is_range(match: Match) -> bool:
    """`3~4명`: neither number alone is the answer."""
    figure = match.figure
    assert figure is not None  # noqa: S101
    ranges = _RANGE.finditer(match.record.statement.text)
    return any(r.start() <= figure.span[0] < r.end() for r in ranges)


def _change_told(match: Match) -> str:
    """`연1회→연2회`: what the new value was before, in words."""
    statement, figure = match.record.statement, match.figure
    assert figure is not None  # noqa: S101
    earlier = [f for f in statement.figures if f.span[1] <= figure.span[0]]
    if not earlier or earlier[-1].unit != figure.unit or statement.row is not None:
        return ""
    former = earlier[-1]
    between = statement.text[former.span[1] : figure.span[0]]
    if not _ARROW.fullmatch(between) or former.label not in ("", figure.label):
        return ""
    told = {"former": figure_amount(former), "amount": figure_amount(figure)}
    if figure.value == former.value:
        return ""
    return say("grown", **told) if figure.value > former.value else say("shrunk", **told)


def _is_qualified(pick: Pick) -> bool:
    """`12대(금천구) 141대(서울시)`: neither alone answers a question that names neither."""
    best = pick.best
    beside = [r for r in pick.rivals if r.record.id == best.record.id]
    alike = [r for r in beside if r.known_figure.unit == best.known_figure.unit]
    told = [_QUALIFIED.match(m.record.statement.text[m.known_figure.span[1] :])
            for m in (best, *alike)]  # fmt: skip
    return bool(alike) and all(told)


def _is_one_of_many(pick: Pick) -> bool:
    """Several named amounts of one statement answer alike: the statement itself is the answer."""
    return sum(rival.record.id == pick.best.record.id for rival in pick.rivals) >= 2


def _several(desk: Desk, found: list[tuple[Query, Pick]], missing: list[Query]) -> Draft:
    lines: list[str] = []
    values = []
    units: dict[str, None] = {}
    seen: set[tuple[str, tuple[int, int]]] = set()
    for query, pick in found:
        best, assumed = in_asked_unit(pick.best, desk.query)
        figure = best.known_figure
        units.update(dict.fromkeys(assumed))
        if (best.record.id, figure.span) in seen:
            continue
        seen.add((best.record.id, figure.span))
        cited = desk.cite((best,))
        named = subject(best, query)
        if len(desk.query.agencies) > 1 and best.record.agency not in named:
            named = f"{best.record.agency} {named}"
        amount = figure_amount(figure)
        lines.append(say("figure_row", subject=named, amount=amount, marks=marks(cited)))
        values.append(draft.value(best, query, cited[0]))
    lines += [say("partly", subject=asked_subject(query)) for query in missing]
    first_query, first = found[0]
    return Draft(
        text="\n".join(lines),
        values=tuple(values),
        basis=draft.basis(first.best),
        assumptions=(*draft.year_assumption(first.best, first_query), *units),
    )


def _ask_back(desk: Desk, query: Query, pick: Pick) -> Draft | None:
    """Asks which one is meant where amounts of several statements answer equally well."""
    others = [rival for rival in pick.rivals if rival.record.id != pick.best.record.id]
    return asked_back(desk, query, [pick.best, *others]) if others else None
