"""Which rules make one table, and where its rows and columns run.

rules ── components ── Lattice   row and column lines, and between which places a rule stands
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.pdf.geometry import Box, area, within
from ingest.pdf.rules import LONG, Drawn, Rule

TOUCH = 2.5  # how far a rule may end from the one that it meets
_TOGETHER = 3.0  # rules nearer than that are one (double lines)
_STICKS_OUT = 10.0  # how far rows reach beyond the last column rule where a side is open
_COVERED = 0.6  # of a side of a cell must be drawn
_MOST_RULES = 3_000  # of one page; a drawing has more
_MOST_CELLS = 20_000  # of one table on one page
_MOST_FILLS = 3_000
_PAGE_WIDE = 0.9


@dataclass(frozen=True, slots=True)
class Lattice:
    """Rows between `ys`, columns between `xs`.

    `across[i][j]` tells whether a rule is drawn on row line i over column j, `down[i][j]` whether
    one is drawn in row i on column line j.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[tuple[bool, ...], ...]
    down: tuple[tuple[bool, ...], ...]

    @property
    def box(self) -> Box:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


Points = Sequence[tuple[float, float]]


def lattices(drawn: Drawn, size: tuple[float, float], middles: Points) -> list[Lattice]:
    """Every ruled area of a page, nested ones too.  `middles` are where its characters stand."""
    across, down = _with_dotted(drawn)
    if len(across) + len(down) > _MOST_RULES:
        return []
    made: list[Lattice] = []
    for rows, columns in _components(across, down):
        _add_fills(rows, columns, drawn.fills[:_MOST_FILLS], size)
        lattice = _lattice(rows, columns, middles)
        if lattice is not None and not _frames_page(lattice.box, size):
            made.append(lattice)
    return made


def _frames_page(box: Box, size: tuple[float, float]) -> bool:
    return area(box) >= 0.8 * size[0] * size[1]


def _with_dotted(drawn: Drawn) -> tuple[list[Rule], list[Rule]]:
    """The rules, and the dotted ones that run from one crossing rule to another."""
    across, down = list(drawn.across), list(drawn.down)
    if len(across) + len(down) + len(drawn.dotted_across) + len(drawn.dotted_down) > _MOST_RULES:
        return across, down
    rows, columns = drawn.dotted_across, drawn.dotted_down
    while True:
        all_rows, all_columns = [*across, *rows], [*down, *columns]
        kept_rows = [rule for rule in rows if _held(rule, all_columns)]
        kept_columns = [rule for rule in columns if _held(rule, all_rows)]
        if len(kept_rows) == len(rows) and len(kept_columns) == len(columns):
            return all_rows, all_columns
        rows, columns = kept_rows, kept_columns


def _held(rule: Rule, crossing: Iterable[Rule]) -> bool:
    """Whether both ends of a rule lie on other rules."""
    first = last = False
    for other in crossing:
        if other.start - TOUCH <= rule.at <= other.end + TOUCH:
            first = first or abs(other.at - rule.start) <= TOUCH
            last = last or abs(other.at - rule.end) <= TOUCH
            if first and last:
                return True
    return False


def _components(across: list[Rule], down: list[Rule]) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Rules that touch each other, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    offset = len(across)
    order = sorted(range(len(across)), key=lambda index: across[index].at)
    heights = [across[index].at for index in order]
    for number, column in enumerate(down):
        place = bisect_left(heights, column.start - TOUCH)
        while place < len(order) and heights[place] <= column.end + TOUCH:
            row = across[order[place]]
            if row.start - TOUCH <= column.at <= row.end + TOUCH:
                parent[root(offset + number)] = root(order[place])
            place += 1
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for index, rule in enumerate(across):
        groups[root(index)][0].append(rule)
    for index, rule in enumerate(down):
        groups[root(offset + index)][1].append(rule)
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def _add_fills(
    rows: list[Rule], columns: list[Rule], fills: list[Box], size: tuple[float, float]
) -> None:
    """Adds the edges of shaded boxes of which at least two lie on rules that are there."""
    left, right = min(r.start for r in rows), max(r.end for r in rows)
    top, bottom = min(c.start for c in columns), max(c.end for c in columns)
    around = (left, min(top, rows[0].at), right, max(bottom, rows[0].at))
    for fill in sorted(fills, key=lambda box: -box[3]):
        x0, y0, x1, y1 = fill
        if x1 - x0 >= _PAGE_WIDE * size[0] or min(x1 - x0, y1 - y0) < LONG:
            continue
        near = (around[0] - TOUCH, around[1] - TOUCH, around[2] + TOUCH, around[3] + TOUCH)
        if y1 < near[1] or y0 > near[3] or not within((x0, near[1], x1, near[3]), near):
            continue
        edges = (Rule(y0, x0, x1), Rule(y1, x0, x1)), (Rule(x0, y0, y1), Rule(x1, y0, y1))
        met = sum(_lies_on(edge, rows) for edge in edges[0])
        met += sum(_lies_on(edge, columns) for edge in edges[1])
        if met >= 2 and not any(_is_loose(x, fill, columns, fills, around) for x in (x0, x1)):
            rows.extend(edges[0])
            columns.extend(edges[1])
            around = (around[0], min(around[1], y0), around[2], max(around[3], y1))


def _is_loose(
    x: float, fill: Box, columns: Iterable[Rule], fills: Iterable[Box], around: Box
) -> bool:
    """Whether a side of a shaded box is that of nothing else: a bar drawn behind a figure."""
    if min(abs(x - around[0]), abs(x - around[2])) <= _STICKS_OUT:
        return False
    if any(abs(rule.at - x) <= _TOGETHER for rule in columns):
        return False
    return not any(
        abs(side - x) <= _TOGETHER for other in fills if other != fill for side in other[::2]
    )


def _lies_on(edge: Rule, rules: Iterable[Rule]) -> bool:
    return any(
        abs(rule.at - edge.at) <= _TOGETHER
        and min(rule.end, edge.end) - max(rule.start, edge.start) >= -TOUCH
        for rule in rules
    )


def _lattice(rows: list[Rule], columns: list[Rule], middles: Points) -> Lattice | None:
    left, right = min(r.start for r in rows), max(r.end for r in rows)
    top, bottom = min(r.at for r in rows), max(r.at for r in rows)
    inside = [(x, y) for x, y in middles if left <= x <= right and top <= y <= bottom]
    xs = _clustered([rule.at for rule in columns], [x for x, _ in inside])
    ys = _clustered([rule.at for rule in rows], [y for _, y in inside])
    open_left, open_right = _open_sides(rows, xs)
    if open_left is not None:
        xs.insert(0, [open_left])
    if open_right is not None:
        xs.append([open_right])
    open_top, open_bottom = _open_ends(columns, ys)
    if open_top is not None:
        ys.insert(0, [open_top])
    if open_bottom is not None:
        ys.append([open_bottom])
    if len(xs) < 2 or len(ys) < 2:
        return None
    if (len(xs) - 1) * (len(ys) - 1) > _MOST_CELLS:
        return None
    at_x = [sum(group) / len(group) for group in xs]
    at_y = [sum(group) / len(group) for group in ys]
    across = _edges(rows, ys, at_x)
    across[0] = [drawn or open_top is not None for drawn in across[0]]
    across[-1] = [drawn or open_bottom is not None for drawn in across[-1]]
    down = [list(side) for side in zip(*_edges(columns, xs, at_y), strict=True)]
    for row in down:
        row[0] = row[0] or open_left is not None
        row[-1] = row[-1] or open_right is not None
    return Lattice(tuple(at_x), tuple(at_y), tuple(map(tuple, across)), tuple(map(tuple, down)))


def _clustered(places: list[float], middles: list[float]) -> list[list[float]]:
    """Rules that lie together, by place; a narrow strip with nothing in it is one line too."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if (groups and place - groups[-1][0] <= _TOGETHER) or (
            groups
            and place - groups[-1][0] < 2 * _TOGETHER
            and not any(groups[-1][0] < middle < place for middle in middles)
        ):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _open_sides(rows: list[Rule], xs: list[list[float]]) -> tuple[float | None, float | None]:
    """Where rows end beyond the first and the last column rule, if at least two do together."""
    left = _common_end([rule.start for rule in rows], min)
    right = _common_end([rule.end for rule in rows], max)
    return (
        left if left is not None and xs[0][0] - left > _STICKS_OUT else None,
        right if right is not None and right - xs[-1][-1] > _STICKS_OUT else None,
    )


def _open_ends(columns: list[Rule], ys: list[list[float]]) -> tuple[float | None, float | None]:
    """The same of columns, above the first row rule and below the last one."""
    top = _common_end([rule.start for rule in columns], min)
    bottom = _common_end([rule.end for rule in columns], max)
    return (
        top if top is not None and ys[0][0] - top > _STICKS_OUT else None,
        bottom if bottom is not None and bottom - ys[-1][-1] > _STICKS_OUT else None,
    )


def _common_end(ends: list[float], best: Callable[[list[float]], float]) -> float | None:
    outermost = best(ends)
    return outermost if sum(abs(end - outermost) <= TOUCH for end in ends) >= 2 else None


def _edges(rules: list[Rule], groups: list[list[float]], stops: list[float]) -> list[list[bool]]:
    """For each line, between which stops a rule is drawn on it."""
    edges: list[list[bool]] = []
    for group in groups:
        spans = sorted(
            (rule.start, rule.end)
            for rule in rules
            if group[0] - 0.01 <= rule.at <= group[-1] + 0.01
        )
        edges.append(
            [
                _covered(spans, first, last) >= _COVERED * (last - first)
                for first, last in pairwise(stops)
            ]
        )
    return edges


def _covered(spans: list[tuple[float, float]], first: float, last: float) -> float:
    total, reached = 0.0, first
    for start, end in spans:
        start, end = max(start, reached), min(end, last)
        if end > start:
            total += end - start
            reached = end
    return total
