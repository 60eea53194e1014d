"""Amounts in text against their brackets and against the project's own table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from ingest.cell_kinds import is_total
from ingest.cells import ALL_YEARS
from ingest.checks.results import Results
from ingest.clean import compared
from ingest.model import Figure, FindingKind, Ref, Section, SectionKind, Statement, StatementKind
from ingest.periods import label_year
from ingest.units import factor, family
from ingest.vocabulary import is_opening

_NEARLY = Decimal("0.05")
_SOURCES = {"국비", "시비", "구비", "도비", "군비", "특교", "특별교부세"}


def check_brackets(statement: Statement, results: Results) -> None:
    """`863백만원(국 105, 시 491, 구 267)`: the sources make the amount."""
    figures = statement.figures
    parts = [(i, f) for i, f in enumerate(figures) if f.label in _SOURCES]
    if len(parts) < 2:
        return
    first = parts[0][0]
    if first == 0 or family(parts[0][1].unit) != "money":
        return
    if any(f.unit != figures[first - 1].unit for _, f in parts):
        return
    total = figures[first - 1]
    expected = sum((f.amount for _, f in parts), Decimal(0))
    refs = tuple(Ref(statement.id, i) for i, _ in parts)
    claim = Ref(statement.id, first - 1)
    if expected == total.amount:
        results.hold(claim, *refs)
    else:
        results.contradict(FindingKind.SUM, claim, total, refs, expected, "재원별 내역")


def check_of_which(statement: Statement, results: Results) -> None:
    """`총 123개소 중 양호 7개소, 주의관찰 117개소`: parts that all but make the total are meant to.

    Parts that make far less are some of it, and say nothing.
    """
    figures = statement.figures
    for position, total in enumerate(figures[:-2]):
        rest = figures[position + 1 :]
        follows = re.match(r"[^\d]{0,3}\s중\s", statement.text[total.span[1] :])
        if not follows or any(f.unit != total.unit or not f.label for f in rest):
            continue
        expected = sum((f.amount for f in rest), Decimal(0))
        claim = Ref(statement.id, position)
        refs = tuple(Ref(statement.id, position + 1 + i) for i in range(len(rest)))
        if expected == total.amount:
            results.hold(claim, *refs)
        elif abs(expected - total.amount) <= total.amount * _NEARLY:
            results.contradict(FindingKind.SUM, claim, total, refs, expected, "본문의 내역")
        return


def check_budgets(
    statements: Sequence[Statement],
    sections: Sequence[Section],
    projects: Mapping[int, int | None],
    results: Results,
) -> None:
    """The budget that a project's text names against its yearly table.

    `projects` gives the project section of each section.  Amounts in 백만원 may be the table's
    rounded or cut off.
    """
    tables: dict[tuple[int, int | None], tuple[Statement, Figure]] = {}
    sources: dict[tuple[int, int | None, str], tuple[Statement, Figure]] = {}
    texts: defaultdict[int, list[tuple[Statement, Figure]]] = defaultdict(list)
    for statement in statements:
        project = projects.get(statement.section)
        if project is None or not statement.figures:
            continue
        if _is_yearly(statement) and statement.row_path[-1] in _SOURCES:
            key = (project, statement.year, statement.row_path[-1])
            sources.setdefault(key, (statement, statement.figures[0]))
        elif _is_total_of_years(statement):
            tables.setdefault((project, None), (statement, statement.figures[0]))
        elif _is_yearly_total(statement) and statement.year is not None:
            tables.setdefault((project, statement.year), (statement, statement.figures[0]))
        elif _is_project_budget(statement, sections[statement.section]):
            texts[project].append((statement, statement.figures[0]))
    for project, found in texts.items():
        for statement, figure in found:
            year = statement.year
            table = tables.get((project, year)) if year is not None else None
            over_years = tables.get((project, None))
            if over_years is not None and _agrees(figure, over_years[1]):
                results.hold(Ref(statement.id), Ref(over_years[0].id))
            elif table is not None:
                _compare(statement, 0, *table, results)
                _compare_sources(statement, project, sources, results)


def _compare_sources(
    statement: Statement,
    project: int,
    sources: Mapping[tuple[int, int | None, str], tuple[Statement, Figure]],
    results: Results,
) -> None:
    for position, figure in enumerate(statement.figures):
        cell = sources.get((project, statement.year, figure.label))
        if cell is not None:
            _compare(statement, position, *cell, results)


def _is_yearly(statement: Statement) -> bool:
    return (
        statement.kind is StatementKind.CELL
        and bool(statement.row_path)
        and any("연차별" in label for label in statement.column_path)
        and label_year(statement.column_path[-1]) is not None
    )


def _is_yearly_total(statement: Statement) -> bool:
    return _is_yearly(statement) and all(is_total(label) for label in statement.row_path)


def _is_total_of_years(statement: Statement) -> bool:
    path = statement.row_path
    yearly = any(figure.period == ALL_YEARS for figure in statement.figures)
    return yearly and bool(path) and all(is_total(label) for label in path)


def _is_project_budget(statement: Statement, section: Section) -> bool:
    """`2025년 소요예산 : …` or the 소요예산 of 사업개요, not that of one task."""
    if section.kind is not SectionKind.PROJECT and not is_opening(section.title):
        return False
    if statement.kind is not StatementKind.ITEM or statement.heads:
        return False
    key = compared(statement.row_path[0])
    return key.endswith("소요예산") and family(statement.figures[0].unit) == "money"


def _compare(
    statement: Statement, position: int, cell: Statement, printed: Figure, results: Results
) -> None:
    figure = statement.figures[position]
    claim, other = Ref(statement.id, position), Ref(cell.id)
    if _agrees(figure, printed):
        results.hold(claim, other)
        return
    results.contradict(
        FindingKind.TEXT_TABLE, claim, figure, (other,), printed.amount, "본문과 연차별 표"
    )


def _agrees(figure: Figure, printed: Figure) -> bool:
    return figure.amount in set(_roundings(printed.amount, figure.unit))


def _roundings(amount: Decimal, unit: str) -> Iterator[Decimal]:
    """An amount as a coarser unit may print it: exact, rounded, cut off."""
    one = factor(unit)
    yield amount
    for rounding in (ROUND_HALF_UP, ROUND_DOWN):
        yield (amount / one).quantize(Decimal(1), rounding=rounding) * one
