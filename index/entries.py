"""What the lexical index gets: passages and statements in terms, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from index.content import statement_fields
from index.lexical import LexicalEntry
from index.numbering import Numbered
from index.tokens.analysis import Analysis
from index.tokens.ragged import Ragged
from index.tokens.table import BREAK
from index.types import Document, StatementRecord


class PassageEntries:
    """Implements `index.lexical.Entries`."""

    def __init__(self, parts: Numbered, documents: Mapping[str, Document]) -> None:
        self._passages = parts.passages
        self._tokens = parts.tokens
        self._documents = documents
        self._terms = [morpheme.term for morpheme in parts.tokens.table.morphemes]

    def __len__(self) -> int:
        return len(self._passages)

    def __getitem__(self, at: int, /) -> LexicalEntry:
        passage = self._passages[at]
        document = self._documents[passage.document]
        fields = {
            "passage_text": self._spelled(self._tokens.texts, at),
            "passage_heading": self._spelled(self._tokens.headings, at),
        }
        department = passage.department
        return LexicalEntry(
            passage.id, document.id, document.agency, department, document.year, fields
        )

    def _spelled(self, rows: Ragged, at: int) -> list[str]:
        terms = self._terms
        return [terms[number] for number in rows.row(at).tolist() if number != BREAK]


class StatementEntries:
    """Implements `index.lexical.Entries`."""

    def __init__(self, records: Sequence[StatementRecord], analysis: Analysis) -> None:
        self._records = records
        self._analysis = analysis
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, at: int, /) -> LexicalEntry:
        record = self._records[at]
        document = record.document
        fields = {name: self._terms(texts) for name, texts in statement_fields(record).items()}
        department = record.department
        return LexicalEntry(
            record.id, document.id, record.agency, department, document.year, fields
        )

    def terms(self) -> Iterator[str]:
        """Every term of every statement, with repetitions."""
        for record in self._records:
            for texts in statement_fields(record).values():
                yield from self._terms(texts)

    def _terms(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Each term once; the same texts stand in many statements."""
        known = self._known.get(texts)
        if known is None:
            found = (term for text in texts for term in self._analysis.terms(text))
            known = self._known[texts] = tuple(dict.fromkeys(found))
        return known
