"""The aliases in the catalogue: those of the reports, and those that the office wrote."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, RowMapping, delete, insert, select

from index.catalogue import schema
from index.catalogue.figures import squeezed
from index.catalogue.reading import Reading
from index.catalogue.rows import alias_rows
from index.types import FROM_OFFICE, FROM_REPORT, Alias, Document, NameKind

RULES_KEY = "aliases"  # by which rules the stored reports' aliases were found


def found_by(connection: Connection) -> str:
    """The rules by which the aliases of the stored reports were found, "" where they were not."""
    known = select(schema.state.c.value).where(schema.state.c.key == RULES_KEY)
    return str(connection.scalar(known) or "")


def find_again(connection: Connection, documents: Iterable[Document], reading: Reading) -> None:
    """Replace the aliases of stored documents, which older rules or none have found."""
    for document in documents:
        key = {"document": document.id, "revision": document.revision}
        same = [schema.aliases.c[name] == value for name, value in key.items()]
        connection.execute(delete(schema.aliases).where(*same))
        rows = [{**key, **row} for row in alias_rows(reading.outline(document))]
        if rows:
            connection.execute(insert(schema.aliases), rows)


def of_documents(
    connection: Connection, current: dict[str, Document]
) -> dict[str, tuple[Alias, ...]]:
    """The aliases that each of the documents states at its current revision."""
    found: dict[str, tuple[Alias, ...]] = {}
    columns = schema.aliases.c
    ordered = select(schema.aliases).order_by(columns.document, columns.number)
    for row in connection.execute(ordered).mappings():
        document = current.get(row["document"])
        if document is not None and document.revision == row["revision"]:
            found[document.id] = (*found.get(document.id, ()), _alias(row, FROM_REPORT))
    return found


def of_office(connection: Connection) -> tuple[Alias, ...]:
    columns = schema.office_aliases.c
    ordered = select(schema.office_aliases).order_by(columns.written, columns.kind, columns.name)
    return tuple(_alias(row, FROM_OFFICE) for row in connection.execute(ordered).mappings())


def add(connection: Connection, aliases: Iterable[Alias]) -> int:
    """Write aliases of the office; how many of them were not there yet."""
    known = {_key(alias) for alias in of_office(connection)}
    new = {key: alias for alias in aliases if (key := _key(alias)) not in known}
    rows = [
        {"written": k[0], "kind": k[1], "name": k[2], "agency": k[3], "alias": a.alias}
        for k, a in new.items()
    ]
    if rows:
        connection.execute(insert(schema.office_aliases), rows)
    return len(rows)


def remove(connection: Connection, alias: str, name: str) -> int:
    """Delete an alias of the office, for one name or ("") for all; how many there were."""
    columns = schema.office_aliases.c
    wanted = delete(schema.office_aliases).where(columns.written == squeezed(alias))
    if name:
        wanted = wanted.where(columns.name == name)
    return connection.execute(wanted).rowcount


def _key(alias: Alias) -> tuple[str, str, str, str]:
    return squeezed(alias.alias), alias.kind.value, alias.name, alias.agency


def _alias(row: RowMapping, source: str) -> Alias:
    return Alias(NameKind(row["kind"]), row["alias"], row["name"], row["agency"], source)
