"""One page: looked at, then read into items in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.content import Item, Line, Role
from ingest.model import PageSource, Place, Trust
from ingest.pdf import (
    conservation,
    doubt,
    glyphs,
    marks,
    open_tables,
    order,
    rules,
    summary_rows,
    visible,
    wrapping,
)
from ingest.pdf.geometry import Box, Frame, within
from ingest.pdf.glyphs import Glyph
from ingest.pdf.handles import Document, Page
from ingest.pdf.lattice import Lattice, lattices
from ingest.pdf.lines import Printed, printed
from ingest.pdf.rules import Drawn
from ingest.pdf.tables import Placed, Table, tables


@dataclass(frozen=True, slots=True)
class Seen:
    """The characters and the drawings of a page, as it is read.

    `beneath` are characters without ink, as they lie under the picture of a scanned page, `marks`
    those of a mark across the page; `struck` says that some were struck out.
    """

    glyphs: list[Glyph]
    drawn: Drawn
    frame: Frame
    beneath: list[Glyph] = field(default_factory=list)
    marks: list[Glyph] = field(default_factory=list)
    struck: bool = False


@dataclass(frozen=True, slots=True)
class PageRead:
    """What a page holds.

    `conserved` unless a number did not come out exactly once: then all of it is uncertain.
    `complete` unless letters of its lines are drawn: then those lines are uncertain.
    """

    items: list[Item]
    conserved: bool
    complete: bool


def look(document: Document, number: int) -> Seen | None:
    """What stands on a page (from 1) of an open document; None where it is damaged."""
    import pypdfium2

    try:
        page = _shown(document, number)
    except pypdfium2.PdfiumError:
        return None
    try:
        turn = page.get_rotation() // 90 % 4
        found, frame = glyphs.read(page, page.get_bbox(), turn)
        drawn = rules.read(page, frame)
        sight = visible.parted(page, found, drawn)
    finally:
        page.close()
    kept, across = marks.without_watermark(marks.once(sight.seen))
    lines = drawn.across or drawn.strokes or drawn.fills
    rows = marks.Rows(kept if lines else ())
    strokes = marks.strokes(rows, drawn.across, drawn.down)
    struck = strokes.struck | marks.strokes(rows, drawn.strokes, ()).struck
    drawn.across = strokes.rules
    drawn.fills = marks.without_highlights(drawn.fills, rows)
    kept = [glyph for glyph in kept if glyph.index not in struck]
    return Seen(kept, drawn, frame, sight.beneath, across, bool(struck))


def _shown(document: Document, number: int) -> Page:
    """A page with what is laid on it: the values of its form, text typed over it, strokes."""
    import pypdfium2.raw as raw

    page = document[number - 1]
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        laid = raw.FPDFPage_GetAnnot(page.raw, index)
        kind = raw.FPDFAnnot_GetSubtype(laid)
        raw.FPDFPage_CloseAnnot(laid)
        if kind not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT):
            if raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
                page.close()
                page = document[number - 1]
            break
    return page


def read(seen: Seen, number: int) -> PageRead:
    """The lines and tables of a page in reading order."""

    def placed(box: Box) -> Place:
        return Place(page=number, page_source=PageSource.EXACT, box=seen.frame.shown(box))

    middles = [glyph.middle for glyph in seen.glyphs if not glyph.text.isspace()]
    found = lattices(seen.drawn, seen.frame.size, middles)
    found = [
        open_tables.with_rows(lattice, seen.glyphs) if _is_alone(lattice, found) else lattice
        for lattice in summary_rows.joined(found, seen.glyphs)
    ]
    found += open_tables.found(seen.drawn.across, seen.glyphs, [lattice.box for lattice in found])
    ruled = tables(found, seen.glyphs, placed)
    items: list[Item] = []
    for part, inside in _parts(ruled.tables, ruled.outside, seen.frame.size):
        items += _merged(part, inside, placed)
    items += [Line(line.text, placed(line.box), Role.RUNNING) for line in printed(seen.marks)]
    torn = conservation.is_torn(seen.glyphs, ruled.homes)
    if torn or conservation.unequal([*seen.glyphs, *seen.marks], items):
        return PageRead(doubt.everywhere(items), conserved=False, complete=True)
    letters = [seen.frame.shown(box) for box in seen.drawn.letters]
    unknown = [seen.frame.shown(g.box) for g in seen.glyphs if g.text == glyphs.UNREADABLE]
    items = doubt.where_drawn(items, letters, unknown)
    return PageRead(items, conserved=True, complete=not doubt.any_doubted(items))


def _is_alone(lattice: Lattice, others: Sequence[Lattice]) -> bool:
    """Whether no other table stands in one."""
    return not any(other is not lattice and within(other.box, lattice.box) for other in others)


def read_beneath(seen: Seen, number: int) -> list[Item]:
    """The same of a scanned page by the characters that lie under its picture: a guess."""
    glyphs = sorted([*seen.glyphs, *seen.beneath], key=lambda glyph: glyph.index)
    items = read(replace(seen, glyphs=glyphs, beneath=[]), number).items
    return doubt.everywhere(items, Trust.SCANNED)


def _parts(
    grids: Sequence[Table], outside: Sequence[Glyph], size: tuple[float, float]
) -> list[tuple[list[Table], list[Glyph]]]:
    """What stands in each part of the page, in reading order; every thing in exactly one."""
    parts = order.bands(outside, [table.box for table in grids], size)

    if len(parts) == 1:
        return [(list(grids), list(outside))]

    def home(x: float, y: float) -> int:
        for number, (left, top, right, bottom) in enumerate(parts):
            if left <= x < right and top <= y < bottom:
                return number
        return len(parts) - 1

    held: list[tuple[list[Table], list[Glyph]]] = [([], []) for _ in parts]
    for table in grids:
        held[home((table.box[0] + table.box[2]) / 2, table.box[1])][0].append(table)
    for glyph in outside:
        held[home(*glyph.middle)][1].append(glyph)
    return held


def _merged(grids: Sequence[Table], outside: Sequence[Glyph], placed: Placed) -> list[Item]:
    """Lines and tables of a column from top to bottom; no paragraph goes on behind a table."""
    lines = printed(outside)
    right = wrapping.right_edge(lines)
    items: list[Item] = []
    waiting = order.beside([(table.box, table) for table in grids])
    group: list[Printed] = []

    def flush() -> None:
        items.extend(
            Line(part.text, placed(part.box)) for part in wrapping.paragraphs(group, right)
        )
        group.clear()

    for line in lines:
        while waiting and waiting[0].box[1] < (line.box[1] + line.box[3]) / 2:
            flush()
            items.append(waiting.pop(0).grid)
        group.append(line)
    flush()
    items.extend(table.grid for table in waiting)
    return items
