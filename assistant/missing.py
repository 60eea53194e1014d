"""Saying no: what was looked for, what there is instead, and the nearest figures to choose."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant import draft
from assistant.answer import Choice, Reason, Status
from assistant.desk import Desk, without_years
from assistant.draft import Draft
from assistant.matching import Match
from assistant.picking import ENOUGH
from assistant.query import Query
from assistant.wording import asked_subject, say
from ingest.agencies import mentioned, stem
from ingest.clean import compared, squeezed

_DOMAIN = re.compile(
    r"예산|사업|업무|부서|[과팀국]|정원|현원|직원|계획|실적|교육|주민|행사|지원|시설|보고|구청|몇|얼마|언제|어디|누구|담당"
)
_PAGES = "쪽"
_PAGE = re.compile(r"쪽|페이지|쪽수|면수")
_NEAREST = 4
_KNOWN = 0.3  # below this share of known words the question is about something else


def unknown_subject(desk: Desk) -> Draft | None:
    """The question names what there is no report of, or by a name that several things have."""
    query, landscape = desk.query, desk.landscape
    if query.unclear:
        return _unclear(query)
    if query.unknown_agency:
        known = ", ".join(landscape.agencies) or "없음"
        text = say("no_such_agency", name=query.unknown_agency, known=known)
        return Draft(text=text, status=Status.NOT_FOUND, reason=Reason.NO_SUCH_DOCUMENT)
    if query.unknown_department:
        text = say("no_such_department", name=query.unknown_department)
        return Draft(text=text, status=Status.NOT_FOUND, reason=Reason.NO_SUCH_DEPARTMENT)
    return _agency_without_report(desk)


def _agency_without_report(desk: Desk) -> Draft | None:
    """`서울시 예산 총액은?`: the agency is mentioned somewhere, but no report is its own.

    Only where the question names nothing else: `서울시 공모사업` is in others' reports.
    """
    query = desk.query
    unknown = next((n for n in mentioned(query.text) if n not in desk.landscape.agencies), "")
    if not unknown or query.agencies or query.departments or not query.wants_amount:
        return None
    if not all(term.text.startswith(compared(stem(unknown))) for term in query.terms):
        return None
    known = ", ".join(desk.landscape.agencies) or "없음"
    text = say("no_such_agency", name=unknown, known=known)
    return Draft(text=text, status=Status.NOT_FOUND, reason=Reason.NO_SUCH_DOCUMENT)


def _unclear(query: Query) -> Draft:
    choices = tuple(
        Choice(id=f"c{n}", label=name, question=question)
        for n, (name, question) in enumerate(query.readings, 1)
    )
    names = ", ".join(name for name, _ in query.readings)
    return Draft(
        text=say("which_name", typed=f"‘{query.unclear}’", names=names),
        status=Status.CLARIFY,
        reason=Reason.SEVERAL_READINGS,
        choices=choices,
    )


def nothing_found(desk: Desk) -> Draft:
    """Nothing answers: another year does, something near does, or the question is off topic."""
    query = desk.query
    if query.years:
        elsewhere = [m for m in desk.matches(without_years(query)) if m.coverage >= ENOUGH]
        if elsewhere and query.wants_amount:
            return _other_years(desk, elsewhere)
    asked, near = _near(desk)
    if not near and not _DOMAIN.search(query.squeezed) and not _is_known(desk):
        return Draft(text=say("off_topic"), status=Status.REFUSED, reason=Reason.OFF_TOPIC)
    text = say("no_such_item", subject=asked_subject(query))
    return _with_nearest(desk, asked, text, near, Reason.NO_SUCH_ITEM)


def _is_known(desk: Desk) -> bool:
    """Whether the reports hold any word of the question, even if none of them tells of it."""
    return any(desk.search.holds(s) for term in desk.query.terms for s in term.spellings)


def _near(desk: Desk) -> tuple[Query, list[Match]]:
    """What stands nearest, and the question that it answers.

    In any year and department; then of another measure of the same unit, then of any: the subject
    is known, although the report does not say of it what is asked.
    """
    asked = replace(desk.query, years=(), departments=())
    unmeasured = replace(asked, measures=(), families=_families(asked))
    anything = replace(asked, measures=(), families=())
    for wider in dict.fromkeys((asked, unmeasured, anything)):
        near = [m for m in desk.matches(wider) if m.coverage >= _KNOWN]
        if near:
            return wider, near
    return asked, []


def _families(query: Query) -> tuple[str, ...]:
    return tuple(m.family for m in query.measures if m.family) or query.families


def _other_years(desk: Desk, elsewhere: list[Match]) -> Draft:
    query = desk.query
    known = sorted({m.figure.year for m in elsewhere[:30] if m.figure and m.figure.year})
    absent = [year for year in query.years if year not in known]
    if not absent:  # there are values of that year, but not the one that is asked
        text = say("no_such_item", subject=asked_subject(query))
        return _with_nearest(desk, query, text, elsewhere, Reason.NO_SUCH_ITEM)
    text = say(
        "no_such_year",
        subject=asked_subject(query),
        years=", ".join(f"{year}년" for year in absent),
        known=", ".join(f"{year}년" for year in known),
    )
    return _with_nearest(desk, query, text, elsewhere, Reason.NO_SUCH_YEAR)


def _with_nearest(desk: Desk, asked: Query, text: str, near: list[Match], reason: Reason) -> Draft:
    """`asked` is the question that the near matches answer: it names them."""
    offered = _offered(desk, asked, near)
    if offered:
        text += " " + say("nearest")
    return Draft(text=text, status=Status.NOT_FOUND, reason=reason, nearest=offered)


def _offered(desk: Desk, asked: Query, near: list[Match]) -> tuple[Choice, ...]:
    shown: dict[object, Match] = {}
    for match in near[:40]:
        if _is_worth_offering(match) and (asked.terms or match.figure):
            shown.setdefault(match.amount or match.record.statement.text, match)
    return tuple(
        draft.choice(match, asked, n, desk)
        for n, match in enumerate(list(shown.values())[:_NEAREST], 1)
    )


def nearest(desk: Desk) -> tuple[Choice, ...]:
    """What stands nearest to the question, to choose from."""
    asked, near = _near(desk)
    return _offered(desk, asked, near)


def _is_worth_offering(match: Match) -> bool:
    """Whether a match says anything: page numbers are about the report, not what it tells of."""
    statement = match.record.statement
    figures = (match.figure,) if match.figure else statement.figures
    pages = any(_PAGE.fullmatch(squeezed(label)) for label in statement.column_path)
    if pages or any(figure and figure.unit == _PAGES for figure in figures):
        return False
    return match.figure is not None or bool(statement.text)
