"""The lexical leg: tantivy's BM25 over our own terms (the only file that imports tantivy).

Fields hold terms that were cut by `index.morphemes` and joined by blanks, so tantivy only has to
split at white space.  One index keeps both kinds of documents; each kind has fields of its own, so
that the statistics of one do not disturb the other's.

An index is never changed: a new one takes over the files of the last where entries were only added,
and is written anew where some went.  A removed entry would leave its text and its counts behind.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import log
from pathlib import Path
from typing import Protocol

import tantivy

Terms = Sequence[str]

PASSAGE_WEIGHTS = {"passage_text": 1.0, "passage_heading": 0.6}
STATEMENT_WEIGHTS = {"labels": 1.0, "context": 0.7, "text": 0.6}

_ID, _DOCUMENT, _AGENCY, _KIND, _ANY = "id", "document", "agency", "kind", "any"
_DEPARTMENT, _YEAR = "department", "year"
_PASSAGE, _STATEMENT = "passage", "statement"
_HEAP = 64_000_000
_ENTRIES = "entries.bin"  # the digests of what is indexed
_DIGEST = 16  # bytes


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """A passage or statement to index: `fields` are terms by field name."""

    id: str
    document: str
    agency: str
    department: str
    year: int | None
    fields: Mapping[str, Terms]

    @property
    def digest(self) -> bytes:
        """16 bytes that change with anything that is indexed."""
        about = (self.id, self.document, self.agency, self.department, str(self.year))
        fields = (f"{name}\t{_blank_joined(terms)}" for name, terms in self.fields.items())
        return blake2b("\n".join((*about, *fields)).encode(), digest_size=_DIGEST).digest()


class Entries(Protocol):
    """Entries that are made when they are asked for: one that is there already never is."""

    def __len__(self) -> int: ...

    def __getitem__(self, at: int, /) -> LexicalEntry: ...


@dataclass(frozen=True, slots=True)
class LexicalFilter:
    """None means no condition."""

    documents: Sequence[str] | None = None
    agencies: Sequence[str] | None = None
    departments: Sequence[str] | None = None
    years: Sequence[int] | None = None

    @property
    def conditions(self) -> dict[str, Sequence[str]]:
        """The values that a field must have one of."""
        years = None if self.years is None else [str(year) for year in self.years]
        wanted = (self.documents, self.agencies, self.departments, years)
        fields = zip((_DOCUMENT, _AGENCY, _DEPARTMENT, _YEAR), wanted, strict=True)
        return {field: values for field, values in fields if values is not None}


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(_ID, stored=True, tokenizer_name="raw", index_option="basic")
    for name in (_DOCUMENT, _AGENCY, _DEPARTMENT, _YEAR, _KIND):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*PASSAGE_WEIGHTS, *STATEMENT_WEIGHTS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(_ANY, tokenizer_name="whitespace", index_option="basic")
    return builder.build()


class LexicalWriter:
    """Writes an index into an empty folder; one thread, so that it always comes out the same."""

    def __init__(self, folder: Path, previous: Path | None = None) -> None:
        """`previous` is the folder of the last index, whose entries may be taken over."""
        self._folder = folder
        self._previous = previous

    def write(self, passages: Entries, statements: Entries) -> int:
        """Index these entries; how many were written anew."""
        self._folder.mkdir(parents=True, exist_ok=True)
        kinds = {_PASSAGE: passages, _STATEMENT: statements}
        known = self._known()
        digests: list[bytes] = []
        if known:
            digests = [
                entries[at].digest for entries in kinds.values() for at in range(len(entries))
            ]
            known = known if known.issubset(digests) else frozenset()
        index = self._taken_over() if known else tantivy.Index(_schema(), path=str(self._folder))
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        made: list[bytes] = []
        written = 0
        for kind, entries in kinds.items():
            for at in range(len(entries)):
                if known and digests[len(made)] in known:
                    made.append(digests[len(made)])
                    continue
                entry = entries[at]
                made.append(entry.digest)
                writer.add_document(_document(kind, entry))
                written += 1
        writer.commit()
        writer.wait_merging_threads()
        (self._folder / _ENTRIES).write_bytes(b"".join(made))
        return written

    def _known(self) -> frozenset[bytes]:
        """The digests of the entries of the last index."""
        if self._previous is None or not (self._previous / _ENTRIES).is_file():
            return frozenset()
        listed = (self._previous / _ENTRIES).read_bytes()
        return frozenset(listed[at : at + _DIGEST] for at in range(0, len(listed), _DIGEST))

    def _taken_over(self) -> tantivy.Index:
        """The last index copied into this folder: none of the two can damage the other."""
        for path in self._previous.iterdir() if self._previous is not None else ():
            if path.name != _ENTRIES and not path.name.endswith(".lock"):
                shutil.copyfile(path, self._folder / path.name)
        return tantivy.Index.open(str(self._folder))


def _document(kind: str, entry: LexicalEntry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text(_ID, entry.id)
    document.add_text(_DOCUMENT, entry.document)
    document.add_text(_AGENCY, entry.agency)
    document.add_text(_DEPARTMENT, entry.department)
    document.add_text(_YEAR, str(entry.year))
    document.add_text(_KIND, kind)
    for field, terms in entry.fields.items():
        document.add_text(field, _blank_joined(terms))
    if kind == _STATEMENT:
        distinct = dict.fromkeys(term for terms in entry.fields.values() for term in terms)
        document.add_text(_ANY, _blank_joined(distinct))
    return document


def _blank_joined(terms: Iterable[str]) -> str:
    return " ".join(terms)


class LexicalIndex:
    """A built index, opened for reading; safe for threads."""

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._schema = _schema()
        self._searcher = self._index.searcher()
        self._statements = self._searcher.doc_freq(_KIND, _STATEMENT)
        self._passages = self._searcher.doc_freq(_KIND, _PASSAGE)

    @property
    def passage_count(self) -> int:
        return int(self._passages)

    @property
    def statement_count(self) -> int:
        return int(self._statements)

    def passages(self, terms: Terms, k: int, filter: LexicalFilter) -> list[tuple[str, float]]:
        """The best `k` passages with their BM25 scores."""
        return self._search(_PASSAGE, PASSAGE_WEIGHTS, terms, k, filter)

    def statements(self, terms: Terms, k: int, filter: LexicalFilter) -> list[tuple[str, float]]:
        """The best `k` statements; labels weigh more than their context and their text."""
        return self._search(_STATEMENT, STATEMENT_WEIGHTS, terms, k, filter)

    def holds(self, term: str) -> bool:
        """Whether any passage or statement holds the term."""
        return int(self._searcher.doc_freq(_ANY, term.replace(" ", ""))) > 0

    def rarity(self, term: str) -> float:
        """ln(1 + (N - n + 0.5) / (n + 0.5)) over the statements, BM25's own form of IDF."""
        holding = self._searcher.doc_freq(_ANY, term.replace(" ", ""))
        return log(1 + (self._statements - holding + 0.5) / (holding + 0.5))

    def _search(
        self,
        kind: str,
        weights: Mapping[str, float],
        terms: Terms,
        k: int,
        filter: LexicalFilter,
    ) -> list[tuple[str, float]]:
        query = self._query(kind, weights, terms, filter)
        if query is None or k < 1:
            return []
        hits = self._searcher.search(query, limit=k, count=False).hits
        found = [(str(self._searcher.doc(at).get_first(_ID)), float(score)) for score, at in hits]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def _query(
        self, kind: str, weights: Mapping[str, float], terms: Terms, filter: LexicalFilter
    ) -> tantivy.Query | None:
        wanted = [term.replace(" ", "") for term in dict.fromkeys(terms) if term.strip()]
        conditions = filter.conditions
        if not wanted or not all(conditions.values()):
            return None
        must = tantivy.Occur.Must
        clauses = [(must, self._any_of(weights, wanted)), (must, self._exactly(_KIND, [kind]))]
        clauses += [(must, self._exactly(field, values)) for field, values in conditions.items()]
        return tantivy.Query.boolean_query(clauses)

    def _any_of(self, weights: Mapping[str, float], terms: Terms) -> tantivy.Query:
        queries = [
            tantivy.Query.boost_query(
                tantivy.Query.term_query(self._schema, field, term, "freq"), weight
            )
            for term in terms
            for field, weight in weights.items()
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])

    def _exactly(self, field: str, values: Sequence[str]) -> tantivy.Query:
        """A condition that adds nothing to the score."""
        query = tantivy.Query.term_set_query(self._schema, field, list(values))
        return tantivy.Query.const_score_query(query, 0.0)
