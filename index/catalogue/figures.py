"""Figures by what people ask of them: document, department, project, year, measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, Engine, RowMapping, or_, select

from index.catalogue import schema
from index.types import Document
from ingest.model import Check


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """Conditions; texts match a part of the name, None asks nothing.  `document` is id or name."""

    document: str | None = None
    agency: str | None = None
    department: str | None = None
    project: str | None = None
    year: int | None = None
    measure: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with its context; `statement` is the id of the statement that holds it."""

    document: Document
    statement: str
    department: str
    project: str
    label: str
    measure: str
    year: int | None
    period: str
    stage: str
    basis_date: str
    printed: str
    value: Decimal
    unit: str
    amount: Decimal
    check: Check


_COPIED = (
    "department",
    "project",
    "label",
    "measure",
    "year",
    "period",
    "stage",
    "basis_date",
    "printed",
    "unit",
)


def find_figures(
    engine: Engine, documents: Sequence[Document], query: FigureQuery
) -> list[FigureRow]:
    """The figures of these documents that meet the query, in the order of the reports."""
    found: list[FigureRow] = []
    columns = schema.figures.c
    for document in documents:
        if query.document and query.document != document.id and query.document not in document.name:
            continue
        wanted = (
            select(schema.figures)
            .where(
                columns.document == document.id,
                columns.revision == document.revision,
                *_conditions(query),
            )
            .order_by(columns.statement, columns.number)
            .limit(None if query.limit is None else query.limit - len(found))
        )
        with engine.connect() as connection:
            found += [_row(document, row) for row in connection.execute(wanted).mappings()]
        if query.limit is not None and len(found) >= query.limit:
            break
    return found


def _conditions(query: FigureQuery) -> list[ColumnElement[bool]]:
    columns = schema.figures.c
    named = {"agency": query.agency, "department": query.department, "project": query.project}
    found = [columns[name].contains(part, autoescape=True) for name, part in named.items() if part]
    if query.measure:
        about = (columns.measure, columns.label)
        found.append(or_(*(column.contains(query.measure, autoescape=True) for column in about)))
    if query.year is not None:
        found.append(columns.year == query.year)
    return found


def _row(document: Document, row: RowMapping) -> FigureRow:
    return FigureRow(
        document=document,
        statement=f"{document.id}/{document.revision}/{row['statement']}",
        value=Decimal(row["value"]),
        amount=Decimal(row["amount"]),
        check=Check(row["checked"]),
        **{name: row[name] for name in _COPIED},
    )
