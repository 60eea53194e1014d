"""Where an answer is worked out: the question, what was found for it, and the citations so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.citing import Bibliography
from assistant.landscape import Landscape
from assistant.matching import Match, matches
from assistant.query import Query, Term
from index.types import Catalogue, Scope, SearchFilter, SearchIndex, StatementRecord
from ingest.clean import compared
from ingest.model import Table

CANDIDATES = 400
RAREST, EACH = 3, 100  # so many of the rarest words are looked for alone, for so many statements
ENOUGH = 0.62  # share of the question's words that must be found
ENOUGH_WORDS = 0.55  # the same for an answer in words
NEAR = 0.2  # what standing in the same table is worth
FOREIGN = 0.3  # the same for another agency's figure that fits as well, if none is named
TWIN = 0.12  # the same for an item of the same key in the same project
PLANNED = 0.15  # the same for this year's figure beside a planned one, if no year is named
CLOSE = 0.04  # scores this near are readings of equal right


@dataclass(frozen=True, slots=True)
class Pick:
    """The best match, further places that say the same, and other readings of equal right."""

    best: Match
    same: tuple[Match, ...]
    rivals: tuple[Match, ...]


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
        return matches(query, self.records, self._newest)

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
        return pick and _by_named_column(pick, query.terms)

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
        return below

    def cite(self, matches: Iterable[Match]) -> list[int]:
        return [self.book.cite(match.record) for match in matches]


def picked(found: list[Match], *, across: bool = False, yearless: bool = False) -> Pick | None:
    """Choose among matches (best first): the best, its equals, its rivals.

    `across`: no agency is named, so another agency's figure is a rival sooner.  `yearless`: no
    year is named, so this year's figure is a rival of one that is only planned.
    """
    good = [match for match in found if match.coverage >= ENOUGH and match.score >= ENOUGH - 0.12]
    if not good:
        return None
    best = good[0]
    same = tuple(m for m in good[1:12] if m.amount == best.amount and m.score >= best.score - 0.25)
    rivals: dict[object, Match] = {}
    for match in good[1:40]:
        foreign = across and match.record.agency != best.record.agency
        reach = FOREIGN if foreign and match.coverage >= best.coverage - CLOSE else CLOSE
        reach = max(reach, TWIN if twins(match, best) else CLOSE)
        if yearless and not foreign and _is_present(match, best):
            reach = max(reach, PLANNED)
        if match.amount != best.amount and match.score >= best.score - reach:
            rivals.setdefault(match.amount, match)
    return Pick(best, same, tuple(rivals.values()))


def _by_named_column(pick: Pick, terms: Iterable[Term]) -> Pick:
    """Of equal cells of one row, the one whose column alone holds a word of the question.

    A heading above the table may hold the words of all its columns: `폭염·한파 대책`.
    """
    siblings = [m for m in (pick.best, *pick.rivals) if _row(m) == _row(pick.best) is not None]
    columns = [compared("".join(m.record.statement.column_path[-1:])) for m in siblings]
    held = [{t.text for t in terms if any(s in name for s in t.spellings)} for name in columns]
    named = [
        match
        for match, words in zip(siblings, held, strict=True)
        if words and all(other < words for other in held if other is not words)
    ]
    if len(named) != 1:
        return pick
    best = named[0]
    return Pick(
        best,
        pick.same if best is pick.best else (),
        tuple(m for m in pick.rivals if m not in siblings),
    )


def _row(match: Match) -> tuple[str, int, int] | None:
    statement = match.record.statement
    return (
        (match.record.document.id, statement.block, statement.row)
        if statement.row is not None
        else None
    )


def _is_present(match: Match, best: Match) -> bool:
    """Whether a figure is this year's, as well found, where the best one is a later year's plan."""
    own = match.record.document.year
    years = [m.figure.year for m in (match, best) if m.figure is not None and m.figure.year]
    same = match.record.document.id == best.record.document.id
    as_well = match.coverage >= best.coverage - CLOSE
    return same and as_well and len(years) == 2 and years[0] == own and years[1] > years[0]


def twins(one: Match, other: Match) -> bool:
    """Items of one key in one project: `선발인원` of two of its scholarships."""
    items = [m.record.statement for m in (one, other)]
    headed = all(item.heads for item in items)  # without heads, it speaks for the whole project
    same = headed and one.record.project == other.record.project
    keys = {item.row_path if item.row is None else None for item in items}
    told_apart = same and items[0].heads != items[1].heads
    return bool(one.record.project) and told_apart and len(keys) == 1 and not keys & {None, ()}


def without_years(query: Query) -> Query:
    return replace(query, years=())
