"""Tables that a text draws with characters: `┌─┬┐│├┼┤└┴┘`, `┏━┳┓`, `╔═╦╗` and `+---+` with `|`.

    lines ─ drawn_lines ─ strokes ─ tracks ─ slots ─ cells

A track is one vertical line of the table from its top to its bottom, however often it is broken
off by a cell that spans it.  Strokes are put on tracks by the column they stand in; where the
columns do not line up, because the text was aligned for another font, by the way the strokes
continue from line to line.  A drawing that fits neither way is no table: it stays text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest import drawn_lines, grids
from ingest.content import Cell, Grid, Line
from ingest.drawn_lines import Drawn
from ingest.model import Place

_MOST_LINES = 2_000
_MOST_PLACES = 50_000
_FIGURE = re.compile(r"[△▲+-]?\s?\(?[\d,]*\d(?:\.\d+)?\)?\s?%?|[-–]")

Tracks = list[list[int]]  # for each line of a table, the track of each of its strokes


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table, and the index of the line after it."""

    grid: Grid
    end: int


def read(lines: list[str], start: int) -> DrawnTable | None:
    """The table whose upper rule is the line with index `start`; None where there is none."""
    if not drawn_lines.begins(lines[start]):
        return None
    found = _lines(lines, start)
    if len(found) < 3 or not found[-1].is_rule:
        return None
    for tracks in (*(_by_column(found, way) for way in drawn_lines.COUNTINGS), _by_shape(found)):
        if tracks is None:
            continue
        cells, places = _Slots(found, tracks, start + 1).cells()
        if cells and (table := grids.grid(cells, places, _MOST_PLACES)):
            return DrawnTable(table, start + len(found))
    return None


def _lines(lines: list[str], start: int) -> list[Drawn]:
    """The lines of the table, up to its lower rule."""
    ascii_only = lines[start].lstrip().startswith("+")
    found: list[Drawn] = []
    last_rule = 0
    for line in lines[start : start + _MOST_LINES]:
        one = drawn_lines.drawn(line, ascii_only=ascii_only)
        if not one.strokes or (found and not ascii_only and drawn_lines.begins(line)):
            break
        found.append(one)
        if one.is_rule:
            last_rule = len(found)
            if len(found) > 1 and not any(stroke.down for stroke in one.strokes):
                break
    return found[:last_rule]


def _by_column(found: list[Drawn], counting: drawn_lines.Counting) -> Tracks | None:
    """Tracks by the columns of the strokes; None where one stands below or above no crossing."""
    columns = [line.columns(counting) for line in found]
    rules = [n for n, line in enumerate(found) if line.is_rule]
    known = sorted({column for n in rules for column in columns[n]})
    track = {column: number for number, column in enumerate(known)}
    if any(column not in track for line in columns for column in line):
        return None
    tracks = [[track[column] for column in line] for line in columns]
    return tracks if _is_whole(found, tracks, len(known)) else None


def _is_whole(found: list[Drawn], tracks: Tracks, count: int) -> bool:
    """Whether every line reaches from the first track to the last, as far as it is closed."""
    ends = [(line[0], line[-1]) for line in tracks]
    closed = found[0].strokes[0].index == len(found[0].text) - len(found[0].text.lstrip())
    return not closed or all(end == (0, count - 1) for end in ends)


def _by_shape(found: list[Drawn]) -> Tracks | None:
    """Tracks by how strokes continue: what goes down on one line goes up on the next."""
    order: list[int] = []
    current: list[int] = []
    tracks: Tracks = []
    for number, line in enumerate(found):
        up = [bool(number) and stroke.up for stroke in line.strokes]
        if sum(up) != len(current):
            return None
        above = iter(current)
        own = [next(above) if goes_up else -1 for goes_up in up]
        if not _begin(own, order, current):
            return None
        tracks.append(own)
        last = number == len(found) - 1
        current = [t for t, s in zip(own, line.strokes, strict=True) if s.down and not last]
    ranks = {track: rank for rank, track in enumerate(order)}
    return [[ranks[track] for track in line] for line in tracks]


def _begin(own: list[int], order: list[int], current: list[int]) -> bool:
    """Give the strokes that begin on a line (-1) tracks: those broken off there, or new ones.

    False where it cannot be told which of several was broken off.
    """
    position = 0
    while position < len(own):
        if own[position] != -1:
            position += 1
            continue
        end = position
        while end < len(own) and own[end] == -1:
            end += 1
        low = order.index(own[position - 1]) + 1 if position else 0
        high = order.index(own[end]) if end < len(own) else len(order)
        broken = [track for track in order[low:high] if track not in current]
        if broken and len(broken) != end - position:
            return False
        begun = broken or list(range(len(order), len(order) + end - position))
        if not broken:
            order[low:low] = begun
        own[position:end] = begun
        position = end
    return True


class _Slots:
    """The places of a table between its tracks, and what separates them."""

    def __init__(self, found: list[Drawn], tracks: Tracks, first_line: int) -> None:
        self._found = found
        self._tracks = tracks
        self._first_line = first_line
        last = max(max(line) for line in tracks)
        # Without strokes at its sides, a table has a column before the first and after the last.
        before = any(line.stretch(0) or line.ruled[0] for line in found)
        after = any(line.stretch(len(line.strokes)) or line.ruled[-1] for line in found)
        self._left = -1 if before else 0
        self._right = last + 1 if after else last
        self._is_open = after
        self._rows = self._split()

    def cells(self) -> tuple[list[Cell], list[Place]]:
        """The cells, and a place for each row; no cells where a cell would be no rectangle."""
        if len(self._rows) * (self._right - self._left) > _MOST_PLACES:
            return [], []
        taken: set[tuple[int, int]] = set()
        cells: list[Cell] = []
        for r in range(len(self._rows)):
            for c in range(self._left, self._right):
                if (r, c) in taken:
                    continue
                height, width = self._extent(r, c)
                area = {(r + i, c + j) for i in range(height) for j in range(width)}
                if area & taken or not self._is_closed(r, c, height, width):
                    return [], []
                taken |= area
                cells.append(self._cell(r, c, height, width))
        return cells, [self._place(row) for row in self._rows]

    def _split(self) -> list[list[int]]:
        rows: list[list[int]] = []
        band: list[int] = []
        for number, line in enumerate(self._found):
            if not line.is_rule:
                band.append(number)
                continue
            rows += self._band(band)
            band = []
        return rows

    def _band(self, numbers: list[int]) -> list[list[int]]:
        """The rows between two rules: one, or one for each line where each is complete."""
        texts = [self._texts(number) for number in numbers]
        figures = [sum(_FIGURE.fullmatch(text) is not None for text in line) for line in texts]
        whole = len(numbers) > 2 and all(all(line) for line in texts)
        if len(numbers) > 1 and (all(figures) or whole):
            return [[number] for number in numbers]
        return [numbers] if numbers else []

    def _texts(self, number: int) -> list[str]:
        line = self._found[number]
        texts = [line.stretch(n) for n in range(len(line.strokes) + 1)]
        return texts[1 + self._left : len(texts) if self._is_open else -1]

    def _extent(self, r: int, c: int) -> tuple[int, int]:
        width = 1
        while c + width < self._right and not self._is_barred(r, c + width):
            width += 1
        height = 1
        while r + height < len(self._rows) and not self._is_ruled(r + height - 1, c):
            height += 1
        return height, width

    def _is_closed(self, r: int, c: int, height: int, width: int) -> bool:
        """Whether nothing is drawn inside of a cell, and all of its four sides are."""
        rows, columns = range(r, r + height), range(c, c + width)
        inside = any(self._is_barred(i, j) for i in rows for j in columns[1:]) or any(
            self._is_ruled(i, j) for i in rows[:-1] for j in columns
        )
        below = rows[-1] + 1 == len(self._rows) or all(self._is_ruled(rows[-1], j) for j in columns)
        right = c + width == self._right or all(self._is_barred(i, c + width) for i in rows)
        return not inside and below and right

    def _is_barred(self, r: int, c: int) -> bool:
        """Whether the track left of column `c` is drawn in a row."""
        return c in self._tracks[self._rows[r][0]]

    def _is_ruled(self, r: int, c: int) -> bool:
        """Whether a rule is drawn below a row in column `c`."""
        first, last = self._rows[r][-1] + 1, self._rows[r + 1][0]
        if first == last:  # rows of one band: each line is complete
            return True
        return any(self._stretch(number, c)[1] for number in range(first, last))

    def _stretch(self, number: int, c: int) -> tuple[int, bool]:
        """Which stretch of a line lies over column `c`, and whether it is a rule."""
        stretch = sum(track <= c for track in self._tracks[number])
        return stretch, self._found[number].ruled[stretch]

    def _cell(self, r: int, c: int, height: int, width: int) -> Cell:
        rows = self._rows[r : r + height]
        numbers = range(rows[0][0], rows[-1][-1] + 1)
        printed = (
            (self._found[number].stretch(self._stretch(number, c)[0]), number) for number in numbers
        )
        inside = tuple(Line(text, self._place([number])) for text, number in printed if text)
        column = c - self._left
        return Cell(r, column, inside, height, width, self._place([*numbers]))

    def _place(self, numbers: list[int]) -> Place:
        return Place(self._first_line + numbers[0], self._first_line + numbers[-1])
