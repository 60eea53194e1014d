"""Figures by what people ask of them: document, department, project, year, measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from sqlalchemy import ColumnElement, Engine, RowMapping, func, select

from index.catalogue import schema
from index.catalogue.encoding import StoredStatement, codec
from index.types import Document
from ingest.model import Check, Place, StatementKind


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """Conditions; None asks nothing.

    A text matches a part of the name, white space and case left aside.  `document` is an id, or a
    part of a name or of a title; `measure` is looked for in all that labels a figure.
    """

    document: str | None = None
    agency: str | None = None
    department: str | None = None
    project: str | None = None
    year: int | None = None
    measure: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with its context; `statement` is the id of the statement that holds it.

    `value` is in `unit`, `amount` in the base unit (원 for money, else the same as the value).
    """

    document: Document
    statement: str
    kind: StatementKind
    text: str  # of the statement: the cell, the value of an item, the line
    place: Place
    agency: str
    department: str
    project: str
    section_path: tuple[str, ...]
    heads: tuple[str, ...]
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
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
    reading: str

    @property
    def labels(self) -> tuple[str, ...]:
        """Everything that says what is counted, the figure's own words first."""
        own = tuple(word for word in (self.measure, self.label) if word)
        return (*own, *self.row_path, *self.column_path)


_COPIED = (
    "agency",
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
) -> Iterator[FigureRow]:
    """The figures of these documents that meet the query, in the order of the reports.

    One document is held at a time.
    """
    return islice(_found(engine, documents, query), query.limit)


def squeezed(text: str) -> str:
    """A name as it is compared: without white space, in small letters."""
    return "".join(text.split()).lower()


def _found(
    engine: Engine, documents: Sequence[Document], query: FigureQuery
) -> Iterator[FigureRow]:
    measure = squeezed(query.measure or "")
    for document in documents:
        if _meant(document, query.document):
            for row in _of_document(engine, document, _conditions(query)):
                if not measure or any(measure in squeezed(label) for label in row.labels):
                    yield row


def _meant(document: Document, asked: str | None) -> bool:
    if not asked or asked == document.id:
        return True
    return any(squeezed(asked) in squeezed(name) for name in (document.name, document.title))


def _of_document(
    engine: Engine, document: Document, conditions: Sequence[ColumnElement[bool]]
) -> Iterator[FigureRow]:
    figures, statements = schema.figures.c, schema.statements.c
    same_statement = (
        (statements.document == figures.document)
        & (statements.revision == figures.revision)
        & (statements.id == figures.statement)
    )
    wanted = (
        select(schema.figures, statements.data)
        .join(schema.statements, same_statement)
        .where(figures.document == document.id, figures.revision == document.revision, *conditions)
        .order_by(figures.statement, figures.number)
    )
    with engine.connect() as connection:
        rows = connection.execute(wanted).mappings().all()
    holders = codec(StoredStatement).load_many(row["data"] for row in rows)
    for row, holder in zip(rows, holders, strict=True):
        yield _row(document, row, holder)


def _conditions(query: FigureQuery) -> list[ColumnElement[bool]]:
    columns = schema.figures.c
    named = {"agency": query.agency, "department": query.department, "project": query.project}
    found = [
        func.lower(func.replace(columns[name], " ", "")).contains(squeezed(part), autoescape=True)
        for name, part in named.items()
        if part
    ]
    if query.year is not None:
        found.append(columns.year == query.year)
    return found


def _row(document: Document, row: RowMapping, holder: StoredStatement) -> FigureRow:
    statement = holder.statement
    return FigureRow(
        document=document,
        statement=f"{document.id}/{document.revision}/{statement.id}",
        kind=statement.kind,
        text=statement.text,
        place=statement.place,
        section_path=holder.section_path,
        heads=statement.heads,
        row_path=statement.row_path,
        column_path=statement.column_path,
        value=Decimal(row["value"]),
        amount=Decimal(row["amount"]),
        check=Check(row["checked"]),
        reading=statement.figures[row["number"]].reading,
        **{name: row[name] for name in _COPIED},
    )
