"""What the catalogue held at one stamp: its documents, which of them answer, decoded records."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, select

from index.catalogue import aliases, schema
from index.types import (
    OFFICE,
    SAMPLES,
    Alias,
    Document,
    Name,
    NameKind,
    Names,
    Scope,
    StatementRecord,
)
from ingest.model import SectionKind

AUTO, ON, OFF = "auto", "on", "off"
SAMPLES_STATES = (AUTO, ON, OFF)
STAMP = "stamp"
_RECORDS = 20_000
_SCOPES = 100  # askers' rights whose names are remembered


@dataclass(slots=True)
class Snapshot:
    """`documents` is everything stored, `visible` what answers questions, both by name."""

    stamp: str
    documents: tuple[Document, ...]
    visible: tuple[Document, ...]
    by_id: dict[str, Document]  # the visible ones
    offices: dict[str, tuple[str, ...]]  # department sections by document
    projects: dict[str, tuple[str, ...]]  # project sections by document
    stated: dict[str, tuple[Alias, ...]]  # aliases by the document that states them
    written: tuple[Alias, ...]  # aliases of the office
    records: dict[str, StatementRecord] = field(default_factory=dict)
    _names: dict[frozenset[str] | None, Names] = field(default_factory=dict)

    def names(self, scope: Scope) -> Names:
        """What these rights may see by name, made once.

        Who may not see everything gets no alias of the office for a name that is hidden from him.
        """
        known = self._names.get(scope.documents)
        if known is None:
            known = self._collected(scope)
            if len(self._names) >= _SCOPES:
                self._names = {}
            self._names[scope.documents] = known
        return known

    def _collected(self, scope: Scope) -> Names:
        names: dict[Name, None] = {}
        stated: dict[Alias, None] = {}
        for document in self.visible:
            if not scope.allows(document.id):
                continue
            own = {
                NameKind.AGENCY: (document.agency,),
                NameKind.DEPARTMENT: (document.department, *self.offices.get(document.id, ())),
                NameKind.PROJECT: self.projects.get(document.id, ()),
            }
            for kind, found in own.items():
                names.update({Name(kind, name, document.agency): None for name in found if name})
            stated.update(dict.fromkeys(self.stated.get(document.id, ())))
        seen = {name.name for name in names}
        written = (a for a in self.written if scope.documents is None or a.name in seen)
        return Names(tuple(names), (*written, *stated))

    def remember(self, records: dict[str, StatementRecord]) -> None:
        """Keep decoded records; beyond 20,000 start anew rather than grow."""
        if len(self.records) + len(records) > _RECORDS:
            self.records = {}
        self.records.update(records)


class Snapshots:
    """Gives the snapshot of now: one tiny query where nothing has changed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._last: Snapshot | None = None

    def now(self) -> Snapshot:
        with self._engine.connect() as connection:
            known = select(schema.state.c.value).where(schema.state.c.key == STAMP)
            stamp = str(connection.scalar(known) or "")
            last = self._last
            if last is not None and last.stamp == stamp:
                return last
            snapshot = _take(connection, stamp)
        with self._lock:
            self._last = snapshot
        return snapshot


def _take(connection: Connection, stamp: str) -> Snapshot:
    """Read within one transaction, so that stamp and documents belong together."""
    documents, revisions = schema.documents.c, schema.revisions.c
    joined = select(documents.collection, schema.revisions).join_from(
        schema.documents,
        schema.revisions,
        (documents.id == revisions.document) & (documents.revision == revisions.revision),
    )
    found = [document_of(row) for row in connection.execute(joined).mappings()]
    everything = tuple(sorted(found, key=lambda document: (document.name, document.id)))
    samples = select(schema.state.c.value).where(schema.state.c.key == "samples")
    state = str(connection.scalar(samples) or AUTO)
    office = any(document.collection == OFFICE for document in everything)
    shown = state == ON or (state == AUTO and not office)
    visible = tuple(d for d in everything if shown or d.collection != SAMPLES)
    by_id = {document.id: document for document in visible}
    return Snapshot(
        stamp,
        everything,
        visible,
        by_id,
        offices=_titles(connection, by_id, SectionKind.DEPARTMENT),
        projects=_titles(connection, by_id, SectionKind.PROJECT),
        stated=aliases.of_documents(connection, by_id),
        written=aliases.of_office(connection),
    )


def _titles(
    connection: Connection, by_id: dict[str, Document], kind: SectionKind
) -> dict[str, tuple[str, ...]]:
    sections = schema.sections.c
    query = select(sections.document, sections.revision, sections.title).where(
        sections.kind == kind.value
    )
    found: dict[str, tuple[str, ...]] = {}
    for document, revision, title in connection.execute(query):
        current = by_id.get(document)
        if current is not None and current.revision == revision:
            found[document] = (*found.get(document, ()), title)
    return found


def document_of(row: RowMapping | Mapping[str, Any]) -> Document:
    """A joined row of documents and revisions as a document."""
    columns: dict[str, Any] = {name: row[name] for name in Document.__slots__ if name != "id"}
    columns["warnings"] = tuple(row["warnings"].splitlines())
    return Document(id=row["document"], **columns)
