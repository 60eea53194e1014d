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
_NARROWEST = 4  # column lines, for a label and two figures
_HIGHEST = 60.0  # points of such a row
_BESIDE = 2.5  # points between column lines that are one
_APART = 0.5  # of its height, the gap that ends a word here


def joined(lattices: Sequence[Lattice], glyphs: Sequence[Glyph]) -> list[Lattice]:
    """The ruled areas, two that only a summary row without any column rules divides as one."""
    done: list[Lattice] = []
    for lower in sorted(lattices, key=lambda lattice: lattice.ys[0]):
        for number, upper in enumerate(done):
            whole = _one(upper, lower, glyphs)
            if whole is not None:
                done[number] = whole
                break
        else:
            done.append(lower)
    return done


def _one(upper: Lattice, lower: Lattice, glyphs: Sequence[Glyph]) -> Lattice | None:
    top, bottom = upper.ys[-1], lower.ys[0]
    if len(upper.xs) < _NARROWEST or len(upper.xs) != len(lower.xs):
        return None
    if not 0 < bottom - top <= _HIGHEST:
        return None
    if any(abs(a - b) > _BESIDE for a, b in zip(upper.xs, lower.xs, strict=True)):
        return None
    row = len(upper.down)
    width = len(upper.xs)
    open_row = (True, *(False for _ in range(width - 2)), True)
    whole = Lattice(
        upper.xs,
        (*upper.ys, *lower.ys),
        (*upper.across, *lower.across),
        (*upper.down, open_row, *lower.down),
    )
    inside = [
        glyph
        for glyph in glyphs
        if top < glyph.middle[1] < bottom and upper.xs[0] < glyph.middle[0] < upper.xs[-1]
    ]
    lines = _bridges(whole, Span(row, 0, 1, width - 1), inside)
    if len(lines) < width - 2:
        return None
    down = [list(side) for side in whole.down]
    down[row] = [True] * width
    return replace(whole, down=tuple(map(tuple, down)))


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
