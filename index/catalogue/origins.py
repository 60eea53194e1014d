"""Which document a place belongs to, and moving a document to another place."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from itertools import count

from sqlalchemy import Connection, select, update

from index.catalogue import schema
from index.catalogue.encoding import codec
from ingest.model import Source

_NAMESPACE = uuid.UUID("6d3c3f0e-5f0b-5b0e-9a59-0f4a6a2f6c11")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from, and the hash of the file that it was read from."""

    document: str
    origin: str
    sha256: str
    revision: str
    name: str


def document_id(origin: str, collection: str) -> str:
    """12 hex digits, the same for ever for one origin in one collection."""
    return uuid.uuid5(_NAMESPACE, f"{collection}\n{origin}").hex[:12]


def identity(connection: Connection, origin: str, collection: str) -> str:
    """The id of the document at this origin, or of a new one.

    The id that the origin gives may be that of a document which has moved away since.
    """
    documents = schema.documents.c
    here = select(documents.id).where(
        documents.origin == origin, documents.collection == collection
    )
    found = connection.scalar(here)
    if found is not None:
        return str(found)
    wanted = (
        document_id(f"{origin}\n{number}" if number else origin, collection) for number in count()
    )
    taken = select(documents.id)
    return next(
        one for one in wanted if connection.scalar(taken.where(documents.id == one)) is None
    )


def move(connection: Connection, document: str, origin: str, name: str) -> bool:
    """Give a document another origin and name; False where that cannot be."""
    documents, revisions = schema.documents, schema.revisions
    row = connection.execute(
        select(documents.c.collection, documents.c.revision).where(documents.c.id == document)
    ).first()
    if row is None:
        return False
    there = select(documents.c.id).where(
        documents.c.origin == origin, documents.c.collection == row.collection
    )
    if connection.scalar(there) is not None:
        return False
    current = (revisions.c.document == document, revisions.c.revision == row.revision)
    source = codec(Source).load(
        connection.execute(select(revisions.c.source).where(*current)).scalar_one()
    )
    named = codec(Source).dump(replace(source, name=name))
    connection.execute(update(documents).where(documents.c.id == document).values(origin=origin))
    connection.execute(update(revisions).where(*current).values(name=name, source=named))
    return True
