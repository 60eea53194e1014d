"""Files that could not be read: why, what helps, and whether trying again could end otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, delete, insert, select

from index.catalogue import schema
from index.catalogue.database import writing
from index.catalogue.origins import document_id
from ingest.model import READING

Limits = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file that could not be read.

    `path` is the file's own, or its archive's.  `sha256` is "" where its bytes could not be had.
    """

    origin: str
    path: str
    name: str
    sha256: str
    kind: str
    reason: str
    remedy: str
    reading: int
    limits: str
    at: str

    def still_holds(self, sha256: str, limits: Limits) -> bool:
        """Whether these bytes would fail again: same rules of reading, no limit raised since."""
        if not sha256 or sha256 != self.sha256 or self.reading != READING:
            return False
        then = json.loads(self.limits)
        return all(then.get(name, 0) >= limit for name, limit in limits.items())


class Quarantine:
    """The files that could not be read, by origin."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self, collection: str) -> dict[str, Quarantined]:
        columns = schema.quarantine.c
        wanted = [columns[name] for name in Quarantined.__slots__]
        query = select(*wanted).where(columns.collection == collection).order_by(columns.origin)
        with self._engine.connect() as connection:
            found = [Quarantined(**row) for row in connection.execute(query).mappings()]
        return {one.origin: one for one in found}

    def add(
        self,
        collection: str,
        *,
        origin: str,
        path: str,
        name: str,
        sha256: str,
        error: Exception,
        remedy: str,
        limits: Limits,
    ) -> Quarantined:
        """Record why a file could not be read, in place of what was recorded before."""
        one = Quarantined(
            origin=origin,
            path=path,
            name=name,
            sha256=sha256,
            kind=type(error).__name__,
            reason=str(error),
            remedy=remedy,
            reading=READING,
            limits=json.dumps(dict(limits)),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        key = document_id(origin, collection)
        with writing(self._engine) as connection:
            connection.execute(delete(schema.quarantine).where(schema.quarantine.c.id == key))
            row = {"id": key, "collection": collection, **asdict(one)}
            connection.execute(insert(schema.quarantine).values(row))
        return one

    def release(self, collection: str, origins: Iterable[str]) -> None:
        """Forget files that were read, or that are gone."""
        keys = [document_id(origin, collection) for origin in origins]
        if keys:
            with writing(self._engine) as connection:
                for key in keys:
                    connection.execute(
                        delete(schema.quarantine).where(schema.quarantine.c.id == key)
                    )
