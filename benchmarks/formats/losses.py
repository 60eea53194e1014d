"""What a text keeps of a table's figures, measured the same way for every system.

For each figure that a table states, told by its printed text and the labels that it stands under:

found    it occurs in the text at all, as printed (105.4% is not found in 1.054)
row      on one line with the innermost label of its row
both     and its innermost column label can be told: it stands on the same line, or on a line above
         at the same position, where both lines are split in one way
all      and so can all labels of both, those of merged cells, too (2024년 over 예산액)

Ways to split are tabs, pipes, two or more blanks, and single blanks; the one that helps is taken,
and a loader that gives one document for each row is read as if each were one line.  That is
generous: a person who knows the answer could find it, which is more than a search can.  A table
that comes cell by cell, each on a line of its own, keeps its order but no label beside a figure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass

from ingest.clean import squeezed
from ingest.model import Report

_SPLITS = tuple(map(re.compile, (r"\t", r"\|", r"\s{2,}", r"\s+")))
_ABOVE = 40  # lines in which the column's label may stand


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure of a table: as printed, with the labels of its row and of its column."""

    printed: str
    row: tuple[str, ...]
    column: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of the figures are still there, and how many with their labels."""

    figures: int = 0
    found: int = 0
    row: int = 0
    both: int = 0
    all: int = 0

    def __add__(self, other: Kept) -> Kept:
        mine, theirs = astuple(self), astuple(other)
        return Kept(*(a + b for a, b in zip(mine, theirs, strict=True)))


def of_report(report: Report) -> Iterator[Labelled]:
    """The figures of the tables, as they were read."""
    for said in report.statements:
        if said.row is not None:
            for figure in said.figures:
                yield Labelled(figure.printed, said.row_path, said.column_path)


def in_report(wanted: Iterable[Labelled], report: Report) -> Kept:
    """The same count where statements and not lines hold the figures."""
    figures, got = list(wanted), list(of_report(report))

    def common(key: Callable[[Labelled], object]) -> int:
        return (Counter(map(key, figures)) & Counter(map(key, got))).total()

    return Kept(
        len(figures),
        common(lambda f: f.printed),
        common(lambda f: (f.printed, _tight(f.row[-1:]))),
        common(lambda f: (f.printed, _tight(f.row[-1:]), _tight(f.column[-1:]))),
        common(lambda f: (f.printed, _tight(f.row), _tight(f.column))),
    )


def in_text(wanted: Iterable[Labelled], text: str) -> Kept:
    """What a loader's text keeps of these figures."""
    lines = text.splitlines()
    kept = Kept()
    for figure in wanted:
        at = [n for n, line in enumerate(lines) if _occurs(figure.printed, line)]
        row = [n for n in at if _on(lines[n], figure.row[-1:])]
        both = [n for n in row if _under(lines, n, figure.printed, figure.column[-1:])]
        every = [
            n
            for n in both
            if _on(lines[n], figure.row) and _under(lines, n, figure.printed, figure.column)
        ]
        kept += Kept(1, *(bool(found) for found in (at, row, both, every)))
    return kept


def _tight(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(squeezed, labels))


def _occurs(printed: str, line: str) -> bool:
    """Whether a number stands in a line, not as a part of another one."""
    return re.search(rf"(?<![\d,.]){re.escape(printed)}(?!\d|[,.]\d)", line) is not None


def _on(line: str, labels: Iterable[str]) -> bool:
    tight = squeezed(line)
    return all(squeezed(label) in tight for label in labels)


def _under(lines: Sequence[str], number: int, printed: str, labels: Iterable[str]) -> bool:
    """Whether each of the labels stands on the line, or above it at the figure's position."""
    return all(
        squeezed(label) in squeezed(lines[number])
        or any(_in_column(lines, number, printed, squeezed(label), split) for split in _SPLITS)
        for label in labels
    )


def _in_column(
    lines: Sequence[str], number: int, printed: str, label: str, split: re.Pattern[str]
) -> bool:
    cells = split.split(lines[number])
    places = [n for n, cell in enumerate(cells) if _occurs(printed, cell)]
    for above in lines[max(0, number - _ABOVE) : number]:
        heads = split.split(above)
        if any(n < len(heads) and squeezed(heads[n]) == label for n in places):
            return True
    return False
