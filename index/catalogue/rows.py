"""A report as rows of the catalogue's tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert

from index import aliases
from index.catalogue import schema
from index.catalogue.encoding import StoredStatement, codec, with_context
from index.types import Passage
from ingest.model import Block, Finding, Report, Section, Source

Row = dict[str, Any]


def revision_row(
    report: Report, key: tuple[str, str], passages: Sequence[Passage], ingested_at: str
) -> Row:
    document, revision = key
    return {
        "document": document,
        "revision": revision,
        "sha256": report.source.sha256,
        "name": report.source.name,
        "title": report.title,
        "agency": report.agency,
        "department": report.department,
        "kind": report.kind,
        "year": report.year,
        "report_date": report.report_date,
        "sections": len(report.sections),
        "tables": report.tables,
        "figures": report.figures,
        "passages": len(passages),
        "ingested_at": ingested_at,
        "source": codec(Source).dump(report.source),
        "media_type": report.source.media_type,
        "pages": report.pages,
        "warnings": "\n".join(report.warnings),
    }


def insert_parts(
    connection: Connection, report: Report, key: tuple[str, str], passages: Sequence[Passage]
) -> None:
    """Write sections, blocks, statements, figures, passages and aliases of one revision."""
    stored = list(with_context(report))
    parts: tuple[tuple[Table, Iterator[Row]], ...] = (
        (schema.sections, _section_rows(report)),
        (schema.blocks, _block_rows(report)),
        (schema.statements, _statement_rows(stored)),
        (schema.figures, _figure_rows(stored)),
        (schema.passages, _passage_rows(passages)),
        (schema.findings, _finding_rows(report)),
        (schema.aliases, alias_rows(report)),
    )
    document, revision = key
    for table, rows in parts:
        keyed = [{"document": document, "revision": revision, **row} for row in rows]
        if keyed:
            connection.execute(insert(table), keyed)


def _section_rows(report: Report) -> Iterator[Row]:
    for section in report.sections:
        data = codec(Section).dump(section)
        yield {"id": section.id, "kind": section.kind, "title": section.title, "data": data}


def _finding_rows(report: Report) -> Iterator[Row]:
    for number, finding in enumerate(report.findings):
        data = codec(Finding).dump(finding)
        yield {"number": number, "kind": finding.kind, "data": data}


def alias_rows(report: Report) -> Iterator[Row]:
    """What the report itself says its departments and projects are also called."""
    for number, found in enumerate(aliases.found(report)):
        yield {
            "number": number,
            "kind": found.kind.value,
            "alias": found.alias,
            "name": found.name,
            "agency": found.agency,
        }


def _block_rows(report: Report) -> Iterator[Row]:
    for block in report.blocks:
        data = codec(Block).dump(block)
        yield {"id": block.id, "section": block.section, "kind": block.kind, "data": data}


def _statement_rows(stored: Sequence[StoredStatement]) -> Iterator[Row]:
    for item in stored:
        statement = item.statement
        yield {
            "id": statement.id,
            "block": statement.block,
            "section": statement.section,
            "data": codec(StoredStatement).dump(item),
        }


def _figure_rows(stored: Sequence[StoredStatement]) -> Iterator[Row]:
    for item in stored:
        for number, figure in enumerate(item.statement.figures):
            yield {
                "agency": item.agency,
                "statement": item.statement.id,
                "number": number,
                "department": item.department,
                "project": item.project,
                "label": figure.label,
                "measure": figure.measure,
                "year": figure.year,
                "period": figure.period,
                "stage": figure.stage,
                "basis_date": figure.basis_date or item.basis_date,
                "printed": figure.printed,
                "value": str(figure.value),
                "unit": figure.unit,
                "amount": str(figure.amount),
                "checked": figure.check,
            }


def _passage_rows(passages: Sequence[Passage]) -> Iterator[Row]:
    for number, passage in enumerate(passages):
        data = codec(Passage).dump(passage)
        yield {"id": passage.id, "number": number, "section": passage.section, "data": data}
