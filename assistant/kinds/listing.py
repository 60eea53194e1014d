"""Lists: the cells of a row or column, the lines under a heading."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.desk import Desk, announces
from assistant.draft import Draft
from assistant.kinds.quoting import quoted
from assistant.kinds.valued import rows_by_value
from assistant.kinds.wanted import KEYS
from assistant.kinds.worded import in_words
from assistant.labels import asked_text, unasked
from assistant.lexicon import Operation
from assistant.matching import Match, carrying, held_by
from assistant.profile import profile
from assistant.query import Query, Term
from index.types import StatementRecord
from ingest.cell_kinds import is_blank, is_total
from ingest.clean import compared
from ingest.model import StatementKind

_AT_MOST = 20
_NAMED = 0.35  # a label with no more than this unasked is named by the question
_ANNOUNCING, _DEFINING = 0.1, 0.2  # what a sentence gains that announces a list, or defines
_DEFINED = re.compile(r"이하\s?[“\"'‘]([^“”\"'‘’]{2,20})[”\"'’]")  # `이하 “당연직 이사”라 한다`
_MANY = 3  # amounts in one statement that make it a list by itself


def answer(desk: Desk) -> Draft | None:
    if desk.query.operation is not Operation.LIST or not desk.query.terms:
        return None
    query = replace(desk.query, families=(), measures=())
    found = in_words(desk, query)
    if not found:
        return None
    found.sort(key=lambda m: -(m.score + _announcing(m.record, query)))
    rows = _siblings(desk, found, query)
    return quoted(desk, rows) if rows else None


def _announcing(record: StatementRecord, query: Query) -> float:
    """What a sentence gains that announces a list, and that says what the asked thing is."""
    defined = (compared(found[1]) for found in _DEFINED.finditer(record.statement.text))
    named = any(term.text in name for name in defined for term in query.terms)
    return _ANNOUNCING * announces(record) + (_DEFINING if named else 0.0)


def _siblings(desk: Desk, found: list[Match], query: Query) -> list[StatementRecord]:
    best = found[0]
    statement = best.record.statement
    if statement.kind is StatementKind.CELL:
        return _cells(desk, best, query)
    below = desk.below(best.record)[:_AT_MOST]
    if below:
        return [best.record, *below]
    following = desk.around(best.record, 0, 1)[1:]
    alike = _alike(found)
    if len(alike) >= 2:
        return alike
    lists = [r for r in following if len(r.statement.figures) >= _MANY and _is_part(r, best.record)]
    return [best.record, *lists] if lists else []


def _lacking(match: Match, query: Query) -> list[Term]:
    """The words that carry the question and that a statement does not hold."""
    seen = profile(match.record)
    least = carrying(query.terms)
    return [t for t in query.terms if t.weight >= least and not held_by(t, seen)]


def _rows_holding(desk: Desk, best: Match, words: list[Term]) -> list[StatementRecord]:
    """The rows of a table whose cells hold all of some words: `우편으로 공개하는 것`."""
    cells = [c for c in desk.cells(best.record) if not is_blank(c.statement.text)]
    rows: dict[int | None, list[StatementRecord]] = {}
    for cell in cells:
        rows.setdefault(cell.statement.row, []).append(cell)
    holding = [
        row for row in rows.values() if all(any(held_by(w, profile(c)) for c in row) for w in words)
    ]
    if len(holding) == len(rows):
        return []
    return [cell for row in holding for cell in row][:_AT_MOST]


def _alike(found: list[Match]) -> list[StatementRecord]:
    """The lines of one report that hold the question's words equally well, in order."""
    best = found[0]
    alike = [
        match.record
        for match in found[:_AT_MOST]
        if match.record.document.id == best.record.document.id
        and match.coverage >= best.coverage - 0.03
        and match.record.statement.kind is not StatementKind.CELL
    ]
    return sorted(alike, key=lambda record: record.statement.id)


def _is_part(record: StatementRecord, head: StatementRecord) -> bool:
    """Whether the named counts of a line add up to a count of the line before."""
    total = sum(figure.value for figure in record.statement.figures)
    return any(figure.value == total for figure in head.statement.figures)


def _cells(desk: Desk, best: Match, query: Query) -> list[StatementRecord]:
    """The row or the column of the best cell, whichever the question does not narrow down."""
    asked = asked_text(query)
    statement = best.record.statement
    rows = [label for label in statement.row_path if not is_total(label)]
    columns = [label for label in statement.column_path if not is_total(label)]
    row_named = bool(rows) and unasked(rows[-1:], asked, query) <= _NAMED
    column_named = bool(columns) and unasked(columns[-1:], asked, query) <= _NAMED
    if row_named and column_named:
        return []
    if by_value := rows_by_value(desk, best, query):
        return by_value
    if lacking := _lacking(best, query):
        return _rows_holding(desk, best, lacking)
    cells = [c for c in desk.cells(best.record) if not is_blank(c.statement.text)]
    if not (row_named or column_named) and query.wanted:
        chosen = cells
    elif row_named:
        chosen = [c for c in cells if c.statement.row == statement.row]
    else:
        chosen = [c for c in cells if c.statement.column == statement.column]
    chosen = _of_kind(chosen, query)
    return chosen[:_AT_MOST] if len(chosen) >= 2 else []


def _of_kind(cells: list[StatementRecord], query: Query) -> list[StatementRecord]:
    """Of a whole table's cells those with labels of the asked kind (개소일 for `언제`)."""
    patterns = [KEYS[kind] for kind in query.wanted if kind in KEYS]
    fitting = [
        cell
        for cell in cells
        if any(p.search(compared("".join(cell.statement.row_path))) for p in patterns)
    ]
    return fitting or cells
