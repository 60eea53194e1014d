"""The largest or smallest among the rows of a table, of the kind of thing that is asked for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant import draft, lexicon, missing
from assistant.answer import Row
from assistant.desk import CLOSE, Desk
from assistant.draft import Draft
from assistant.kinds import share
from assistant.lexicon import Operation
from assistant.matching import Match
from assistant.query import Query
from assistant.wording import figure_amount, marks, say
from index.types import StatementRecord
from ingest.cells import ALL_YEARS
from ingest.clean import compared, squeezed
from ingest.model import Figure
from ingest.tables import is_total
from ingest.units import family

_FEWEST = 3  # rows that make a ranking
_FEWEST_NAMED = 2  # the same where the question says what kind of rows
_ENOUGH = 0.45
_COLUMNS = 3  # columns of one table that are looked at
_TABLES = 12
_OFFICES = 3  # offices whose tables are ranked side by side
_LEVELS = {  # how the names of one level of an office end
    "과": re.compile(r"(?:과|담당관)$"),
    "부서": re.compile(r"(?:과|담당관|보건소|사업소|센터)$"),
    "팀": re.compile(r"팀$"),
    "국": re.compile(r"국$"),
    "동": re.compile(r"\d?동$"),
}
_ADJECTIVE = r"[가-힣]*?(?:많은|적은|큰|작은|높은|낮은|늘어난|늘은|는|줄어든|줄은|[한된난든진긴])"
_NOUN = re.compile(rf"(?:가장|제일|젤)\s*(?:[가-힣]+(?:이|게|히)\s*)?{_ADJECTIVE}\s*([가-힣]+)")
_AMONG = re.compile(r"([가-힣]+?)\s*(?:가운데|중에서|중에|중|들\s*중)(?=[\s,])|어느\s*([가-힣]+)")
_CUT = re.compile(r"(?:어디|무엇|뭐|뭔|몇|얼마|누구|어느|인가|입니|이야|이에|은요).*$")
_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|의|도|에서|에|야|고|와|랑)$")
_NO_KIND = {
    "곳",
    "데",
    "것",
    "건",
    "거",
    "게",
    "순",
    "순서",
    "때",
    "값",
    "쪽",
    "편",
    "경우",
    "부분",
}
_MORE = re.compile(r"늘|증가|상승|올랐|오른")
_FEWER = re.compile(r"줄|감소|하락|내린")
_CHANGE = re.compile(r"^(?:증감액?|전년대비증[감가]액?|증가액?|증감계?)$")
_ASIDE = re.compile(r"증감|증가|감소|비고|순위|%|[률율]$")
_WIDER = re.compile(r"(?:국|실|본부|구청?|시청?|군청?)$")
_ORDINAL = re.compile(r"(?:두|세|네|다섯|[2-9])(?:번째|째로|위)|상위|하위|순위|순서대로|다음으로")
_BY_SIZE = re.compile(  # not `가장 최근에`, `가장 오래된`
    r"(?:가장|제일|젤)(?!최근|오래|먼저|빨리|늦|가까|나중).{0,12}?"
    r"(?:많|적|큰|크|작|높|낮|비싼|비싸|싼|긴|길|짧|넓|좁|늘|줄|증가|감소|상승|하락)"
    r"|최다|최고|최대|최소|최저|1위|꼴찌"
)
_BOTH = re.compile(  # `가장 많은 과와 가장 적은 과`
    r"(?:가장|제일|젤)[^?]{0,6}(?:(?:많|큰|높)[^?]*(?:적은|작은|낮은)|(?:적|작|낮)[^?]*(?:많은|큰|높은))"
)
_PART_OF_ALL = re.compile(r"차지|비중|몇%|몇퍼|몇프로")


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be ranked: the kind of rows ("" for any), and whether by change."""

    noun: str
    more: bool
    fewer: bool

    @property
    def by_change(self) -> bool:
        return self.more or self.fewer

    @property
    def level(self) -> re.Pattern[str] | None:
        return _LEVELS.get(self.noun)


def answer(desk: Desk) -> Draft | None:
    if desk.query.operation not in {Operation.MAXIMUM, Operation.MINIMUM}:
        return None
    if _ORDINAL.search(desk.query.squeezed) or not _BY_SIZE.search(desk.query.squeezed):
        return None
    desk = _with_measure(desk)
    query = desk.query
    wish = _wish(query)
    tables = _tables(desk, query, wish)
    if not tables:
        return missing.nothing_found(desk) if wish.level else None
    drafts = [_ranked(one, rows, wish) for rows in tables for one in _sides(desk)]
    return replace(
        drafts[0],
        text="\n".join(found.text for found in drafts),
        values=tuple(value for found in drafts for value in found.values),
    )


def _with_measure(desk: Desk) -> Desk:
    """`어느 과가 정원이`: asks for a name, but the names are ranked by an amount."""
    query = desk.query
    measures = lexicon.measures(query.squeezed)
    if query.wants_amount or not measures:
        return desk
    tables = (label for measure in measures for label in (measure.name, *measure.tables))
    found = (term for label in tables for term in desk.search.terms(label))
    asked = replace(
        query,
        measures=measures,
        families=lexicon.families(query.squeezed),
        search_terms=tuple(dict.fromkeys((*query.search_terms, *found))),
    )
    return replace(desk, query=asked)


def _sides(desk: Desk) -> list[Desk]:
    """The question, or one for the largest and one for the smallest where both are asked."""
    if not _BOTH.search(desk.query.squeezed):
        return [desk]
    operations = (Operation.MAXIMUM, Operation.MINIMUM)
    return [replace(desk, query=replace(desk.query, operation=o)) for o in operations]


def _ranked(desk: Desk, rows: list[Match], wish: _Wish) -> Draft:
    query = desk.query
    most = (query.operation is Operation.MAXIMUM) != wish.fewer
    ordered = sorted(rows, key=_amount, reverse=True)
    best = ordered[0] if most else ordered[-1]
    told = _told(desk, best, ordered, wish)
    whole = _whole(desk, best) if _PART_OF_ALL.search(query.squeezed) else None
    return _with_share(desk, told, best, whole) if whole else told


def _wish(query: Query) -> _Wish:
    by_itself = any(m.name in {"증감", "증감률"} for m in query.measures)
    more = _MORE.search(query.squeezed) is not None and not by_itself
    fewer = _FEWER.search(query.squeezed) is not None and not by_itself and not more
    return _Wish(_noun(query.text), more, fewer)


def _noun(text: str) -> str:
    """The kind of thing that is asked for: `과` of `가장 많은 과는`, "" where none is named."""
    for pattern in (_NOUN, _AMONG):
        for found in pattern.finditer(text):
            word = _CUT.sub("", next(part for part in found.groups() if part))
            bare = word if word in _LEVELS else _PARTICLE.sub("", word)
            if bare and bare not in _NO_KIND:
                return bare
    return ""


def _amount(match: Match) -> Decimal:
    return match.figure.amount if match.figure else Decimal(0)


# --- the rows -------------------------------------------------------------------------------------


def _tables(desk: Desk, query: Query, wish: _Wish) -> list[list[Match]]:
    """The rows to rank: of the column that fits best, and of other offices' that fit as well."""
    plain = replace(query, departments=()) if len(query.departments) > 1 else query
    fewest = _FEWEST_NAMED if wish.noun else _FEWEST
    for question in (plain, _without_noun(plain, wish)):
        found: dict[tuple[str, str], list[Match]] = {}
        score = 0.0
        for column in _columns(desk, question, wish):
            if _office(column) in found or (found and column.score < score - CLOSE):
                continue
            rows = _of_kind(desk, _whole_column(desk, column, wish), column, wish)
            if len(rows) < fewest or not _is_one_kind(rows):
                continue
            changed = [row for row in rows if _has_sign(row, wish)]
            if changed:
                score = score or column.score
                found[_office(column)] = changed
        if found:
            return list(found.values())[:_OFFICES]
    return []


def _office(match: Match) -> tuple[str, str]:
    return match.record.agency, match.record.document.department


def _has_sign(match: Match, wish: _Wish) -> bool:
    """Only what grew can have grown most."""
    return not wish.by_change or ((_amount(match) > 0) == wish.more and _amount(match) != 0)


def _without_noun(query: Query, wish: _Wish) -> Query:
    """The question less the word for the kind of rows: it stands over the labels, not in a cell."""
    kept = tuple(t for t in query.terms if not wish.noun or t.text not in wish.noun)
    return replace(query, terms=kept)


def _columns(desk: Desk, query: Query, wish: _Wish) -> list[Match]:
    """The best cell of each column that may be meant, best column first, later years first."""
    columns: defaultdict[tuple[str, int, int], list[Match]] = defaultdict(list)
    for match in desk.matches(query):
        statement = match.record.statement
        if statement.row is None or statement.column is None or match.coverage < _ENOUGH:
            continue
        over_years = any(figure.period == ALL_YEARS for figure in statement.figures)
        aside = not query.measures and _is_aside(match.record)
        if statement.figures and not over_years and not aside:
            columns[match.record.document.id, statement.block, statement.column].append(match)
    best = [max(found, key=lambda match: match.score) for found in columns.values()]
    ranked = sorted(best, key=lambda match: (-round(match.score, 2), -_year(match)))
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


def _whole_column(desk: Desk, match: Match, wish: _Wish) -> list[Match]:
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
        figure = _alike(cell, like)
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


def _alike(cell: StatementRecord, like: Figure) -> Figure | None:
    """The figure of a cell that measures the same (`34 (31)`: 정원, 현원), None where none does."""
    return next(
        (
            figure
            for figure in cell.statement.figures
            if figure.label == like.label and family(figure.unit) == family(like.unit)
        ),
        None,
    )


def _of_kind(desk: Desk, cells: list[Match], column: Match, wish: _Wish) -> list[Match]:
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
    elif wish.noun and wish.noun not in compared(_header(desk, column)):
        found = [row for row in found if squeezed(_own_label(row)).endswith(wish.noun)]
    else:
        found = _without_sums(_groups(found))
    return found


def _groups(rows: list[Match]) -> list[Match]:
    """Where rows are grouped under totals of their own, the totals stand for the groups."""
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
    total = sum((_amount(row) for row in rows), Decimal(0))
    return [
        row
        for row in rows
        if _amount(row) * 2 != total or not _WIDER.search(squeezed(_own_label(row)))
    ]


def _is_one_kind(rows: list[Match]) -> bool:
    return len({row.figure.unit for row in rows if row.figure}) == 1


def _header(desk: Desk, match: Match) -> str:
    """What the table calls its rows, in its header (`단위사업명`) or in what stands above it."""
    record = match.record
    table = desk.table(record)
    grid = table.grid[: table.header_rows] if table else ()
    width = table.header_columns if table else 0
    header = (cell for row in grid for cell in row[:width])
    return " ".join((*header, record.caption, *record.statement.heads[-1:]))


# --- the answer -----------------------------------------------------------------------------------


def _told(desk: Desk, best: Match, ordered: list[Match], wish: _Wish) -> Draft:
    query = desk.query
    others = [match for match in ordered if match is not best]
    shown = (best, *others[:6])
    cited = desk.cite(shown)
    numbers = {match.record.id: n for match, n in zip(shown, cited, strict=True)}
    assert best.figure is not None  # every row has its figure  # noqa: S101
    text = say(
        "ranking", subject=_name(best), amount=_size(best, wish), word=_word(query, best, wish),
        marks=marks(cited[:1]),
    )  # fmt: skip
    alike = [match for match in others if _amount(match) == _amount(best)]
    if alike:
        text += " " + say("ranking_tie", others=", ".join(_name(match) for match in alike))
    compared_ = ", ".join(f"{_name(match)} {_size(match, wish)}" for match in others[:9])
    if others:
        text += "\n" + say("compared", others=compared_, marks=marks(cited[1:]))
    text += "\n" + scope(best)
    return Draft(
        text=text,
        values=(draft.value(best, query, cited[0]),),
        basis=draft.basis(best),
        assumptions=draft.year_assumption(best, query),
        series=tuple(
            _row(match, match.figure, numbers.get(match.record.id))
            for match in ordered
            if match.figure
        ),
    )


def _row(match: Match, figure: Figure, citation: int | None) -> Row:
    row = Row(label=_name(match), value=figure.value, unit=figure.unit)
    return row if citation is None else {**row, "citation": citation}


def _size(match: Match, wish: _Wish) -> str:
    figure = match.figure
    if figure is None:
        return ""
    return figure_amount(replace(figure, value=abs(figure.value)) if wish.fewer else figure)


def _word(query: Query, best: Match, wish: _Wish) -> str:
    least = query.operation is Operation.MINIMUM
    if wish.by_change:
        return ("적게 " if least else "많이 ") + ("늘었습니다" if wish.more else "줄었습니다")
    if best.figure and family(best.figure.unit) == "percent":
        return "낮습니다" if least else "높습니다"
    return "적습니다" if least else "많습니다"


def scope(match: Match) -> str:
    """Within what was compared: one table of one report."""
    record = match.record
    place = " ".join(dict.fromkeys(p for p in (record.agency, record.document.department) if p))
    year = match.figure.year if match.figure else None
    when = f"{year}년 " if year else ""
    return say("ranking_scope", place=place, title=record.document.title, when=when)


def _whole(desk: Desk, best: Match) -> Match | None:
    """The grand total of the column that the best row stands in."""
    like = best.figure
    assert like is not None  # every row has its figure  # noqa: S101
    for cell in desk.cells(best.record):
        statement = cell.statement
        total = bool(statement.row_path) and all(is_total(label) for label in statement.row_path)
        figure = _alike(cell, like) if total else None
        if figure is not None and statement.column == best.record.statement.column:
            return Match(cell, figure, 1.0, 1.0) if figure.amount > like.amount else None
    return None


def _with_share(desk: Desk, told: Draft, best: Match, whole: Match) -> Draft:
    part = share.told(desk, best, whole)
    return replace(
        told,
        text=f"{told.text}\n{part.text}",
        values=(*told.values, *part.values),
        calculation=part.calculation,
    )
