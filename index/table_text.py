"""A table as text to search and to cite: rows of cells between bars, under caption and unit."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.model import Place, Table

BAR = " | "
_LEAST_ROOM = 200  # characters for rows, however long the header is


def table_pieces(table: Table, place: Place, limit: int) -> Iterator[tuple[str, Place]]:
    """Texts of at most `limit` characters with their places; each repeats the table's head."""
    head, rest = _head(table, limit - _LEAST_ROOM)
    room = limit - len(head) - 1
    pieces: list[tuple[list[str], list[int]]] = [([], [])]
    for row, line in _body(table, rest, room):
        lines, rows = pieces[-1]
        if lines and sum(map(len, lines)) + len(lines) + len(line) > room:
            lines, rows = [], []
            pieces.append((lines, rows))
        lines.append(line)
        rows.append(row)
    for lines, rows in pieces:
        text = "\n".join(line for line in (head, *lines) if line)
        if text:
            yield text, place if len(pieces) == 1 else _place(table, place, rows)


def _body(table: Table, rest: str, room: int) -> Iterator[tuple[int, str]]:
    """(row, line) of what stands under the head; a head too long for every piece goes on here."""
    for line in _cut(rest, room):
        yield 0, line
    for row in range(table.header_rows, len(table.grid)):
        for line in _cut(_line(table.grid[row]), room):
            yield row, line


def _head(table: Table, limit: int) -> tuple[str, str]:
    """Caption, unit and header rows, cut in two after `limit` characters."""
    basis = [f"단위: {table.basis.unit}" if table.basis.unit else "", table.basis.basis_date or ""]
    about = ", ".join(part for part in basis if part)
    lines = [table.caption, f"({about})" if about else ""]
    lines += [_line(row) for row in table.grid[: table.header_rows]]
    head = "\n".join(line for line in lines if line)
    return head[:limit], head[limit:]


def _line(row: tuple[str, ...]) -> str:
    """The cells of a row; empty ones at its end say nothing."""
    return BAR.join(" ".join(cell.split()) for cell in row).rstrip(" |")


def _cut(line: str, room: int) -> Iterator[str]:
    """A row longer than the room goes on in the next piece, cut between words."""
    while len(line) > room:
        cut = line.rfind(" ", room // 2, room) + 1 or room
        yield line[:cut].rstrip()
        line = line[cut:].lstrip()
    if line:
        yield line


def _place(table: Table, place: Place, rows: list[int]) -> Place:
    """The lines of these rows; the table's own place where rows have no lines."""
    lines = [line for row in rows if (line := table.lines[row]) is not None]
    if not lines:
        return place
    return Place(min(lines), max(lines), place.page, place.page_source, place.box)
