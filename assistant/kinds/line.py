"""The amounts that stand in one line of a table: along the row of a cell, or down its column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.desk import Desk
from assistant.matching import Match
from index.types import StatementRecord
from ingest.cell_kinds import is_total
from ingest.clean import compared
from ingest.model import Figure
from ingest.units import family

_APART = re.compile(r"집행|지출|잔액|정원|현원|과부족|결원|증감|증가|감소")
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}")
_CHANGES = {"증감", "증감률"}
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s?월")
_SPAN = re.compile(
    r"(?<!\d)(1[0-2]|0?[1-9])월?[~∼～-](1[0-2]|0?[1-9])월|(1[0-2]|[1-9])월부터(1[0-2]|[1-9])월"
)
_QUARTER = re.compile(r"([1-4])(?:/4)?분기")
_HALF = re.compile(r"([상하])반기")


@dataclass(frozen=True, slots=True)
class Line:
    """Cells that measure the same; `across` where they stand in a row and differ by column."""

    cells: tuple[Match, ...]
    across: bool

    def path(self, match: Match) -> tuple[str, ...]:
        """The labels by which one cell of the line is told from the others."""
        statement = match.record.statement
        return statement.column_path if self.across else statement.row_path

    def is_total(self, match: Match) -> bool:
        path = self.path(match)
        return bool(path) and (is_total(bare(path[-1])) or path[-1] == "총사업비")

    @property
    def parts(self) -> list[Match]:
        return [match for match in self.cells if not self.is_total(match)]

    @property
    def total(self) -> Match | None:
        return next((match for match in self.cells if self.is_total(match)), None)

    def name(self, match: Match) -> str:
        """What a cell is called among the others; a bare year as a year."""
        name = " ".join(label for label in self.path(match) if not is_total(bare(label)))
        return with_year(name)


def with_year(name: str) -> str:
    return f"{name}년" if _BARE_YEAR.fullmatch(name) else name


def bare(label: str) -> str:
    """A label less what it says in brackets: `소 계(대)` is a total."""
    return re.sub(r"\s*\([^()]*\)", "", label) or label


def along(desk: Desk, match: Match) -> Line:
    """The row of a cell: its amounts of one unit family; rates and changes aside."""
    statement = match.record.statement
    measured = _measured(match.record)
    cells = (
        cell
        for cell in desk.cells(match.record)
        if cell.statement.row == statement.row and _measured(cell) == measured
    )
    return Line(tuple(_alike(cells, match)), across=True)


def down(desk: Desk, match: Match) -> Line:
    """The column of a cell: its amounts of one unit family."""
    column = match.record.statement.column
    cells = (cell for cell in desk.cells(match.record) if cell.statement.column == column)
    return Line(tuple(_alike(cells, match)), across=False)


def _alike(cells: Iterable[StatementRecord], like: Match) -> Iterable[Match]:
    own = like.figure or like.record.statement.figures[0]
    for cell in cells:
        figure = same_kind(cell, own)
        if figure is not None and figure.measure not in _CHANGES - {own.measure}:
            yield Match(cell, figure, like.score, like.coverage)


def same_kind(cell: StatementRecord, like: Figure) -> Figure | None:
    """The figure of a cell that measures the same (`34 (31)`: 정원, 현원), None where none does."""
    return next(
        (
            figure
            for figure in cell.statement.figures
            if figure.label == like.label and family(figure.unit) == family(like.unit)
        ),
        None,
    )


def _measured(cell: StatementRecord) -> str:
    """What a column measures, where a row holds amounts that are no parts of one sum."""
    found = _APART.search(compared(" ".join(cell.statement.column_path)))
    return found[0] if found else ""


# --- months ---------------------------------------------------------------------------------------


def asked_months(squeezed: str) -> tuple[int, ...]:
    """The months of a quarter, a half or a span (`1~3월`) that a question names."""
    span = _SPAN.search(squeezed)
    if span:
        first, last = int(span[1]), int(span[2])
        return tuple(range(first, last + 1))
    quarter = _QUARTER.search(squeezed)
    if quarter:
        first = int(quarter[1]) * 3 - 2
        return tuple(range(first, first + 3))
    half = _HALF.search(squeezed)
    if half:
        return tuple(range(1, 7)) if half[1] == "상" else tuple(range(7, 13))
    return ()


def month(labels: Iterable[str]) -> int | None:
    """The one month that labels name."""
    found = {int(m[1]) for label in labels for m in _MONTH.finditer(label)}
    return found.pop() if len(found) == 1 else None
