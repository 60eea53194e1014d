"""What an answer listed, in its order, so that the next question can count in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.draft import Draft
from index.types import StatementRecord
from ingest.cell_kinds import is_total
from ingest.cells import is_page
from ingest.model import StatementKind

_FEWEST = 2
_NAME = re.compile(r"[가-힣A-Za-z0-9()·‘’'\s]{2,20}")
_BETWEEN = re.compile(r"\s*[,、/]\s*(?![^()]*\))")


@dataclass(frozen=True, slots=True)
class Item:
    """A listed thing: what it is called, where it stands, and which label of a cell names it."""

    name: str
    record: StatementRecord
    axis: str = ""  # "row" or "column" of a table; "" where it is no cell


def listed(records: Sequence[StatementRecord], draft: Draft) -> tuple[Item, ...]:
    """The things that an answer lists: rows, columns, lines, or names in one cell."""
    lines = draft.text.count("\n- ") + draft.text.startswith("- ")
    if len(records) == 1 and not draft.values:
        return _names(records[0])
    if lines < _FEWEST or draft.calculation is not None:
        return ()
    found = _cells(records) or [
        Item(_name(record), record)
        for record in records
        if record.statement.kind is not StatementKind.CELL
    ]
    return tuple(found) if len(found) >= _FEWEST else ()


def place_of(record: StatementRecord, items: Sequence[Item]) -> int | None:
    """Which of the listed rows or columns a cell stands in."""
    one = record.statement
    for n, item in enumerate(items):
        other = item.record.statement
        same_table = record.document == item.record.document and one.block == other.block
        same_row = item.axis == "row" and one.row == other.row
        if same_table and (same_row or (item.axis == "column" and one.column == other.column)):
            return n
    return None


def _cells(records: Sequence[StatementRecord]) -> list[Item]:
    """The rows or the columns of one table, whichever differ."""
    cells = [r for r in records if r.statement.row is not None]
    if len(cells) < len(records) or len({(r.document.id, r.statement.block) for r in cells}) != 1:
        return []
    rows = [r.statement.row_path[-1:] for r in cells]
    columns = [r.statement.column_path[-1:] for r in cells]
    if len(set(rows)) == len(cells) and all(rows):
        axis, labels = "row", rows
    elif len(set(columns)) == len(cells) and all(columns):
        axis, labels = "column", columns
    else:
        return []
    pairs = zip(labels, cells, strict=True)
    return [
        Item(label[0], cell, "" if is_page(cell.statement.column_path) else axis)
        for label, cell in pairs
        if not is_total(label[0])
    ]


def _names(record: StatementRecord) -> tuple[Item, ...]:
    """Names side by side in one text: `금천고, 독산고, 문일고`."""
    parts = [part.strip() for part in _BETWEEN.split(record.statement.text)]
    if len(parts) < _FEWEST or not all(_NAME.fullmatch(part) for part in parts):
        return ()
    return tuple(Item(part, record) for part in parts)


def _name(record: StatementRecord) -> str:
    return record.statement.row_path[0] if record.statement.row_path else record.statement.text
