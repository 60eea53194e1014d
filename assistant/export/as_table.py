"""A table for reading in a terminal: the most important columns, one table per document."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, BinaryIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.export.columns import CHECKS, path
from assistant.korean import number
from index.types import SAMPLES, Document
from ingest.model import Check

if TYPE_CHECKING:
    from index.catalogue.figures import FigureRow
    from ingest.model import Place

WIDE = 200  # columns where no terminal says how many it has


def write_table(rows: Iterable[FigureRow], out: BinaryIO, *, width: int = WIDE) -> int:
    """Tables of `width` terminal columns; long texts go on in the next line."""
    count = 0
    for document, group in groupby(rows, key=attrgetter("document")):
        some = list(group)
        text = io.StringIO()
        console = Console(file=text, width=width, highlight=False, emoji=False, color_system=None)
        console.print(Text(("\n" if count else "") + _heading(document)))
        console.print(_table(some))
        out.write(text.getvalue().encode())
        count += len(some)
    return count


def _heading(document: Document) -> str:
    sample = "(예시) " if document.collection == SAMPLES else ""
    return f"{sample}{document.title} · {document.name}"


def _table(rows: Sequence[FigureRow]) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("부서·사업", overflow="fold", ratio=2)
    table.add_column("항목", overflow="fold", ratio=3)
    table.add_column("연도", justify="right", no_wrap=True)
    table.add_column("값", justify="right", overflow="fold")
    table.add_column("검산", no_wrap=True)
    table.add_column("출처", justify="right", no_wrap=True)
    for row in rows:
        # `Text`, since a report's words may hold brackets that rich would take for markup
        table.add_row(*map(Text, _cells(row)))
    return table


def _cells(row: FigureRow) -> tuple[str, ...]:
    return (
        path(tuple(filter(None, (row.department, row.project)))),
        _about(row),
        str(row.year or ""),
        f"{number(row.value)}{row.unit}",
        "" if row.check is Check.UNCHECKED else CHECKS[row.check],
        _where(row.place),
    )


def _about(row: FigureRow) -> str:
    """What is counted: the labels of its row and column, or else what it stands under."""
    labels = [path(row.row_path), path(row.column_path)]
    if row.label and row.label not in (*row.row_path, *row.column_path):
        labels.append(row.label)
    return " × ".join(filter(None, labels)) or row.measure or path(row.heads[-1:])


def _where(place: Place) -> str:
    page = f"{place.page}쪽" if place.page is not None else ""
    lines = ""
    if place.first_line is not None:
        last = place.last_line or place.first_line
        alone = last == place.first_line
        lines = f"{place.first_line}행" if alone else f"{place.first_line}~{last}행"
    return " ".join(filter(None, (page, lines)))
