"""Where an answer is worked out: the question, what was found for it, and the citations so far."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile

from assistant.citing import Bibliography
from assistant.framing import FRONT, Framing, framing
from assistant.landscape import Landscape
from assistant.matching import Match, matches
from assistant.picking import NEAR, Pick, by_named_column, picked, restated
from assistant.query import Query, Term
from index.types import Catalogue, Scope, SearchFilter, SearchIndex, StatementRecord
from ingest.clean import compared
from ingest.model import StatementKind, Table

_ANNOUNCES = re.compile(r"(?:다음|아래)(?:(?:과|와)\s?같|\s?각\s?호)")
_SENTENCE = re.compile(r"다[.\s]*$")

CANDIDATES = 600
FRAMED = 10  # documents whose heads are looked at
RAREST, EACH = 3, 100  # so many of the rarest words are looked for alone, for so many statements


@dataclass
class Desk:
    query: Query
    catalogue: Catalogue
    search: SearchIndex
    scope: Scope
    landscape: Landscape
    book: Bibliography = field(default_factory=Bibliography)
    only: tuple[StatementRecord, ...] | None = None  # all that may answer, where that is known

    @cached_property
    def records(self) -> list[StatementRecord]:
        """The statements that share words with the question, best BM25 first."""
        if self.only is not None:
            return list(self.only)
        condition = SearchFilter(scope=self.scope, agencies=self.query.agencies)
        hits = self.search.statements(self.query.search_terms, CANDIDATES, condition)
        for term in sorted(self.query.terms, key=lambda term: -term.weight)[:RAREST]:
            hits += self.search.statements(term.spellings, EACH, condition)
        return self.catalogue.statements(dict.fromkeys(hit.id for hit in hits), self.scope)

    def matches(self, query: Query) -> list[Match]:
        named = self._framings.get(query.terms)
        if named is None:
            named = framing(query.terms, self.landscape.documents, self._fronts)
            self._framings[query.terms] = named
        return matches(query, self.records, self._newest, named)

    @cached_property
    def _framings(self) -> dict[tuple[Term, ...], Framing]:
        """How words name documents, by the words: kinds of answers ask again and again."""
        return {}

    @cached_property
    def _fronts(self) -> list[StatementRecord]:
        """The head of each of the documents that share most with the question.

        A report of several projects has none that speaks for all of them.
        """
        projects: defaultdict[str, set[str]] = defaultdict(set)
        for record in self.records:
            projects[record.document.id].add(record.project)
        documents = {
            record.document.id: record.document
            for record in self.records
            if len(projects[record.document.id] - {""}) < 2
        }
        ids = [
            f"{document.id}/{document.revision}/{number}"
            for document in list(documents.values())[:FRAMED]
            for number in range(FRONT)
        ]
        return self.catalogue.statements(ids, self.scope)

    @cached_property
    def _newest(self) -> dict[str, int]:
        """The year of each agency's newest report."""
        newest: dict[str, int] = {}
        for document in self.landscape.documents:
            if document.year and document.agency:
                newest[document.agency] = max(document.year, newest.get(document.agency, 0))
        return newest

    def pick(self, query: Query) -> Pick | None:
        """The one best match for a question of one amount; None where nothing fits well enough."""
        found = self.matches(query)
        pick = picked(found, across=not query.agencies, yearless=not query.years)
        if pick is None:
            return None
        other = restated(found, pick.best)
        if other is not None:
            pick = replace(pick, rivals=(*pick.rivals, other))
        return by_named_column(pick, query.terms)

    def pick_near(self, query: Query, anchor: Match) -> Pick | None:
        """Like `pick`, but what stands in the anchor's block goes first, if it fits."""
        found = self.matches(query)
        home = (anchor.record.document.id, anchor.record.statement.block)
        near = [m for m in found if (m.record.document.id, m.record.statement.block) == home]
        best = picked(found)
        close = [m for m in near if best and m.score >= best.best.score - NEAR]
        return picked(close) or best

    def around(self, record: StatementRecord, before: int, after: int) -> list[StatementRecord]:
        """The statements that stand around one in its report, in order."""
        prefix = f"{record.document.id}/{record.document.revision}/"
        first = max(0, record.statement.id - before)
        ids = [f"{prefix}{n}" for n in range(first, record.statement.id + after + 1)]
        return self.catalogue.statements(ids, self.scope)

    def table(self, record: StatementRecord) -> Table | None:
        block = self.catalogue.block(record.document.id, record.statement.block, self.scope)
        return block.table if block else None

    def cells(self, record: StatementRecord) -> list[StatementRecord]:
        """All cell statements of the table that a cell stands in, row by row."""
        around = self.around(record, 600, 600)
        return [
            other
            for other in around
            if other.statement.block == record.statement.block and other.statement.row is not None
        ]

    def row(self, record: StatementRecord) -> list[StatementRecord]:
        """All cells of the row that a cell stands in; [] for other statements."""
        if record.statement.row is None:
            return []
        return [c for c in self.cells(record) if c.statement.row == record.statement.row]

    def below(self, record: StatementRecord) -> list[StatementRecord]:
        """The statements nested under one, in order."""
        depth = len(record.statement.heads)
        key = compared((*record.statement.row_path, record.statement.text)[0])
        below: list[StatementRecord] = []
        for other in self.around(record, 0, 30)[1:]:
            heads = other.statement.heads
            if len(heads) <= depth or not compared(heads[depth]).startswith(key):
                break
            below.append(other)
        return below or self._announced(record)

    def _announced(self, record: StatementRecord) -> list[StatementRecord]:
        """The lines that a sentence announces (`다음과 같은 …한다`), up to the next sentence."""
        if not announces(record):
            return []
        following = takewhile(
            lambda other: (
                other.statement.kind is not StatementKind.CELL
                and other.statement.section == record.statement.section
                and other.statement.heads == record.statement.heads
                and not _SENTENCE.search(other.statement.text)
            ),
            self.around(record, 0, 30)[1:],
        )
        return list(following)

    def cite(self, matches: Iterable[Match]) -> list[int]:
        return [self.book.cite(match.record) for match in matches]


def announces(record: StatementRecord) -> bool:
    """Whether a sentence announces the lines that follow it: `다음 각 호와 같다`."""
    return _ANNOUNCES.search(record.statement.text) is not None


def without_years(query: Query) -> Query:
    return replace(query, years=())
