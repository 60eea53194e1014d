"""One question after another: each is answered on the ground of the answer before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.answer import Reason
from assistant.conversation.choosing import chosen
from assistant.conversation.combining import combined, means_told
from assistant.conversation.grounded import grounded
from assistant.conversation.items import Item
from assistant.conversation.kinship import year_of
from assistant.conversation.own import Own
from assistant.conversation.references import Position, bare, position, year_shift
from assistant.conversation.room import Room
from assistant.conversation.state import Reply, State
from assistant.conversation.topics import (
    holds_words,
    is_foreign,
    is_full,
    is_its_own,
    stays,
    with_ask,
)
from assistant.matching import Match
from assistant.query import Query
from assistant.wording import say

_OF_OFFICES = {"정원", "현원", "과부족"}  # measures that only offices have


def turn(text: str, state: State | None, room: Room) -> tuple[Reply, State]:
    """The answer to a question after a conversation (None: it is the first), and the state then."""
    if state is None:
        reply = room.answered(room.understood(text))
        return reply, State(reply.query, reply.query).after(reply)
    place = position(text)
    picked = chosen(text, place, state.choices)
    if picked is not None:
        return _anew(picked, state, room)
    if place is not None:
        told = _of_item(place, state, room)
        if told is not None:
            return told
        if place.counts:
            count = len(state.items)
            said = say("no_such_place", count=count) if count else say("no_list")
            reply = room.told_none(room.understood(text), said, Reason.NO_SUCH_ITEM)
            return reply, state.after(reply)
    query = _with_year(room.understood(bare(text)), text, state)
    reply, words = _follow_up(query, text, state, room)
    return reply, replace(state, words=words).after(reply)


def _anew(text: str, state: State, room: Room) -> tuple[Reply, State]:
    reply = room.answered(room.understood(text))
    return reply, replace(state, words=reply.query).after(reply)


def _with_year(query: Query, text: str, state: State) -> Query:
    """`전년도는?`: the year before the one that was told."""
    shift = year_shift(text)
    year = year_of(state.lead) if state.lead else None
    if not shift or year is None or query.years or query.since_last_year:
        return query
    return replace(query, years=(year + shift,))


def _follow_up(query: Query, text: str, state: State, room: Room) -> tuple[Reply, Query]:
    """The answer, and the words that the conversation is about from there."""
    own = Own.of(query, room.search)
    if query.unknown_agency or query.unknown_department:
        return room.answered(query), state.words
    full = is_full(own, text, state.lead.record if state.lead else None)
    if full:
        reply = _by_itself(own, state, room, full=True)
        if reply is not None:
            return reply, reply.query
    merged = room.merged(query, state.words)
    computed = combined(own, state, room.desk(query))
    if computed is None and means_told(own):
        computed = room.told_none(merged, say("nothing_to_add"), Reason.NOT_ADDABLE)
    if computed is not None:
        return computed, state.words
    reply = _on_ground(own, state, room)
    if reply is not None:
        return reply, merged
    for asked in _continued(own, merged, state):
        reply = room.tried(asked)
        if reply is not None and stays(reply, own, state):
            return reply, asked
    if not full:
        reply = _by_itself(own, state, room, full=False)
        if reply is not None:
            return reply, reply.query
    return room.unanswered(query if full else merged), merged


def _by_itself(own: Own, state: State, room: Room, *, full: bool) -> Reply | None:
    """The answer to a question that starts a topic: where its words are spelled goes first."""
    replies = []
    for query in _alone(own, state, room):
        reply = room.tried(query)
        if reply is None or not (full or is_its_own(reply, own)):
            continue
        if holds_words(reply, own.words, spelled=True):
            return reply
        replies.append(reply)
    fitting = (r for r in replies if holds_words(r, own.words) or r.query is own.original)
    return next(fitting, None)


def _alone(own: Own, state: State, room: Room) -> Iterator[Query]:
    """The question by itself: asking what was asked before, of the agency before, as it stands."""
    query = own.original
    agencies = query.agencies or state.words.agencies
    agencies = agencies or ((state.lead.record.agency,) if state.lead else ())
    if own.is_plain:
        yield replace(with_ask(own.query, state), agencies=agencies)
    several = len(room.landscape.agencies) > 1
    if several and agencies and not query.agencies and not query.departments:
        yield replace(query, agencies=agencies)
    yield query


def _on_ground(own: Own, state: State, room: Room) -> Reply | None:
    if state.lead is None or is_foreign(own.query, state.lead.record):
        return None
    return grounded(own, state, room.desk(own.query))


def _continued(own: Own, merged: Query, state: State) -> Iterator[Query]:
    """The question with the earlier words, then of the same office without them."""
    yield merged
    query, lead = own.query, state.lead
    if own.words or not query.wants_amount:
        return
    departments = query.departments or state.words.departments
    if not departments and lead and {m.name for m in query.measures} & _OF_OFFICES:
        departments = tuple(
            filter(None, (lead.record.department or lead.record.document.department,))
        )
    if departments:
        agencies = query.agencies or ((lead.record.agency,) if lead else state.words.agencies)
        years = query.years or state.query.years
        yield replace(query, departments=departments, agencies=agencies, years=years)


def _of_item(place: Position, state: State, room: Room) -> tuple[Reply, State] | None:
    """What is asked of one thing that was listed; None where the list has no such place."""
    index = place.index(len(state.items), state.at)
    if index is None:
        return None
    item, rest = state.items[index], place.rest or state.rest
    reply = _in_its_line(item, rest, state, room)
    if reply is None:
        query = room.understood(f"{item.name} {rest}" if rest else item.name)
        agency = item.record.agency
        query = replace(
            query,
            agencies=query.agencies or ((agency,) if agency else ()),
            years=query.years or state.query.years,
        )
        reply = room.answered(query)
    reply = replace(reply, item=index, rest=rest)
    return reply, replace(state, words=reply.query).after(reply)


def _in_its_line(item: Item, rest: str, state: State, room: Room) -> Reply | None:
    """The cell of an item's row or column that answers."""
    if not item.axis or not rest:
        return None
    own = Own.of(room.understood(rest), room.search)
    anchor = Match(item.record, None, 1.0, 1.0)
    return grounded(own, state, room.desk(own.query), anchor)
