"""Text as it comes out of a word processor: tabs between cells, a covered place left empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.formats.model import ABOVE, LEFT, Box, BoxHeading, Item, Line, Part, Table, Title


def write(items: Sequence[Item]) -> bytes:
    return ("\n".join(_lines(items)) + "\n").encode()


def _lines(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        match item:
            case Title():
                yield from (item.text, "")
            case Part():
                yield from ("", f"{item.number}. {item.text}", "")
            case BoxHeading():
                yield from ("", f"{item.number} | {item.text}", "")
            case Line():
                yield from _line(item)
            case Table():
                yield from ("", *map("\t".join, shown(item)), "")
            case Box():
                yield from ("", *_lines(item.items), "")


def _line(line: Line) -> Iterator[str]:
    if line.text.startswith("□"):
        yield ""
    yield "  " * line.depth + line.text
    if line.note:
        yield f"※ {line.note}"


def shown(table: Table) -> Iterator[tuple[str, ...]]:
    """The rows of a table with nothing where a cell is covered."""
    for row in table.grid:
        yield tuple("" if text in (ABOVE, LEFT) else text for text in row)
