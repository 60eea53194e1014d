"""The tables of the catalogue.

What people filter by stands in columns; whole blocks and statements stand as JSON beside them.
Amounts are text: a float would change them.  Figures carry the agency first in their key, so that
a database with partitions can keep agencies apart.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

VERSION = "3"

metadata = MetaData()

state = Table(
    "state",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("collection", String(20), nullable=False),
    Column("origin", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("revision", String(12), nullable=False),  # the current one
    Index("documents_agency", "agency", "id"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("document", String(12), nullable=False),
    Column("revision", String(12), nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("year", Integer),
    Column("report_date", Text, nullable=False),
    Column("sections", Integer, nullable=False),
    Column("tables", Integer, nullable=False),
    Column("figures", Integer, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("ingested_at", String(32), nullable=False),
    Column("source", Text, nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("pages", Integer),
    Column("warnings", Text, nullable=False),  # sentences, each on a line
    PrimaryKeyConstraint("document", "revision"),
    ForeignKeyConstraint(["document"], ["documents.id"], ondelete="CASCADE"),
)


def _part(name: str, *columns: Column[int] | Column[str], key: tuple[str, ...]) -> Table:
    """A table of parts of revisions, deleted together with their revision."""
    return Table(
        name,
        metadata,
        Column("document", String(12), nullable=False),
        Column("revision", String(12), nullable=False),
        *columns,
        PrimaryKeyConstraint(*key),
        ForeignKeyConstraint(
            ["document", "revision"],
            ["revisions.document", "revisions.revision"],
            ondelete="CASCADE",
        ),
    )


sections = _part(
    "sections",
    Column("id", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("data", Text, nullable=False),
    key=("document", "revision", "id"),
)

blocks = _part(
    "blocks",
    Column("id", Integer, nullable=False),
    Column("section", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("data", Text, nullable=False),
    key=("document", "revision", "id"),
)

statements = _part(
    "statements",
    Column("id", Integer, nullable=False),
    Column("block", Integer, nullable=False),
    Column("section", Integer, nullable=False),
    Column("data", Text, nullable=False),
    key=("document", "revision", "id"),
)

figures = _part(
    "figures",
    Column("agency", Text, nullable=False),
    Column("statement", Integer, nullable=False),
    Column("number", Integer, nullable=False),  # position among the statement's figures
    Column("department", Text, nullable=False),
    Column("project", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("year", Integer),
    Column("period", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("basis_date", Text, nullable=False),
    Column("printed", Text, nullable=False),
    Column("value", Text, nullable=False),  # exact decimal digits, as are amounts
    Column("unit", Text, nullable=False),
    Column("amount", Text, nullable=False),
    Column("checked", String(20), nullable=False),
    key=("agency", "document", "revision", "statement", "number"),
)
Index("figures_document", figures.c.document, figures.c.revision)
Index("figures_year", figures.c.agency, figures.c.year, figures.c.department)

passages = _part(
    "passages",
    Column("id", String(40), nullable=False),
    Column("number", Integer, nullable=False),  # position in the report
    Column("section", Integer, nullable=False),
    Column("data", Text, nullable=False),
    key=("document", "revision", "id"),
)
Index("passages_id", passages.c.id)

findings = _part(
    "findings",
    Column("number", Integer, nullable=False),  # position in the report
    Column("kind", String(20), nullable=False),
    Column("data", Text, nullable=False),
    key=("document", "revision", "number"),
)

# Both tables of aliases are younger than the rest: a database without them gets them when opened.
aliases = _part(
    "aliases",
    Column("number", Integer, nullable=False),  # position in the report
    Column("kind", String(20), nullable=False),
    Column("alias", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("agency", Text, nullable=False),
    key=("document", "revision", "number"),
)

office_aliases = Table(
    "office_aliases",
    metadata,
    Column("kind", String(20), nullable=False),
    Column("written", String(200), nullable=False),  # the alias as it is compared
    Column("name", String(200), nullable=False),
    Column("agency", String(200), nullable=False),
    Column("alias", Text, nullable=False),
    PrimaryKeyConstraint("written", "kind", "name", "agency"),
)

# What follows is younger, too.  Both are keyed by the id that a file's path gives, which is that of
# its document unless the document came from elsewhere.
files = Table(
    "files",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("collection", String(20), nullable=False),
    Column("origin", Text, nullable=False),
    Column("archive", Text, nullable=False),  # the origin of the archive it stands in, or ""
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger),  # the file's own entry in its folder, where it can be relied on
    Column("modified", BigInteger),
    Column("changed", BigInteger),
    Index("files_archive", "archive"),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("collection", String(20), nullable=False),
    Column("origin", Text, nullable=False),
    Column("path", Text, nullable=False),  # of the file itself, or of the archive it stands in
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("reading", Integer, nullable=False),  # the rules by which it could not be read
    Column("limits", Text, nullable=False),  # and the limits, as JSON
    Column("at", String(32), nullable=False),
)
