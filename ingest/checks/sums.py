"""Totals against their parts, along rows and columns.

Which cells are parts of which total follows from the labels (계, 합계, 소계 and what they stand
over).  A rule that holds nowhere, neither in its table nor in the report's other tables with the
same header, was not meant as a sum and says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ingest.cell_kinds import is_total
from ingest.checks.grid import Cell, Grid, ends_in_total
from ingest.checks.results import Results
from ingest.clean import compared
from ingest.model import FindingKind
from ingest.units import factor, family
from ingest.vocabulary import measure

_RATES = {"증감률", "집행률", "비율", "이수율"}
_NOT_PARTS = {"증감", *_RATES, "집행액"}
_PROVEN = 3  # uses elsewhere in the report that prove a header to be a sum

Parts = tuple[int, tuple[int, ...]]  # a total's column (or row) and its parts'


@dataclass(frozen=True, slots=True)
class _Sum:
    total: Cell
    parts: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """All uses of one rule in one table; `header` names it across tables, "" where it cannot."""

    grid: Grid
    sums: tuple[_Sum, ...]
    name: str
    header: str
    fewest: int  # uses that must hold in this table where no other table proves the rule


@dataclass
class Sums:
    """Collects the rules of all tables first: the report's other tables may prove a header."""

    _rules: list[_Rule] = field(default_factory=list)

    def collect(self, grid: Grid) -> None:
        for total, parts in _column_rules(grid):
            added = [r for r in grid.rows if not _is_rate_row(grid, r)]
            uses = tuple(_Sum((r, total), tuple((r, c) for c in parts)) for r in added)
            plain = all(is_total(label) for label in grid.table.column_paths[total])
            header = _header(grid, total, parts)
            self._rules.append(_Rule(grid, uses, "가로 합계", header, 1 if plain else 2))
        for total, parts in _row_rules(grid):
            amounts = [c for c in grid.columns if not _is_rate_column(grid, c)]
            uses = tuple(_Sum((total, c), tuple((r, c) for r in parts)) for c in amounts)
            self._rules.append(_Rule(grid, uses, "세로 합계", "", 1))

    def judge(self, results: Results) -> None:
        judged = [(rule, *_judged(rule)) for rule in self._rules]
        proof: Counter[str] = Counter()
        for rule, held, _ in judged:
            proof[rule.header] += len(held)
        for rule, held, failed in judged:
            proven = bool(rule.header) and proof[rule.header] >= _PROVEN
            if len(held) >= rule.fewest or proven:
                _apply(rule, held, failed, results, proven=proven)


def _judged(rule: _Rule) -> tuple[list[_Sum], list[tuple[_Sum, Decimal]]]:
    """The uses of a rule that hold, and those that fail with what they should be."""
    held: list[_Sum] = []
    failed: list[tuple[_Sum, Decimal]] = []
    for one in rule.sums:
        expected = _sum(rule.grid, one.parts)
        number = rule.grid.numbers.get(one.total)
        if number is None or expected is None or (expected == 0 and number.amount == 0):
            continue
        difference = abs(expected - number.amount)
        if difference == 0:
            held.append(one)
        elif difference > _rounding(number.figure.unit, one):
            failed.append((one, expected))
    return held, failed


def _rounding(unit: str, one: _Sum) -> Decimal:
    """What rounded parts may be off together: amounts in 천원 are rounded, counts are not."""
    if family(unit) == "money" and factor(unit) > 1:
        return factor(unit) * max(1, len(one.parts) // 2)
    return Decimal("0.05") if family(unit) in {"area", "length", "weight"} else Decimal(0)


def _apply(
    rule: _Rule,
    held: Sequence[_Sum],
    failed: Sequence[tuple[_Sum, Decimal]],
    results: Results,
    *,
    proven: bool,
) -> None:
    """A rule speaks where it holds at least as often as not, or is proven elsewhere."""
    numbers = rule.grid.numbers
    for one in held:
        results.hold(numbers[one.total].ref)
        results.hold(*(numbers[part].ref for part in one.parts if part in numbers))
    if len(failed) > len(held) and not proven:
        return
    for one, expected in failed:
        number = numbers[one.total]
        parts = tuple(numbers[part].ref for part in one.parts if part in numbers)
        results.contradict(FindingKind.SUM, number.ref, number.figure, parts, expected, rule.name)


def _sum(grid: Grid, parts: Sequence[Cell]) -> Decimal | None:
    """The sum of the parts, None where one is missing or fewer than two are numbers."""
    amounts = [grid.amount(part) for part in parts]
    if any(amount is None for amount in amounts):
        return None
    if sum(part in grid.numbers for part in parts) < 2:
        return None
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _header(grid: Grid, total: int, parts: Sequence[int]) -> str:
    """`합계 = 연차별 소요재원`: a total beside one group of columns, as other tables have it."""
    paths = grid.table.column_paths
    groups = {paths[c][0] for c in parts if len(paths[c]) >= 2}
    if len(groups) != 1 or len(paths[total]) != 1:
        return ""
    return f"{compared(paths[total][0])}={compared(groups.pop())[:3]}"


def _is_rate_column(grid: Grid, column: int) -> bool:
    labels = " ".join(reversed(grid.table.column_paths[column]))
    return grid.family(column) == "percent" or measure(labels) in _RATES


def _is_rate_row(grid: Grid, row: int) -> bool:
    labels = " ".join(reversed(grid.table.row_paths[row]))
    return grid.row_family(row) == "percent" or measure(labels) in _RATES


def _column_rules(grid: Grid) -> Iterator[Parts]:
    """For each total column the columns that it adds up."""
    paths = grid.table.column_paths
    filled = {column for _, column in grid.numbers}  # 비고 has no numbers
    usable = [c for c in grid.columns if c in filled and paths[c] and _may_be_part(grid, c)]
    for total in grid.columns:
        path = paths[total]
        if not path or grid.family(total) == "percent":
            continue
        if len(path) >= 2 and is_total(path[-1]):  # `처리 > 소계` over 처리 > 송치, 수납 …
            parts = [c for c in usable if c != total and paths[c][:-1] == path[:-1]]
        elif len(path) >= 2 and is_total(path[0]):  # `계 > 횟수` over 교육 > 횟수 …
            parts = [c for c in usable if paths[c][-1] == path[-1] and not is_total(paths[c][0])]
        elif ends_in_total(path) or path[-1] == "총사업비" or compared(path[-1]).startswith("총"):
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
