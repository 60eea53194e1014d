"""The model's dataclasses as JSON and back: exact, because decimals are written as strings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from index.types import Document, StatementRecord
from ingest.model import Report, SectionKind, Statement

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement with its context, as one row keeps it; the document stands in other columns."""

    statement: Statement
    agency: str
    department: str
    project: str
    section_path: tuple[str, ...]
    caption: str
    unit: str
    basis_date: str

    def record(self, document: Document) -> StatementRecord:
        return StatementRecord(
            f"{document.id}/{document.revision}/{self.statement.id}",
            document,
            self.statement,
            self.agency,
            self.department,
            self.project,
            self.section_path,
            self.caption,
            self.unit,
            self.basis_date,
        )


class Codec(Generic[T]):
    """JSON of one type; many rows are decoded in one call, which is several times quicker."""

    def __init__(self, kind: type[T]) -> None:
        self._one: TypeAdapter[T] = TypeAdapter(kind)
        self._many: TypeAdapter[list[T]] = TypeAdapter(list[kind])  # type: ignore[valid-type]

    def dump(self, value: T) -> str:
        return self._one.dump_json(value, exclude_defaults=True).decode()

    def load(self, data: str) -> T:
        return self._one.validate_json(data)

    def load_many(self, rows: Iterable[str]) -> list[T]:
        return self._many.validate_json(f"[{','.join(rows)}]")


_codecs: dict[object, Any] = {}


def codec(kind: type[T]) -> Codec[T]:
    """The codec of a type, made once."""
    if kind not in _codecs:
        _codecs[kind] = Codec(kind)
    made: Codec[T] = _codecs[kind]
    return made


def with_context(report: Report) -> Iterable[StoredStatement]:
    """Every statement of a report under what its headings and its table say."""
    places = {section.id: _section_context(report, section.id) for section in report.sections}
    for statement in report.statements:
        department, project, path = places[statement.section]
        table = report.blocks[statement.block].table
        yield StoredStatement(
            statement=statement,
            agency=report.agency,
            department=department,
            project=project,
            section_path=path,
            caption=table.caption if table else "",
            unit=(table.basis.unit or "") if table else "",
            basis_date=(table.basis.basis_date or "") if table else "",
        )


def _section_context(report: Report, section: int) -> tuple[str, str, tuple[str, ...]]:
    department = report.nearest(section, SectionKind.DEPARTMENT)
    project = report.nearest(section, SectionKind.PROJECT)
    titles = tuple(part.title for part in report.path(section)[1:])
    return (
        department.title if department else report.department,
        project.title if project else "",
        titles,
    )
