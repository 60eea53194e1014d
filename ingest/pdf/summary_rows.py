"""Rows that draw no column rules although they hold a figure in every column.

Some budget tables leave the column rules out of their summary rows.  A rule is bridged over such a
row only where it stands above and below it (or the row is the last one), and no word crosses it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf.cells import Span
from ingest.pdf.glyphs import Glyph
from ingest.pdf.lattice import Lattice

_FIGURE = re.compile(r"[-−–△▲]?\d[\d,.]*|-")
_FEWEST = 2  # figures beside each other that make a row a summary row
_APART = 0.5  # of its height, the gap that ends a word here


def bridged(lattice: Lattice, cells: list[Span], members: Sequence[Sequence[Glyph]]) -> Lattice:
    """The lattice with the column rules that its summary rows leave out."""
    down = [list(row) for row in lattice.down]
    for span, glyphs in zip(cells, members, strict=True):
        if span.rows == 1 and span.columns > 2:
            for line in _bridges(lattice, span, glyphs):
                down[span.row][line] = True
    return replace(lattice, down=tuple(map(tuple, down)))


def _bridges(lattice: Lattice, span: Span, glyphs: Sequence[Glyph]) -> list[int]:
    words = _words(glyphs)
    figures = [word for word in words if _FIGURE.fullmatch(word[2])]
    if len(figures) < _FEWEST:
        return []
    lines = [
        line
        for line in range(span.column + 1, span.column + span.columns)
        if _goes_on(lattice, span.row, line)
        and not any(start < lattice.xs[line] < end for start, end, _ in words)
    ]
    stops = [lattice.xs[span.column], *(lattice.xs[line] for line in lines)]
    columns = {sum(1 for stop in stops if stop <= (start + end) / 2) for start, end, _ in figures}
    return lines if len(columns) == len(figures) else []


def _goes_on(lattice: Lattice, row: int, line: int) -> bool:
    above = row > 0 and lattice.down[row - 1][line]
    below = row + 1 >= len(lattice.down) or lattice.down[row + 1][line]
    crossed = all(
        lattice.across[side][column] for side in (row, row + 1) for column in (line - 1, line)
    )
    return above and below and crossed


def _words(glyphs: Sequence[Glyph]) -> list[tuple[float, float, str]]:
    """What stands together in one line: start, end and text."""
    words: list[tuple[float, float, str]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.box[0]):
        if glyph.text.isspace():
            continue
        if words and glyph.box[0] - words[-1][1] <= _APART * glyph.height:
            start, _, text = words[-1]
            words[-1] = (start, glyph.end, text + glyph.text)
        else:
            words.append((glyph.box[0], glyph.end, glyph.text))
    return words
