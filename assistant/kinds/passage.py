"""What the report says in words: the cell, item or lines that answer, quoted with their place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.answer import Reason, Status
from assistant.desk import ENOUGH_WORDS, TWIN, Desk, twins
from assistant.draft import Draft
from assistant.kinds.quoting import line_of, quoted
from assistant.labels import asked_text, unasked
from assistant.lexicon import Operation, Wanted
from assistant.matching import Match, speaks_for_project, told_year_fits
from assistant.profile import profile
from assistant.query import Query
from assistant.wording import marks, say
from index.types import StatementRecord
from ingest.clean import compared, squeezed
from ingest.model import StatementKind
from ingest.numbers import cell_number
from ingest.tables import is_blank

_DATE = re.compile(
    r"\d{4}\s?[.년]|\d{1,2}\s?월|['’‘]\d{2}\s?[.년]|\d{1,2}\.\s?\d{1,2}\.|요일|\d{1,2}:\d{2}|\d{1,2}시|매주|매월|연중|수시|분기|상반기|하반기"
)
KEYS = {
    Wanted.DATE: re.compile(r"기간|일시|시기|일정|일자|날짜|결연일|개소일|개관|준공|시간|체결"),
    Wanted.PLACE: re.compile(r"위치|장소|주소|소재"),
    Wanted.WHO: re.compile(r"팀|부서|기관장|담당|주관|참석|대상|비고"),
}
_TEXTS = {
    Wanted.DATE: _DATE,
    Wanted.PLACE: re.compile(r"\d층|동(?:\b|\))|로\s?\d|길\s?\d|구청|센터|광장|회관|공원|학교"),
    Wanted.WHO: re.compile(r"팀|과\b|담당관|대표|위원|단장|장\b"),
}
_KEY_BONUS, _TEXT_BONUS, _OWN_KEY = 0.09, 0.06, 0.15
_NEAR = 0.04
_MORE = 0.35  # share of a statement's letters that the question does not say itself
_TITLE = 0.5  # the same for the title of the project that it names
_ABOUT = {"사업", "내용", "개요", "소개", "설명"}
_ASKS_OVERVIEW = re.compile(
    r"(?:(?:20)?\d{2}년도?)?(?:은|는|이|가|을|를|에|대해서?|관련|의|어떤|무슨|사업|개요|내용|소개|설명"
    r"|뭐|무엇|인가|인지|야|에요|예요|해|줘|주세요|주십시오|알려|좀|요|입니까)*"
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
        return _of_kinds(desk, found, query.wanted)
    if _CHANGES.search(query.squeezed):
        found = sorted(found, key=lambda m: -(m.score + _CHANGE_BONUS * _tells_change(m.record)))
    best = found[0]
    if is_blank(best.record.statement.text) and best.record.statement.kind is StatementKind.CELL:
        return empty(best, desk)
    project = _named_project(query, found)
    if project:
        return quoted(desk, project_overview(desk, project))
    company = _with_company(desk, found)
    return quoted(desk, company) if any(_tells_more(query, r) for r in company) else None


def _tells_more(query: Query, record: StatementRecord) -> bool:
    """Whether a statement says anything beyond what the question says itself."""
    if record.statement.figures or record.statement.row_path or record.statement.row is not None:
        return True
    return unasked([line_of(record)], asked_text(query), query) > _MORE


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


def says_wanted(query: Query, record: StatementRecord) -> bool:
    """Whether a line also says when, where or who, as asked: `언제 몇 대`."""
    in_text = record.statement.row is None
    text = record.statement.text
    return in_text and any(_TEXTS[kind].search(text) for kind in query.wanted if kind in _TEXTS)


def _in_words(desk: Desk) -> list[Match]:
    """Statements that answer in words.

    A question for an amount is answered in words only by a statement about that very measure
    (`소요예산 : 비예산`, `사업예산 : 미정`).
    """
    query = desk.query
    if not query.terms or (query.wants_amount and len(query.agencies) > 1):
        return []  # words of one do not compare two
    plain = replace(query, families=(), measures=())
    found = [m for m in desk.matches(plain) if m.coverage >= ENOUGH_WORDS]
    if query.wants_amount and query.operation is not Operation.LIST:
        found = [m for m in found if _says_measure(query, m.record)]
    return found


def _says_measure(query: Query, record: StatementRecord) -> bool:
    measured = any(m.labels.search(profile(record).own) for m in query.measures)
    year = record.statement.year
    right_year = not query.years or year is None or year in query.years
    return measured and right_year and not record.statement.figures


def _of_kinds(desk: Desk, found: list[Match], wanted: Iterable[Wanted]) -> Draft | None:
    """The best statement of each asked kind (a date, a place, somebody), near each other."""
    chosen: list[StatementRecord] = []
    for kind in wanted:
        ranked = sorted(found, key=lambda m: -(m.score + _bonus(m.record, kind, desk.query)))
        best = _fitting(desk, ranked, kind, chosen)
        if best is None:
            continue
        statement = best.statement
        if is_blank(statement.text) and statement.kind is StatementKind.CELL and not chosen:
            return empty(Match(best, None, 1.0, 1.0), desk)
        if best.id not in {record.id for record in chosen}:
            chosen += [best, *_twins_of(best, ranked)]
    if not chosen:
        return None
    return quoted(desk, chosen, dates=Wanted.DATE in tuple(wanted))


def _twins_of(best: StatementRecord, ranked: list[Match]) -> list[StatementRecord]:
    """Items of the same key under other headings of the project, as well found."""
    first = next((match for match in ranked if match.record.id == best.id), None)
    return [
        match.record
        for match in ranked[:20]
        if first is not None
        and match.record.id != best.id
        and twins(match, first)
        and match.score >= first.score - TWIN
    ][:_AT_MOST]


def _bonus(record: StatementRecord, kind: Wanted, query: Query) -> float:
    statement = record.statement
    own = compared(statement.row_path[-1]) if statement.row_path else ""
    named = _OWN_KEY * (len(own) >= 2 and KEYS[kind].search(own) is not None)
    named *= own in query.squeezed
    key = compared(" ".join((*statement.row_path, *statement.column_path)))
    return (
        named
        + _KEY_BONUS * bool(KEYS[kind].search(key))
        + _TEXT_BONUS
        * bool(
            _TEXTS[kind].search(f"{statement.text} {key}" if kind is Wanted.WHO else statement.text)
        )
    )


def _fitting(
    desk: Desk, ranked: list[Match], kind: Wanted, chosen: list[StatementRecord]
) -> StatementRecord | None:
    """The best match that can be of the kind; for a date, the period of what was matched."""
    top = ranked[0]
    for match in ranked[:20]:
        if match.score < top.score - 0.2:
            break
        if _bonus(match.record, kind, desk.query) or (chosen and match.record.id == chosen[0].id):
            return match.record
    if kind is Wanted.DATE:
        return _period_of(desk, top.record)
    if chosen or cell_number(top.record.statement.text):
        return None
    return top.record if _tells_more(desk.query, top.record) else None


def _period_of(desk: Desk, record: StatementRecord) -> StatementRecord | None:
    """The 추진기간, 사업기간 or 일정 that stands with a statement, else that of its project."""
    around = [r for r in desk.around(record, 60, 25) if r.project == record.project]
    below = [r for r in around if r.statement.id > record.statement.id]
    periods = [r for r in (*below, *reversed(around)) if _is_period(r)]
    nested = [r for r in periods if record.statement.text in r.statement.heads]
    same = [r for r in periods if r.statement.section == record.statement.section]
    return next(iter((*nested, *same, *periods)), None)


def _is_period(record: StatementRecord) -> bool:
    key = compared(" ".join(record.statement.row_path))
    return bool(re.search(r"기간|일시|시기|일정", key) and _DATE.search(record.statement.text))


def empty(best: Match, desk: Desk) -> Draft:
    """The report has the place for the answer, and nothing stands there."""
    statement = best.record.statement
    named = " ".join((*statement.column_path, *statement.row_path))
    n = desk.book.cite(best.record)
    return Draft(
        text=say("empty_cell", subject=named, marks=marks([n])),
        status=Status.NOT_FOUND,
        reason=Reason.EMPTY_CELL,
    )


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
