"""A follow-up answered from around the answer before: what it names is replaced, the rest stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.conversation.changed import change_of
from assistant.conversation.kinship import Reach, akin, alike, in_line, reaches, year_of
from assistant.conversation.own import Own, holds, in_months, rows_told
from assistant.conversation.state import Reply, State
from assistant.desk import Desk, Pick
from assistant.draft import Draft
from assistant.kinds import figure, first_answer, passage
from assistant.kinds.premise import takes_for_granted
from assistant.kinds.quoting import quoted
from assistant.lexicon import Operation, Wanted
from assistant.matching import Match, matches
from assistant.query import Query
from index.types import StatementRecord
from ingest.clean import compared, squeezed
from ingest.model import StatementKind
from ingest.periods import years
from ingest.tables import is_blank
from ingest.units import family

_EVEN = 0.02  # matches this near are of equal right
_AT_MOST = 4
CHANGES = {Operation.DIFFERENCE, Operation.GROWTH}
_SIMPLE = {Operation.TEXT, Operation.FIGURE}


def grounded(own: Own, state: State, desk: Desk, anchor: Match | None = None) -> Reply | None:
    """The answer that stands nearest to the one before; None where nothing around it answers."""
    anchor = anchor or state.lead
    if anchor is None:
        return None
    for reach in reaches(desk, anchor.record):
        reply = _within(reach, own, state, desk, anchor)
        if reply is not None:
            return reply
    return None


def _within(reach: Reach, own: Own, state: State, desk: Desk, anchor: Match) -> Reply | None:
    query = own.query
    if takes_for_granted(query):
        return _judged(reach, own, desk)
    if query.operation not in _SIMPLE and query.operation not in CHANGES:
        return None
    if query.operation in CHANGES and query.measures:
        return None  # two measures held against each other, or one that is named: asked in full
    found = targets(reach, own, state, anchor)
    if not found:
        return None
    asked = resolved(own, state, found[0])
    if asked.operation in CHANGES:
        return change_of(found[0], asked, desk)
    return told(found, asked, desk)


def targets(reach: Reach, own: Own, state: State, anchor: Match) -> list[Match]:
    """The statements that hold all that the follow-up names, the nearest ones of equal right."""
    query = own.query
    nothing = not own.words and not query.years and not query.months
    if nothing and own.is_plain:
        return []
    if not reach.table and not own.words and (own.is_plain or (reach.wide and not query.wanted)):
        return []  # another year or month of the same thing stands beside it, or is looked up
    rows = rows_told(reach.records) if reach.table else {}
    held = [
        r
        for r in reach.records
        if holds(own.words, own.phrase, r, rows.get(_row(r), ""))
        and in_months(query, r)
        and (not reach.table or in_line(r, anchor.record))
    ]
    found = [m for m in _asked(held, own, state, anchor, reach) if _of_year(m, query)]
    if not found:
        return []
    ranked = sorted(found, key=lambda m: -akin(m, anchor))
    best = akin(ranked[0], anchor)
    return [m for m in ranked if akin(m, anchor) >= best - _EVEN][:_AT_MOST]


def _row(record: StatementRecord) -> int:
    row = record.statement.row
    return -1 if row is None else row


def _asked(
    held: list[StatementRecord], own: Own, state: State, anchor: Match, reach: Reach
) -> list[Match]:
    """Those that answer what is asked: an amount, a kind of words, or whatever was asked before."""
    query = own.query
    if query.wanted and not query.wants_amount:
        return [Match(r, None, 1.0, 1.0) for r in held if own.words or _is_of_kind(r, query)]
    if own.is_plain or (query.operation in CHANGES and not query.measures):
        return _as_before(held, state, anchor, reach)
    plain = replace(_unbound(query), terms=(), phrases=())
    return [m for m in matches(plain, held) if m.figure is not None]


def _as_before(
    held: list[StatementRecord], state: State, anchor: Match, reach: Reach
) -> list[Match]:
    if reach.table:
        return [Match(r, alike(r.statement.figures, anchor.figure), 1.0, 1.0) for r in held]
    before = replace(_unbound(state.query), terms=(), phrases=(), years=(), months=())
    if before.wants_amount:
        amounts = [m for m in matches(before, held) if m.figure is not None]
        if amounts:
            return amounts
    return [Match(r, None, 1.0, 1.0) for r in held]


def _unbound(query: Query) -> Query:
    """A query less what only says where to look: that is known."""
    return replace(
        query, agencies=(), departments=(), document_years=(), operation=Operation.FIGURE
    )


def _is_of_kind(record: StatementRecord, query: Query) -> bool:
    """Whether a label says that this is a date, a place or somebody, as asked."""
    labels = compared(" ".join((*record.statement.row_path, *record.statement.column_path)))
    patterns = (passage.KEYS[kind] for kind in query.wanted if kind in passage.KEYS)
    return any(pattern.search(labels) for pattern in patterns)


def _of_year(match: Match, query: Query) -> bool:
    if not query.years:
        return True
    statement = match.record.statement
    named = set(years(" ".join((*statement.row_path, *statement.column_path, statement.text))))
    asked = set(query.years)
    return (
        year_of(match) in asked if match.figure else bool(named & asked) or year_of(match) in asked
    )


def resolved(own: Own, state: State, target: Match) -> Query:
    """The follow-up as a question of its own, of the statement that was found for it."""
    query, before = own.query, state.query
    record, found = target.record, target.figure
    labels = (*record.statement.row_path, *record.statement.column_path, *record.statement.heads)
    said = (query.squeezed, squeezed(" ".join(labels)), squeezed(record.project))
    plain = own.is_plain
    year = year_of(target)
    kinds = (family(found.unit),) if found is not None and family(found.unit) else ()
    measured = query.measures or tuple(
        m for m in before.measures if plain and m.family in {"", *kinds}
    )
    repeats = plain and before.operation in CHANGES
    return replace(
        query,
        squeezed=" ".join(said),
        years=query.years or before.years or ((year,) if year else ()),
        months=query.months or before.months,
        agencies=(record.agency,) if record.agency else (),
        departments=query.departments or before.departments,
        measures=measured if found is not None else (),
        families=(query.families or kinds) if found is not None else (),
        wanted=query.wanted or (before.wanted if plain else ()),
        operation=before.operation if repeats else query.operation,
        since_last_year=query.since_last_year or (repeats and before.since_last_year),
    )


def told(found: list[Match], asked: Query, desk: Desk) -> Reply | None:
    """What was found, told as an amount or quoted; asked back where several fit alike."""
    best = found[0]
    own_desk = replace(desk, query=asked, only=tuple(m.record for m in found))
    if best.figure is not None:
        amounts = {m.amount: m for m in reversed(found) if m.figure is not None}
        if len(amounts) > 1:
            readings = sorted(amounts.values(), key=lambda m: m.record.statement.id)
            return Reply(figure.asked_back(own_desk, asked, readings), own_desk)
        return Reply(figure.single(own_desk, asked, Pick(best, (), ())), own_desk)
    if best.record.statement.kind is StatementKind.CELL and is_blank(best.record.statement.text):
        return Reply(passage.empty(best, own_desk), own_desk)
    records = sorted({m.record.id: m.record for m in found}.values(), key=lambda r: r.statement.id)
    return Reply(_quoted(own_desk, records), own_desk)


def _quoted(desk: Desk, records: Iterable[StatementRecord]) -> Draft:
    return quoted(desk, list(records), dates=Wanted.DATE in desk.query.wanted)


def _judged(reach: Reach, own: Own, desk: Desk) -> Reply | None:
    """What is taken for granted, held against what the reports say around the answer."""
    held = [r for r in reach.records if holds(own.words, own.phrase, r)]
    if not own.words or not held:
        return None
    query = replace(_unbound(own.query), years=(), terms=own.words, operation=own.query.operation)
    own_desk = replace(desk, query=query, only=tuple(held))
    draft = first_answer(own_desk)
    return Reply(draft, own_desk) if draft is not None else None
