"""Sums and differences of amounts that were told before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation.changed import between, in_year, is_change
from assistant.conversation.grounded import nearest
from assistant.conversation.kinship import same_thing
from assistant.conversation.own import Own
from assistant.conversation.references import joins, together
from assistant.conversation.state import Reply, State
from assistant.desk import Desk
from assistant.kinds import name_of, total
from assistant.kinds.not_addable import refused, why_not
from assistant.kinds.total import added, are_different
from assistant.lexicon import Operation
from assistant.matching import Match
from ingest.units import family

_PAIR = 2
_APART = re.compile(r"차이|비교|더많|더적|많|적")  # between any two; others change over time


def combined(own: Own, state: State, desk: Desk) -> Reply | None:
    """`둘 합치면?`, `23년이랑 합치면?`, `얼마나 느는 거야?`; None where nothing told is meant."""
    query = own.query
    if own.names_office or query.measures or state.lead is None:
        return None
    asked = replace(desk, query=replace(state.query, text=query.text))
    if query.operation is Operation.SUM:
        parts = _summands(own, state, desk)
        if len(parts) < _PAIR or not are_different(parts):
            return None
        refusal = why_not(parts)
        summed = refused(asked, refusal) if refusal else added(asked, parts)
        summed = replace(summed, kind=name_of(total.answer))
        return Reply(summed, asked, combines=Operation.SUM)
    if is_change(query) and not own.words and not query.years and not query.since_last_year:
        pair = _two_told(state, over_time=_APART.search(query.squeezed) is None)
        if pair is not None:
            return replace(between(*pair, asked), combines=query.operation)
    return None


def means_told(own: Own) -> bool:
    """Whether a sum is asked of amounts that were told, so that no other sum answers."""
    text = own.query.text
    return own.query.operation is Operation.SUM and (joins(text) or together(text) > 0)


def _summands(own: Own, state: State, desk: Desk) -> list[Match]:
    years, lead = own.query.years, state.lead
    if lead is None:
        return []
    if joins(own.query.text) and lead.figure is not None:
        return _with_lead(own, state, desk, lead)
    if own.words:
        return []
    if years and state.done is Operation.SUM and len(years) == 1:
        moved = [in_year(part, years[0], desk) for part in state.operands]
        return [m for m in moved if m is not None] if None not in moved else []
    return [] if years else _last(state.told, together(own.query.text))


def _with_lead(own: Own, state: State, desk: Desk, lead: Match) -> list[Match]:
    """The amount that was told, and those that the question names beside it."""
    if own.words or own.query.months:
        named = replace(own, query=replace(own.query, operation=Operation.TEXT))
        found = nearest(named, state, desk)
        return [lead, *found] if len(found) == 1 and found[0].figure is not None else []
    others = [in_year(lead, year, desk) for year in own.query.years]
    return [*(m for m in others if m is not None), lead] if None not in others else []


def _last(told: Sequence[Match], count: int) -> list[Match]:
    """The last amounts that were told; without a count, those that differ in one respect only."""
    if count:
        return list(told[-count:]) if len(told) >= count else []
    found = list(told[-1:])
    over_years: bool | None = None
    for earlier, later in zip(reversed(told[:-1]), reversed(told), strict=False):
        years = same_thing(earlier.record, later.record)
        parts = earlier.known_figure.year == later.known_figure.year
        if _kind(earlier) != _kind(later) or years == parts or over_years not in (None, years):
            break
        over_years = years
        found.insert(0, earlier)
    return found


def _two_told(state: State, *, over_time: bool) -> tuple[Match, Match] | None:
    """The last two amounts, the earlier year first, if they are of one kind.

    `over_time`: only two years of one thing are meant.
    """
    if len(state.told) < _PAIR:
        return None
    first, second = state.told[-_PAIR:]
    same_place = first.record.id == second.record.id and first.figure == second.figure
    if same_place or _kind(first) != _kind(second):
        return None
    one, other = first.known_figure.year, second.known_figure.year
    if over_time and (one == other or not same_thing(first.record, second.record)):
        return None
    if one is not None and other is not None and one > other:
        return second, first
    return first, second


def _kind(match: Match) -> str:
    return family(match.known_figure.unit)
