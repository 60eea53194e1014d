"""What is known of the files that documents come from: hashes, times, members of archives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import Engine, delete, insert, select

from index.catalogue import schema
from index.catalogue.database import writing
from index.catalogue.origins import Origin, document_id

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as it was when it was looked at; its times are None where they cannot be relied on."""

    origin: str
    sha256: str
    archive: str = ""
    size: int | None = None
    modified: int | None = None
    changed: int | None = None


class FileBook:
    """The files of a collection, by origin.  It saves work and is no truth: it may be empty."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def origins(self, collection: str) -> dict[str, Origin]:
        """The documents of a collection by the place that each came from."""
        documents, revisions = schema.documents, schema.revisions
        query = (
            select(
                documents.c.id,
                documents.c.origin,
                revisions.c.sha256,
                documents.c.revision,
                revisions.c.name,
            )
            .join(
                revisions,
                (documents.c.id == revisions.c.document)
                & (documents.c.revision == revisions.c.revision),
            )
            .where(documents.c.collection == collection)
            .order_by(documents.c.origin)
        )
        with self._engine.connect() as connection:
            found = [Origin(*row) for row in connection.execute(query)]
        return {one.origin: one for one in found}

    def known(self, collection: str) -> dict[str, KnownFile]:
        columns = schema.files.c
        wanted = [columns[name] for name in KnownFile.__slots__]
        query = select(*wanted).where(columns.collection == collection)
        with self._engine.connect() as connection:
            found = [KnownFile(**row) for row in connection.execute(query).mappings()]
        return {one.origin: one for one in found}

    def note(self, collection: str, files: Iterable[KnownFile], gone: Iterable[str] = ()) -> None:
        """Write what these files are now, and forget those at the `gone` origins."""
        rows = {
            document_id(file.origin, collection): {"collection": collection, **asdict(file)}
            for file in files
        }
        old = [*rows, *(document_id(origin, collection) for origin in gone)]
        if not old:
            return
        with writing(self._engine) as connection:
            for start in range(0, len(old), _AT_ONCE):
                some = old[start : start + _AT_ONCE]
                connection.execute(delete(schema.files).where(schema.files.c.id.in_(some)))
            if rows:
                new = [{"id": key, **row} for key, row in rows.items()]
                connection.execute(insert(schema.files), new)
