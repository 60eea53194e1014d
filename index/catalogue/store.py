"""The catalogue over SQL: implements `index.types.Catalogue`.

A document's id comes from its collection and first origin and never changes; each content it ever
had is a revision, and so is each way of reading it; one of them is current.  Every change is one
transaction that also sets a new stamp; what is remembered between calls is dropped as soon as the
stamp differs, so a process sees at its next call what another one wrote.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, Connection, delete, insert, select, update

from index.aliases import RULES
from index.catalogue import aliases, origins, schema
from index.catalogue.database import open_database, writing
from index.catalogue.figures import FigureQuery, FigureRow, find_figures
from index.catalogue.filebook import FileBook
from index.catalogue.originals import Originals
from index.catalogue.quarantine import Quarantine
from index.catalogue.reading import Reading
from index.catalogue.rows import insert_parts, revision_row
from index.catalogue.snapshot import AUTO, SAMPLES_STATES, STAMP, Snapshot, Snapshots, document_of
from index.passages import split_report
from index.types import EVERYTHING, OFFICE, Alias, Document, Names, Passage, Scope, StatementRecord
from ingest.model import READING, Block, Finding, Report, Section, Source


def revision_id(sha256: str) -> str:
    """12 hex digits of a file's bytes and of the rules by which they are read now."""
    return hashlib.sha256(f"{READING}:{sha256}".encode()).hexdigest()[:12]


class SqlCatalogue:
    """Documents, revisions and their parts; safe for threads, and for several processes."""

    def __init__(self, url: str | URL, originals: Path) -> None:
        """Open or create; CatalogueUnavailable where the database cannot be used."""
        self._engine = open_database(url)
        self._originals = Originals(originals)
        self._snapshots = Snapshots(self._engine)
        self._reading = Reading(self._engine)
        self.files = FileBook(self._engine)
        self.quarantine = Quarantine(self._engine)
        self._find_aliases()

    def close(self) -> None:
        self._engine.dispose()

    # Writing

    def put(self, report: Report, *, origin: str, collection: str = OFFICE) -> Document | None:
        """Make a report current; None where exactly its bytes, read as now, are.

        Bytes that the document had before become current again, read afresh.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with writing(self._engine) as connection:
            document = origins.identity(connection, origin, collection)
            key = (document, revision_id(report.source.sha256))
            if not _make_current(connection, key, report, origin, collection):
                return None
            passages = split_report(report, document)
            row = revision_row(report, key, passages, now)
            connection.execute(insert(schema.revisions).values(row))
            insert_parts(connection, report, key, passages)
            _stamp(connection)
        return document_of({**row, "collection": collection})

    def move(self, document: str, origin: str, name: str) -> bool:
        """Say that a document's file is now at another place; it keeps its id and its content.

        False where there is no such document, or another one stands there already.
        """
        with writing(self._engine) as connection:
            if not origins.move(connection, document, origin, name):
                return False
            _stamp(connection)
        return True

    def remove(self, document: str) -> bool:
        """Delete a document, its revisions and the originals that nothing else needs."""
        revisions = schema.revisions.c
        with writing(self._engine) as connection:
            used = select(revisions.sha256).where(revisions.document == document)
            hashes = set(connection.scalars(used))
            found = connection.execute(
                delete(schema.documents).where(schema.documents.c.id == document)
            ).rowcount
            if not found:
                return False
            still = select(revisions.sha256).where(revisions.sha256.in_(hashes))
            for sha256 in hashes - set(connection.scalars(still)):
                self._originals.drop(sha256)
            _stamp(connection)
        self._forget_log()
        return True

    def set_samples(self, state: str) -> None:
        """`on`, `off`, or `auto`: on while there is no document of the office."""
        if state not in SAMPLES_STATES:
            raise ValueError("예시 보고서 설정은 auto, on, off 가운데 하나여야 합니다.")
        with writing(self._engine) as connection:
            _set_state(connection, "samples", state)
            _stamp(connection)

    def add_aliases(self, written: Iterable[Alias]) -> int:
        """Keep aliases that the office wrote, all or none; how many were not there yet."""
        with writing(self._engine) as connection:
            new = aliases.add(connection, written)
            if new:
                _stamp(connection)
        return new

    def remove_alias(self, alias: str, name: str = "") -> int:
        """Delete an alias of the office, for one name or for all; how many there were."""
        with writing(self._engine) as connection:
            gone = aliases.remove(connection, alias, name)
            if gone:
                _stamp(connection)
        return gone

    def keep_original(self, sha256: str, content: bytes) -> None:
        """Keep the bytes of an original; ValueError where the hash is not theirs."""
        self._originals.keep(sha256, content)

    # Reading

    def samples_state(self) -> str:
        with self._engine.connect() as connection:
            known = select(schema.state.c.value).where(schema.state.c.key == "samples")
            return str(connection.scalar(known) or AUTO)

    def documents(self, scope: Scope, *, collection: str | None = None) -> list[Document]:
        """Documents that answer questions now and that the scope allows, by name."""
        return [
            document
            for document in self._snapshots.now().visible
            if scope.allows(document.id) and collection in (None, document.collection)
        ]

    def stored(self, scope: Scope, *, collection: str | None = None) -> list[Document]:
        """Every document that the scope allows, switched-off samples included, by name."""
        return [
            document
            for document in self._snapshots.now().documents
            if scope.allows(document.id) and collection in (None, document.collection)
        ]

    def revisions(self, document: str, scope: Scope) -> list[Document]:
        """All revisions of a document, the latest read first."""
        return self._reading.revisions(document) if self._current(document, scope) else []

    def original(self, document: str, scope: Scope) -> bytes | None:
        """The bytes of the current revision's file, None where they were not kept."""
        current = self._current(document, scope)
        if current is None:
            return None
        return self._originals.read(self._reading.source(current.id, current.revision).sha256)

    def source(self, document: str, scope: Scope) -> Source | None:
        """The description of the current revision's file: name, hash, size, encoding."""
        current = self._current(document, scope)
        return self._reading.source(current.id, current.revision) if current else None

    def report(self, document: str, scope: Scope, revision: str | None = None) -> Report | None:
        """The report at its current revision, or at an older one for comparison."""
        found = self.revisions(document, scope) if revision else []
        current = self._current(document, scope)
        wanted = next((old for old in found if old.revision == revision), None)
        chosen = wanted if revision else current
        return self._reading.report(chosen) if chosen else None

    def findings(self, document: str, scope: Scope) -> list[Finding]:
        """What does not add up in a document's current revision, in the order of the report."""
        current = self._current(document, scope)
        return self._reading.findings(current) if current else []

    def section(self, document: str, section: int, scope: Scope) -> Section | None:
        current = self._current(document, scope)
        return self._reading.section(current, section) if current else None

    def block(self, document: str, block: int, scope: Scope) -> Block | None:
        current = self._current(document, scope)
        return self._reading.block(current, block) if current else None

    def departments(self, scope: Scope) -> tuple[str, ...]:
        """The departments of the visible documents, and those that have a section in them."""
        visible = self.documents(scope)
        own = [document.department for document in visible if document.department]
        offices = self._snapshots.now().offices
        told = [name for document in visible for name in offices.get(document.id, ())]
        return tuple(sorted({*own, *told}))

    def names(self, scope: Scope) -> Names:
        """What the visible documents are of and tell of, by name, with the aliases for it."""
        return self._snapshots.now().names(scope)

    def statements(self, ids: Iterable[str], scope: Scope) -> list[StatementRecord]:
        """Statements of current revisions, in the order asked; others are left out."""
        snapshot = self._snapshots.now()
        asked = list(ids)
        known = snapshot.records
        missing = [key for key in asked if key not in known]
        found = self._reading.statements(missing, snapshot)
        allowed = {d.id for d in snapshot.visible if scope.allows(d.id)}
        records = (found.get(key) or known.get(key) for key in asked)
        return [record for record in records if record and record.document.id in allowed]

    def passages(self, ids: Iterable[str], scope: Scope) -> list[Passage]:
        """Passages of current revisions, in the order asked; others are left out."""
        asked = list(ids)
        snapshot = self._snapshots.now()
        allowed = {d.id: d.revision for d in snapshot.visible if scope.allows(d.id)}
        found = self._reading.passages(asked, allowed)
        return [found[key] for key in asked if key in found]

    def figures(self, scope: Scope, query: FigureQuery | None = None) -> list[FigureRow]:
        """Figures of the visible documents, in the order of the reports."""
        return list(self.iter_figures(scope, query))

    def iter_figures(self, scope: Scope, query: FigureQuery | None = None) -> Iterator[FigureRow]:
        """The same, one document's at a time."""
        return find_figures(self._engine, self.documents(scope), query or FigureQuery())

    def iter_statements(self, scope: Scope) -> Iterator[StatementRecord]:
        for document in self.documents(scope):
            yield from self._reading.all_statements(document)

    def iter_passages(self, scope: Scope) -> Iterator[Passage]:
        for document in self.documents(scope):
            yield from self._reading.all_passages(document)

    def _find_aliases(self) -> None:
        """Documents that were stored before these rules get their aliases now, once."""
        with self._engine.connect() as connection:
            if aliases.found_by(connection) == str(RULES):
                return
        with writing(self._engine) as connection:
            if aliases.found_by(connection) != str(RULES):
                aliases.find_again(connection, self.stored(EVERYTHING), self._reading)
                _set_state(connection, aliases.RULES_KEY, str(RULES))
                _stamp(connection)

    def _current(self, document: str, scope: Scope) -> Document | None:
        snapshot: Snapshot = self._snapshots.now()
        return snapshot.by_id.get(document) if scope.allows(document) else None

    def _forget_log(self) -> None:
        """What was removed also leaves SQLite's write-ahead log."""
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as free:
                free.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _make_current(
    connection: Connection, key: tuple[str, str], report: Report, origin: str, collection: str
) -> bool:
    """Point the document at this revision, emptied; False where it was current already."""
    document, revision = key
    documents, revisions = schema.documents, schema.revisions
    row = {"collection": collection, "origin": origin, "agency": report.agency}
    current = connection.scalar(select(documents.c.revision).where(documents.c.id == document))
    if current == revision:
        return False
    if current is None:
        connection.execute(insert(documents).values(id=document, revision=revision, **row))
        return True
    same = (revisions.c.document == document, revisions.c.revision == revision)
    connection.execute(delete(revisions).where(*same))
    connection.execute(
        update(documents).where(documents.c.id == document).values(revision=revision, **row)
    )
    return True


def _stamp(connection: Connection) -> None:
    _set_state(connection, STAMP, uuid.uuid4().hex)


def _set_state(connection: Connection, key: str, value: str) -> None:
    changed = update(schema.state).where(schema.state.c.key == key).values(value=value)
    if not connection.execute(changed).rowcount:
        connection.execute(insert(schema.state).values(key=key, value=value))
