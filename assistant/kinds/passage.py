"""What the report says in words: the cell, item or lines that answer, quoted with their place."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.counting import asked_count
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds.quoting import empty_place, line_of, quoted, tells_more
from assistant.kinds.valued import rows_by_value
from assistant.kinds.wanted import of_kinds
from assistant.kinds.worded import in_words
from assistant.labels import asked_text, unasked
from assistant.lexicon import Operation
from assistant.matching import Match, speaks_for_project
from assistant.picking import TWIN, twins
from assistant.profile import profile
from assistant.query import Query
from assistant.year_fit import told_year_fits
from index.types import StatementRecord
from ingest.cell_kinds import is_blank
from ingest.clean import compared, squeezed
from ingest.model import StatementKind
from ingest.units import family

_NO_AMOUNT = re.compile(r"비예산|미정|미확정|없음|미편성|추후")
_NEAR = 0.04
_THINGS = {"place", "piece", "person"}
_TITLE = 0.5  # share of a project's title that the question need not say
_ABOUT = {"사업", "내용", "개요", "소개", "설명"}
_ASKS_OVERVIEW = re.compile(
    r"(?:(?:20)?\d{2}년도?)?(?:은|는|이|가|을|를|에|대해서?|관련|의|어떤|무슨|사업|개요|내용|소개|설명"
    r"|뭐|무엇|인가|인지|야|에요|예요|해|줘|주세요|주십시오|알려|좀|요|입니까)*"
)
_HOW_MUCH = re.compile(  # what is answered by a number only
    r"몇\s?(?:년|개월|달|주|일|시간|분|초|살|세|회|번|차례|층|호|권|퍼센트|프로|%|점|배|바이트|미터|[A-Za-z])|며칠"
)
_DIGITS = re.compile(
    r"\d|[일이삼사오육칠팔구십백천]{1,3}\s?(?:년|개월|회|일간)|[한두세네]\s?(?:번|차례|달)"
)
_CHANGES = re.compile(r"바뀌|바뀐|달라|변경")
_STATE = re.compile(r"종전|현행|기존|당초|변경전?|변경후|개선|개선안|변경안|현행안")
_CHANGE_BONUS = 0.2
_IN_WORDS = {Operation.TEXT, Operation.LIST, Operation.FIGURE}  # the others are worked out
_NAMED_AMONG = 10
_PROJECT, _OVERVIEW = 150, 7  # statements of a project to look through, and to quote
_AT_MOST = 4


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    found = _in_words(desk)
    if not found or query.operation not in _IN_WORDS:
        return None
    if query.wanted:
        return of_kinds(desk, found, query.wanted)
    if _CHANGES.search(query.squeezed):
        found = sorted(found, key=lambda m: -(m.score + _CHANGE_BONUS * _tells_change(m.record)))
    if _HOW_MUCH.search(query.text):
        found = [m for m in found if _DIGITS.search(line_of(m.record))]
        if not found:
            return None
    best = found[0]
    if is_blank(best.record.statement.text) and best.record.statement.kind is StatementKind.CELL:
        return empty_place(best.record, desk)
    if by_value := rows_by_value(desk, best, query):
        return quoted(desk, by_value)
    project = _named_project(query, found)
    if project:
        return quoted(desk, project_overview(desk, project))
    company = _with_company(desk, found)
    count = asked_count(query)
    if count and not any(_counts_things(record, count) for record in company):
        return None  # so many are to be named, and this neither names nor counts them
    return quoted(desk, company) if any(tells_more(query, r) for r in company) else None


def _counts_things(record: StatementRecord, count: int) -> bool:
    figures = record.statement.figures
    return any(family(figure.unit) in _THINGS and figure.value == count for figure in figures)


def _tells_change(record: StatementRecord) -> bool:
    """Whether a statement gives the old or the new state: `종전`, `개선`, `20회 → 30회`."""
    labels = (*record.statement.column_path, *record.statement.row_path)
    return any(_STATE.fullmatch(squeezed(x)) for x in labels) or "→" in record.statement.text


def _named_project(query: Query, found: list[Match]) -> StatementRecord | None:
    """A statement of the project whose title is all that the question says."""
    if not _ASKS_OVERVIEW.fullmatch(_beside_terms(query)):
        return None
    spelled = [term.spellings for term in query.terms if term.text not in _ABOUT]
    if not spelled:
        return None
    for match in found[:_NAMED_AMONG]:
        title = compared(match.record.project)
        if not title or unasked([match.record.project], asked_text(query), query) > _TITLE:
            continue
        if all(any(s in title for s in spellings) for spellings in spelled):
            return match.record
    return None


def _beside_terms(query: Query) -> str:
    """The question without its words, letters only: particles and verbs."""
    rest = query.squeezed
    for term in sorted(query.terms, key=lambda term: -len(term.text)):
        rest = rest.replace(term.text, "", 1)
    return compared(rest)


def project_overview(desk: Desk, one: StatementRecord) -> list[StatementRecord]:
    """What a project says of itself: its items outside of lists and tables, in order."""
    items = [
        record
        for record in desk.around(one, _PROJECT, _PROJECT)
        if record.project == one.project
        and record.statement.kind is StatementKind.ITEM
        and speaks_for_project(record)
    ]
    return items[:_OVERVIEW] or [one]


def _in_words(desk: Desk) -> list[Match]:
    """Statements that answer in words.

    A question for an amount is answered in words only by a statement about that very measure
    (`소요예산 : 비예산`, `사업예산 : 미정`).
    """
    query = desk.query
    if not query.terms or (query.wants_amount and len(query.agencies) > 1):
        return []  # words of one do not compare two
    plain = replace(query, families=(), measures=())
    found = in_words(desk, plain)
    if query.wants_amount and query.operation is not Operation.LIST:
        found = [m for m in found if _says_measure(query, m.record)]
    return found


def _says_measure(query: Query, record: StatementRecord) -> bool:
    told = record.statement.kind is not StatementKind.LINE or _NO_AMOUNT.search(
        record.statement.text
    )
    measured = told and any(m.labels.search(profile(record).own) for m in query.measures)
    year = record.statement.year or record.document.year
    right_year = not query.years or year in query.years
    return bool(measured) and right_year and not record.statement.figures


def _with_company(desk: Desk, found: list[Match]) -> list[StatementRecord]:
    """The best statement, near equals of the same report, and what stands below a bare heading."""
    best = found[0]
    chosen = [best.record]
    for match in found[1:12]:
        same_report = match.record.document.id == best.record.document.id
        text = compared(match.record.statement.text)
        told = any(text == compared(r.statement.text) for r in chosen) or not text
        near = match.score >= best.score - _NEAR
        near = near or (twins(match, best) and match.score >= best.score - TWIN)
        if near and same_report and not told:
            chosen.append(match.record)
    chosen = sorted(chosen[:_AT_MOST], key=lambda record: record.statement.id)
    if len(chosen) == 1 and best.record.statement.kind is not StatementKind.CELL:
        below = (r for r in desk.below(best.record) if told_year_fits(desk.query, r))
        chosen += list(below)[:8]
    return chosen
