"""What stands around an answer in its report, nearest first, and how near it is to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from assistant.desk import Desk
from assistant.matching import Match
from index.types import StatementRecord
from ingest.cell_kinds import is_total
from ingest.clean import compared
from ingest.model import Figure
from ingest.periods import years

_AROUND = 400  # statements before and after an answer that are looked through
# What a statement has in common with an answer, and what that is worth.
ROW, COLUMN, LABEL, HEADS, HEAD = 1.0, 1.0, 0.4, 0.5, 0.3
NESTED, SAME, UNIT, NAME, YEAR = 0.4, 0.6, 0.1, 0.2, 0.3
_FAR = 0.0005  # what each statement in between takes off


@dataclass(frozen=True, slots=True)
class Reach:
    """A part of a report around an answer; in a `table` every cell has its place."""

    records: tuple[StatementRecord, ...]
    table: bool = False
    wide: bool = False  # about more than the answer's own item or list


def reaches(desk: Desk, anchor: StatementRecord) -> Iterator[Reach]:
    """The table of an answer, then the item or list that it stands in, then its project."""
    around = [r for r in desk.around(anchor, _AROUND, _AROUND) if r.document == anchor.document]
    if anchor.statement.row is not None:
        block = anchor.statement.block
        cells = (r for r in around if r.statement.block == block and r.statement.row is not None)
        yield Reach(tuple(cells), table=True)
    near = tuple(r for r in around if is_near(r, anchor))
    yield Reach(near)
    for depth in range(len(anchor.statement.heads) - 1, 0, -1):
        yield Reach(tuple(r for r in around if _shares(r, anchor, depth)))
    if anchor.project:
        yield Reach(tuple(r for r in around if r.project == anchor.project), wide=True)
    elif not near:
        same = (r for r in around if r.statement.section == anchor.statement.section)
        yield Reach(tuple(same), wide=True)


def is_near(record: StatementRecord, anchor: StatementRecord) -> bool:
    """Whether a statement stands under the same innermost item or heading, or under the answer."""
    one, other = record.statement, anchor.statement
    if one.id == other.id or is_below(record, anchor):
        return True
    if one.section != other.section:
        return False
    return one.heads[: len(other.heads)] == other.heads


def _shares(record: StatementRecord, anchor: StatementRecord, depth: int) -> bool:
    """Whether a statement stands under the same outer items or headings, down to a depth."""
    one, other = record.statement, anchor.statement
    return one.section == other.section and one.heads[:depth] == other.heads[:depth]


def is_below(record: StatementRecord, anchor: StatementRecord) -> bool:
    """Whether a statement is nested under another."""
    above, depth = anchor.statement, len(anchor.statement.heads)
    key = above.row_path[0] if above.row_path and above.row is None else above.text
    heads = record.statement.heads
    same = record.statement.section == above.section and above.row is None
    return same and len(heads) > depth and bool(key) and heads[depth].startswith(key)


def akin(match: Match, anchor: Match, *, dated: bool = True) -> float:
    """How much a statement has in common with an answer: its row and column, labels and place.

    `dated`: its year as well, where the question names no other.
    """
    one, other = match.record.statement, anchor.record.statement
    found = -_FAR * min(abs(one.id - other.id), _AROUND)
    if one.block == other.block and one.row is not None and other.row is not None:
        found += ROW * (one.row == other.row) + COLUMN * (one.column == other.column)
    found += LABEL * _common(match.record, anchor.record)
    found += SAME * (one.id == other.id) + NESTED * is_below(match.record, anchor.record)
    found += YEAR * (dated and year_of(match) == year_of(anchor))
    if one.section == other.section:
        found += HEADS * (one.heads == other.heads)
        found += HEAD * (one.heads[:1] == other.heads[:1])
    if match.figure is not None and anchor.figure is not None:
        found += UNIT * (match.figure.unit == anchor.figure.unit)
        found += NAME * (match.figure.label == anchor.figure.label)
    return found


def in_line(record: StatementRecord, anchor: StatementRecord) -> bool:
    """Whether a cell shares the row, the column or a label with another one of its table."""
    one, other = record.statement, anchor.statement
    if one.row == other.row or one.column == other.column:
        return True
    return bool(_labels(record) & _labels(anchor))


def same_thing(record: StatementRecord, other: StatementRecord) -> bool:
    """Whether two statements stand under the same labels, years and totals aside."""
    places = (record.agency, record.department, record.project)
    same_place = places == (other.agency, other.department, other.project)
    return same_place and _labels(record) == _labels(other)


def _common(record: StatementRecord, anchor: StatementRecord) -> float:
    """The share of the answer's labels that the statement stands under as well."""
    wanted = _labels(anchor)
    return len(wanted & _labels(record)) / len(wanted) if wanted else 0.0


def _labels(record: StatementRecord) -> set[str]:
    paths = (*record.statement.row_path, *record.statement.column_path)
    return {compared(label) for label in paths if not is_total(label) and not years(label)}


def year_of(match: Match) -> int | None:
    return match.figure.year if match.figure else match.record.statement.year


def is_of_years(record: StatementRecord, asked: Collection[int]) -> bool:
    """Whether a statement is of one of the years, by its figures, its own year or its words."""
    statement = record.statement
    known = {statement.year, *(figure.year for figure in statement.figures)}
    labels = (*statement.row_path, *statement.column_path, *statement.heads, statement.text)
    return bool(set(asked) & (known | set(years(" ".join(labels)))))


def alike(figures: Sequence[Figure], like: Figure | None) -> Figure | None:
    """Of the figures of a statement the one named and counted like another, else the first."""
    if like is not None:
        for same in (
            lambda f: f.label == like.label and f.unit == like.unit,
            lambda f: bool(f.label) and f.label == like.label,
            lambda f: f.unit == like.unit,
        ):
            found = next(filter(same, figures), None)
            if found is not None:
                return found
    return next(iter(figures), None)
