"""What a reader has to find in the report: made from its source, without any reader."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal

from tests.formats.model import Box, BoxHeading, Item, Line, Part, Said, Table

_NUMBER = re.compile(r"△?\d[\d,]*(?:\.\d+)?")
_DATE = re.compile(r"\d{4}\. \d")


@dataclass(frozen=True)
class Stated:
    """A figure with all that belongs to it; `value` as a text, so that nothing is rounded.

    `part` and `table` say where in the report it stands: a sheet or a picture holds only some.
    """

    value: str
    unit: str
    year: int
    printed: str
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    part: str = ""
    table: str = ""


@dataclass(frozen=True)
class Entry:
    """A title of the outline, `depth` from 1."""

    depth: int
    title: str
    part: str


def figures(items: Sequence[Item], part: str = "") -> Iterator[Stated]:
    for item in items:
        match item:
            case Part():
                part = item.number
            case Table():
                yield from (replace(f, part=part) for f in _in_table(item))
            case Box():
                yield from figures(item.items, part)
            case Line():
                yield from (_in_line(said, part) for said in (*item.said, *item.noted))


def outline(items: Sequence[Item]) -> Iterator[Entry]:
    part = ""
    for item in items:
        match item:
            case Part():
                part = item.number
                yield Entry(1, item.text, part)
            case BoxHeading():
                yield Entry(2, item.text, part)
            case Line(heading=depth) if depth:
                yield Entry(depth, re.sub(r"^□\s*", "", item.text), part)


def as_json(items: Sequence[Item], files: Mapping[str, object]) -> str:
    """One figure, one title and one file on a line, so that a change is seen."""
    parts = {
        "figures": [json.dumps(asdict(f), ensure_ascii=False) for f in figures(items)],
        "outline": [json.dumps(asdict(e), ensure_ascii=False) for e in outline(items)],
    }
    lists = [f'"{name}": [\n  {_lines(lines)}\n]' for name, lines in parts.items()]
    named = (f"{json.dumps(n, ensure_ascii=False)}: {json.dumps(f, ensure_ascii=False)}"
             for n, f in files.items())  # fmt: skip
    return f'{{{", ".join(lists)}, "files": {{\n  {_lines(named)}\n}}}}\n'


def _lines(entries: Iterable[str]) -> str:
    return ",\n  ".join(entries)


def _in_table(table: Table) -> Iterator[Stated]:
    """The figures of a table, each under the labels that cover its row and its column."""
    if not table.units:
        return
    places = table.covered
    for r in range(table.header_rows, len(places)):
        for c in range(table.header_columns, table.width):
            text = places[r][c].text
            if _DATE.match(text):
                continue
            body = c - table.header_columns
            unit = table.units[body % len(table.units)]
            year = table.years[body % len(table.years)]
            row = _labels(places[r][i].text for i in range(table.header_columns))
            column = _labels(places[i][c].text for i in range(table.header_rows))
            for printed in _NUMBER.findall(text):
                yield Stated(_value(printed), unit, year, printed, row, column, table=table.name)


def _labels(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _value(printed: str) -> str:
    return str(Decimal(printed.replace(",", "").replace("△", "-")))


def _in_line(said: Said, part: str) -> Stated:
    path = (said.key,) if said.key else ()
    return Stated(_value(said.printed), said.unit, said.year, said.printed, path, (), part)
