"""The triangle before a negative figure, which the recogniser knows only as a letter like it.

`△44,444` comes out as `A44,444` or `스44,444`: in a cell that holds nothing but a figure it can be
nothing else.  A short figure is told by those above and below it: `A3` may be a size of paper.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from ingest.content import Cell, Grid, Line

_LIKE = re.compile(r"(?:[AΑΛ∧∆Δ^ㅅ스소△▲]|[A/]\\)[.\\]?\s?(?P<figure>\d[\d,]*(?:\.\d+)?\s?%?)")
_CERTAIN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?%?|\d{1,3}\.\d+\s?%?|\d+\s?%")
_WHOLE = re.compile(r"[-△]?\d{1,3}(?:,\d{3})*")
_SHARE = 0.5  # of the other figures of its column are whole ones


def with_signs(grid: Grid) -> Grid:
    """The grid with these figures negative."""
    columns: dict[int, list[str]] = defaultdict(list)
    for cell in grid.cells:
        if cell.row and cell.text.strip():
            columns[cell.column].append(cell.text.strip())
    return replace(grid, cells=tuple(_signed(cell, columns[cell.column]) for cell in grid.cells))


def _signed(cell: Cell, column: list[str]) -> Cell:
    if len(cell.inside) != 1 or not isinstance(line := cell.inside[0], Line):
        return cell
    found = _LIKE.fullmatch(line.text.strip())
    if found is None:
        return cell
    figure = found["figure"]
    if _CERTAIN.fullmatch(figure) is None:
        others = [text for text in column if text != line.text.strip()]
        whole = sum(_WHOLE.fullmatch(text) is not None for text in others)
        if _WHOLE.fullmatch(figure) is None or whole <= _SHARE * len(others):
            return cell
    return replace(cell, inside=(replace(line, text=f"△{figure}"),))
