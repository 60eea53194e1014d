"""So many things are to be named (`4개교는 어디`): the place that names just so many.

The number checks the answer: a bracket, the lines below a heading, the rows or columns of a table,
or the sections of a project are only taken where they are as many as the question says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Basis
from assistant.counting import (
    Range,
    asked_count,
    asked_each,
    asked_noun,
    asked_range,
    listed_in,
    named_after,
)
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds.quoting import line_of, quoted
from assistant.kinds.worded import in_words
from assistant.labels import asked_text, unasked
from assistant.lexicon import Operation, Wanted, is_measure
from assistant.matching import Match
from assistant.picking import ENOUGH_WORDS
from assistant.profile import profile
from assistant.query import Query
from assistant.wording import marks
from index.types import StatementRecord
from ingest.cell_kinds import is_blank, is_total
from ingest.clean import compared, squeezed
from ingest.model import StatementKind
from ingest.vocabulary import SECTION_WORDS

_IN_WORDS = {Operation.TEXT, Operation.LIST}
_PARTS = re.compile(r"\s[-·◦○]\s|[,;/]")  # of a cell that lists things line by line
_LOOKED = 20
_NAMED = 0.35  # a label with no more than this unasked is named by the question
_PROJECT = 200  # statements of a project to look through
_LONG = 160  # letters; of a longer line only the names are told


@dataclass(frozen=True, slots=True)
class _Named:
    """One thing that is named, and where."""

    name: str
    record: StatementRecord


def answer(desk: Desk) -> Draft | None:
    one_by_one = _one_by_one(desk)
    if one_by_one is not None:
        return one_by_one
    query, count, noun = desk.query, asked_count(desk.query), asked_noun(desk.query)
    if query.operation is not Operation.LIST and count is None:
        return None
    by_noun = _by_noun(desk, noun, count) if noun and not is_measure(noun) else None
    if by_noun or count is None or query.wants_amount:
        return by_noun
    found = _found(desk, query)
    if not query.terms:
        return _after_noun(desk, found, noun, count)
    return (
        _in_text(desk, found, count, printed=True)
        or _in_table(desk, found, count)
        or _below(desk, found, count)
        or _in_text(desk, found, count, printed=False)
        or _in_sections(desk, found, count)
    )


def _found(desk: Desk, query: Query) -> list[Match]:
    return in_words(desk, replace(query, families=(), measures=()))


def _told(desk: Desk, things: Sequence[_Named]) -> Draft:
    lines = [f"- {thing.name} {marks([desk.book.cite(thing.record)])}" for thing in things]
    first = things[0].record
    return Draft(text="\n".join(lines), basis=Basis(year=first.statement.year))


def _in_text(desk: Desk, found: list[Match], count: int, *, printed: bool) -> Draft | None:
    """A line or cell that lists so many; `printed`: and says their number."""
    for match in found[:_LOOKED]:
        record, line = match.record, line_of(match.record)
        names = listed_in(record.statement.text, count)
        if not names or (printed and str(count) not in line):
            continue
        return quoted(desk, [record]) if len(line) <= _LONG else _one_line(desk, names, record)
    return None


def _one_by_one(desk: Desk) -> Draft | None:
    """`1~4호점이 각각`, `호점별로`: what one row (or column) says of each that is asked."""
    query = desk.query
    span, each = asked_range(query), asked_each(query)
    if not (span or each) or query.wants_amount or query.operation not in _IN_WORDS:
        return None
    others = tuple(t for t in query.terms if not (span and span.number_of(t.text)))
    span_numbers = set(span.numbers()) if span else set()
    found = desk.matches(replace(query, families=(), measures=(), terms=others))
    for match in [m for m in found if m.coverage >= ENOUGH_WORDS][:_LOOKED]:
        statement = match.record.statement
        if span and {span.number_of(part) for part in _PARTS.split(statement.text)} >= span_numbers:
            return quoted(desk, [match.record])
        if statement.row is None or is_blank(statement.text):
            continue
        cells = [c for c in desk.cells(match.record) if not is_blank(c.statement.text)]
        row = [c for c in cells if c.statement.row == statement.row]
        column = [c for c in cells if c.statement.column == statement.column]
        for line, by_column in ((row, True), (column, False)):
            chosen = _each_of(line, span, each, compared(query.text), by_column=by_column)
            if len(chosen) >= 2:
                return quoted(desk, chosen, dates=Wanted.DATE in query.wanted)
    return None


def _each_of(
    line: list[StatementRecord], span: Range | None, each: str, asked: str, *, by_column: bool
) -> list[StatementRecord]:
    """The cells of a row (or column) that are asked one by one; [] unless all of them are there."""
    if span is None:
        return [c for c in line if each in _label(c, by_column=by_column)]
    numbered = {c.id: _in_range(_label(c, by_column=by_column), span, asked) for c in line}
    chosen = [c for c in line if numbered[c.id]]
    return chosen if {numbered[c.id] for c in chosen} == set(span.numbers()) else []


def _label(cell: StatementRecord, *, by_column: bool) -> str:
    path = cell.statement.column_path if by_column else cell.statement.row_path
    return path[-1] if path else ""


def _in_range(label: str, span: Range, asked: str) -> int | None:
    """The number of a label of the range; what stands before it is asked (`지상`, not `지하`)."""
    number = span.number_of(label)
    before = re.match(r"[가-힣]*", compared(label))
    return number if before is not None and before[0] in asked else None


def _one_line(desk: Desk, names: Iterable[str], record: StatementRecord) -> Draft:
    text = f"{', '.join(names)} {marks([desk.book.cite(record)])}"
    return Draft(text=text, basis=Basis(year=record.statement.year))


def _after_noun(desk: Desk, found: list[Match], noun: str, count: int) -> Draft | None:
    for match in found:
        names = named_after(noun, match.record.statement.text, count)
        if names:
            return _one_line(desk, names, match.record)
    return None


def _below(desk: Desk, found: list[Match], count: int) -> Draft | None:
    """Just so many lines nested right below a line that was found."""
    for match in found[:_LOOKED]:
        depth = len(match.record.statement.heads) + 1
        below = desk.below(match.record)
        direct = [r for r in below if len(r.statement.heads) == depth and r.statement.row is None]
        if len(direct) == count:
            return quoted(desk, [match.record, *direct])
    return None


def _in_table(desk: Desk, found: list[Match], count: int) -> Draft | None:
    """A table with just so many rows or columns: what the question names of them, else names."""
    seen: set[tuple[str, int]] = set()
    for match in found[:_LOOKED]:
        for cell in _tables_of(desk, match.record):
            key = (cell.document.id, cell.statement.block)
            if key in seen:
                continue
            seen.add(key)
            things = _rows_or_columns(desk, cell, count)
            if things:
                return _told(desk, things)
    return None


def _tables_of(desk: Desk, record: StatementRecord) -> list[StatementRecord]:
    """The cell itself, or the first cell of each table below a line."""
    if record.statement.kind is StatementKind.CELL:
        return [record]
    below = (r for r in desk.below(record) if r.statement.row is not None)
    return list({r.statement.block: r for r in below}.values())


def _rows_or_columns(desk: Desk, cell: StatementRecord, count: int) -> list[_Named]:
    cells = [c for c in desk.cells(cell) if not is_blank(c.statement.text)]
    groups, across = _things(cells)
    return _asked_of(desk.query, groups, by_column=across) if len(groups) == count else []


def _things(cells: list[StatementRecord]) -> tuple[dict[str, list[StatementRecord]], bool]:
    """The rows of a table, or its columns (True) where each row holds values of one kind."""
    rows, columns = (_grouped(cells, by_column=across) for across in (False, True))
    if _alikeness(rows) > _alikeness(columns):
        return columns, True
    return rows, False


def _alikeness(groups: dict[str, list[StatementRecord]]) -> float:
    """The share of groups whose several texts are written alike: all dates, all amounts."""
    alike = [
        len(cells) > 1 and len({_shape(cell.statement.text) for cell in cells}) == 1
        for cells in groups.values()
    ]
    return sum(alike) / max(1, len(alike))


def _shape(text: str) -> str:
    """`2003.10.16.` and `2008. 5. 22.` are of one shape."""
    return re.sub(r"\d+", "9", re.sub(r"[가-힣]+", "가", re.sub(r"\s", "", text)))


def _grouped(cells: list[StatementRecord], *, by_column: bool) -> dict[str, list[StatementRecord]]:
    """The cells of each row (or column) by its label; totals and unlabelled ones are none."""
    groups: dict[str, list[StatementRecord]] = {}
    for cell in cells:
        path = cell.statement.column_path if by_column else cell.statement.row_path
        if path and not is_total(path[-1]):
            groups.setdefault(path[-1], []).append(cell)
    return groups


def _asked_of(
    query: Query, groups: dict[str, list[StatementRecord]], *, by_column: bool
) -> list[_Named]:
    """Of each thing the cell whose other label, or text, the question names; else its name."""
    asked = asked_text(query)
    things = []
    for name, cells in groups.items():
        told = [c for c in cells if _other_named(c, asked, query, by_column=by_column)]
        chosen = told[:1]
        things.append(_Named(line_of(chosen[0]) if chosen else name, (chosen or cells)[0]))
    return things


def _other_named(cell: StatementRecord, asked: str, query: Query, *, by_column: bool) -> bool:
    path = cell.statement.row_path if by_column else cell.statement.column_path
    if not path:
        return False
    if compared(path[-1]) and unasked(path[-1:], asked, query) <= _NAMED:
        return compared(path[-1])[:2] in asked
    text = compared(cell.statement.text)
    return any(len(term.text) >= 3 and term.text in text for term in query.terms)


def _in_sections(desk: Desk, found: list[Match], count: int) -> Draft | None:
    """A project whose plan has just so many titled sections."""
    for match in found[:1]:
        project = match.record.project
        if not project or unasked([project], asked_text(desk.query), desk.query) > _NAMED:
            return None
        children: dict[tuple[str, ...], dict[str, StatementRecord]] = {}
        for record in desk.around(match.record, _PROJECT, _PROJECT):
            if record.project != match.record.project:
                continue
            *above, title = record.section_path
            children.setdefault(tuple(above), {}).setdefault(title, record)
        for titles in children.values():
            generic = any(squeezed(title) in SECTION_WORDS for title in titles)
            if len(titles) == count and not generic:
                return _told(desk, [_Named(title, r) for title, r in titles.items()])
    return None


def _by_noun(desk: Desk, noun: str, count: int | None) -> Draft | None:
    """The item of that very key (`분야 : …`), or the rows of a table whose column it heads."""
    query = desk.query
    others = tuple(term for term in query.terms if term.text != noun)
    plain = replace(query, families=(), measures=(), terms=others)
    seen: set[tuple[str, int]] = set()
    for match in desk.matches(plain):
        record = match.record
        if match.coverage < ENOUGH_WORDS or not _department_fits(query, record):
            continue
        if record.statement.row is None:
            if others and _lists_under(record, noun, count):
                return quoted(desk, [record])
            continue
        key = (record.document.id, record.statement.block)
        if key in seen:
            continue
        seen.add(key)
        groups = _named_so(desk.cells(record), noun)
        fits = len(groups) >= 2 and count in {None, len(groups)}
        if fits and _heads_column(desk, record, noun):
            return _told(desk, [_Named(_closed(name), cells[0]) for name, cells in groups.items()])
    return None


def _named_so(cells: list[StatementRecord], noun: str) -> dict[str, list[StatementRecord]]:
    """The rows or columns that are the named things: `ICTC 훈련` is a 훈련, 훈련장소 is not."""
    columns = _grouped(cells, by_column=True)
    if sum(label.endswith(noun) for label in columns) * 2 > len(columns):
        return columns
    return _things(cells)[0]


def _lists_under(record: StatementRecord, noun: str, count: int | None) -> bool:
    """Whether an item of that key lists so many things; counts of them are no names."""
    path, named = record.statement.row_path, re.split(r"[,/]", record.statement.text)
    several = len(named) >= 2 if count is None else len(named) == count
    counted = len(record.statement.figures) >= len(named)
    return bool(path) and compared(path[-1]) == noun and several and not counted


def _heads_column(desk: Desk, record: StatementRecord, noun: str) -> bool:
    table = desk.table(record)
    if table is None or not table.header_rows or not table.header_columns:
        return False
    corners = {squeezed(cell) for row in table.grid[: table.header_rows] for cell in row[:1]}
    corners |= {squeezed(row[table.header_columns - 1]) for row in table.grid[: table.header_rows]}
    return any(corner in {noun, f"{noun}명"} or corner.endswith(noun) for corner in corners - {""})


def _department_fits(query: Query, record: StatementRecord) -> bool:
    wide = profile(record).wide
    return all(compared(name) in wide for name in query.departments)


def _closed(name: str) -> str:
    """`인 사 팀` as one word."""
    return squeezed(name) if all(len(part) == 1 for part in name.split()) else name
