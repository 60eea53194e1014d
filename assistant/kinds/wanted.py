"""When, where and who: the statement that says it, or the cell or item that stands with it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds.asking_back import asked_back
from assistant.kinds.quoting import empty_place, quoted
from assistant.labels import asked_text
from assistant.lexicon import Wanted
from assistant.matching import Match, held_by
from assistant.picking import TWIN, twins
from assistant.profile import profile
from assistant.query import Query
from index.types import StatementRecord
from ingest.cell_kinds import is_blank
from ingest.clean import compared
from ingest.model import StatementKind
from ingest.numbers import cell_number

_DATE = re.compile(
    r"\d{4}\s?[.년]|\d{1,2}\s?월|['’‘]\d{2}\s?[.년]|\d{1,2}\.\s?\d{1,2}\.|요일|\d{1,2}:\d{2}|\d{1,2}시|매주|매월|연중|수시|분기|상반기|하반기"
)
_DAY = re.compile(r"(?:\d{4}\s?[.년]\s?)?\d{1,2}\s?[.월]\s?\d{1,2}\s?[.일]?")
KEYS = {
    Wanted.DATE: re.compile(r"기간|일시|시기|일정|일자|날짜|결연일|개소일|개관|준공|시간|체결"),
    Wanted.PLACE: re.compile(r"위치|장소|주소|소재"),
    Wanted.WHO: re.compile(r"팀|부서|기관장|담당|주관|주체|참석|대상|비고"),
}
_TEXTS = {
    Wanted.DATE: _DATE,
    Wanted.PLACE: re.compile(
        r"\d층|동(?:\b|\))|[로길]\s?\d|구청|청사|로비|센터|광장|(?:회|체육|체험|도서|복지|학습|문화|박물|미술|전시|별|본)관(?![별팀과])|공원|학교|시장|사거리"
        r"|(?:특별시|광역시|[가-힣]도)\s?[가-힣]{1,4}[시군구](?![가-힣]{2})|터널|강당|주차장|IC|(?<!지)(?<!구)역(?=[\s,·)]|$)|소재"
    ),
    Wanted.WHO: re.compile(
        r"팀|과\b|담당관|대표|위원|단장|장\b|주관|재단|공단|공사|협회|법인|연구원|진흥원"
    ),
}
_KEY_BONUS, _TEXT_BONUS, _OWN_KEY = 0.09, 0.06, 0.15
_NAMED_THING = 0.05  # what a row gains whose whole label is a word of the question
_LOOKED = 20
_NOUN = 2.0  # weight from which on a word is more than a verb or a common one
_OF_ANY = re.compile(r"(?:일자|일시|일정|기간|시기|날짜|시간|예정|일)$")
_REACH = 0.2  # how far below the best match a statement of the asked kind may be
_AT_MOST = 4
_LONG = 200  # letters; a longer text tells of too much to say where, when or who
_BRACKET = re.compile(r"\([^()]*\)")
_BESIDE = 8  # statements after one that may tell where it is
_WHOLE = 0.7  # share of the words that a project's period needs of the statement it stands with


def of_kinds(desk: Desk, found: list[Match], wanted: Iterable[Wanted]) -> Draft | None:
    """The best statement of each asked kind (a date, a place, somebody), near each other."""
    chosen: list[StatementRecord] = []
    for kind in wanted:
        ranked = by_kind(found, kind, desk.query)
        best = _fitting(desk, ranked, kind, chosen)
        if best is None:
            continue
        if _is_empty(best) and not chosen:
            return empty_place(best, desk)
        again = _told_again(best, ranked, desk.query) if kind is Wanted.DATE else []
        if again and not chosen:
            return asked_back(desk, desk.query, again)
        if best.id not in {record.id for record in chosen}:
            chosen += [best, *_twins_of(best, ranked)]
    if not chosen:
        return None
    return quoted(desk, chosen, dates=Wanted.DATE in tuple(wanted))


def says_wanted(query: Query, record: StatementRecord) -> bool:
    """Whether a line also says when, where or who, as asked: `언제 몇 대`."""
    in_text = record.statement.row is None
    text = record.statement.text
    return in_text and any(_TEXTS[kind].search(text) for kind in query.wanted if kind in _TEXTS)


def by_kind(found: list[Match], kind: Wanted, query: Query) -> list[Match]:
    """Matches, those first that are of the asked kind and of a thing that is named as asked."""
    words = {spelling for term in query.terms for spelling in term.spellings}

    def rank(match: Match) -> float:
        labels = match.record.statement.row_path[-1:]
        named = any(compared(label) in words for label in labels)
        return match.score + kind_bonus(match.record, kind, query) + _NAMED_THING * named

    return sorted(found, key=rank, reverse=True)


def kind_bonus(record: StatementRecord, kind: Wanted, query: Query) -> float:
    """What a statement gains that is of the asked kind: 0 where it is not."""
    statement = record.statement
    own = compared(statement.row_path[-1]) if statement.row_path else ""
    named = _OWN_KEY * (len(own) >= 2 and KEYS[kind].search(own) is not None)
    named *= own in query.squeezed
    article = kind is Wanted.PLACE and statement.row is None  # `제3조(소재지)`
    above = statement.heads[-1:] if article else ()
    key = compared(" ".join((*statement.row_path, *statement.column_path, *above)))
    return (
        named
        + _KEY_BONUS * bool(KEYS[kind].search(key))
        + _TEXT_BONUS * bool(_TEXTS[kind].search(_told(record, kind, query)))
    )


def _told(record: StatementRecord, kind: Wanted, query: Query) -> str:
    """What a statement says of the kind; a place that the question names itself is none."""
    statement = record.statement
    if kind is Wanted.WHO:
        key = compared(" ".join((*statement.row_path, *statement.column_path)))
        return f"{statement.text} {key}"
    if kind is Wanted.DATE and statement.row is not None:
        return statement.text
    text = (
        statement.text
        if statement.row is not None
        else " ".join((*statement.row_path, statement.text))
    )
    if kind is Wanted.PLACE:
        for word in sorted((t.text for t in query.terms), key=len, reverse=True):
            text = text.replace(word, " ")
    return text


def _is_of_another(record: StatementRecord, kind: Wanted, query: Query) -> bool:
    """The day of something else (개소일), where a word of the question is nowhere (`위탁 만료`)."""
    path = record.statement.row_path if record.statement.row is not None else ()
    labels = [x for x in (*path[-1:], *record.statement.column_path[-1:]) if KEYS[kind].search(x)]
    of = [_OF_ANY.sub("", compared(label)) for label in labels]
    asked = asked_text(query)
    if kind is not Wanted.DATE or not any(len(name) >= 2 and name not in asked for name in of):
        return False
    return _lacks_noun(record, query)


def _lacks_noun(record: StatementRecord, query: Query) -> bool:
    seen = profile(record)
    return any(term.weight >= _NOUN and not held_by(term, seen) for term in query.terms)


def _is_empty(record: StatementRecord) -> bool:
    """A cell where the answer would stand, and nothing does."""
    return record.statement.kind is StatementKind.CELL and is_blank(record.statement.text)


def _twins_of(best: StatementRecord, ranked: list[Match]) -> list[StatementRecord]:
    """Items of the same key under other headings of the project, as well found."""
    first = next((match for match in ranked if match.record.id == best.id), None)
    return [
        match.record
        for match in ranked[:_LOOKED]
        if first is not None
        and match.record.id != best.id
        and twins(match, first)
        and match.score >= first.score - TWIN
    ][:_AT_MOST]


def _told_again(best: StatementRecord, ranked: list[Match], query: Query) -> list[Match]:
    """The lines of one name that say when for different years, where no year is named."""
    if query.years or query.document_years or best.statement.row is not None:
        return []
    lines = [m for m in ranked[:_LOOKED] if _name(m.record) and _name(m.record) == _name(best)]
    first = next((m for m in lines if m.record.id == best.id), None)
    if first is None or KEYS[Wanted.DATE].search(_name(best)):
        return []
    dated: dict[str, Match] = {}
    for match in lines:
        said = " ".join(_DATE.findall(_told(match.record, Wanted.DATE, query)))
        if said and match.score >= first.score - _REACH:
            dated.setdefault(said, match)
    years = {match.record.statement.year for match in dated.values()}
    return list(dated.values()) if len(years) > 1 else []


def _name(record: StatementRecord) -> str:
    """What an item is called, less what stands in brackets; empty for cells and sentences."""
    path = record.statement.row_path
    return compared(_BRACKET.sub("", path[-1])) if path and record.statement.row is None else ""


def _fitting(
    desk: Desk, ranked: list[Match], kind: Wanted, chosen: list[StatementRecord]
) -> StatementRecord | None:
    """The best match that can be of the kind, else what stands with it and is."""
    top = ranked[0]
    for match in ranked[:_LOOKED]:
        far = match.score < top.score - _REACH or _tells_of_much(match.record, kind)
        if far or _is_of_another(match.record, kind, desk.query):
            continue
        if kind_bonus(match.record, kind, desk.query) or (
            chosen and match.record.id == chosen[0].id
        ):
            return match.record
        beside = _in_row(desk, match.record, kind)
        if beside is not None:
            return beside
    if _is_empty(top.record):
        return top.record
    if kind is Wanted.DATE:
        whole = top.coverage >= _WHOLE and not _lacks_noun(top.record, desk.query)
        return _period_of(desk, top) if whole else None
    if chosen or cell_number(top.record.statement.text):
        return None
    return _place_of(desk, top.record) if kind is Wanted.PLACE else None


def _tells_of_much(record: StatementRecord, kind: Wanted) -> bool:
    """Whether a text is too long to say where, when or who, unless it has one day only."""
    text = record.statement.text
    return len(text) > _LONG and not (kind is Wanted.DATE and len(_DAY.findall(text)) == 1)


def _in_row(desk: Desk, record: StatementRecord, kind: Wanted) -> StatementRecord | None:
    """Another cell of the row that says where, or when under a heading that says so."""
    for cell in desk.row(record):
        key = compared(" ".join(cell.statement.column_path))
        told = _TEXTS[kind].search(_told(cell, kind, desk.query)) is not None
        if told and (kind is Wanted.PLACE or KEYS[kind].search(key)):
            return cell
    return None


def _place_of(desk: Desk, record: StatementRecord) -> StatementRecord | None:
    """The 장소 or 위치 that stands below a statement or just after it."""
    after = desk.around(record, 0, _BESIDE)[1:]
    return next(
        (
            other
            for other in after
            if other.statement.section == record.statement.section
            and KEYS[Wanted.PLACE].search(compared(" ".join(other.statement.row_path)))
        ),
        None,
    )


def _period_of(desk: Desk, match: Match) -> StatementRecord | None:
    """The 추진기간, 사업기간 or 일정 that stands with a statement, else that of its project."""
    record = match.record
    around = [r for r in desk.around(record, 60, 25) if r.project == record.project]
    below = [r for r in around if r.statement.id > record.statement.id]
    periods = [r for r in (*below, *reversed(around)) if _is_period(r)]
    nested = [r for r in periods if record.statement.text in r.statement.heads]
    same = [r for r in periods if r.statement.section == record.statement.section]
    return next(iter((*nested, *same, *periods)), None)


def _is_period(record: StatementRecord) -> bool:
    key = compared(" ".join(record.statement.row_path))
    return bool(re.search(r"기간|일시|시기|일정", key) and _DATE.search(record.statement.text))
