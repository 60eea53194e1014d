"""The list of a report's projects (주요사업 목록), complete and in order."""

from __future__ import annotations

import re

from assistant.answer import Basis
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.lexicon import Operation
from assistant.wording import marks, say
from index.types import StatementRecord
from ingest.cells import is_page

_ASKED = re.compile(r"(?:주요사업|주요업무|추진사업|사업목록|사업들)")


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    listed = query.operation in {Operation.LIST, Operation.TEXT}
    if not _ASKED.search(query.squeezed) or not listed or query.wants_amount:
        return None
    if any(
        term.weight > 0 and not _ASKED.search(term.text) and term.text not in _WORDS
        for term in query.terms
    ):
        return None
    rows = _list_rows(desk)
    if not rows:
        return None
    lines = []
    for record in rows:
        name = record.statement.row_path[-1]
        lines.append(f"- {name} {marks([desk.book.cite(record)])}")
    first = rows[0]
    head = " ".join(part for part in (first.agency, first.department) if part)
    title = (
        f"{first.document.year}년 {head}의 주요사업"
        if first.document.year
        else f"{head}의 주요사업"
    )
    return Draft(
        text="\n".join([say("listed", subject=title, count=len(rows)), *lines]),
        basis=Basis(year=first.document.year),
    )


_WORDS = {"주요", "사업", "주요사업", "업무", "추진"}


def _list_rows(desk: Desk) -> list[StatementRecord]:
    """One statement for each row of the list that fits department and year best."""
    query = desk.query
    fitting = [
        record
        for record in desk.records
        if record.statement.row is not None
        and record.statement.row_path
        and is_page(record.statement.column_path)
        and (not query.document_years or record.document.year in query.document_years)
        and (
            not query.years
            or query.document_years
            or record.document.year in query.years
            or record.statement.year in query.years
        )
        and (
            not query.departments
            or {record.department, record.document.department} & set(query.departments)
        )
    ]
    if not fitting:
        return []
    newest = max(record.document.year or 0 for record in fitting)
    first = next(record for record in fitting if (record.document.year or 0) == newest)
    rows: dict[int, StatementRecord] = {}
    for cell in desk.cells(first):
        if cell.statement.row is not None and cell.statement.row_path:
            rows.setdefault(cell.statement.row, cell)
    return [rows[key] for key in sorted(rows)]
