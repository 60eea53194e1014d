"""A follow-up answered from around the answer before: what it names is replaced, the rest stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.conversation.changed import change_of, rate_of
from assistant.conversation.kinship import Reach, akin, alike, in_line, reaches, year_of
from assistant.conversation.own import Holder, Own, in_months
from assistant.conversation.state import Reply, State
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds import figure, first_answer, name_of, passage, wanted
from assistant.kinds.asking_back import asked_back
from assistant.kinds.premise import takes_for_granted
from assistant.kinds.quoting import empty_place, quoted
from assistant.lexicon import Operation, Wanted
from assistant.matching import Match, matches
from assistant.picking import Pick
from assistant.query import Query
from index.types import StatementRecord
from ingest.cell_kinds import is_blank
from ingest.clean import compared, squeezed
from ingest.model import StatementKind
from ingest.numbers import cell_number
from ingest.periods import years
from ingest.units import family

_EVEN = 0.02  # matches this near are of equal right
_FITTING = 0.5  # what fitting the question by itself is worth beside standing near
_NAMED = 0.2  # what a label right at the cell is worth that says all words
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


def nearest(own: Own, state: State, desk: Desk) -> list[Match]:
    """The statements nearest to the answer before that hold what a follow-up names."""
    if state.lead is None:
        return []
    for reach in reaches(desk, state.lead.record):
        found = targets(reach, own, state, state.lead)
        if found:
            return found
    return []


def _within(reach: Reach, own: Own, state: State, desk: Desk, anchor: Match) -> Reply | None:
    query = own.query
    if _asks_rate(query) and state.done in CHANGES:
        return rate_of(state, desk)
    if takes_for_granted(query):
        return _judged(reach, own, desk)
    if query.operation not in _SIMPLE and query.operation not in CHANGES:
        return None
    if query.operation in CHANGES and len(query.measures) > 1:
        return None  # two measures held against each other: asked in full
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
    if not reach.table and not own.words and not _fits_alone(own, reach):
        return []  # another year or month of the same thing stands beside it, or is looked up
    held = [
        r
        for r in Holder(own, reach.records, table=reach.table).records
        if in_months(query, r) and (own.words or not reach.table or in_line(r, anchor.record))
    ]
    found = [m for m in _asked(held, own, state, anchor, reach) if _of_year(m, query)]
    if not found:
        return []
    dated = not query.years
    worth = [
        akin(m, anchor, dated=dated) + _FITTING * m.score + _NAMED * own.names(m.record)
        for m in found
    ]
    best = max(worth)
    near = [(w, m) for w, m in zip(worth, found, strict=True) if w >= best - _EVEN]
    return [m for _, m in sorted(near, key=lambda pair: -pair[0])][:_AT_MOST]


def _fits_alone(own: Own, reach: Reach) -> bool:
    """Whether a question without any word of its own may be answered from a list or project."""
    if own.is_plain:
        return False
    return not reach.wide or bool(own.query.wanted)


def _asked(
    held: list[StatementRecord], own: Own, state: State, anchor: Match, reach: Reach
) -> list[Match]:
    """Those that answer what is asked: an amount, a kind of words, or whatever was asked before."""
    query = own.query
    if query.wanted and not query.wants_amount:
        return [Match(r, None, 1.0, 1.0) for r in held if own.words or _is_of_kind(r, query)]
    if own.asks_in_words:
        told = (r for r in held if cell_number(r.statement.text) is None)
        return [Match(r, None, 1.0, 1.0) for r in told if own.words or query.years]
    if own.is_plain or (query.operation in CHANGES and not query.measures):
        return _as_before(held, state, anchor, reach)
    if not query.wants_amount:
        return [Match(r, None, 1.0, 1.0) for r in held if own.words]
    plain = _unbound(query)
    return [m for m in matches(plain, held) if m.figure is not None]


def _as_before(
    held: list[StatementRecord], state: State, anchor: Match, reach: Reach
) -> list[Match]:
    if reach.table:
        return [Match(r, alike(r.statement.figures, anchor.figure), 1.0, 1.0) for r in held]
    before = replace(_unbound(state.query), years=(), months=())
    if before.wants_amount:
        amounts = [m for m in matches(before, held) if m.figure is not None]
        if amounts:
            return amounts
    return [Match(r, None, 1.0, 1.0) for r in held]


def _unbound(query: Query) -> Query:
    """A query less what only says where to look: that is known."""
    return replace(
        query, agencies=(), departments=(), document_years=(), terms=(), phrases=(),
        operation=Operation.FIGURE,
    )  # fmt: skip


def _is_of_kind(record: StatementRecord, query: Query) -> bool:
    """Whether a label says that this is a date, a place or somebody, as asked."""
    labels = compared(" ".join((*record.statement.row_path, *record.statement.column_path)))
    patterns = (wanted.KEYS[kind] for kind in query.wanted if kind in wanted.KEYS)
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
        if len(amounts) > 1 and len({m.record.id for m in found}) == 1:
            return Reply(_quoted(own_desk, [best.record]), own_desk)
        if len(amounts) > 1:
            readings = sorted(amounts.values(), key=lambda m: m.record.statement.id)
            return Reply(asked_back(own_desk, asked, readings), own_desk)
        single = figure.single(own_desk, asked, Pick(best, (), ()))
        return Reply(replace(single, kind=name_of(figure.answer)), own_desk)
    if best.record.statement.kind is StatementKind.CELL and is_blank(best.record.statement.text):
        return Reply(empty_place(best.record, own_desk), own_desk)
    records = sorted({m.record.id: m.record for m in found}.values(), key=lambda r: r.statement.id)
    return Reply(_quoted(own_desk, records), own_desk)


def _quoted(desk: Desk, records: Iterable[StatementRecord]) -> Draft:
    draft = quoted(desk, list(records), dates=Wanted.DATE in desk.query.wanted)
    return replace(draft, kind=name_of(passage.answer))


def _asks_rate(query: Query) -> bool:
    """`비율로는?`, `몇 퍼센트야?`"""
    return query.families == ("percent",) and not query.terms and not query.measures


def _judged(reach: Reach, own: Own, desk: Desk) -> Reply | None:
    """What is taken for granted, held against what the reports say around the answer."""
    held = Holder(own, reach.records, table=False).records
    if not own.words or not held:
        return None
    query = replace(_unbound(own.query), years=(), terms=own.words, operation=own.query.operation)
    own_desk = replace(desk, query=query, only=tuple(held))
    draft = first_answer(own_desk)
    return Reply(draft, own_desk) if draft is not None else None
