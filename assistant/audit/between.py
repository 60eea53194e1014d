"""The same thing in two reports: yearly budgets of one project that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from index.types import Catalogue, Document, Scope, SearchFilter, SearchIndex, StatementRecord
from ingest.cell_kinds import is_total
from ingest.cells import ALL_YEARS
from ingest.model import StatementKind
from ingest.units import family

_ALIKE = 0.6  # share of the words of two titles that must be the same (Jaccard)
_AT_MOST = 3_000  # statements looked through
_EMPTY = frozenset({"위하", "통하", "강화", "추진", "운영", "사업"})


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The yearly total of one project, printed with different amounts; newest report first."""

    year: int
    records: tuple[StatementRecord, ...]


@dataclass(frozen=True, slots=True)
class _Project:
    document: Document
    title: str
    words: frozenset[str]
    totals: dict[int, StatementRecord]  # by year


def between_reports(
    catalogue: Catalogue, search: SearchIndex, scope: Scope
) -> Iterator[Disagreement]:
    """Projects of one agency and department that two reports give different yearly budgets.

    Titles may have been reworded from report to report, so they are compared by their words.
    """
    by_place: defaultdict[tuple[str, str], list[_Project]] = defaultdict(list)
    for project in _projects(catalogue, search, scope):
        record = next(iter(project.totals.values()))
        by_place[record.agency, record.department].append(project)
    for projects in by_place.values():
        for one, other in combinations(projects, 2):
            if one.document.id != other.document.id and _alike(one.words, other.words):
                yield from _compared(one, other)


def _projects(catalogue: Catalogue, search: SearchIndex, scope: Scope) -> Iterator[_Project]:
    found: dict[tuple[str, str], _Project] = {}
    hits = search.statements(
        ["연차별", "소요재원", "소요", "재원"], _AT_MOST, SearchFilter(scope=scope)
    )
    for record in catalogue.statements([hit.id for hit in hits], scope):
        year = _total_year(record)
        if year is None or not record.project:
            continue
        key = (record.document.id, record.project)
        if key not in found:
            words = _words(search, record.project)
            found[key] = _Project(record.document, record.project, words, {})
        found[key].totals.setdefault(year, record)
    yield from found.values()


def _total_year(record: StatementRecord) -> int | None:
    """The year of a project's yearly total, None for any other statement."""
    statement = record.statement
    if statement.kind is not StatementKind.CELL or not statement.figures:
        return None
    total = bool(statement.row_path) and all(is_total(label) for label in statement.row_path)
    yearly = any("연차별" in label for label in statement.column_path)
    figure = statement.figures[0]
    if not total or not yearly or figure.period == ALL_YEARS or family(figure.unit) != "money":
        return None
    return statement.year


def same_title(search: SearchIndex, one: str, other: str) -> bool:
    """Whether two titles are of one project; they may have been reworded between two reports."""
    return _alike(_words(search, one), _words(search, other))


def _words(search: SearchIndex, title: str) -> frozenset[str]:
    return frozenset(search.terms(title)) - _EMPTY


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    union = one | other
    return bool(union) and len(one & other) / len(union) >= _ALIKE


def _compared(one: _Project, other: _Project) -> Iterator[Disagreement]:
    for year in sorted(one.totals.keys() & other.totals.keys()):
        pair = (one.totals[year], other.totals[year])
        if pair[0].statement.figures[0].amount != pair[1].statement.figures[0].amount:
            newest = sorted(pair, key=lambda r: r.document.year or 0, reverse=True)
            yield Disagreement(year, tuple(newest))
