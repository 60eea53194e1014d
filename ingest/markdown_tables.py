r"""Pipe tables of Markdown: a heading row, a row of `---|:-:`, and the rows below it.

They end before the first line without a pipe.  The outer pipes may be missing; `\|` is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest import grids
from ingest.content import Cell, Grid, Line
from ingest.model import Place

_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
STRUCK = re.compile(r"~~(?=\S)[^~]+?(?<=\S)~~")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,20}\]")
_MOST_LINES = 20_000
_MOST_PLACES = 400_000


@dataclass(frozen=True, slots=True)
class MarkdownTable:
    """A table, and the index of the line after it."""

    grid: Grid
    end: int


def read(lines: list[str], start: int) -> MarkdownTable | None:
    """The table whose heading row is the line with index `start`; None where there is none."""
    if start + 1 >= len(lines) or not _PIPE.search(lines[start]):
        return None
    rule = lines[start + 1]
    if "|" not in rule or not _DELIMITER.fullmatch(rule):
        return None
    if len(_cells(rule)) != len(_cells(lines[start])):
        return None
    end = start + 2
    while end < min(len(lines), start + _MOST_LINES) and _PIPE.search(lines[end]):
        end += 1
    numbers = [start, *range(start + 2, end)]
    rows = [_cells(lines[number]) for number in numbers]
    width = max(map(len, rows))
    places = [Place(number + 1, number + 1) for number in numbers]
    cells = [
        Cell(
            r,
            c,
            (Line(text, places[r]),) if (text := row[c] if c < len(row) else "") else (),
            place=places[r],
            header=r == 0,
        )
        for r, row in enumerate(rows)
        for c in range(width)
    ]
    table = grids.grid(cells, places, _MOST_PLACES)
    return MarkdownTable(table, end) if table else None


def _cells(line: str) -> list[str]:
    inner = line.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [shown(cell.replace("\\|", "|")) for cell in _PIPE.split(inner)]


def shown(cell: str) -> str:
    """A cell less what is struck out in it and the marks of its footnotes."""
    return _FOOTNOTE.sub("", STRUCK.sub("", cell)).strip()
