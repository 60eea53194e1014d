"""What is drawn as a table and is none: headings in boxes, prose in a frame, nested tables.

Reports set their headings as small tables (`Ⅰ | 개 요`, `1 | 예산현황`) and frame whole passages in
a table of one cell.  Here these become lines, and what is nested in a cell stands after its table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest import items as keyed
from ingest.clean import clean, joined
from ingest.content import Cell, Grid, Item, Line, Role
from ingest.layout import compacted, parted
from ingest.lines import read_line
from ingest.pairs import paired
from ingest.pieces import cell_text

_NUMBER = re.compile(r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]{1,4}|\d{1,2}")
_ATTACHED = re.compile(r"(?:붙임|참고|별첨|첨부|별표|별지)\s?\d{0,2}")
_MARK = re.compile(r"[□■◇◆▣❑❏☐○●◎▶▷]")
_TITLE = 40  # letters of a heading in a box
_MOST_CELLS = 6
_FRAMED = 4  # lines of a cell that holds a passage and not a value
_GENERATED = re.compile(r"^(?:그림|표|수식|사각형|묶음 개체|개체|선|원)입니다\.")


def shaped(items: Iterable[Item]) -> Iterator[Item]:
    """The items, with what only looks like a table taken apart, and without running heads."""
    for item in items:
        if isinstance(item, Grid):
            yield from _grid(item)
        elif item.role is Role.PICTURE:
            if not _GENERATED.match(clean(item.text)):
                yield from _lines(item)
        elif item.role is not Role.RUNNING:
            yield from _lines(item)


def _grid(grid: Grid) -> Iterator[Item]:
    filled = [cell for cell in grid.cells if cell_text(cell) or _nested(cell)]
    if not filled:
        return
    heading = _heading(grid, filled)
    if heading is not None:
        yield heading
    elif grid.width == 1 or len(filled) == 1:
        for cell in filled:
            yield from _unwrapped(cell)
    elif _is_layout(grid, filled) or not any(cell_text(cell) for cell in filled):
        yield from _laid_out(filled)
    else:
        titles, rest = parted(compacted(paired(grid)))
        for cell in titles:
            yield from _unwrapped(cell)
        yield rest
        for cell in filled:
            for inner in _nested(cell):
                yield from _grid(inner)


def _nested(cell: Cell) -> list[Grid]:
    return [item for item in cell.inside if isinstance(item, Grid)]


def _heading(grid: Grid, filled: Sequence[Cell]) -> Line | None:
    """`Ⅰ | 개 요` or `붙임 1 | 현황` in one row, or in two of which one is blank: the heading."""
    if grid.height > 2 or not 2 <= len(filled) <= _MOST_CELLS:
        return None
    if len({cell.row for cell in filled}) > 1 or any(_nested(cell) for cell in filled):
        return None
    mark, *rest = [joined(cell_text(cell)) for cell in filled]
    title = " ".join(rest)
    if not re.search(r"[가-힣A-Za-z]", title) or len(title) > _TITLE or len(rest) > 2:
        return None
    if any(re.search(r"\d[\d,.]*\s*(?:원|천원|백만원|%|명|건)|[::]", text) for text in rest):
        return None
    number = mark.replace(" ", "")
    place = (
        filled[0].place if filled[0].place.page or filled[0].place.first_line else grid.places[0]
    )
    if _NUMBER.fullmatch(number):
        return Line(f"{number}. {title}", place, Role.HEADING)
    named = _MARK.fullmatch(mark) or _ATTACHED.fullmatch(mark)
    return Line(f"{mark} {title}", place, Role.HEADING) if named else None


def _unwrapped(cell: Cell) -> Iterator[Item]:
    """What stands in a frame, as if there were none; a short single line is a heading, perhaps."""
    lines = [item for item in cell.inside if isinstance(item, Line) and clean(item.text)]
    for item in cell.inside:
        if isinstance(item, Grid):
            yield from _grid(item)
        elif len(lines) == 1 and item.role is Role.BODY:
            yield from _lines(replace(item, role=Role.BOX))
        else:
            yield from _lines(item)


def _is_layout(grid: Grid, filled: Sequence[Cell]) -> bool:
    """Two columns of which one holds whole passages: a form, not a table of values."""
    columns = {cell.column for cell in filled}
    return len(columns) <= 2 and any(_is_passage(cell) for cell in filled)


def _is_passage(cell: Cell) -> bool:
    lines = [line for line in cell.text.split("\n") if clean(line)]
    marked = sum(bool(read_line(line).marker) for line in lines)
    return len(lines) >= _FRAMED and marked >= 2


def _laid_out(filled: Sequence[Cell]) -> Iterator[Item]:
    for cell in filled:
        yield from _unwrapped(cell)


def _lines(line: Line) -> Iterator[Line]:
    """One line for each that a line break begins, unless it only carries on the one before."""
    parts: list[str] = []
    for text in line.text.split("\n"):
        if not clean(text):
            continue
        piece = read_line(text)
        if parts and piece.kind == "text" and not keyed.split(clean(text))[0]:
            parts[-1] = f"{parts[-1]} {text.strip()}"
        else:
            parts.append(text)
    for text in parts or [""]:
        yield replace(line, text=text)
