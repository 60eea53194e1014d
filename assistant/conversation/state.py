"""What an answer leaves for the next question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Choice, Status
from assistant.conversation.items import Item, listed, place_of
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.lexicon import Operation
from assistant.matching import Match
from assistant.query import Query
from index.types import StatementRecord
from ingest.clean import compared
from ingest.model import Figure

_REMEMBERED = 6  # amounts told before
_COMPUTED = {Operation.SUM, Operation.MEAN, Operation.DIFFERENCE, Operation.GROWTH}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in the making, and the desk that it was worked out on."""

    draft: Draft
    desk: Desk
    item: int | None = None  # the place of what it tells of, in the list that was given before
    rest: str = ""  # what was asked of it
    combines: Operation | None = None  # what was done with amounts that had been told before

    @property
    def query(self) -> Query:
        return self.desk.query


@dataclass(frozen=True, slots=True)
class State:
    """A conversation after an answer.

    `query` is the last question as it was answered; `words` the one that its words alone make with
    those before; `lead` is what the last answer rests on first; `told` the amounts that were told,
    oldest first; `operands` what the last answer was computed from, by `done`; `items` what was
    listed, `at` the place among them that was asked last, `rest` what was asked of it; `choices`
    what the last answer offered.
    """

    query: Query
    words: Query
    lead: Match | None = None
    told: tuple[Match, ...] = ()
    operands: tuple[Match, ...] = ()
    done: Operation = Operation.TEXT
    items: tuple[Item, ...] = ()
    at: int | None = None
    rest: str = ""
    choices: tuple[Choice, ...] = ()

    def after(self, reply: Reply) -> State:
        """The state after one more answer; what was not answered leaves the ground as it was."""
        draft = reply.draft
        if draft.status is Status.CLARIFY or not reply.desk.book.records:
            query = self.query if self.lead else reply.query
            offered = listed(reply.desk.book.records, draft)
            choices = draft.choices or draft.nearest
            return replace(self, query=query, choices=choices, items=offered or self.items)
        if draft.status is not Status.ANSWERED:
            return replace(self, choices=draft.nearest)
        lead = leading(reply)
        plain = reply.query.operation not in _COMPUTED and not draft.calculation
        told = (*self.told, lead) if lead and lead.figure and plain else self.told
        items = listed(reply.desk.book.records, draft)
        kept = self.items if reply.item is not None or not items else items
        at, rest = self._place(reply, lead, kept)
        return State(
            query=reply.query,
            words=self.words,
            lead=lead,
            told=told[-_REMEMBERED:],
            operands=computed_from(reply),
            done=reply.combines or reply.query.operation,
            items=kept,
            at=at,
            rest=rest,
        )

    def _place(
        self, reply: Reply, lead: Match | None, items: Sequence[Item]
    ) -> tuple[int | None, str]:
        """The place in the list that an answer tells of, and what was asked of it."""
        if reply.item is not None:
            return reply.item, reply.rest
        at = place_of(lead.record, items) if lead else None
        if at is None:
            return None, ""
        name = compared(items[at].name)
        named = any(term.text in name for term in reply.query.terms)
        return at, self.rest if named else reply.query.text


def leading(reply: Reply) -> Match | None:
    """The statement that an answer rests on first, with the figure that it tells of it.

    Of a change it is the later figure, of a sum the summand that was told last.
    """
    operands = computed_from(reply)
    if operands:
        return operands[-1 if reply.combines is Operation.SUM else 0]
    records = reply.desk.book.records
    if not records:
        return None
    values = [value for value in reply.draft.values if value.citation == 1]
    figure = next((_figure(records[0], v.value, v.unit) for v in values), None)
    if figure is None and reply.query.wants_amount and len(records[0].statement.figures) == 1:
        figure = records[0].statement.figures[0]
    return Match(records[0], figure, 1.0, 1.0)


def computed_from(reply: Reply) -> tuple[Match, ...]:
    """The figures that an answer was computed from, as the calculation names them."""
    calculations = (reply.draft.calculation, *(v.calculation for v in reply.draft.values))
    calculation = next((c for c in calculations if c is not None), None)
    if calculation is None:
        return ()
    records = reply.desk.book.records
    found = []
    for operand in calculation.operands:
        if operand.citation is None:  # a bound that the question states
            continue
        record = records[operand.citation - 1]
        figure = _figure(record, operand.value, operand.unit)
        if figure is not None:
            found.append(Match(record, figure, 1.0, 1.0))
    return tuple(found)


def _figure(record: StatementRecord, value: object, unit: str) -> Figure | None:
    figures = record.statement.figures
    return next((f for f in figures if f.value == value and f.unit == unit), None)
