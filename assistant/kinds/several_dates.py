"""Two dates at once (`접수마감이랑 결과 발표일`, `언제 착공해서 언제 준공`): each by itself."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds.quoting import quoted
from assistant.kinds.wanted import by_kind, kind_bonus
from assistant.kinds.worded import in_words
from assistant.lexicon import Operation, Wanted
from assistant.matching import Match
from assistant.picking import ENOUGH_WORDS
from assistant.profile import profile
from assistant.query import Query, Term
from assistant.wording import say
from index.types import StatementRecord
from ingest.clean import compared

_WHEN = re.compile(r"(?<!\S)언제(?!언제|어디)\S*\s")
_LINK = re.compile(r"(?P<before>\S+?)(?:이랑|랑|하고|와|과|및|,)\s+(?P<after>.+)$")
_DAYS = re.compile(r"[가-힣]{2,}일(?=[은이을과와랑하]|\s|[,?]|$)")  # `계약일하고 해체일`
_EACH = re.compile(r"각각|각기|따로|[가-힣]{2,}일(?:이랑|하고|과|및|,)|(?<!\S)언제\s.+\s언제\s")
_IN_WORDS = {Operation.TEXT, Operation.LIST}
_LOOKED = 20


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    dated = Wanted.DATE in query.wanted or len(_DAYS.findall(query.text)) >= 2
    if not dated or query.wants_amount or query.operation not in _IN_WORDS:
        return None
    asked = _apart(query)
    if not asked or any(_holds_all(match, asked) for match in desk.matches(query)[:_LOOKED]):
        return None
    shared = tuple(t for t in query.terms if not any(t in own for own in asked))
    chosen: list[StatementRecord] = []
    missing: list[str] = []
    for own in asked:
        best = _date_of(desk, replace(query, terms=(*shared, *own)), own, chosen)
        if best is None:
            missing.append(" ".join(term.text for term in own))
        elif best.id not in {record.id for record in chosen}:
            chosen.append(best)
    if not chosen or (missing and not _EACH.search(query.text)):
        return None  # `청양군이랑 결연 맺은 날짜` is of one thing
    draft = quoted(desk, chosen, dates=True)
    said = [say("partly", subject=name) for name in missing]
    return replace(draft, text="\n".join((draft.text, *said)))


def _apart(query: Query) -> list[list[Term]]:
    """The words of each of the things whose dates are asked; [] where it is one thing."""
    segments = _WHEN.split(query.text)
    if len(segments) > 2:
        asked = [_terms_in(query, segment) for segment in segments[1:]]
        return asked if all(asked) else []
    for link in _LINK.finditer(query.text):
        left, right = _terms_in(query, link["before"]), _terms_in(query, link["after"])
        right = [term for term in right if term not in left]
        if left and right:
            return [left, right]
    return []


def _terms_in(query: Query, text: str) -> list[Term]:
    flat = compared(text)
    return [term for term in query.terms if not term.critical and term.text in flat]


def _holds_all(match: Match, asked: list[list[Term]]) -> bool:
    """Whether one statement tells of each of the things: they are asked as one."""
    return all(_tells_of(match.record, own) for own in asked)


def _tells_of(record: StatementRecord, own: list[Term]) -> bool:
    seen = profile(record)
    return any(s in ring for term in own for s in term.spellings for ring in (seen.own, seen.text))


def _date_of(
    desk: Desk, query: Query, own: list[Term], chosen: list[StatementRecord]
) -> StatementRecord | None:
    """The best statement that tells of one of the things and when; near the others, if it can."""
    found = [m for m in desk.matches(query) if m.coverage >= ENOUGH_WORDS]
    sure = {match.record.id for match in in_words(desk, query)}
    dated = [
        match.record
        for match in by_kind(found, Wanted.DATE, query)[:_LOOKED]
        if kind_bonus(match.record, Wanted.DATE, query) and _tells_of(match.record, own)
    ]
    home = {(record.document.id, record.project) for record in chosen}
    near = [record for record in dated if (record.document.id, record.project) in home]
    return next(iter((*near, *(record for record in dated if record.id in sure))), None)
