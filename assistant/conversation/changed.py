"""A change asked of what was told: as the report prints it, or worked out over two years."""

from __future__ import annotations

from dataclasses import replace

from assistant.conversation.kinship import akin, alike, reaches, year_of
from assistant.conversation.state import Reply, State
from assistant.desk import Desk
from assistant.kinds import change, name_of
from assistant.kinds.difference import Side, told, with_verdict
from assistant.lexicon import Operation
from assistant.matching import Match
from assistant.query import Query
from assistant.wording import subject
from ingest.units import family

_TWO = 2


def change_of(target: Match, asked: Query, desk: Desk) -> Reply | None:
    """How one figure changed from the year before."""
    year = year_of(target)
    if target.figure is None or year is None:
        return None
    query = replace(
        asked, terms=(), phrases=(), agencies=(), departments=(), years=(year,), months=(),
        families=(family(target.figure.unit),),
    )  # fmt: skip
    printed_desk = replace(desk, query=query, only=(target.record,))
    printed = change.answer(printed_desk)
    if printed is not None:
        printed = replace(printed, kind=name_of(change.answer))
        return Reply(printed, replace(printed_desk, query=asked))
    before = in_year(target, year - 1, desk)
    if before is None:
        return None
    return between(before, target, replace(desk, query=asked))


def rate_of(state: State, desk: Desk) -> Reply | None:
    """The rate of the change that was told last."""
    asked = replace(state.query, operation=Operation.GROWTH)
    if len(state.operands) == _TWO:
        after, before = state.operands
        return between(before, after, replace(desk, query=asked))
    return change_of(state.lead, asked, desk) if state.lead else None


def between(before: Match, after: Match, desk: Desk) -> Reply:
    """The difference of two figures of one kind of unit, from the first to the second."""
    query = desk.query
    years = year_of(before), year_of(after)
    apart = None not in years and years[0] != years[1]
    names = [f"{y}년" for y in years] if apart else [subject(m, query) for m in (before, after)]
    sides = Side(before, names[0]), Side(after, names[1])
    cited = desk.cite((before, after))
    found = told(desk, *sides, cited, subject(after, query, year=False))
    found = replace(with_verdict(found, query, *sides), kind=name_of(change.answer))
    return Reply(found, desk)


def in_year(target: Match, year: int, desk: Desk) -> Match | None:
    """The same thing of another year: the figure most like it in its table or its list."""
    for reach in reaches(desk, target.record):
        if reach.wide:
            continue
        figures = (
            Match(r, figure, 1.0, 1.0)
            for r in reach.records
            for figure in [alike([f for f in r.statement.figures if f.year == year], target.figure)]
            if figure is not None
        )
        found = [m for m in figures if _same_line(m, target, table=reach.table)]
        if found:
            return max(found, key=lambda m: akin(m, target))
    return None


def _same_line(match: Match, target: Match, *, table: bool) -> bool:
    """Whether two amounts stand in a row or column of a table, or under the same key of a list."""
    one, other = match.record.statement, target.record.statement
    if table:
        return one.row == other.row or one.column == other.column
    same_name = match.known_figure.label == target.known_figure.label
    return same_name and one.row_path == other.row_path and one.heads == other.heads


def is_change(query: Query) -> bool:
    return query.operation in {Operation.DIFFERENCE, Operation.GROWTH}
