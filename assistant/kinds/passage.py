"""What the report says in words: the cell, item or lines that answer, quoted with their place."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Basis, Reason, Status, Value
from assistant.desk import ENOUGH, Desk
from assistant.draft import Draft
from assistant.kinds.listing import quote_line
from assistant.lexicon import Wanted
from assistant.matching import Match
from assistant.query import Query
from assistant.wording import marks, say
from index.types import StatementRecord
from ingest.clean import squeezed
from ingest.model import StatementKind
from ingest.tables import is_blank

_DATE = re.compile(
    r"\d{4}\s?[.년]|\d{1,2}\s?월|['’‘]\d{2}\s?[.년]|\d{1,2}\.\s?\d{1,2}\.|요일|\d{1,2}:\d{2}|\d{1,2}시|매주|매월|연중|수시|분기|상반기|하반기|운영"
)
_DATE_KEY = re.compile(r"기간|일시|시기|일정|일자|날짜|결연일|개소일|개관|준공|시간|체결")
_PLACE_KEY = re.compile(r"위치|장소|주소|소재")
_PLACE = re.compile(r"\d층|동\b|로\s?\d|길\s?\d|구청|센터|광장|회관|교육장|공원|학교|\(.*동\)")
_WHO_KEY = re.compile(r"팀|부서|기관장|담당|주관|참석|대상|비고")
_WHO = re.compile(r"팀|과\b|담당관|대표|위원|단장|장\b")
_NEAR = 0.06
_AT_MOST = 4


def answer(desk: Desk) -> Draft | None:
    query = replace(desk.query, families=(), measures=())
    found = [m for m in _ranked(desk.matches(query), query)[:60] if m.coverage >= ENOUGH]
    if not found:
        return None
    best = found[0]
    if is_blank(best.record.statement.text) and best.record.statement.kind is StatementKind.CELL:
        return _empty(desk, best)
    chosen = _with_company(desk, found, query)
    lines = [f"{_line(record)} {marks([desk.book.cite(record)])}" for record in chosen]
    text = lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)
    values = [
        Value(
            value=f.value,
            unit=f.unit,
            label=f.label or quote_line(r)[:40],
            citation=desk.book.cite(r),
        )
        for r in chosen
        for f in r.statement.figures
    ]
    return Draft(
        text=text,
        values=tuple(values[:12]),
        basis=Basis(year=best.record.statement.year, basis_date=best.record.basis_date),
    )


def _ranked(found: list[Match], query: Query) -> list[Match]:
    """Matches whose text is of the asked kind (a date, a place, somebody) before the others."""
    return sorted(found, key=lambda m: -(m.score + _kind_bonus(m.record, query.wanted)))


def _kind_bonus(record: StatementRecord, wanted: Wanted) -> float:
    statement = record.statement
    key = squeezed(" ".join((*statement.row_path, *statement.column_path)))
    text = statement.text
    if wanted is Wanted.DATE:
        return (
            0.08 * bool(_DATE_KEY.search(key)) + 0.08 * bool(_DATE.search(text)) - 0.06 * (not text)
        )
    if wanted is Wanted.PLACE:
        return 0.1 * bool(_PLACE_KEY.search(key)) + 0.04 * bool(_PLACE.search(text))
    if wanted is Wanted.WHO:
        return 0.05 * bool(_WHO_KEY.search(key)) + 0.06 * bool(_WHO.search(text + key))
    return -0.1 * is_blank(text)


def _empty(desk: Desk, best: Match) -> Draft:
    """The report has the place for the answer, and nothing stands there."""
    statement = best.record.statement
    named = " ".join((*statement.column_path, *statement.row_path))
    n = desk.book.cite(best.record)
    return Draft(
        text=say("empty_cell", subject=named, marks=marks([n])),
        status=Status.NOT_FOUND,
        reason=Reason.EMPTY_CELL,
    )


def _with_company(desk: Desk, found: list[Match], query: Query) -> list[StatementRecord]:
    """The best statement, near equals of the same report, and what stands below a bare heading."""
    best = found[0]
    chosen = [best.record]
    top = best.score + _kind_bonus(best.record, query.wanted)
    for match in found[1:12]:
        score = match.score + _kind_bonus(match.record, query.wanted)
        same_report = match.record.document.id == best.record.document.id
        told = any(
            squeezed(match.record.statement.text) == squeezed(r.statement.text) for r in chosen
        )
        if (
            score >= top - _NEAR
            and same_report
            and not told
            and not is_blank(match.record.statement.text)
        ):
            chosen.append(match.record)
    chosen = sorted(chosen[:_AT_MOST], key=lambda record: record.statement.id)
    if len(chosen) == 1 and _is_bare(best.record):
        chosen += _below(desk, best.record)
    return chosen


def _is_bare(record: StatementRecord) -> bool:
    statement = record.statement
    return statement.kind is not StatementKind.CELL and (
        not statement.text or len(statement.text) < 40
    )


def _below(desk: Desk, record: StatementRecord) -> list[StatementRecord]:
    depth = len(record.statement.heads)
    below: list[StatementRecord] = []
    for other in desk.around(record, 0, 10)[1:]:
        heads = other.statement.heads
        if len(heads) <= depth or other.statement.block == record.statement.block:
            break
        below.append(other)
    return below[:8]


def _line(record: StatementRecord) -> str:
    """The quoted line with the heading that it stands under, where the line alone says too little."""
    statement = record.statement
    line = quote_line(record)
    if statement.kind is StatementKind.CELL or not statement.heads:
        return line
    head = statement.heads[-1]
    return (
        line
        if len(head) > 60 or squeezed(head) in squeezed(line)
        else f"{head}: {line}"
        if ":" not in head
        else f"{head} / {line}"
    )
