"""Tables without column rules: rows between level lines, columns by figures below each other.

Statistics are often printed so: a line above and below the head, one at the end, perhaps one under
each row.  A table is seen only where every line of figures falls into the same columns and the head
names each of them; what is not certain stays text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from ingest.cell_kinds import DASHES, is_amount, is_total
from ingest.pdf.geometry import Box, overlap
from ingest.pdf.glyphs import Glyph
from ingest.pdf.lattice import Lattice
from ingest.pdf.lines import Printed, printed
from ingest.pdf.rules import Rule
from ingest.pdf.wrapping import are_halves

_SAME = 3.0  # points by which lines of a table differ in where they begin and end
_NARROWEST = 100.0  # points
_APART = 0.6  # of its height, the gap between two cells of a line
_VALUES = 2  # figures in a line of a table
_FEWEST = 2  # lines of figures
_CENTRED = 1.0  # of its height a name stands off the middle of what it is over
_MOST_GROUPS = 2_000  # ways to divide columns among names


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What stands together in a line."""

    text: str
    left: float
    right: float
    line: int

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def is_value(self) -> bool:
        return self.text in DASHES or is_amount(self.text)


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed line: its chunks from the left, and its box from top to bottom."""

    chunks: tuple[_Chunk, ...]
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def has_values(self) -> bool:
        return sum(chunk.is_value for chunk in self.chunks) >= _VALUES


def found(rules: Sequence[Rule], glyphs: Sequence[Glyph], taken: Sequence[Box]) -> list[Lattice]:
    """The tables between level lines; `taken` are the boxes of those with column rules."""
    free = [rule for rule in rules if not any(_touches(rule, box) for box in taken)]
    groups: list[list[Rule]] = []
    for rule in sorted(free, key=lambda rule: (-rule.length, rule.at)):
        for group in groups:
            wide = group[0]
            if abs(rule.start - wide.start) <= _SAME and abs(rule.end - wide.end) <= _SAME:
                group.append(rule)
                break
        else:
            if rule.length >= _NARROWEST:
                groups.append([rule])
    tables: list[Lattice] = []
    for group in groups:
        if len(group) >= 2 + 1:
            tables += _of_group(sorted(group, key=lambda rule: rule.at), free, glyphs)
    return tables


def with_rows(lattice: Lattice, glyphs: Sequence[Glyph]) -> Lattice:
    """A ruled table with its rows apart where no line divides them: each has a name and figures."""
    xs = lattice.xs
    if len(xs) <= _VALUES + 1:
        return lattice
    glyphs = [glyph for glyph in glyphs if overlap(glyph.box, lattice.box)]
    ys, across, down = [lattice.ys[0]], [lattice.across[0]], []
    every = tuple(True for _ in xs[1:])
    for number, (top, bottom) in enumerate(pairwise(lattice.ys)):
        sides = lattice.down[number]
        closed = all(lattice.across[number]) and all(lattice.across[number + 1])
        if all(sides) and closed and _has_lines(glyphs, top, bottom):
            rows = _rows(Rule(top, xs[0], xs[-1]), Rule(bottom, xs[0], xs[-1]), glyphs)
            part = _body(rows, (), xs, 1) if _are_single(rows) else None
            for split in part.ys if part is not None else ():
                ys.append(split)
                across.append(every)
                down.append(sides)
        ys.append(bottom)
        across.append(lattice.across[number + 1])
        down.append(sides)
    return Lattice(xs, tuple(ys), tuple(across), tuple(down))


def _has_lines(glyphs: Sequence[Glyph], top: float, bottom: float) -> bool:
    """Whether digits stand on several heights between two lines."""
    digits = [
        glyph
        for glyph in glyphs
        if top < glyph.box[3] and glyph.box[1] < bottom and glyph.text.isdigit()
    ]
    if len(digits) < _FEWEST * _VALUES:
        return False
    middles = [glyph.middle[1] for glyph in digits if top < glyph.middle[1] < bottom]
    return bool(middles) and max(middles) - min(middles) > min(glyph.height for glyph in digits) / 2


def _are_single(rows: Sequence[_Row]) -> bool:
    """Whether every line stands for itself: none is in brackets, none goes on with a number."""
    if len(rows) < _FEWEST or any(_is_in_brackets(row) for row in rows):
        return False
    return not any(
        are_halves(above.text, below.text)
        for upper, lower in pairwise(rows)
        for above in upper.chunks
        for below in lower.chunks
        if above.left < below.right and below.left < above.right
    )


def _is_in_brackets(row: _Row) -> bool:
    """Whether a line says again in brackets what the one before it says."""
    marked = [chunk.text.startswith(("(", "[")) for chunk in row.chunks]
    return marked[:1] == [True] or 2 * sum(marked) >= len(marked)


def _touches(rule: Rule, box: Box) -> bool:
    left, top, right, bottom = box
    level = top - _SAME <= rule.at <= bottom + _SAME
    return level and rule.start < right and left < rule.end


def _of_group(rules: list[Rule], free: Sequence[Rule], glyphs: Sequence[Glyph]) -> list[Lattice]:
    """The tables among lines of one length."""
    bands = [_rows(upper, lower, glyphs) for upper, lower in pairwise(rules)]
    full = [any(row.has_values for row in band) for band in bands]
    tables: list[Lattice] = []
    first = 1
    while first < len(bands):
        last = first
        while last < len(bands) and full[last]:
            last += 1
        if last > first and not full[first - 1]:
            table = _table(rules[first - 1 : last + 1], bands[first - 1 : last], free)
            if table is not None:
                tables.append(table)
        first = last + 1
    return tables


def _rows(upper: Rule, lower: Rule, glyphs: Sequence[Glyph]) -> list[_Row]:
    inside = [
        glyph
        for glyph in glyphs
        if upper.at < glyph.middle[1] < lower.at
        and upper.start - _SAME <= glyph.middle[0] <= upper.end + _SAME
    ]
    return [_row(number, line) for number, line in enumerate(printed(inside)) if line.upright]


def _row(number: int, line: Printed) -> _Row:
    chunks: list[_Chunk] = []
    group: list[Glyph] = []

    def end() -> None:
        if group:
            text = "".join(part.text for part in printed(group))
            right = max(max(glyph.end, glyph.box[2]) for glyph in group)
            chunks.append(_Chunk(text, group[0].box[0], right, number))
        group.clear()

    for glyph in line.glyphs:
        if glyph.text.isspace():
            continue
        if group and glyph.box[0] - group[-1].end > _APART * line.height:
            end()
        group.append(glyph)
    end()
    return _Row(tuple(chunks), line.box[1], line.box[3])


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows of a table: the lines between them, and where these and the column lines are drawn."""

    ys: list[float]
    across: list[tuple[bool, ...]]
    down: list[tuple[bool, ...]]


def _table(rules: list[Rule], bands: list[list[_Row]], free: Sequence[Rule]) -> Lattice | None:
    """The table of a head and the bands below it; None where anything is uncertain."""
    head, *bodies = bands
    valued = [row for band in bodies for row in band if row.has_values]
    columns = (_named_columns(head[-1], valued) if head else None) or _columns(valued)
    if columns is None or len(valued) < _FEWEST or not head:
        return None
    xs = [rules[0].start, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), rules[0].end]
    labels = _label_columns(valued, xs)
    top = _head(head, xs, labels) if labels else None
    if top is None:
        return None
    every = tuple(True for _ in columns)
    ys, across, down = [rules[0].at, *top.ys], [every, *top.across], [*top.down]
    for (upper, lower), band in zip(pairwise(rules[1:]), bodies, strict=True):
        inner = [rule for rule in free if upper.at + _SAME < rule.at < lower.at - _SAME]
        part = _body(band, inner, xs, labels)
        if part is None:
            return None
        ys += [upper.at, *part.ys]
        across += [every, *part.across]
        down += part.down
    return Lattice(tuple(xs), (*ys, rules[-1].at), (*across, every), tuple(down))


def _columns(rows: Iterable[_Row]) -> list[tuple[float, float]] | None:
    """Where the chunks of all rows stand; None where two of a row would share a column."""
    rows = list(rows)
    columns: list[tuple[float, float]] = []
    chunks = (chunk for row in rows for chunk in row.chunks if not is_total(chunk.text))
    for left, right in sorted((chunk.left, chunk.right) for chunk in chunks):
        if columns and left <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    for row in rows:
        homes = [sum(1 for column in columns if column[0] <= c.left) for c in row.chunks]
        if len(set(homes)) < len(homes):
            return None
    return columns if len(columns) > _VALUES else None


def _named_columns(head: _Row, rows: Sequence[_Row]) -> list[tuple[float, float]] | None:
    """The same with the names over them, which stand beside short figures set to the right."""
    columns = _columns([head, *rows])
    done: list[tuple[float, float]] = []
    held: list[set[bool]] = []  # whether a name, or figures, stand in each
    for column in columns or ():
        holds = {
            row is head
            for row in (head, *rows)
            for chunk in row.chunks
            if column[0] <= chunk.middle <= column[1]
        }
        if done and len(held[-1]) == len(holds) == 1 and held[-1] != holds:
            done[-1], held[-1] = (done[-1][0], column[1]), {True, False}
        else:
            done.append(column)
            held.append(holds)
    return done or None


def _label_columns(rows: Iterable[_Row], xs: Sequence[float]) -> int:
    """How many columns there are before the first that holds figures."""
    valued = (_column(chunk, xs) for row in rows for chunk in row.chunks if chunk.is_value)
    return min((column for column in valued if column is not None), default=0)


def _column(chunk: _Chunk, xs: Sequence[float]) -> int | None:
    """The column of a chunk; None where it reaches over two."""
    for number, (left, right) in enumerate(pairwise(xs)):
        if left <= chunk.left and chunk.right <= right:
            return number
    return None


def _head(rows: Sequence[_Row], xs: Sequence[float], labels: int) -> _Part | None:
    """A head of one row, or of names over groups of names; None where a column has no name."""
    count = len(xs) - 1
    lowest = {_column(chunk, xs): chunk for chunk in rows[-1].chunks}
    upper = [chunk for row in rows[:-1] for chunk in row.chunks]
    if any(chunk.is_value for chunk in (*upper, *rows[-1].chunks)):
        return None
    over = [chunk for chunk in upper if (at := _column(chunk, xs)) is None or at in lowest]
    over = [chunk for chunk in over if chunk.middle > xs[labels]]
    named = {_column(chunk, xs) for chunk in upper} | set(lowest)
    if not set(range(labels, count)) <= named:
        return None
    whole = named & set(range(labels)) == set(range(labels))
    sides = [whole or number > labels for number in range(count + 1)]
    sides[0] = sides[labels] = sides[-1] = True
    beneath = sorted(at for at in lowest if at is not None and at >= labels)
    if None in lowest and any(
        c.middle > xs[labels] for c in rows[-1].chunks if _column(c, xs) is None
    ):
        return None
    if {_column(chunk, xs) for chunk in over} == set(beneath) or not over:
        return _Part([], [], [tuple(sides)])  # names of several lines
    middles = {at: chunk.middle for at, chunk in lowest.items() if at is not None}
    groups = _groups(over, beneath, middles, rows[-1].height)
    if groups is None or len({chunk.line for chunk in over}) > 1:
        return None
    inside = {at for group in groups for at in group[1:]}
    first = [drawn and number not in inside for number, drawn in enumerate(sides)]
    line = max(row.bottom for row in rows if row.chunks[0].line == over[0].line)
    split = (line + rows[-1].top) / 2
    drawn = tuple(number in beneath for number in range(count))
    return _Part([split], [drawn], [tuple(first), tuple(sides)])


def _groups(
    over: Sequence[_Chunk], beneath: Sequence[int], middles: Mapping[int, float], height: float
) -> list[tuple[int, ...]] | None:
    """The columns under each of the names over them: each stands over the middle of theirs."""
    over = sorted(over, key=lambda chunk: chunk.left)
    ways: list[tuple[float, list[tuple[int, ...]]]] = []
    for cuts in combinations(range(1, len(beneath)), len(over) - 1):
        if len(ways) > _MOST_GROUPS:
            return None
        ends = [0, *cuts, len(beneath)]
        groups = [tuple(beneath[a:b]) for a, b in pairwise(ends)]
        if any(group[-1] - group[0] != len(group) - 1 for group in groups):
            continue
        off = max(
            abs(chunk.middle - (middles[group[0]] + middles[group[-1]]) / 2)
            for chunk, group in zip(over, groups, strict=True)
        )
        ways.append((off, groups))
    ways.sort(key=lambda way: way[0])
    if not ways or ways[0][0] > _CENTRED * height:
        return None
    if len(ways) > 1 and ways[1][0] < ways[0][0] + _CENTRED * height:
        return None  # it might as well be another way
    return ways[0][1]


def _body(
    rows: Sequence[_Row], inner: Sequence[Rule], xs: Sequence[float], labels: int
) -> _Part | None:
    """The rows between two lines over the whole width."""
    part = _Part([], [], [])
    every = tuple(True for _ in xs[1:])
    if inner:
        splits = sorted({round(rule.at, 1) for rule in inner})
        for split in splits:
            lines = [rule for rule in inner if round(rule.at, 1) == split]
            part.ys.append(split)
            part.across.append(tuple(_is_over(lines, a, b) for a, b in pairwise(xs)))
    elif sum(row.has_values for row in rows) > 1:
        for above, row in pairwise(rows):
            if not (row.has_values and above.has_values and _is_named(row, xs)):
                return None
            part.ys.append((above.bottom + row.top) / 2)
            part.across.append(every)
        if not _is_named(rows[0], xs):
            return None
    ends = [0.0, *part.ys, float("inf")]
    for top, bottom in pairwise(ends):
        own = [row for row in rows if top < row.middle <= bottom]
        if sum(row.has_values for row in own) > 1:
            return None
        crossed = [
            any(chunk.left < x < chunk.right for row in own for chunk in row.chunks) for x in xs
        ]
        if any(crossed[labels:]) and any(row.has_values for row in own):
            return None
        part.down.append(tuple(not over for over in crossed))
    return part


def _is_named(row: _Row, xs: Sequence[float]) -> bool:
    return _column(row.chunks[0], xs) == 0 and not row.chunks[0].is_value


def _is_over(rules: Iterable[Rule], left: float, right: float) -> bool:
    drawn = sum(max(0.0, min(rule.end, right) - max(rule.start, left)) for rule in rules)
    return drawn > 0.5 * (right - left)
