"""Columns of text that line up in a terminal, where a Korean letter is two cells wide.

A whole table of rich takes a second for two thousand rows; measuring and folding is all that is
needed of it here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len, chop_cells

_GAP = "  "
_NARROWEST = 10  # cells that a column keeps, however narrow the terminal


def lines(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    width: int,
    numbers: frozenset[int],
    folding: frozenset[int],
) -> Iterator[str]:
    """A line of headings, a rule, then the rows, in at most `width` cells where that is possible.

    Columns are as wide as what they hold.  Those at the positions in `folding` go on in the next
    line where there is too little room; those in `numbers` are set flush right.
    """
    widths = [max(map(cell_len, column)) for column in zip(headings, *rows, strict=True)]
    _narrow(widths, width - len(_GAP) * (len(widths) - 1), folding)
    yield from _folded(headings, widths, numbers)
    yield "─" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    for row in rows:
        yield from _folded(row, widths, numbers)


def _narrow(widths: list[int], room: int, folding: frozenset[int]) -> None:
    """Take cells off the widest of the folding columns until all fit."""
    while sum(widths) > room:
        widest = max(folding, key=lambda position: widths[position])
        if widths[widest] <= _NARROWEST:
            return
        widths[widest] -= 1


def _folded(cells: Sequence[str], widths: list[int], numbers: frozenset[int]) -> Iterator[str]:
    pieces = [
        chop_cells(cell, width) if cell_len(cell) > width else [cell]
        for cell, width in zip(cells, widths, strict=True)
    ]
    for line in zip_longest(*pieces, fillvalue=""):
        padded = (
            _padded(piece, width, right=position in numbers)
            for position, (piece, width) in enumerate(zip(line, widths, strict=True))
        )
        yield _GAP.join(padded).rstrip()


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - cell_len(text))
    return space + text if right else text + space
