"""The lines of a text as items: tables with tabs or pipes, drawn or in HTML; all other lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest import drawn_tables, html_tables, markdown_tables
from ingest.clean import clean
from ingest.content import Cell, Grid, Item, Line
from ingest.model import Place

_RULE_ROW = re.compile(r"[\s|:+\-=─━┼├┤]+")


def items(lines: list[str]) -> Iterator[Item]:
    """The items of a text in order, blank lines included; places are 1-based lines."""
    position = 0
    while position < len(lines):
        line = lines[position]
        if (marked_up := html_tables.read(lines, position)) is not None:
            yield grid(marked_up.rows, marked_up.row_lines, marked_up.end)
            position = marked_up.end
        elif (drawn := drawn_tables.read(lines, position)) is not None:
            yield replace(drawn.grid, last_line=drawn.end)
            position = drawn.end
        elif table_cells(line) is not None:
            found, position = _table(lines, position)
            yield from found
        elif (bars := markdown_tables.read(lines, position)) is not None:
            yield bars.grid
            position = bars.end
        else:
            position += 1
            yield Line("" if is_rule(line) else line, Place(position, position))


def table_cells(line: str) -> tuple[str, ...] | None:
    """The cells of a table row (tabs, or pipes at both ends); None where the line is none."""
    stripped = line.strip(" \r")
    if "\t" in stripped:
        cells = tuple(clean(cell) for cell in stripped.split("\t"))
        return cells if any(cells) or len(cells) > 1 else None
    if stripped.startswith("|") and stripped.endswith("|") and not stripped.startswith("||"):
        inner = stripped[1:-1].replace("\\|", "\x00")
        plain = (cell.replace("\x00", "|") for cell in inner.split("|"))
        return tuple(clean(markdown_tables.shown(cell)) for cell in plain)
    return None


def is_rule(line: str) -> bool:
    r"""A line that only draws: `---\t---`, `|---|---|`."""
    return bool(line.strip()) and _RULE_ROW.fullmatch(line) is not None and "-" in line


def grid(rows: Sequence[Sequence[str]], numbers: Sequence[int], end: int) -> Grid:
    """A grid without merged cells, each row with its line; the table ends on line `end`."""
    places = tuple(Place(number, number) for number in numbers)
    cells = tuple(
        Cell(r, c, (Line(text, places[r]),), place=places[r])
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    )
    return Grid(len(rows), max(len(row) for row in rows), cells, places, end)


def _table(lines: list[str], start: int) -> tuple[list[Grid], int]:
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    position = start
    while position < len(lines):
        cells = table_cells(lines[position])
        if cells is None:
            break
        position += 1
        if not is_rule(lines[position - 1]):
            rows.append(cells)
            numbers.append(position)
    return ([grid(rows, numbers, numbers[-1])] if rows else []), position
