"""Ruled areas filled with the characters that stand in them; what is nested stays nested."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ingest.content import Cell, Grid, Item, Line
from ingest.model import Place
from ingest.pdf import order, summary_rows, wrapping
from ingest.pdf.cells import Locator, Span, spans
from ingest.pdf.geometry import Box, area, within
from ingest.pdf.glyphs import Glyph
from ingest.pdf.lattice import TOUCH, Lattice
from ingest.pdf.lines import printed

Placed = Callable[[Box], Place]


@dataclass(slots=True)
class _Area:
    """A ruled area on the way to its grid: what stands in each of its cells."""

    lattice: Lattice
    cells: list[Span]
    locator: Locator
    members: list[list[Glyph]]
    nested: list[list[_Area]] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return self.lattice.box


@dataclass(frozen=True, slots=True)
class Table:
    box: Box
    grid: Grid


@dataclass(frozen=True, slots=True)
class Found:
    """The tables of a page that are in no other one, and the characters outside of all.

    `homes` tells the table and the cell of every character that stands in one, by its index.
    """

    tables: list[Table]
    outside: list[Glyph]
    homes: dict[int, tuple[int, int]]


def tables(lattices: Sequence[Lattice], glyphs: Sequence[Glyph], placed: Placed) -> Found:
    """Puts every character of a page into the smallest ruled area that it stands in."""
    areas = [_area(lattice) for lattice in sorted(lattices, key=lambda found: area(found.box))]
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = glyph.middle
        home = next((found for found in areas if _holds(found.box, (x, y))), None)
        if home is None:
            outside.append(glyph)
        else:
            home.members[home.locator.cell(x, y)].append(glyph)
    areas = [_with_summary_rows(found) for found in areas]
    top = _nest([found for found in areas if any(map(_says, found.members))])
    homes = {
        glyph.index: (number, cell)
        for number, found in enumerate(areas)
        for cell, members in enumerate(found.members)
        for glyph in members
    }
    return Found([Table(found.box, _grid(found, placed)) for found in top], outside, homes)


def _area(lattice: Lattice) -> _Area:
    cells = spans(lattice)
    return _Area(lattice, cells, Locator(lattice, cells), [[] for _ in cells], [[] for _ in cells])


def _with_summary_rows(found: _Area) -> _Area:
    lattice = summary_rows.bridged(found.lattice, found.cells, found.members)
    if lattice == found.lattice:
        return found
    new = _area(lattice)
    for glyph in (glyph for members in found.members for glyph in members):
        new.members[new.locator.cell(*glyph.middle)].append(glyph)
    return new


def _says(members: Sequence[Glyph]) -> bool:
    return any(not glyph.text.isspace() for glyph in members)


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _nest(areas: Sequence[_Area]) -> list[_Area]:
    """Puts every area, smallest first, into the cell that holds it; those in none are left."""
    top: list[_Area] = []
    for number, inner in enumerate(areas):
        for outer in areas[number + 1 :]:
            if not within(inner.box, outer.box, TOUCH):
                continue
            left, upper, right, lower = inner.box
            cell = outer.locator.cell((left + right) / 2, (upper + lower) / 2)
            if within(inner.box, outer.cells[cell].box(outer.lattice), TOUCH):
                outer.nested[cell].append(inner)
                break
        else:
            top.append(inner)
    return top


def _grid(found: _Area, placed: Placed) -> Grid:
    lattice = found.lattice
    cells = [
        Cell(
            span.row,
            span.column,
            _inside(span.box(lattice), members, nested, placed),
            span.rows,
            span.columns,
            placed(span.box(lattice)),
        )
        for span, members, nested in zip(found.cells, found.members, found.nested, strict=True)
    ]
    height, width = len(lattice.ys) - 1, len(lattice.xs) - 1
    left, right = lattice.xs[0], lattice.xs[-1]
    rows = [placed((left, lattice.ys[n], right, lattice.ys[n + 1])) for n in range(height)]
    return Grid(height, width, tuple(cells), tuple(rows))


def _inside(
    box: Box, members: Sequence[Glyph], nested: Sequence[_Area], placed: Placed
) -> tuple[Item, ...]:
    found: list[tuple[Box, Item]] = [(inner.box, _grid(inner, placed)) for inner in nested]
    lines = printed(members)
    found += [
        (part.box, Line(part.text, placed(part.box)))
        for part in wrapping.in_cell(lines, box[0], box[2])
    ]
    return tuple(order.beside(found))
