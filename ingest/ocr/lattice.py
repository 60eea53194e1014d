"""Tables out of ruling lines: which lines hang together, and which cells they bound.

A cell is what has no wall within.  A region that is no rectangle (a wall is broken off, or the
heading is cut out like an L) is taken row by row, so that nothing is ever joined across a wall.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingest.ocr.rules import Rule

SLACK = 8  # pixels, 1 mm: a double line is one, and lines that stop short of each other meet
_WALL = 0.6  # of a cell's side must be drawn
_NARROWEST, _LOWEST = 14, 18  # pixels of a cell
_MOST_LINES = 400

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Region:
    """A cell: its first row and column, how many it covers, and its box in pixels."""

    row: int
    column: int
    rows: int
    columns: int
    box: Rectangle


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled table: where its rows and columns begin and end, and its cells."""

    ys: tuple[float, ...]
    xs: tuple[float, ...]
    regions: tuple[Region, ...]

    @property
    def box(self) -> Rectangle:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def lattices(level: Sequence[Rule], upright: Sequence[Rule]) -> list[Lattice]:
    """The ruled tables of a page, from the top; a mere frame is none."""
    found = (_lattice(*group) for group in _groups(level, upright))
    return sorted((one for one in found if one), key=lambda one: (one.ys[0], one.xs[0]))


def _groups(
    level: Sequence[Rule], upright: Sequence[Rule]
) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Lines that cross or touch, directly or by others."""
    rules = [*level, *upright]
    head = list(range(len(rules)))

    def find(at: int) -> int:
        while head[at] != at:
            head[at] = head[head[at]]
            at = head[at]
        return at

    for i, one in enumerate(level):
        for j, other in enumerate(upright, len(level)):
            if _meet(one, other):
                head[find(i)] = find(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at, rule in enumerate(rules):
        groups.setdefault(find(at), ([], []))[at >= len(level)].append(rule)
    return groups.values()


def _meet(level: Rule, upright: Rule) -> bool:
    return (
        level.start - SLACK <= upright.at <= level.end + SLACK
        and upright.start - SLACK <= level.at <= upright.end + SLACK
    )


def _lattice(level: list[Rule], upright: list[Rule]) -> Lattice | None:
    if len(level) < 2 or not upright or len(level) + len(upright) > _MOST_LINES:
        return None
    ys = _positions(rule.at for rule in level)
    xs = _positions([rule.at for rule in upright] + _open_sides(level, upright))
    ys, xs = _wide_enough(ys, _LOWEST), _wide_enough(xs, _NARROWEST)
    if len(ys) < 2 or len(xs) < 2 or (len(ys) == 2 and len(xs) == 2):
        return None
    regions = _regions(
        len(ys) - 1,
        len(xs) - 1,
        lambda row, column: _drawn(upright, xs[column + 1], ys[row], ys[row + 1]),
        lambda row, column: _drawn(level, ys[row + 1], xs[column], xs[column + 1]),
    )
    if len(regions) < 2:
        return None
    # A stroke of text that looked like a line bounds no cell: its position goes.
    at_rows = sorted({0, *(r for r, *_ in regions), *(r + rows for r, _, rows, _ in regions)})
    at_columns = sorted({0, *(c for _, c, *_ in regions), *(c + w for _, c, _, w in regions)})
    row_of, column_of = _numbered(at_rows), _numbered(at_columns)
    placed = [
        Region(
            row_of[r],
            column_of[c],
            row_of[r + rows] - row_of[r],
            column_of[c + columns] - column_of[c],
            (xs[c], ys[r], xs[c + columns], ys[r + rows]),
        )
        for r, c, rows, columns in regions
    ]
    return Lattice(
        tuple(ys[at] for at in at_rows), tuple(xs[at] for at in at_columns), tuple(placed)
    )


def _numbered(positions: list[int]) -> dict[int, int]:
    return {position: number for number, position in enumerate(positions)}


def _positions(values: Iterable[float]) -> list[float]:
    """Each position once: values less than the slack apart are one line."""
    clusters: list[list[float]] = []
    for value in sorted(values):
        if clusters and value - clusters[-1][-1] <= SLACK:
            clusters[-1].append(value)
        else:
            clusters.append([value])
    return [sum(cluster) / len(cluster) for cluster in clusters]


def _open_sides(level: list[Rule], upright: list[Rule]) -> list[float]:
    """The sides of a table without outer lines: where most of its level lines end together."""
    first, last = min(rule.at for rule in upright), max(rule.at for rule in upright)
    left = [rule.start for rule in level if rule.start < first - 2 * SLACK]
    right = [rule.end for rule in level if rule.end > last + 2 * SLACK]
    return [
        float(side)
        for ends in (left, right)
        if ends and _agree(ends, side := sorted(ends)[len(ends) // 2]) >= max(2, len(level) // 2)
    ]


def _agree(ends: list[int], side: int) -> int:
    return sum(abs(end - side) <= SLACK for end in ends)


def _wide_enough(positions: list[float], least: int) -> list[float]:
    kept: list[float] = []
    for position in positions:
        if not kept or position - kept[-1] >= least:
            kept.append(position)
    return kept


def _drawn(rules: list[Rule], at: float, start: float, end: float) -> bool:
    """Whether lines at a position cover enough of the way from start to end."""
    length = end - start
    spans = sorted(
        (max(rule.start, start), min(rule.end, end))
        for rule in rules
        if abs(rule.at - at) <= SLACK + 2 and rule.end > start and rule.start < end
    )
    covered, reached = 0.0, start
    for first, last in spans:
        covered += max(0.0, last - max(first, reached))
        reached = max(reached, last)
    return covered >= _WALL * length


Wall = Callable[[int, int], bool]


def _regions(height: int, width: int, right: Wall, below: Wall) -> list[tuple[int, int, int, int]]:
    """(row, column, rows, columns) of the cells of a lattice of so many rows and columns."""
    owner = {(r, c): (r, c) for r in range(height) for c in range(width)}

    def find(at: tuple[int, int]) -> tuple[int, int]:
        while owner[at] != at:
            at = owner[at]
        return at

    for r, c in list(owner):
        if c + 1 < width and not right(r, c):
            owner[find((r, c + 1))] = find((r, c))
        if r + 1 < height and not below(r, c):
            owner[find((r + 1, c))] = find((r, c))
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for at in owner:
        groups.setdefault(find(at), []).append(at)
    found = [rectangle for group in groups.values() for rectangle in _rectangles(group)]
    return sorted(found)


def _rectangles(cells: list[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """A region in rectangles: itself where it is one, else the same stretches of rows joined."""
    stretches: list[list[int]] = []  # row, first column, end column
    for row, column in sorted(cells):
        if stretches and stretches[-1][0] == row and stretches[-1][2] == column:
            stretches[-1][2] += 1
        else:
            stretches.append([row, column, column + 1])
    found: list[list[int]] = []  # row, first column, rows, end column
    for row, first, end in stretches:
        above = next(
            (f for f in found if f[1] == first and f[3] == end and f[0] + f[2] == row), None
        )
        if above:
            above[2] += 1
        else:
            found.append([row, first, 1, end])
    return [(row, first, rows, end - first) for row, first, rows, end in found]
