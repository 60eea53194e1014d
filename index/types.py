"""The data and the seams of the index: scope, passages, hits, catalogue and search."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.model import Block, Finding, Place, Report, Section, Statement

Vectors = NDArray[np.float32]

OFFICE = "office"
SAMPLES = "samples"


@dataclass(frozen=True, slots=True)
class Scope:
    """What the asker may see.  `documents` None means every document; a set means only those."""

    documents: frozenset[str] | None = None

    def allows(self, document: str) -> bool:
        return self.documents is None or document in self.documents


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Document:
    """One ingested document at its current revision.

    `id` is stable over revisions; `revision` is the first 12 hex digits of the content's sha256.
    """

    id: str
    revision: str
    collection: str  # OFFICE or SAMPLES
    name: str
    title: str
    agency: str
    department: str
    kind: str
    year: int | None
    report_date: str
    sections: int
    tables: int
    figures: int
    passages: int
    ingested_at: str
    media_type: str = "text/plain"
    pages: int | None = None  # where the file has pages that are known
    warnings: tuple[str, ...] = ()  # what of it could not be read or is not certain


class NameKind(StrEnum):
    """What a name is the name of."""

    AGENCY = "기관"
    DEPARTMENT = "부서"
    PROJECT = "사업"


FROM_REPORT, FROM_OFFICE = "report", "office"


@dataclass(frozen=True, slots=True)
class Name:
    """What the documents call an agency, a department or a project; `agency` is whose it is."""

    kind: NameKind
    name: str
    agency: str


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name for what is called `name`.

    `agency` is whose department or project it is, "" for any.  `source` is FROM_REPORT where a
    document says so (it goes with the document), or FROM_OFFICE where the office wrote it.
    """

    kind: NameKind
    alias: str
    name: str
    agency: str = ""
    source: str = FROM_OFFICE


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The names that an asker may see, and their aliases.

    The same object as long as nothing has changed: what is made of it can be kept by identity.
    """

    known: tuple[Name, ...]
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a report to search and to cite, at most 1,000 characters.

    `id` is stable: the same content of the same document always has the same id.  `text` is what
    is shown; `heading` (agency, department, section titles, table caption, unit) is searched
    together with it.  `section` is the innermost that holds all of it, `department` whose it is
    ("" where nothing says so), `blocks` are the first and last block it covers.
    """

    id: str
    document: str
    text: str
    heading: str
    place: Place
    section: int
    blocks: tuple[int, int]
    department: str = ""


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """A statement of a stored document, with the context that its headings give it."""

    id: str  # "<document>/<revision>/<statement id>"
    document: Document
    statement: Statement
    agency: str
    department: str
    project: str
    section_path: tuple[str, ...]  # titles, outermost first, without the report's own title
    caption: str  # of its table
    unit: str  # of its table
    basis_date: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A found passage or statement: its id, its score, and why it came.

    `lexical` is its BM25 score and `dense` its cosine, None where that leg did not find it.
    `signals` are the parts of the score by name, weighted, so that they add up to it; `matched` are
    the question's terms that it holds.  Both are only told of passages.
    """

    id: str
    score: float
    lexical: float | None = None
    dense: float | None = None
    signals: Mapping[str, float] = field(default_factory=dict)
    matched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Conditions applied before the top k; empty tuples mean no condition.

    `departments` are those that a passage or statement belongs to by its section, else its
    document's; `years` are the documents' years.
    """

    scope: Scope = field(default_factory=Scope)
    documents: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchStats:
    """`generation` is this home's own name for what serves; `version` tells what it is made of."""

    generation: str
    version: str
    passages: int
    statements: int
    documents: int
    embedding: str
    dimensions: int


class Embedder(Protocol):
    """Text to unit vectors.  `version` changes whenever the same text would get other vectors."""

    @property
    def version(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def encode(
        self, texts: Sequence[str], role: Literal["query", "passage"] = "passage"
    ) -> Vectors:
        """Vectors of shape (len(texts), dimensions), float32, each of length 1 (or all zeros)."""
        ...


class VectorStore(Protocol):
    """One generation's vectors.  Written once while it is built, then only read."""

    def add(self, ids: Sequence[str], vectors: Vectors, documents: Sequence[str]) -> None: ...

    def query(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """The nearest `k` ids with their cosine similarity, best first."""
        ...

    def count(self) -> int: ...

    def close(self) -> None: ...


class Catalogue(Protocol):
    """The truth: documents, their revisions, outline, blocks, statements, figures, passages."""

    def put(self, report: Report, *, origin: str, collection: str = OFFICE) -> Document | None:
        """Store a report as the current revision of the document at `origin`, in one transaction.

        None where exactly these bytes are already current: nothing was changed.
        """
        ...

    def remove(self, document: str) -> bool:
        """Delete a document with all its revisions; False where there is none."""
        ...

    def documents(self, scope: Scope, *, collection: str | None = None) -> list[Document]:
        """Documents that answer questions now (samples only while they are on), by name."""
        ...

    def report(self, document: str, scope: Scope) -> Report | None: ...

    def findings(self, document: str, scope: Scope) -> list[Finding]:
        """What does not add up in a document, in the order of the report."""
        ...

    def section(self, document: str, section: int, scope: Scope) -> Section | None: ...

    def block(self, document: str, block: int, scope: Scope) -> Block | None: ...

    def departments(self, scope: Scope) -> tuple[str, ...]:
        """The names of the departments that the visible documents are of or tell of."""
        ...

    def names(self, scope: Scope) -> Names:
        """What the visible documents are of and tell of, by name, with the aliases for it."""
        ...

    def statements(self, ids: Iterable[str], scope: Scope) -> list[StatementRecord]:
        """The statements with these ids that the scope allows, in the order asked."""
        ...

    def passages(self, ids: Iterable[str], scope: Scope) -> list[Passage]: ...


@dataclass(frozen=True, slots=True)
class Slip:
    """A word as it was meant; `typed` is the part that was mistyped, `meant` what stands for it.

    `known` is False where it is only a word of the language; `gain` is how much likelier it is than
    the word as typed (natural log).
    """

    word: str
    typed: str
    meant: str
    known: bool = True
    gain: float = 0.0


class SearchIndex(Protocol):
    """Both legs of retrieval behind one door."""

    def passages(self, query: str, k: int, filter: SearchFilter) -> list[Hit]:
        """Passages for a question, lexical and dense fused, best first."""
        ...

    def statements(self, terms: Sequence[str], k: int, filter: SearchFilter) -> list[Hit]:
        """Statements whose labels or text hold some of these terms, by BM25, best first."""
        ...

    def terms(self, text: str) -> list[str]:
        """The searchable morphemes of a text, as both legs see them."""
        ...

    def verbs(self, text: str) -> frozenset[str]:
        """Those of a text's terms that are stems of verbs and adjectives."""
        ...

    def near(self, word: str) -> list[str]:
        """Indexed terms that may be meant by a word that is none: mistyped or run together."""
        ...

    def meant(
        self,
        word: str,
        asked: Collection[str] = (),
        names: Collection[str] = (),
        around: tuple[str, str] = ("", ""),
    ) -> list[Slip]:
        """What a word with one wrong key may stand for, likeliest first, [] where it is right.

        It is looked for among the indexed terms, the words of questions and the names; `around` is
        the text before and after it.
        """
        ...

    def spaced(self, text: str) -> str:
        """A text with spaces between words that were run together."""
        ...

    def holds(self, term: str) -> bool:
        """Whether any indexed passage or statement holds the term."""
        ...

    def rarity(self, term: str) -> float:
        """Inverse document frequency of a term over the indexed statements (natural log)."""
        ...

    def stats(self) -> SearchStats: ...
