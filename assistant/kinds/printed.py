"""The change that a report prints itself, beside the figures of both years (증감, 증감률)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant import draft
from assistant.answer import Value
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds.difference import judged
from assistant.korean import number
from assistant.lexicon import Operation
from assistant.matching import Match
from assistant.picking import ENOUGH
from assistant.query import Query
from assistant.wording import figure_amount, marks, say, subject
from index.types import StatementRecord
from ingest.clean import compared
from ingest.model import Figure

# Letters only: `증감(B-A)` and `증감 (B-A)/A` are 증감ba and 증감baa.
_CHANGE_LABEL = re.compile(r"^(?:증감액?|전년대비증[감가]|증가)(?:[a-z]{2})?$")
_RATE_LABEL = re.compile(r"증감률|증감율|증가율|증감%|^증감[a-z]{3}$")
_SUBTRACTED = re.compile(r"\b([A-Z])\s*[-−–]\s*([A-Z])\b", re.IGNORECASE)
_LETTER = re.compile(r"\(\s*([A-Z])\s*\)\s*$", re.IGNORECASE)
_KOREAN = re.compile(r"[가-힣]{2,}")
_LOOKED_AT, _NEAR = 12, 0.15


@dataclass(frozen=True, slots=True)
class _Printed:
    """A row's figure with its printed change, rate, and the figure that it is a change from."""

    match: Match
    change: StatementRecord | None
    rate: StatementRecord | None
    before: StatementRecord | None = None


def printed_change(desk: Desk, query: Query, base: Query) -> Draft | None:
    """The change printed in the row of the asked year; `base` asks for the figure that changed."""
    found = [m for m in desk.matches(base) if m.coverage >= ENOUGH]
    for match in found[:_LOOKED_AT]:
        if match.score < found[0].score - _NEAR:
            break
        printed = _in_row(match, desk.row(match.record), query)
        if printed is not None:
            told = _told(desk, base, printed)
            return told if told is None else _with_both_years(desk, told, printed)
    return None


def _in_row(match: Match, row: list[StatementRecord], query: Query) -> _Printed | None:
    change, rate = _labelled(row, _CHANGE_LABEL), _labelled(row, _RATE_LABEL)
    one = change or rate
    if one is None or match.figure is None:
        return None
    letters = _SUBTRACTED.search(" ".join(one.statement.column_path[-2:]))
    if letters is None:
        latest = max((c.statement.year or 0 for c in row), default=0)
        return _Printed(match, change, rate) if match.figure.year == latest else None
    after, before = (_lettered(row, letter) for letter in letters.groups())
    if after is None or before is None or not _holds(after, before, change):
        return None
    own = after.statement.figures[0]
    if own.amount != match.known_figure.amount or own.year != match.known_figure.year:
        return None  # a change of 확정(B) is none of 정부안
    if _names_another(query, row, before):
        return None
    return _Printed(replace(match, record=after, figure=own), change, rate, before)


def _labelled(row: Iterable[StatementRecord], label: re.Pattern[str]) -> StatementRecord | None:
    return next((c for c in row if any(label.search(name) for name in _ends(c))), None)


def _ends(record: StatementRecord) -> tuple[str, ...]:
    """The last label of a column, and the last two as one: `(B-A)` stands below 증감."""
    path = record.statement.column_path
    return (compared(path[-1]), compared("".join(path[-2:]))) if path else ()


def _lettered(row: Iterable[StatementRecord], letter: str) -> StatementRecord | None:
    """The cell of the column that carries a letter: `국회확정(B)`."""
    for cell in row:
        path = cell.statement.column_path
        found = _LETTER.search(path[-1]) if path else None
        if found and found[1].upper() == letter.upper() and cell.statement.figures:
            return cell
    return None


def _holds(after: StatementRecord, before: StatementRecord, change: StatementRecord | None) -> bool:
    """Whether the columns are what the printed change subtracts."""
    if change is None or not change.statement.figures:
        return True
    a, b = after.statement.figures[0], before.statement.figures[0]
    return a.amount - b.amount == change.statement.figures[0].amount


def _names_another(query: Query, row: list[StatementRecord], before: StatementRecord) -> bool:
    """Whether the question compares with another column of that year: 수정, and not 당초."""
    own = compared("".join(before.statement.column_path))
    for cell in row:
        if cell.id == before.id or cell.statement.year != before.statement.year:
            continue
        names = _KOREAN.findall("".join(cell.statement.column_path[-1:]))
        if any(name in query.squeezed and name not in own for name in names):
            return True
    return False


def _told(desk: Desk, query: Query, printed: _Printed) -> Draft | None:
    match, before = printed.match, printed.before
    parts, values, cited = [], [], [desk.book.cite(match.record)]
    if before is not None:
        cited.append(desk.book.cite(before))
    lead: Figure | None = None
    for record in (printed.change, printed.rate):
        if record is None or not record.statement.figures:
            continue
        figure = record.statement.figures[0]
        lead = lead or figure
        n = desk.book.cite(record)
        cited.append(n)
        parts.append(f"{number(abs(figure.value))}{figure.unit}")
        label = " ".join(record.statement.column_path)
        values.append(Value(value=abs(figure.value), unit=figure.unit, label=label, citation=n))
    if lead is None:
        return None
    text = say(
        "printed_change",
        subject=subject(match, query),
        against=_against(match, before),
        difference=parts[0] + (f"({parts[1]})" if len(parts) > 1 else ""),
        direction="증가했습니다" if lead.value >= 0 else "감소했습니다",
        marks=marks(cited),
    )
    return Draft(
        text=judged(text, desk.query, lead.value),
        values=tuple(values),
        basis=draft.basis(match),
        assumptions=draft.year_assumption(match, desk.query),
    )


def _against(match: Match, before: StatementRecord | None) -> str:
    if before is not None:
        return " ".join(before.statement.column_path)
    year = match.figure.year if match.figure else None
    return f"전년({year - 1}년)" if year else "전년"


def _with_both_years(desk: Desk, found: Draft, printed: _Printed) -> Draft:
    """The change with the figures of both years, where the years are to be compared."""
    query, match = desk.query, printed.match
    figure = match.known_figure
    if query.operation is not Operation.COMPARE:
        return found
    cells = [printed.before] if printed.before else desk.row(match.record)
    before = next(
        (
            Match(cell, other, match.score, match.coverage)
            for cell in cells
            for other in cell.statement.figures
            if other.year == (figure.year or 0) - 1 and _names(other) == _names(figure)
        ),
        None,
    )
    if before is None:
        return found
    both = (before, match)
    cited = desk.cite(both)
    rows = [
        say(
            "figure_row",
            subject=subject(m, query),
            amount=figure_amount(m.known_figure),
            marks=marks([n]),
        )
        for m, n in zip(both, cited, strict=True)
    ]
    values = tuple(draft.value(m, query, n) for m, n in zip(both, cited, strict=True))
    return replace(found, text="\n".join((found.text, *rows)), values=(*values, *found.values))


def _names(figure: Figure) -> tuple[str, str, str]:
    return figure.unit, figure.label, figure.measure
