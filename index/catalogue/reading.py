"""Rows of the catalogue back to reports, sections, blocks, statements and passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Engine, Table, select

from index.catalogue import schema
from index.catalogue.encoding import StoredStatement, codec
from index.catalogue.snapshot import Snapshot, document_of
from index.types import Document, Passage, StatementRecord
from ingest.model import Block, Finding, Report, Section, Source

T = TypeVar("T")

_AT_ONCE = 2_000  # bound values in one query


class Reading:
    """Read-only; whether the asker may see something was decided before."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def revisions(self, document: str) -> list[Document]:
        table = schema.revisions
        query = (
            select(schema.documents.c.collection, table)
            .join(schema.documents, schema.documents.c.id == table.c.document)
            .where(table.c.document == document)
            .order_by(table.c.ingested_at.desc(), table.c.revision)
        )
        with self._engine.connect() as connection:
            return [document_of(row) for row in connection.execute(query).mappings()]

    def source(self, document: str, revision: str) -> Source:
        table = schema.revisions.c
        query = select(table.source).where(table.document == document, table.revision == revision)
        with self._engine.connect() as connection:
            data: str = connection.execute(query).scalar_one()
        return codec(Source).load(data)

    def report(self, document: Document) -> Report:
        stored = self._all(schema.statements, StoredStatement, document)
        return replace(
            self.outline(document),
            statements=tuple(item.statement for item in stored),
            findings=tuple(self.findings(document)),
        )

    def outline(self, document: Document) -> Report:
        """The report's sections and blocks, without what is said in them."""
        return Report(
            source=self.source(document.id, document.revision),
            title=document.title,
            agency=document.agency,
            department=document.department,
            kind=document.kind,
            year=document.year,
            report_date=document.report_date,
            sections=tuple(self._all(schema.sections, Section, document)),
            blocks=tuple(self._all(schema.blocks, Block, document)),
            statements=(),
            pages=document.pages,
            warnings=document.warnings,
        )

    def findings(self, document: Document) -> list[Finding]:
        return self._all(schema.findings, Finding, document)

    def section(self, document: Document, id: int) -> Section | None:
        return self._one(schema.sections, Section, document, id)

    def block(self, document: Document, id: int) -> Block | None:
        return self._one(schema.blocks, Block, document, id)

    def all_statements(self, document: Document) -> Iterator[StatementRecord]:
        for stored in self._all(schema.statements, StoredStatement, document):
            yield stored.record(document)

    def all_passages(self, document: Document) -> list[Passage]:
        return self._all(schema.passages, Passage, document)

    def statements(self, ids: Sequence[str], snapshot: Snapshot) -> dict[str, StatementRecord]:
        """The records of these ids among the visible documents' current revisions."""
        wanted: defaultdict[str, list[int]] = defaultdict(list)
        for asked in ids:
            document, _, rest = asked.partition("/")
            revision, _, number = rest.partition("/")
            current = snapshot.by_id.get(document)
            if current and current.revision == revision and number.isdecimal():
                wanted[document].append(int(number))
        found: dict[str, StatementRecord] = {}
        for document, numbers in wanted.items():
            for record in self._some(snapshot.by_id[document], numbers):
                found[record.id] = record
        snapshot.remember(found)
        return found

    def passages(self, ids: Sequence[str], allowed: Mapping[str, str]) -> dict[str, Passage]:
        """The passages of these ids in the `allowed` documents at the revisions given there."""
        columns = schema.passages.c
        found: dict[str, Passage] = {}
        with self._engine.connect() as connection:
            for start in range(0, len(ids), _AT_ONCE):
                some = ids[start : start + _AT_ONCE]
                query = select(columns.document, columns.revision, columns.data)
                rows = connection.execute(query.where(columns.id.in_(some))).all()
                current = [data for doc, rev, data in rows if allowed.get(doc) == rev]
                found.update((p.id, p) for p in codec(Passage).load_many(current))
        return found

    def _some(self, document: Document, numbers: Sequence[int]) -> Iterator[StatementRecord]:
        columns = schema.statements.c
        with self._engine.connect() as connection:
            for start in range(0, len(numbers), _AT_ONCE):
                query = select(columns.data).where(
                    columns.document == document.id,
                    columns.revision == document.revision,
                    columns.id.in_(numbers[start : start + _AT_ONCE]),
                )
                rows = connection.scalars(query).all()
                for stored in codec(StoredStatement).load_many(rows):
                    yield stored.record(document)

    def _all(self, table: Table, kind: type[T], document: Document) -> list[T]:
        order = table.c.number if "number" in table.c else table.c.id
        query = (
            select(table.c.data)
            .where(table.c.document == document.id, table.c.revision == document.revision)
            .order_by(order)
        )
        with self._engine.connect() as connection:
            return codec(kind).load_many(connection.scalars(query))

    def _one(self, table: Table, kind: type[T], document: Document, id: int) -> T | None:
        query = select(table.c.data).where(
            table.c.document == document.id,
            table.c.revision == document.revision,
            table.c.id == id,
        )
        with self._engine.connect() as connection:
            data = connection.scalar(query)
        return None if data is None else codec(kind).load(data)
