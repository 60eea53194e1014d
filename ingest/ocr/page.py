"""A page that is a picture, as lines and ruled tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw

from ingest.content import Cell, Grid, Item, Line
from ingest.model import PageSource, Place, Trust
from ingest.ocr.bitmap import DPI, Page, ink, level
from ingest.ocr.cells import recognise_cells
from ingest.ocr.lattice import SLACK, Lattice, lattices
from ingest.ocr.rules import Rule, level_rules, upright_rules, wipe
from ingest.ocr.signs import with_signs
from ingest.ocr.tesseract import run
from ingest.ocr.words import Box, Printed, printed, words

_SURELY_DRAWN = 150  # pixels: no stroke of a letter is as long


def recognise_page(image: Image.Image, page: int, points: tuple[float, float]) -> tuple[Item, ...]:
    """The items of a page in reading order, all marked as read from a picture."""
    levelled = level(image, points)
    bits = ink(levelled.grey)
    across, upright = level_rules(bits), upright_rules(bits)
    tables = lattices(across, upright)
    bare = _without_rules(levelled.grey, across, upright, tables)
    outside = bare.copy()
    pen = ImageDraw.Draw(outside)
    for table in tables:
        pen.rectangle(table.box, fill=255)
    place = _Places(levelled, page)
    lines = printed(words(run(outside, layout=4, dpi=DPI)))
    inside = iter(recognise_cells(bare, [one.box for table in tables for one in table.regions]))
    grids = [_grid(table, [next(inside) for _ in table.regions], place) for table in tables]
    return _in_order(lines, list(zip(tables, grids, strict=True)), place)


@dataclass(frozen=True, slots=True)
class _Places:
    """Places on one page."""

    levelled: Page
    page: int

    def __call__(self, box: Box) -> Place:
        return Place(
            page=self.page,
            page_source=PageSource.EXACT,
            box=self.levelled.box(box),
            trust=Trust.SCANNED,
        )


def _without_rules(
    grey: Image.Image, across: list[Rule], upright: list[Rule], tables: list[Lattice]
) -> Image.Image:
    """The bitmap with the lines of tables and other long ones wiped out."""
    pixels = np.array(grey)
    rows = [(y, table.xs[0], table.xs[-1]) for table in tables for y in table.ys]
    columns = [(x, table.ys[0], table.ys[-1]) for table in tables for x in table.xs]
    wipe(pixels, _drawn(across, rows))
    wipe(pixels.T, _drawn(upright, columns))
    return Image.fromarray(pixels)


def _drawn(rules: list[Rule], edges: list[tuple[float, float, float]]) -> list[Rule]:
    """Lines surely drawn as such: what looks like a short one may be a stroke of a letter."""
    return [
        rule
        for rule in rules
        if rule.length >= _SURELY_DRAWN
        or any(
            abs(rule.at - at) <= SLACK and start - SLACK <= rule.start and rule.end <= end + SLACK
            for at, start, end in edges
        )
    ]


def _grid(table: Lattice, inside: Sequence[Sequence[Printed]], place: _Places) -> Grid:
    cells = tuple(
        Cell(
            region.row,
            region.column,
            tuple(Line(line.text, place(line.box)) for line in lines),
            region.rows,
            region.columns,
            place(region.box),
        )
        for region, lines in zip(table.regions, inside, strict=True)
    )
    left, right = table.xs[0], table.xs[-1]
    rows = tuple(place((left, top, right, bottom)) for top, bottom in pairwise(table.ys))
    return with_signs(Grid(len(table.ys) - 1, len(table.xs) - 1, cells, rows))


def _in_order(
    lines: Sequence[Printed], tables: list[tuple[Lattice, Grid]], place: _Places
) -> tuple[Item, ...]:
    """The lines as the recogniser orders them, each table before the first line below its top."""
    items: list[Item] = []
    waiting = list(tables)
    for line in lines:
        while waiting and waiting[0][0].box[1] < line.middle:
            items.append(waiting.pop(0)[1])
        items.append(Line(line.text, place(line.box)))
    return (*items, *(grid for _, grid in waiting))
