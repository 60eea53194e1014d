"""What a report says of an office itself, outside of its projects: organisation, people, work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.desk import Desk
from index.types import Document, SearchFilter, StatementRecord
from ingest.cell_kinds import is_total
from ingest.cells import is_page
from ingest.clean import squeezed
from ingest.model import StatementKind

_FIRST, _AROUND, _HITS = 220, 80, 60  # statements of a report's or department's beginning
_ORGANISATION = re.compile(r"조직(?:현황|구성)?")
_STAFF = re.compile(r"인력(?:현황)?")
_COUNTED = re.compile(r"(\d+)\)?\s?개?\s?(과|팀)(?![가-힣])")
_TEAM = re.compile(r"[가-힣A-Za-z·]{1,12}?팀")
_IN_ITEM = re.compile(r"[◦∘○•·-]\s*([가-힣A-Za-z· ]{1,14}팀)(?=\s|$)")
_DIVISION = re.compile(r"([가-힣·\s]{1,14}(?:과|담당관))\s*\((\d+)\s*팀\)")
_SECTION_WORDS = ("조직현황", "인력현황", "팀명", "주요업무", "주요사업")


@dataclass(frozen=True)
class Office:
    """An office in one report; `records` in the report's order."""

    name: str
    document: Document
    records: tuple[StatementRecord, ...]

    @property
    def told(self) -> str:
        """`금천구 소통담당관`"""
        return " ".join(dict.fromkeys(x for x in (self.document.agency, self.name) if x))

    @cached_property
    def organisation(self) -> StatementRecord | None:
        """Where the number of divisions and teams is printed: `조직현황 : 5과 23팀`."""
        for record in self.records:
            key = squeezed(" ".join(record.statement.row_path))
            item = record.statement.kind is StatementKind.ITEM and _ORGANISATION.fullmatch(key)
            named = squeezed(record.statement.text).startswith(squeezed(self.name))
            line = record.statement.row is None and named
            if (item or line) and _COUNTED.search(record.statement.text):
                return record
        return None

    @property
    def counts(self) -> dict[str, int]:
        """The printed numbers of divisions (`과`) and teams (`팀`)."""
        if self.organisation is None:
            return {}
        text = self.organisation.statement.text
        found = _COUNTED.findall(text)
        return {kind: int(count) for count, kind in reversed(found)}

    @cached_property
    def divisions(self) -> list[tuple[str, int, StatementRecord]]:
        """The divisions with the number of their teams: `행정지원과 (5팀)`."""
        found: dict[str, tuple[str, int, StatementRecord]] = {}
        for record in self.records:
            text = " | ".join((*record.statement.column_path, record.statement.text))
            for name, count in _DIVISION.findall(text):
                bare = closed(name)
                found.setdefault(bare, (bare, int(count), record))
        return list(found.values())

    @cached_property
    def teams(self) -> list[tuple[str, StatementRecord]]:
        """The teams: rows of the table of their work, else those that a chart or line names."""
        rows = [
            (closed(record.statement.row_path[-1]), record)
            for record in self.records
            if record.statement.row is not None and record.statement.row_path
        ]
        found = {name: record for name, record in reversed(rows) if _TEAM.fullmatch(name)}
        if not found:
            found = self._charted
        ordered = sorted(found.items(), key=lambda pair: pair[1].statement.id)
        return ordered if rows and len(found) > 1 else list(found.items())

    @property
    def _charted(self) -> dict[str, StatementRecord]:
        """The teams of an organisation chart, where their number is as printed."""
        found: dict[str, StatementRecord] = {}
        for record in self.records:
            for name in _IN_ITEM.findall(record.statement.text):
                found.setdefault(closed(name), record)
        chart = self.organisation
        if not found and chart is not None:
            names = closed(_COUNTED.split(chart.statement.text, 1)[-1].split(" - ")[0])
            found = dict.fromkeys(_TEAM.findall(names), chart)
        return found if len(found) == self.counts.get("팀", len(found)) else {}

    @cached_property
    def staff(self) -> list[StatementRecord]:
        """Where the whole office's 정원 and 현원 are printed."""
        for record in self.records:
            key = squeezed(" ".join(record.statement.row_path))
            if record.statement.kind is StatementKind.ITEM and _STAFF.fullmatch(key):
                return [record]
        return [
            record
            for record in self.records
            if record.statement.row_path[-1:] in (("정원",), ("현원",))
            and len(record.statement.column_path) == 1
            and is_total(record.statement.column_path[0])
        ]

    @cached_property
    def projects(self) -> list[StatementRecord]:
        """One statement for each row of the list of projects."""
        rows: dict[tuple[int, int], StatementRecord] = {}
        for record in self.records:
            statement = record.statement
            if statement.row is not None and statement.row_path and is_page(statement.column_path):
                rows.setdefault((statement.block, statement.row), record)
        first = next((block for block, _ in rows), None)
        return [record for (block, _), record in rows.items() if block == first]


def closed(name: str) -> str:
    """A name spaced out in print, closed up: `인 사 팀`."""
    return re.sub(r"\s+", "", name)


def offices(desk: Desk) -> list[Office]:
    """The offices that a question names, each in the newest report or that of the asked year."""
    query = desk.query
    names = query.departments
    if not names:
        documents = [
            d for d in desk.landscape.documents if not query.agencies or d.agency in query.agencies
        ]
        names = tuple(dict.fromkeys(d.department for d in documents if d.department))
    found = (_office(desk, name) for name in names)
    return [office for office in found if office is not None]


def _office(desk: Desk, name: str) -> Office | None:
    query = desk.query
    years = {*query.years, *query.document_years}
    documents = [
        document
        for document in desk.landscape.documents
        if (not query.agencies or document.agency in query.agencies)
        and (not years or document.year in years)
    ]
    for document in sorted(documents, key=lambda d: -(d.year or 0)):
        own = document.department == name
        records = _beginning(desk, document) if own else _within(desk, document, name)
        if records:
            return Office(name, document, tuple(records))
    return None


def _beginning(desk: Desk, document: Document) -> list[StatementRecord]:
    """What a report says of its own office: before its departments and projects."""
    ids = [f"{document.id}/{document.revision}/{n}" for n in range(_FIRST)]
    records = desk.catalogue.statements(ids, desk.scope)
    return [r for r in records if not r.project and r.department in {"", document.department}]


def _within(desk: Desk, document: Document, name: str) -> list[StatementRecord]:
    """What a bureau's report says of one of its departments."""
    terms = [term for word in (*_SECTION_WORDS, name) for term in desk.search.terms(word)]
    condition = SearchFilter(scope=desk.scope, documents=(document.id,))
    hits = desk.search.statements(terms, _HITS, condition)
    found = desk.catalogue.statements([hit.id for hit in hits], desk.scope)
    own = [r for r in found if r.department == name and not r.project]
    if not own:
        return []
    first = min(own, key=lambda r: r.statement.id)
    near = desk.around(first, _AROUND, _AROUND)
    return [r for r in near if r.department == name and not r.project]
