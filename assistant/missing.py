"""Saying no: what was looked for, what there is instead, and the nearest figures to choose."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant import draft
from assistant.answer import Reason, Status
from assistant.desk import ENOUGH, Desk, without_years
from assistant.draft import Draft
from assistant.matching import Match
from assistant.wording import asked_subject, say

_DOMAIN = re.compile(
    r"예산|사업|업무|부서|[과팀국]|정원|현원|직원|계획|실적|교육|주민|행사|지원|시설|보고|구청|몇|얼마|언제|어디|누구|담당"
)
_NEAREST = 4
_KNOWN = 0.3  # below this share of known words the question is about something else


def unknown_subject(desk: Desk) -> Draft | None:
    """The question names an agency or department of which there is no report."""
    query, landscape = desk.query, desk.landscape
    if query.unknown_agency:
        known = ", ".join(landscape.agencies) or "없음"
        text = say("no_such_agency", name=query.unknown_agency, known=known)
        return Draft(text=text, status=Status.NOT_FOUND, reason=Reason.NO_SUCH_DOCUMENT)
    if query.unknown_department:
        text = say("no_such_department", name=query.unknown_department)
        return Draft(text=text, status=Status.NOT_FOUND, reason=Reason.NO_SUCH_DEPARTMENT)
    return None


def nothing_found(desk: Desk) -> Draft:
    """Nothing answers: another year does, something near does, or the question is off topic."""
    query = desk.query
    if query.years:
        elsewhere = [m for m in desk.matches(without_years(query)) if m.coverage >= ENOUGH]
        if elsewhere and query.wants_amount:
            return _other_years(desk, elsewhere)
    near = [
        m for m in desk.matches(replace(query, years=(), departments=())) if m.coverage >= _KNOWN
    ]
    if not near and not _DOMAIN.search(query.squeezed):
        return Draft(text=say("off_topic"), status=Status.REFUSED, reason=Reason.OFF_TOPIC)
    return _with_nearest(
        desk, say("no_such_item", subject=asked_subject(query)), near, Reason.NO_SUCH_ITEM
    )


def _other_years(desk: Desk, elsewhere: list[Match]) -> Draft:
    query = desk.query
    known = sorted({m.figure.year for m in elsewhere[:30] if m.figure and m.figure.year})
    text = say(
        "no_such_year",
        subject=asked_subject(query),
        years=", ".join(f"{year}년" for year in query.years),
        known=", ".join(f"{year}년" for year in known),
    )
    return _with_nearest(desk, text, elsewhere, Reason.NO_SUCH_YEAR)


def _with_nearest(desk: Desk, text: str, near: list[Match], reason: Reason) -> Draft:
    shown: dict[object, Match] = {}
    for match in near[:40]:
        if match.figure is not None or match.record.statement.text:
            shown.setdefault(match.amount or match.record.statement.text, match)
    nearest = tuple(
        draft.choice(match, desk.query, n, desk)
        for n, match in enumerate(list(shown.values())[:_NEAREST], 1)
    )
    if nearest:
        text += " " + say("nearest")
    return Draft(text=text, status=Status.NOT_FOUND, reason=reason, nearest=nearest)
