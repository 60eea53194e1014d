"""From what a reader recovered to the pieces that are understood: lines with marks, and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest import pairs
from ingest.clean import clean
from ingest.content import Cell, Grid, Item, Role
from ingest.lines import BARE, BOX, NOTE, Piece, is_page_number, read_line
from ingest.model import CellBox, Place, Span

_SENTENCE_END = re.compile(r"(?:[다함음임됨]|[.!?])$")
_NO_TITLE = re.compile(r"[::]|단위|기준|^\(|\d{3}")
_TITLE = 36  # letters; a text box that holds more is no heading
_LETTER = re.compile(r"[^\W\d_]")  # `8. 4.>` in bold is the rest of a date, and heads nothing
_LONG = 25  # letters of a printed line that may go on in the next one
_BLANKS = Counter({"\u3000": 2, " ": 1, "\u00a0": 1, "\t": 2})  # how wide they are
_STATED = BOX - 1  # headings that the format states stand outside of all typed marks


def pieces(items: Iterable[Item], *, printed_lines: bool) -> Iterator[Piece]:
    """The pieces of a document in order.

    With `printed_lines` (texts) pieces are counted by the lines of the file, and a line may go on
    in the next one; else every line and every row of a table counts as one.
    """
    previous: Piece | None = None
    count = 0
    for item in items:
        first = _place(item).first_line if printed_lines else None
        piece = _piece(item, first or count + 1)
        count = piece.last_line
        if printed_lines and previous and _continues(previous, piece):
            previous = _joined(previous, piece)
            continue
        if previous:
            yield previous
        previous = piece if piece.text or piece.rows else None
    if previous:
        yield previous


def _place(item: Item) -> Place:
    return item.places[0] if isinstance(item, Grid) else item.place


def _piece(item: Item, number: int) -> Piece:
    if isinstance(item, Grid):
        return table(item, number)
    piece = replace(read_line(item.text, number), place=item.place)
    if item.role is Role.HEADING and piece.kind == "text" and _LETTER.search(piece.text):
        rank = min(item.level, _STATED) if item.level else BARE
        return replace(piece, kind="heading", rank=rank)
    if item.role is Role.BOX and piece.kind == "text" and _is_title(piece.text):
        return replace(piece, kind="heading", rank=BOX)
    if item.role in {Role.NOTE, Role.PICTURE}:
        return replace(piece, kind="note", text=clean(item.text), marker="", rank=NOTE)
    return piece


def _is_title(text: str) -> bool:
    short = 2 <= len(text) <= _TITLE and not _NO_TITLE.search(text)
    return short and not _SENTENCE_END.search(text)


def table(grid: Grid, number: int) -> Piece:
    """A grid as a piece: the text of each cell where it begins, blanks elsewhere."""
    rows = [[""] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell_text(cell)
    place = grid.places[0]
    for other in grid.places[1:]:
        place = place.joined(other)
    if grid.last_line is not None:
        place = replace(place, last_line=grid.last_line)
    lines = [p for p in (place.first_line, place.last_line) if p is not None]
    return Piece(
        "table",
        "",
        number,
        number + (lines[1] - lines[0] if len(lines) == 2 else grid.height - 1),
        place=place,
        rows=tuple(tuple(row) for row in rows),
        row_places=grid.places,
        spans=tuple(
            Span(cell.row, cell.column, cell.rows, cell.columns)
            for cell in grid.cells
            if cell.rows * cell.columns > 1
        ),
        boxes=tuple(
            CellBox(cell.row, cell.column, cell.place.page, cell.place.box)
            for cell in grid.cells
            if cell.place.page is not None and cell.place.box is not None
        ),
        letters=grid.letters,
        printed_heads=_printed_heads(grid),
        row_heads=pairs.row_heads(grid),
        indents=_indents(grid),
    )


def cell_text(cell: Cell) -> str:
    """The lines of a cell as one."""
    text = cell.text
    if "\n" not in text:
        return clean(text)
    return " ".join(part for line in text.split("\n") if (part := clean(line)))


def _indents(grid: Grid) -> tuple[int, ...]:
    """How many blanks the first cell of each row begins with; none where no cell does."""
    found = [0] * grid.height
    for cell in grid.cells:
        if cell.column == 0:
            text = cell.text
            found[cell.row] = sum(_BLANKS[c] for c in text[: len(text) - len(text.lstrip())])
    return tuple(found) if any(found) else ()


def _printed_heads(grid: Grid) -> int:
    """The rows at the top of which the format says that all their cells are headings."""
    plain = {
        row
        for cell in grid.cells
        if not cell.header
        for row in range(cell.row, cell.row + cell.rows)
    }
    held = {cell.row for cell in grid.cells}
    return next((row for row in range(grid.height) if row in plain or row not in held), grid.height)


def _continues(previous: Piece, piece: Piece) -> bool:
    """A plain line right under a marked or plain one carries the sentence on."""
    if piece.kind != "text" or not piece.text or previous.last_line + 1 != piece.first_line:
        return False
    if previous.kind in {"item", "note"}:
        return not is_page_number(piece.text)
    goes_on = len(previous.text) >= _LONG and not _SENTENCE_END.search(previous.text)
    return previous.kind == "text" and goes_on


def _joined(previous: Piece, piece: Piece) -> Piece:
    return replace(
        previous,
        text=f"{previous.text} {piece.text}",
        last_line=piece.last_line,
        place=previous.place.joined(piece.place),
    )
