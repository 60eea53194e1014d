"""The largest or smallest among the rows of a table."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from assistant import draft
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.lexicon import MEASURE_BY_NAME, Operation
from assistant.matching import Match
from assistant.query import Query
from assistant.wording import figure_amount, marks, say
from ingest.tables import is_total
from ingest.vocabulary import is_office

_FEWEST = 3  # rows that make a ranking
_ENOUGH = 0.45
_OFFICES = re.compile(r"과(?:가운데|중|에서|들)|부서")


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    if query.operation not in {Operation.MAXIMUM, Operation.MINIMUM}:
        return None
    rows = _rows(desk, query)
    if len(rows) < _FEWEST:
        return None
    ordered = sorted(rows, key=lambda m: m.figure.amount if m.figure else 0, reverse=True)
    best = ordered[0] if query.operation is Operation.MAXIMUM else ordered[-1]
    figure = best.figure
    assert figure is not None  # noqa: S101
    cited = desk.cite((best, *[m for m in ordered if m is not best][:6]))
    name = _name(best)
    word = "많습니다" if query.operation is Operation.MAXIMUM else "적습니다"
    text = say(
        "ranking", subject=name, amount=figure_amount(figure), word=word, marks=marks(cited[:1])
    )
    others = [
        f"{_name(m)} {figure_amount(m.figure)}" for m in ordered if m is not best and m.figure
    ]
    text += "\n" + say("compared", others=", ".join(others[:9]), marks=marks(cited[1:]))
    return Draft(
        text=text,
        values=(draft.value(best, query, cited[0]),),
        basis=draft.basis(best),
        assumptions=draft.year_assumption(best, query),
        series=tuple(
            {"label": _name(m), "value": str(m.figure.value), "unit": m.figure.unit}
            for m in ordered
            if m.figure
        ),
    )


def _rows(desk: Desk, query: Query) -> list[Match]:
    """One figure for each row of the column that fits the question best."""
    plain = replace(query, departments=()) if len(query.departments) > 1 else query
    if re.search(r"늘|증가", query.squeezed) and not query.measures:
        plain = replace(plain, measures=(MEASURE_BY_NAME["증감"],), years=())
    columns: defaultdict[tuple[str, int, int], list[Match]] = defaultdict(list)
    for match in desk.matches(plain):
        statement = match.record.statement
        if statement.row is not None and statement.column is not None and match.coverage >= _ENOUGH:
            columns[match.record.document.id, statement.block, statement.column].append(match)
    ranked = sorted(columns.values(), key=lambda ms: -max(m.score for m in ms))
    offices = _OFFICES.search(query.squeezed) is not None
    for column in ranked[:12]:
        rows = _whole_column(desk, column[0])
        if offices:
            rows = [row for row in rows if is_office(_name(row).replace(" ", ""))]
        if len(rows) >= _FEWEST:
            return rows
    return []


def _whole_column(desk: Desk, match: Match) -> list[Match]:
    """The rows of a column: group totals where rows are grouped, else all but totals."""
    column = match.record.statement.column
    cells = [
        cell
        for cell in desk.cells(match.record)
        if cell.statement.column == column and cell.statement.figures and cell.statement.row_path
    ]
    grouped = [
        c for c in cells if len(c.statement.row_path) > 1 and is_total(c.statement.row_path[-1])
    ]
    plain = [c for c in cells if not is_total(c.statement.row_path[-1])]
    chosen = grouped if len(grouped) >= _FEWEST else plain
    unit = match.figure.unit if match.figure else ""
    return [
        Match(cell, cell.statement.figures[0], match.score, match.coverage)
        for cell in chosen
        if cell.statement.figures[0].unit == unit
    ]


def _name(match: Match) -> str:
    labels = [label for label in match.record.statement.row_path if not is_total(label)]
    return " ".join(labels) or match.record.department
