"""What the catalogue held at one stamp: its documents, which of them answer, decoded records."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, select

from index.catalogue import schema
from index.types import OFFICE, SAMPLES, Document, StatementRecord
from ingest.model import SectionKind

AUTO, ON, OFF = "auto", "on", "off"
SAMPLES_STATES = (AUTO, ON, OFF)
STAMP = "stamp"
_RECORDS = 20_000


@dataclass(slots=True)
class Snapshot:
    """`documents` is everything stored, `visible` what answers questions, both by name."""

    stamp: str
    documents: tuple[Document, ...]
    visible: tuple[Document, ...]
    by_id: dict[str, Document]  # the visible ones
    offices: dict[str, tuple[str, ...]]  # department sections by document
    records: dict[str, StatementRecord] = field(default_factory=dict)

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
    return Snapshot(stamp, everything, visible, by_id, _offices(connection, by_id))


def _offices(connection: Connection, by_id: dict[str, Document]) -> dict[str, tuple[str, ...]]:
    sections = schema.sections.c
    query = select(sections.document, sections.revision, sections.title).where(
        sections.kind == SectionKind.DEPARTMENT.value
    )
    found: dict[str, tuple[str, ...]] = {}
    for document, revision, title in connection.execute(query):
        current = by_id.get(document)
        if current is not None and current.revision == revision:
            found[document] = (*found.get(document, ()), title)
    return found


def document_of(row: RowMapping) -> Document:
    """A joined row of documents and revisions as a document."""
    columns: dict[str, Any] = {name: row[name] for name in Document.__slots__ if name != "id"}
    return Document(id=row["document"], **columns)
