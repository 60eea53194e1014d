"""What is ranked or averaged: amounts of one kind side by side, each with the name it goes by."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.desk import Desk
from assistant.kinds.line import along, bare, same_kind, with_year
from assistant.kinds.wish import Wish, is_time
from assistant.labels import asked_text, unasked
from assistant.matching import Match, held_by
from assistant.picking import CLOSE
from assistant.profile import profile
from assistant.query import Query
from index.types import StatementRecord
from ingest.cell_kinds import is_total
from ingest.cells import ALL_YEARS
from ingest.clean import compared, squeezed
from ingest.model import StatementKind

_FEWEST = 3  # things that make a ranking
_FEWEST_NAMED = 2  # the same where the question says what kind of things
_ENOUGH = 0.6
_COLUMNS = 3  # columns of one table that are looked at
_TABLES = 12
_OFFICES = 3  # offices whose tables are ranked side by side
_NEARLY_ALL = 0.8  # of the rows of a table
_NAMED = 0.35  # a label with no more than this unasked is named by the question
_CHANGE = re.compile(r"^(?:증감액?|전년대비증[감가]액?|증가액?|증감계?)$")
_ASIDE = re.compile(r"증감|증가|감소|비고|순위|%|[률율]$")
_WIDER = re.compile(r"(?:국|실|본부|구청?|시청?|군청?)$")


@dataclass(frozen=True, slots=True)
class Lineup:
    """The amounts side by side; `names` in the same order; `where` says what holds them."""

    rows: tuple[Match, ...]
    names: tuple[str, ...]
    where: str = "table"

    def name(self, match: Match) -> str:
        return self.names[self.rows.index(match)]


def lineups(desk: Desk, query: Query, wish: Wish) -> list[Lineup]:
    """What may be ranked: the line-up that fits best, and other offices' that fit as well."""
    plain = replace(query, departments=()) if len(query.departments) > 1 else query
    fewest = _FEWEST_NAMED if wish.noun else _FEWEST
    for question in (plain, _without_noun(plain, wish)):
        found: dict[tuple[str, str], Lineup] = {}
        score = 0.0
        candidates = _candidates(desk, question, wish)
        for match in sorted(candidates, key=lambda m: m.record.statement.row is None):
            if _office(match) in found or (found and match.score < score - CLOSE):
                continue
            lineup = next(_fitting(desk, match, wish, fewest), None)
            if lineup is not None:
                score = score or match.score
                found[_office(match)] = lineup
        if found:
            return list(found.values())[:_OFFICES]
    return []


def _fitting(desk: Desk, match: Match, wish: Wish, fewest: int) -> Iterator[Lineup]:
    """The line-ups of a match that hold enough things of the asked kind, the likelier first."""
    if match.record.statement.row is None:
        made, fewest = [_of_items(desk, match, wish)], _FEWEST
    elif _is_row_meant(match, desk.query):
        made = [_of_row(desk, match, wish), _of_column(desk, match, wish)]
    else:
        made = [_of_column(desk, match, wish), _of_row(desk, match, wish)]
    for lineup in made:
        if lineup is None or len(lineup.rows) < fewest or not _is_one_kind(lineup.rows):
            continue
        if not _is_of_time(lineup, wish):
            continue
        changed = [row for row in lineup.rows if _has_sign(row, wish)]
        if changed:
            names = tuple(lineup.name(row) for row in changed)
            yield replace(lineup, rows=tuple(changed), names=names)


def _is_of_time(lineup: Lineup, wish: Wish) -> bool:
    """Months and years are ranked where they are asked for, and only then."""
    if wish.time is not None:
        return all(wish.time.search(name) for name in lineup.names)
    return not all(is_time(name) for name in lineup.names)


def _is_row_meant(match: Match, query: Query) -> bool:
    """Whether the question names the row (`구독자`), so that its columns are what is ranked."""
    statement, asked = match.record.statement, asked_text(query)
    rows = [label for label in statement.row_path if not is_total(label)][-1:]
    columns = [label for label in statement.column_path if not is_total(bare(label))][-1:]
    if not rows:
        return True
    return _is_named(rows, asked, query) and not _is_named(columns, asked, query)


def _is_named(labels: list[str], asked: str, query: Query) -> bool:
    return bool(labels) and unasked([bare(x) for x in labels], asked, query) <= _NAMED


def _office(match: Match) -> tuple[str, str]:
    return match.record.agency, match.record.document.department


def amount(match: Match) -> Decimal:
    return match.figure.amount if match.figure else Decimal(0)


def _has_sign(match: Match, wish: Wish) -> bool:
    """Only what grew can have grown most."""
    return not wish.by_change or ((amount(match) > 0) == wish.more and amount(match) != 0)


def _is_one_kind(rows: tuple[Match, ...]) -> bool:
    return len({row.figure.unit for row in rows if row.figure}) == 1


def _without_noun(query: Query, wish: Wish) -> Query:
    """The question less the word for the kind of things: it stands over the labels, not in them."""
    kept = tuple(t for t in query.terms if not wish.noun or t.text not in wish.noun)
    return replace(query, terms=kept)


# --- candidates -----------------------------------------------------------------------------------


def _candidates(desk: Desk, query: Query, wish: Wish) -> list[Match]:
    """The best cell of each column or row, or item, that may be meant; best first."""
    places: defaultdict[tuple[str, int, str, int], list[Match]] = defaultdict(list)
    asked = asked_text(query)
    for match in desk.matches(query):
        statement = match.record.statement
        if match.coverage < _ENOUGH or not statement.figures:
            continue
        over_years = any(figure.period == ALL_YEARS for figure in statement.figures)
        over_years = over_years and compared("".join(statement.column_path[-1:])) not in asked
        aside = not query.measures and _is_aside(match.record)
        if over_years or aside:
            continue
        name = match.record.document.id
        if statement.column is not None and statement.row is not None:
            places[name, statement.block, "column", statement.column].append(match)
            places[name, statement.block, "row", statement.row].append(match)
        elif statement.kind is StatementKind.ITEM and statement.row_path and not wish.by_change:
            places[name, statement.block, "item", statement.id].append(match)
    best = {id(m): m for m in (max(f, key=lambda match: match.score) for f in places.values())}
    ranked = sorted(best.values(), key=lambda match: (-round(match.score, 2), -_year(match)))
    tables: Counter[tuple[str, int]] = Counter()
    kept = []
    for match in ranked:
        table = match.record.document.id, match.record.statement.block
        tables[table] += 1
        if tables[table] <= _COLUMNS and len(tables) <= _TABLES:
            kept.append(match)
    return kept


def _is_aside(record: StatementRecord) -> bool:
    """A column of changes, rates or remarks, which ranks nothing unless it is asked for."""
    path = record.statement.column_path
    return bool(path) and _ASIDE.search(compared(path[-1])) is not None


def _year(match: Match) -> int:
    return match.record.statement.year or 0


# --- along a row ----------------------------------------------------------------------------------


def _of_row(desk: Desk, match: Match, wish: Wish) -> Lineup | None:
    """The columns of one row, groups by their totals."""
    if wish.by_change:
        return None
    line = along(desk, match)
    totalled = {line.path(m)[0] for m in line.cells if line.is_total(m) and len(line.path(m)) > 1}
    cells = [
        m
        for m in line.cells
        if (line.is_total(m) and len(line.path(m)) > 1)
        or (not line.is_total(m) and line.path(m) and line.path(m)[0] not in totalled)
    ]
    if wish.level is None and wish.time is None and not _speaks_of(desk, match, wish, cells):
        return None
    named = [(m, _column_name(m, cells)) for m in cells]
    if wish.level is not None:
        named = [(m, name) for m, name in named if wish.level.search(squeezed(name))]
    return _lineup(named)


def _column_name(match: Match, cells: list[Match]) -> str:
    """The labels that tell a column from the others: what they all share says nothing."""
    path = match.record.statement.column_path
    shared = len({m.record.statement.column_path[:1] for m in cells}) == 1 and len(path) > 1
    return " ".join(x for x in (path[1:] if shared else path) if not is_total(bare(x)))


def _speaks_of(desk: Desk, match: Match, wish: Wish, cells: list[Match]) -> bool:
    """Whether the table calls its columns by the asked noun, or names end with it."""
    if not wish.noun or wish.generic:
        return True
    names = [squeezed(_column_name(m, cells)) for m in cells]
    if len(wish.noun) == 1 or (names and all(name.endswith(wish.noun) for name in names)):
        return all(name.endswith(wish.noun) for name in names)  # 구 stands in 인구 by chance
    if any(wish.noun in ring for ring in profile(match.record).rings):
        return True  # the noun is the subject itself: `키움센터 중에`
    heads = " ".join(label for m in cells for label in m.record.statement.column_path[:-1])
    return wish.noun in compared(f"{_header(desk, match)} {heads} {_before(desk, match)}")


def _before(desk: Desk, match: Match) -> str:
    """The line right above a table, which often titles it."""
    block = match.record.statement.block
    near = (
        desk.catalogue.block(match.record.document.id, number, desk.scope)
        for number in (block - 1, block - 2)
    )
    return " ".join(found.text for found in near if found is not None and found.table is None)


def _lineup(named: list[tuple[Match, str]], where: str = "table") -> Lineup | None:
    """Each name once."""
    first: dict[str, tuple[Match, str]] = {}
    for match, name in named:
        if name:
            first.setdefault(squeezed(name), (match, with_year(name)))
    rows = tuple(match for match, _ in first.values())
    return Lineup(rows, tuple(name for _, name in first.values()), where) if rows else None


# --- items ----------------------------------------------------------------------------------------


def _of_items(desk: Desk, match: Match, wish: Wish) -> Lineup | None:
    """`사업예산 : 28,000천원` of each thing that a project lists under a heading of its own."""
    record = match.record
    titled = any(s in compared(record.project) for t in desk.query.terms for s in t.spellings)
    if not titled or wish.level is not None or wish.time is not None:
        return None
    like = match.figure or record.statement.figures[0]
    named = []
    for other in desk.around(record, 150, 150):
        same_key = other.statement.row_path == record.statement.row_path
        if other.project != record.project or not same_key or other.statement.row is not None:
            continue
        figure = same_kind(other, like) or next(iter(other.statement.figures), None)
        heading = (*other.section_path, *other.statement.heads)[-1]
        if figure is not None and heading != record.project:
            named.append((Match(other, figure, match.score, match.coverage), heading))
    return _lineup(named, "project")


# --- down a column --------------------------------------------------------------------------------


def _of_column(desk: Desk, match: Match, wish: Wish) -> Lineup | None:
    cells = _whole_column(desk, match, wish)
    if wish.time is None:
        cells = _at_asked_time(cells, desk.query)
    rows = _of_kind(desk, cells, match, wish)
    shared = _shared_time(rows) if wish.time is None else ""
    return _lineup([(row, _name(row).removeprefix(shared).strip()) for row in rows])


def _at_asked_time(cells: list[Match], query: Query) -> list[Match]:
    """Of rows that begin with a time (`2031.1/4 | 가온동`), those of the asked quarter or month."""
    asked = [term for term in query.terms if term.critical]
    timed = [m for m in cells if is_time(m.record.statement.row_path[0])]
    if not asked or len(timed) < len(cells):
        return cells
    return [m for m in cells if all(held_by(term, profile(m.record)) for term in asked)]


def _shared_time(rows: list[Match]) -> str:
    """The time that all rows begin with, which tells none of them apart; "" where there is none."""
    first = {_labels(row)[0] for row in rows if len(_labels(row)) > 1}
    return next(iter(first)) if len(first) == 1 and is_time(*first) else ""


def _whole_column(desk: Desk, match: Match, wish: Wish) -> list[Match]:
    """The cells of the match's column that hold the same kind of figure, totals included."""
    cells = desk.cells(match.record)
    latest = max((cell.statement.year or 0 for cell in cells), default=0)
    if wish.by_change and desk.query.years and latest not in desk.query.years:
        return []  # the change to another year than the asked one
    column = _change_column(cells) if wish.by_change else match.record.statement.column
    like = match.figure or match.record.statement.figures[0]
    found = []
    for cell in cells:
        if cell.statement.column != column or not cell.statement.row_path:
            continue
        figure = same_kind(cell, like)
        if figure is not None:
            found.append(Match(cell, figure, match.score, match.coverage))
    return found


def _change_column(cells: list[StatementRecord]) -> int | None:
    """The column in which the table prints the change from the year before."""
    for cell in cells:
        path = cell.statement.column_path
        if path and _CHANGE.search(compared(path[-1])):
            return cell.statement.column
    return None


def _of_kind(desk: Desk, cells: list[Match], column: Match, wish: Wish) -> list[Match]:
    """The rows of the kind that is asked for; no totals, and each thing once."""
    rows: dict[str, Match] = {}
    for match in cells:
        name = _name(match)
        if name:
            rows.setdefault(squeezed(name), match)
    found = list(rows.values())
    if wish.level is not None:
        found = [row for row in found if wish.level.search(squeezed(_own_label(row)))]
        found = [row for row in found if _is_group_total(row, cells)]
    elif wish.time is not None:
        found = [row for row in found if not _is_total_row(row)]
    elif wish.noun and not wish.generic and wish.noun not in compared(_header(desk, column)):
        found = _called(found, wish.noun)
    else:
        found = _without_sums(_groups(found))
    return found


def _called(rows: list[Match], noun: str) -> list[Match]:
    """The rows whose labels end with the noun, or nearly all with its end: 중부서 is a 경찰서."""
    for ending in (noun, noun[-1]):
        called = [row for row in rows if squeezed(_own_label(row)).endswith(ending)]
        if called and (ending == noun or len(called) >= _NEARLY_ALL * len(rows)):
            return called
    return []


def _groups(rows: list[Match]) -> list[Match]:
    """Where rows are grouped under totals of their own, the totals stand for the groups.

    One label that all rows share (`2031.1/4`) groups nothing.
    """
    if len({row.record.statement.row_path[0] for row in rows}) == 1:
        return [row for row in rows if not _is_total_row(row)] or rows
    totalled = {row.record.statement.row_path[0] for row in rows if _is_total_row(row)}
    return [
        row
        for row in rows
        if _is_total_row(row) or row.record.statement.row_path[0] not in totalled
    ]


def _labels(match: Match) -> list[str]:
    """The labels of a row that are no totals, outermost first."""
    return [label for label in match.record.statement.row_path if not is_total(label)]


def _own_label(match: Match) -> str:
    return next(reversed(_labels(match)), "")


def _name(match: Match) -> str:
    return " ".join(_labels(match))


def _is_total_row(match: Match) -> bool:
    path = match.record.statement.row_path
    return bool(path) and is_total(path[-1])


def _is_group_total(match: Match, cells: list[Match]) -> bool:
    """Whether a row stands for its whole group: its total, or a row without parts."""
    if _is_total_row(match):
        return True
    own = match.record.statement.row_path
    return not any(other.record.statement.row_path[: len(own)] == own for other in cells
                   if other.record.id != match.record.id)  # fmt: skip


def _without_sums(rows: list[Match]) -> list[Match]:
    """The rows less a bureau's that is the sum of all others: it is their total under a name."""
    total = sum((amount(row) for row in rows), Decimal(0))
    return [
        row
        for row in rows
        if amount(row) * 2 != total or not _WIDER.search(squeezed(_own_label(row)))
    ]


def _header(desk: Desk, match: Match) -> str:
    """What the table calls its rows, in its header (`단위사업명`) or in what stands above it."""
    record = match.record
    table = desk.table(record)
    grid = table.grid[: table.header_rows] if table else ()
    width = table.header_columns if table else 0
    header = (cell for row in grid for cell in row[:width])
    return " ".join((*header, record.caption, *record.statement.heads[-1:]))
