"""Statements quoted as the answer: one line each, with its place and the amounts that it holds."""

from __future__ import annotations

from assistant.answer import Basis, Reason, Status, Value
from assistant.citing import quote
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.korean import date_reading
from assistant.labels import asked_text, unasked
from assistant.query import Query
from assistant.wording import marks, say
from index.types import StatementRecord
from ingest.cell_kinds import is_total
from ingest.clean import squeezed
from ingest.model import StatementKind

_VALUES = 12
_MORE = 0.35  # share of a statement's letters that the question does not say itself
_HEAD = 60  # letters of a heading that may stand before a quoted line


def quoted(desk: Desk, records: list[StatementRecord], *, dates: bool = False) -> Draft:
    """An answer in the report's own words; `dates` adds how its short dates are read."""
    lines = []
    for record in records:
        line = in_context(record)
        reading = date_reading(line) if dates else ""
        read = f" ({reading})" if reading else ""
        lines.append(f"{line}{read} {marks([desk.book.cite(record)])}")
    text = lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)
    values = [
        Value(
            value=figure.value,
            unit=figure.unit,
            label=figure.label or line_of(record)[:40],
            citation=desk.book.cite(record),
        )
        for record in records
        for figure in record.statement.figures
    ]
    first = records[0]
    basis = Basis(year=first.statement.year, basis_date=first.basis_date)
    return Draft(text=text, values=tuple(values[:_VALUES]), basis=basis)


def line_of(record: StatementRecord) -> str:
    """A statement as one line: `1호점(독산1동) 개소일: 2020. 12. 1.`."""
    statement = record.statement
    if statement.kind is not StatementKind.CELL:
        return quote(record)
    labels = [x for x in (*statement.row_path, *statement.column_path) if not is_total(x)]
    unit = statement.figures[-1].unit if statement.figures and statement.text[-1:].isdigit() else ""
    return f"{' '.join(labels)}: {statement.text}{unit}" if labels else f"{statement.text}{unit}"


def tells_more(query: Query, record: StatementRecord) -> bool:
    """Whether a statement says anything beyond what the question says itself."""
    if record.statement.figures or record.statement.row_path or record.statement.row is not None:
        return True
    return unasked([line_of(record)], asked_text(query), query) > _MORE


def empty_place(record: StatementRecord, desk: Desk) -> Draft:
    """The report has the place for the answer, and nothing stands there."""
    statement = record.statement
    named = " ".join((*statement.column_path, *statement.row_path))
    n = desk.book.cite(record)
    return Draft(
        text=say("empty_cell", subject=named, marks=marks([n])),
        status=Status.NOT_FOUND,
        reason=Reason.EMPTY_CELL,
    )


def in_context(record: StatementRecord) -> str:
    """The line with the heading that it stands under, where the line alone says too little."""
    statement = record.statement
    line = line_of(record)
    if statement.kind is StatementKind.CELL or not statement.heads:
        return line
    head = statement.heads[-1]
    if len(head) > _HEAD or squeezed(head) in squeezed(line):
        return line
    return f"{head} / {line}" if ":" in head or ":" in line else f"{head}: {line}"
