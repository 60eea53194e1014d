"""The words that a follow-up brings itself, and what in a report holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.lexicon import Operation
from assistant.profile import profile
from assistant.query import Query, Term
from assistant.understanding import content
from index.types import SearchIndex, StatementRecord
from ingest.clean import compared
from ingest.periods import months

_LONG = 160  # letters; a longer text is about many things
_SHORT_LABEL = 3  # letters that an abbreviating label has at least
_PLAIN = {Operation.TEXT, Operation.FIGURE}


@dataclass(frozen=True, slots=True)
class Own:
    """A follow-up by itself: its query, its words less verbs and times, and them in one piece."""

    query: Query
    words: tuple[Term, ...]
    phrase: str

    @classmethod
    def of(cls, query: Query, search: SearchIndex) -> Own:
        verbs = search.verbs(query.text)
        times = {f"{month}월" for _, month in query.months}
        words = tuple(t for t in query.terms if t.text not in verbs and t.text not in times)
        return cls(query, words, compared(content(query.text)))

    @property
    def names_office(self) -> bool:
        return bool(self.query.agencies or self.query.departments)

    @property
    def is_plain(self) -> bool:
        """Whether it only names something, and asks of it what was asked before."""
        query = self.query
        asks = query.wants_amount or query.wanted or query.operation not in _PLAIN
        return not asks


def holds(words: Iterable[Term], phrase: str, record: StatementRecord, row: str = "") -> bool:
    """Whether a statement tells of every word: in its labels, its short text, near it, or its row.

    `row` is the text of the other cells of its row.
    """
    seen = profile(record)
    labels = [figure.label for figure in record.statement.figures]
    text = seen.text if len(seen.text) <= _LONG else compared(" ".join(labels))
    rings = (seen.own, text, seen.near, row)
    covered = _covered_by_labels(phrase, record)
    return all(
        any(spelling in ring for spelling in word.spellings for ring in rings)
        or word.text in covered
        for word in words
    )


@dataclass(frozen=True, slots=True)
class _Covered:
    """Where in a phrase labels stand; a word that begins there or lies mostly there is said."""

    phrase: str
    spans: tuple[tuple[int, int], ...]

    def __contains__(self, word: str) -> bool:
        start = self.phrase.find(word)
        if start < 0:
            return False
        end = start + len(word)
        return any(
            a <= start < b and (b >= end or 2 * (b - start) >= len(word) or b - a > b - start)
            for a, b in self.spans
        )


def _covered_by_labels(phrase: str, record: StatementRecord) -> _Covered:
    """`인근초` stands for 인근 초등학교, `범죄예방` for 범죄예방용."""
    statement = record.statement
    spans = []
    for label in (*statement.row_path[-1:], *statement.column_path[-1:]):
        flat = compared(label)
        start = phrase.find(flat) if len(flat) >= _SHORT_LABEL else -1
        if start >= 0:
            spans.append((start, start + len(flat)))
    return _Covered(phrase, tuple(spans))


def in_months(query: Query, record: StatementRecord) -> bool:
    """Whether a statement is of the asked month, where one is asked."""
    asked = {month for _, month in query.months}
    if not asked:
        return True
    statement = record.statement
    labels = " ".join((*statement.row_path, *statement.column_path, *statement.heads[-1:]))
    return bool(asked & set(months(f"{labels} {record.basis_date}")))


def rows_told(records: Iterable[StatementRecord]) -> Mapping[int, str]:
    """The short texts of each row of a table, by the row's number."""
    told: dict[int, str] = {}
    for record in records:
        row, text = record.statement.row, record.statement.text
        if row is not None and len(text) <= _LONG // 4:
            told[row] = f"{told.get(row, '')} {compared(text)}"
    return told
