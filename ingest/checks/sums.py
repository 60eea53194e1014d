"""Totals against their parts, along rows and columns.

Which cells are parts of which total follows from the labels (계, 합계, 소계 and what they stand
over).  A rule that holds nowhere in its table was not meant as a sum and says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.checks.grid import Cell, Grid, ends_in_total
from ingest.checks.results import Results
from ingest.model import FindingKind
from ingest.tables import is_total
from ingest.vocabulary import measure

_RATES = {"증감률", "집행률", "비율", "이수율"}
_NOT_PARTS = {"증감", *_RATES, "집행액"}

Parts = tuple[int, tuple[int, ...]]  # a total's column (or row) and its parts'


@dataclass(frozen=True, slots=True)
class _Sum:
    total: Cell
    parts: tuple[Cell, ...]


def check(grid: Grid, results: Results) -> None:
    for total, parts in _column_rules(grid):
        sums = [_Sum((r, total), tuple((r, c) for c in parts)) for r in grid.rows]
        _apply(grid, sums, results, "가로 합계")
    for total, parts in _row_rules(grid):
        sums = [
            _Sum((total, c), tuple((r, c) for r in parts))
            for c in grid.columns
            if not _is_rate_column(grid, c)
        ]
        _apply(grid, sums, results, "세로 합계")


def _apply(grid: Grid, sums: Sequence[_Sum], results: Results, rule: str) -> None:
    """Judge all uses of one rule together: it counts only if it holds more often than not."""
    held, failed = [], []
    for one in sums:
        expected = _sum(grid, one.parts)
        number = grid.numbers.get(one.total)
        if number is None or expected is None:
            continue
        trivial = expected == 0 and number.amount == 0
        if expected == number.amount:
            if not trivial:
                held.append(one)
            results.hold(number.ref)
        else:
            failed.append((one, expected))
    if not held:
        return
    for one in held:
        for part in one.parts:
            if part in grid.numbers:
                results.hold(grid.numbers[part].ref)
    if len(failed) > len(held):
        return
    for one, expected in failed:
        number = grid.numbers[one.total]
        parts = tuple(grid.numbers[part].ref for part in one.parts if part in grid.numbers)
        results.contradict(FindingKind.SUM, number.ref, number.figure, parts, expected, rule)


def _sum(grid: Grid, parts: Sequence[Cell]) -> Decimal | None:
    """The sum of the parts, None where one is missing or fewer than two are numbers."""
    amounts = [grid.amount(part) for part in parts]
    if any(amount is None for amount in amounts):
        return None
    if sum(part in grid.numbers for part in parts) < 2:
        return None
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _is_rate_column(grid: Grid, column: int) -> bool:
    return (
        grid.family(column) == "percent"
        or measure(" ".join(reversed(grid.table.column_paths[column]))) in _RATES
    )


def _column_rules(grid: Grid) -> Iterator[Parts]:
    """For each total column the columns that it adds up."""
    paths = grid.table.column_paths
    usable = [c for c in grid.columns if paths[c] and _may_be_part(grid, c)]
    for total in grid.columns:
        path = paths[total]
        if not path or grid.family(total) == "percent":
            continue
        if len(path) >= 2 and is_total(path[-1]):  # `처리 > 소계` over 처리 > 송치, 수납 …
            parts = [c for c in usable if c != total and paths[c][:-1] == path[:-1]]
        elif len(path) >= 2 and is_total(path[0]):  # `계 > 횟수` over 교육 > 횟수 …
            parts = [c for c in usable if paths[c][-1] == path[-1] and not is_total(paths[c][0])]
        elif ends_in_total(path):
            parts = _after(usable, paths, total)
        else:
            continue
        if len(parts) >= 2:
            yield total, tuple(parts)


def _after(usable: Sequence[int], paths: Sequence[tuple[str, ...]], total: int) -> list[int]:
    """The columns after a plain total up to the next one; of grouped ones their own totals."""
    following: list[int] = []
    for column in usable:
        if column <= total:
            continue
        if len(paths[column]) == 1 and is_total(paths[column][0]):
            break
        following.append(column)
    grouped = [c for c in following if len(paths[c]) >= 2 and is_total(paths[c][-1])]
    if not grouped:
        return following
    groups = {paths[c][:-1] for c in grouped}
    return [c for c in following if c in grouped or paths[c][:-1] not in groups]


def _may_be_part(grid: Grid, column: int) -> bool:
    labels = " ".join(reversed(grid.table.column_paths[column]))
    return grid.family(column) != "percent" and measure(labels) not in _NOT_PARTS


def _row_rules(grid: Grid) -> Iterator[Parts]:
    """For each total row the rows that it adds up."""
    paths = grid.table.row_paths
    rows = [r for r in grid.rows if any((r, c) in grid.numbers for c in grid.columns)]
    groups = [r for r in rows if len(paths[r]) >= 2 and is_total(paths[r][-1])]
    for total in rows:
        path = paths[total]
        if not ends_in_total(path):
            continue
        if all(is_total(label) for label in path):
            below = [r for r in rows if r != total and not all(is_total(x) for x in paths[r])]
            grouped = {paths[r][:-1] for r in groups}
            parts = [r for r in below if r in groups or paths[r][:-1] not in grouped]
        else:
            parts = [r for r in rows if paths[r][:-1] == path[:-1] and not is_total(paths[r][-1])]
        if len(parts) >= 2:
            yield total, tuple(parts)
