"""Lists: the cells of a row or column, the lines under a heading, the parts of a line."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Value
from assistant.citing import quote
from assistant.desk import ENOUGH, Desk
from assistant.draft import Draft
from assistant.lexicon import Operation
from assistant.matching import Match, asked_text, unasked
from assistant.query import Query
from assistant.wording import marks
from index.types import StatementRecord
from ingest.clean import squeezed
from ingest.model import StatementKind
from ingest.tables import is_blank, is_total

_AT_MOST = 20
_NAMED = 0.35  # a label with less than this unasked is named by the question


def answer(desk: Desk) -> Draft | None:
    query = replace(desk.query, families=(), measures=())
    if desk.query.operation is not Operation.LIST:
        return None
    found = [m for m in desk.matches(query) if m.coverage >= ENOUGH]
    if not found:
        return None
    best = found[0]
    rows = _siblings(desk, best, query)
    if len(rows) < 2:
        return None
    return told(desk, rows)


def told(desk: Desk, rows: list[StatementRecord]) -> Draft:
    lines = [f"- {quote_line(record)} {marks([desk.book.cite(record)])}" for record in rows]
    values = [
        Value(value=figure.value, unit=figure.unit, label=figure.label or quote_line(record)[:40],
              citation=desk.book.cite(record))
        for record in rows
        for figure in record.statement.figures
    ]  # fmt: skip
    return Draft(text="\n".join(lines), values=tuple(values[:12]))


def quote_line(record: StatementRecord) -> str:
    """A statement as one line of a list: `1호점(독산1동) 개소일: 2020. 12. 1.`."""
    statement = record.statement
    if statement.kind is StatementKind.CELL:
        labels = [
            label for label in (*statement.row_path, *statement.column_path) if not is_total(label)
        ]
        return f"{' '.join(labels)}: {statement.text}" if labels else statement.text
    return quote(record)


def _siblings(desk: Desk, best: Match, query: Query) -> list[StatementRecord]:
    statement = best.record.statement
    if statement.kind is StatementKind.CELL:
        return _cells(desk, best, query)
    if statement.kind is StatementKind.ITEM or not _leads(desk, best):
        return []
    return _below(desk, best)


def _cells(desk: Desk, best: Match, query: Query) -> list[StatementRecord]:
    """The row or the column of the best cell, whichever the question does not narrow down."""
    asked = asked_text(query)
    statement = best.record.statement
    rows = [squeezed(p) for p in statement.row_path if not is_total(p)]
    columns = [squeezed(p) for p in statement.column_path if not is_total(p)]
    row_named = bool(rows) and unasked(rows[-1:], asked, query) <= _NAMED
    column_named = bool(columns) and unasked(columns[-1:], asked, query) <= _NAMED
    if row_named and column_named:
        return []
    cells = [c for c in desk.cells(best.record) if not is_blank(c.statement.text)]
    if row_named:
        chosen = [c for c in cells if c.statement.row == statement.row]
    else:
        chosen = [c for c in cells if c.statement.column == statement.column]
    return chosen[:_AT_MOST]


def _leads(desk: Desk, best: Match) -> bool:
    return bool(_below(desk, best))


def _below(desk: Desk, best: Match) -> list[StatementRecord]:
    """The lines that stand under the best line."""
    text = best.record.statement.text
    depth = len(best.record.statement.heads)
    below: list[StatementRecord] = []
    for record in desk.around(best.record, 0, _AT_MOST)[1:]:
        heads = record.statement.heads
        if len(heads) <= depth or heads[depth] != text:
            break
        below.append(record)
    return below
