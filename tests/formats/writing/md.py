"""Markdown: headings with `#`, pipe tables, a covered place left empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.formats.model import Box, BoxHeading, Item, Line, Part, Table, Title
from tests.formats.writing.txt import shown


def write(items: Sequence[Item]) -> bytes:
    return ("\n".join(_lines(items)) + "\n").encode()


def _lines(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        match item:
            case Title():
                yield f"# {item.text}"
            case Part():
                yield from ("", f"## {item.number}. {item.text}", "")
            case BoxHeading():
                yield from ("", f"### {item.number} | {item.text}", "")
            case Line(heading=0):
                yield from ("  " * item.depth + item.text, "")
                if item.note:
                    yield from (f"※ {item.note}", "")
            case Line():
                yield from ("", f"#### {item.text}", "")
            case Table():
                yield from _table(item)
            case Box():
                yield from ("", *_lines(item.items), "")


def _table(table: Table) -> Iterator[str]:
    yield ""
    for index, row in enumerate(shown(table)):
        yield f"| {' | '.join(row)} |"
        if not index:
            yield "|" + "---|" * table.width
    yield ""
