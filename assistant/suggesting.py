"""What may be asked next: questions that the row or table of the answered figure also answers.

Nothing is searched for: only statements beside the figure are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice

from assistant.answer import Status
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.full_names import agency, full_name, measure_of, name_within
from assistant.matching import Match, speaks_for_project
from assistant.wording import say
from index.types import StatementRecord
from ingest.cell_kinds import is_total
from ingest.clean import compared, squeezed
from ingest.model import Figure, StatementKind
from ingest.units import family

AT_MOST = 3
_BEFORE, _AFTER = 24, 10  # statements around the figure that are looked at
_FIGURES = {"figure", "change", "total", "share", "ranking"}  # kinds that answer with a figure
_CHANGED = re.compile(r"증감|증가|감소|순감|순증")
_PERIOD = re.compile(r"^(?:사업|추진|운영)기간$")
_SOURCE = re.compile(r"[국시구도군]비")  # the parts of a project's money are told in many places
_COUNTED = re.compile(r"\(\d")  # `추진예정(7)`: a label that holds a figure of its own
_PART_OF_YEAR = re.compile(r"\d\s*월|반기|분기|월말|말\s*현재")
_ANY_YEAR = 9999
_DIRECTIONS = {  # (more, planned)
    (True, False): "늘었습니까",
    (False, False): "줄었습니까",
    (True, True): "늘어납니까",
    (False, True): "줄어듭니까",
}
_COMPARED = {"money", "person"}  # kinds of units whose change from year to year is asked


@dataclass(frozen=True, slots=True)
class Idea:
    """A question and what it must find: an amount with its unit, or words that the answer holds."""

    kind: str
    question: str
    value: Decimal | None = None
    unit: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """The answered figure with the statements around it, in the order of the report."""

    desk: Desk
    found: Match
    near: list[StatementRecord]

    @property
    def row(self) -> list[Match]:
        """The figures of the cell's row, or of a statement that is no cell."""
        own = self.found.record.statement
        cells = [self.found.record] if own.row is None else self.near
        return [
            Match(cell, figure, 1.0, 1.0)
            for cell in cells
            if (cell.statement.block, cell.statement.row) == (own.block, own.row)
            for figure in cell.statement.figures
        ]

    @property
    def before(self) -> list[StatementRecord]:
        """The statements before the figure's, the nearest first."""
        own = self.found.record.statement.id
        return [one for one in reversed(self.near) if one.statement.id < own]


def suggestions(desk: Desk, draft: Draft) -> tuple[str, ...]:
    """At most three next questions, each of which stands alone."""
    asked = squeezed(desk.query.text)
    found = (idea.question for idea in ideas(desk, draft))
    return tuple(islice((q for q in found if squeezed(q) != asked), AT_MOST))


def ideas(desk: Desk, draft: Draft) -> Iterator[Idea]:
    """What may be asked next, one of each kind; nothing where no single figure was answered."""
    found = _answered(desk, draft)
    if found is None:
        return
    place = _Place(desk, found, desk.around(found.record, _BEFORE, _AFTER))
    for kind in _KINDS:
        idea = kind(place)
        if idea is not None:
            yield idea


def _answered(desk: Desk, draft: Draft) -> Match | None:
    """The figure that the answer begins with, where it stands in the report; changes are none."""
    if draft.status is not Status.ANSWERED or draft.kind not in _FIGURES or not draft.values:
        return None
    value = draft.values[0]
    said = value.calculation.operands[0] if value.calculation else value
    if said.citation is None:
        return None
    record = desk.book.record(said.citation)
    figures = record.statement.figures
    figure = next((f for f in figures if (f.value, f.unit) == (said.value, said.unit)), None)
    labels = " ".join((*record.statement.column_path, *record.statement.row_path))
    if figure is None or _CHANGED.search(labels + figure.label):
        return None
    return Match(record, figure, 1.0, 1.0)


# --- the kinds ------------------------------------------------------------------------------------


def _other_year(place: _Place) -> Idea | None:
    """The same figure of the nearest other year, an earlier one before a later one."""
    other = _of_other_year(place)
    return _figure("year", place.desk, other) if other else None


def _change(place: _Place) -> Idea | None:
    """The change from the year before, where the row has both and prints no other change."""
    found, row = place.found, place.row
    other = _of_other_year(place)
    after, before = found.figure, other.figure if other else None
    if after is None or before is None or after.year is None or before.year != after.year - 1:
        return None
    difference = abs(after.value - before.value)
    printed = [m.figure.value for m in row if m.figure and _is_change(m) and m.figure.unit != "%"]
    if not difference or family(after.unit) not in _COMPARED or len(printed) > 1:
        return None
    if any(abs(change) != difference for change in printed):
        return None
    planned = after.year > (found.record.document.year or after.year)
    direction = _DIRECTIONS[after.value > before.value, planned]
    name, year = full_name(place.desk, found), f"{before.year}년"
    question = say("next_change", subject=name, before=year, direction=direction)
    return Idea("change", question, difference, after.unit)


def _other_measure(place: _Place) -> Idea | None:
    """Another measure of the same row, or of the same cell (`정원 (현원)`)."""
    own, figure = measure_of(place.found), place.found.figure
    if own is None or figure is None:
        return None
    for match in place.row:
        other = None if _is_change(match) else measure_of(match)
        if other is not None and other != own and match.figure and match.figure.year == figure.year:
            return _figure("measure", place.desk, match)
    return None


def _share(place: _Place) -> Idea | None:
    """The share of a part in the total of its group."""
    desk, found = place.desk, place.found
    own, figure, path = found.record.statement, found.figure, found.record.statement.row_path
    if figure is None or family(figure.unit) != "money" or len(path) < 2 or is_total(path[-1]):
        return None
    for cell in place.before:
        other = cell.statement
        group = bool(other.row_path) and other.row_path[:-1] == path[:-1]
        same = (other.block, other.column) == (own.block, own.column)
        if not (group and same and is_total(other.row_path[-1]) and len(other.figures) == 1):
            continue
        whole = Match(cell, other.figures[0], 1.0, 1.0)
        if other.figures[0].amount < figure.amount or not figure.amount:
            return None
        names = full_name(desk, found), name_within(desk, whole)
        question = say("next_share", subject=names[0], whole=names[1])
        return Idea("share", question, _percent(figure, other.figures[0]), "%")
    return None


def _period(place: _Place) -> Idea | None:
    """When the project runs that the figure belongs to."""
    project, year = place.found.record.project, place.found.record.document.year
    if not project or not year:
        return None
    for record in place.before:
        statement = record.statement
        key = statement.row_path[0] if statement.row_path else ""
        own = record.project == project and speaks_for_project(record)
        if own and statement.kind is StatementKind.ITEM and _PERIOD.search(compared(key)):
            name = f"{statement.year or year}년 {agency(place.desk, record)}{project}"
            return Idea("period", say("next_period", project=name, key=key), words=statement.text)
    return None


_KINDS: tuple[Callable[[_Place], Idea | None], ...] = (
    _other_year,
    _change,
    _other_measure,
    _share,
    _period,
)


# --- what they are made of ------------------------------------------------------------------------


def _figure(kind: str, desk: Desk, match: Match) -> Idea | None:
    figure = match.figure
    if figure is None:
        return None
    counted = "퍼센트" if figure.unit == "%" else figure.unit  # a line may break before a sign
    asked = "얼마입니까" if family(figure.unit) == "money" else f"몇 {counted}입니까"
    question = say("next_figure", subject=full_name(desk, match), asked=asked)
    return Idea(kind, question, figure.value, figure.unit)


def _of_other_year(place: _Place) -> Match | None:
    """The nearest other year's figure; None where the row, or a newer report, may say another."""
    found = place.found
    figure, latest = found.figure, _latest(place.desk, found.record)
    if figure is None or figure.year is None or figure.year > latest or _leads_astray(found):
        return None
    years: dict[int, set[Decimal]] = {}
    others: list[tuple[int, bool, Match]] = []
    for match in place.row:
        other = match.figure
        if other is None or other.year in (None, figure.year) or not _is_alike(match, found):
            continue
        assert other.year is not None  # looked at just now  # noqa: S101
        if other.year <= latest:
            years.setdefault(other.year, set()).add(other.amount)
            others.append((abs(other.year - figure.year), other.year > figure.year, match))
    best = min(others, key=lambda one: one[:2], default=None)
    if best is None or best[2].figure is None:
        return None
    return best[2] if len(years[best[2].figure.year or 0]) == 1 else None


def _leads_astray(found: Match) -> bool:
    """Whether the name fits other figures too: a source of money, a title that says the measure."""
    measure, statement = measure_of(found), found.record.statement
    titled = measure is not None and measure.name in squeezed(found.record.project)
    counted = _COUNTED.search(" ".join((*statement.row_path, *statement.column_path)))
    source = _SOURCE.fullmatch("".join(statement.row_path[-1:]))
    return titled or counted is not None or source is not None


def _latest(desk: Desk, record: StatementRecord) -> int:
    """The last year for which the report speaks: of later ones a newer report may know better."""
    years = [d.year for d in desk.landscape.documents if d.agency == record.agency and d.year]
    own = record.document.year or 0
    return own if max(years, default=own) > own else _ANY_YEAR


def _is_alike(match: Match, found: Match) -> bool:
    """The same thing measured, in the same unit."""
    one, other = match.figure, found.figure
    if one is None or other is None or _is_change(match):
        return False
    if not (_is_of_a_year(match) and _is_of_a_year(found)):
        return False
    same = (one.label, one.unit) == (other.label, other.unit)
    return same and measure_of(match) == measure_of(found)


def _is_of_a_year(match: Match) -> bool:
    """Of a whole one: not of a month, a half or a quarter."""
    statement = match.record.statement
    labels = " ".join((*statement.column_path, *statement.row_path))
    period = match.figure.period if match.figure else ""
    return _PART_OF_YEAR.search(labels + period) is None


def _is_change(match: Match) -> bool:
    labels = " ".join(match.record.statement.column_path)
    return _CHANGED.search(labels + (match.figure.label if match.figure else "")) is not None


def _percent(part: Figure, whole: Figure) -> Decimal:
    return (part.amount / whole.amount * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
