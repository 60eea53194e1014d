"""Which of the matches answers: the best one, its equals, and other readings of equal right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.matching import Match
from assistant.query import Term
from ingest.cells import ALL_YEARS
from ingest.clean import compared
from ingest.units import factor

ENOUGH = 0.62  # share of the question's words that must be found
ENOUGH_WORDS = 0.55  # the same for an answer in words
NEAR = 0.2  # what standing in the same table is worth
FOREIGN = 0.35  # the same for another agency's figure that fits as well, if none is named
TWIN = 0.12  # the same for an item of the same key in the same project
PLANNED = 0.15  # the same for this year's figure beside a planned one, if no year is named
RESTATED = 0.3  # the same for a project's budget, where it is stated again with another amount
CLOSE = 0.04  # scores this near are readings of equal right
_YEAR, _BUDGET = re.compile(r"(?:20)?\d{2}년도?"), re.compile(r"소요예산|사업비|소요재원")


@dataclass(frozen=True, slots=True)
class Pick:
    """The best match, further places that say the same, and other readings of equal right."""

    best: Match
    same: tuple[Match, ...]
    rivals: tuple[Match, ...]


def picked(found: list[Match], *, across: bool = False, yearless: bool = False) -> Pick | None:
    """Choose among matches (best first): the best, its equals, its rivals.

    `across`: no agency is named, so another agency's figure is a rival sooner.  `yearless`: no
    year is named, so this year's figure is a rival of one that is only planned.
    """
    good = [match for match in found if match.coverage >= ENOUGH and match.score >= ENOUGH - 0.12]
    if not good:
        return None
    best = good[0]
    same = tuple(m for m in good[1:12] if m.amount == best.amount and m.score >= best.score - 0.25)
    rivals: dict[object, Match] = {}
    for match in good[1:40]:
        foreign = across and match.record.agency != best.record.agency
        reach = FOREIGN if foreign and match.coverage >= best.coverage - CLOSE else CLOSE
        reach = max(reach, TWIN if twins(match, best) else CLOSE)
        if yearless and not foreign and _is_present(match, best):
            reach = max(reach, PLANNED)
        if match.amount != best.amount and match.score >= best.score - reach:
            rivals.setdefault(match.amount, match)
    return Pick(best, same, tuple(rivals.values()))


def by_named_column(pick: Pick, terms: Iterable[Term]) -> Pick:
    """Of equal cells of one row, the one whose column alone holds a word of the question.

    A heading above the table may hold the words of all its columns: `폭염·한파 대책`.
    """
    siblings = [m for m in (pick.best, *pick.rivals) if _row(m) == _row(pick.best) is not None]
    columns = [compared("".join(m.record.statement.column_path[-1:])) for m in siblings]
    held = [{t.text for t in terms if any(s in name for s in t.spellings)} for name in columns]
    named = [
        match
        for match, words in zip(siblings, held, strict=True)
        if words and all(other < words for other in held if other is not words)
    ]
    if len(named) != 1:
        return pick
    best = named[0]
    return Pick(
        best,
        pick.same if best is pick.best else (),
        tuple(m for m in pick.rivals if m not in siblings),
    )


def _row(match: Match) -> tuple[str, int, int] | None:
    statement = match.record.statement
    return (
        (match.record.document.id, statement.block, statement.row)
        if statement.row is not None
        else None
    )


def _is_present(match: Match, best: Match) -> bool:
    """Whether a figure is this year's, as well found, where the best one is a later year's plan."""
    own = match.record.document.year
    years = [m.figure.year for m in (match, best) if m.figure is not None and m.figure.year]
    same = match.record.document.id == best.record.document.id
    as_well = match.coverage >= best.coverage - CLOSE
    return same and as_well and len(years) == 2 and years[0] == own and years[1] > years[0]


def twins(one: Match, other: Match) -> bool:
    """Items of one key in one project: `선발인원` of two of its scholarships."""
    items = [m.record.statement for m in (one, other)]
    headed = all(item.heads for item in items)  # without heads, it speaks for the whole project
    same = headed and one.record.project == other.record.project
    keys = {item.row_path if item.row is None else None for item in items}
    told_apart = same and items[0].heads != items[1].heads
    return bool(one.record.project) and told_apart and len(keys) == 1 and not keys & {None, ()}


def restated(found: list[Match], best: Match) -> Match | None:
    """The other amount that a project states as the same year's budget, None where there is none.

    A rounded amount is the same one.
    """
    if not _is_budget_line(best):
        return None
    for other in found:
        if other.score < best.score - RESTATED:
            break
        if _is_budget_line(other) and _same_line(best, other) and not _as_rounded(best, other):
            return other
    return None


def is_of_no_year(match: Match) -> bool:
    """Whether a project's budget line is of no single year: its project takes several."""
    return _is_budget_line(match) and match.known_figure.period == ALL_YEARS


def _is_budget_line(match: Match) -> bool:
    line = match.record.statement
    plain = line.row is None and not line.heads and match.figure is not None
    return plain and bool(match.record.project) and _BUDGET.search(_key(match)) is not None


def _key(match: Match) -> str:
    return _YEAR.sub("", compared("".join(match.record.statement.row_path)))


def _same_line(one: Match, other: Match) -> bool:
    place = [(m.record.document.id, m.record.project, _key(m)) for m in (one, other)]
    figures = one.known_figure, other.known_figure
    return place[0] == place[1] and len({(f.year, f.label) for f in figures}) == 1


def _as_rounded(one: Match, other: Match) -> bool:
    a, b = one.known_figure, other.known_figure
    return abs(a.amount - b.amount) < max(factor(a.unit), factor(b.unit))
