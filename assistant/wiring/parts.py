"""A long report in parts, each small enough for one page: by departments, by projects, by size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from assistant.web.ports import PartView
from ingest.model import Report, SectionKind

MOST = 2_500  # blocks and rows on a page, about 4,000 lines: made in 0.2 s, light to scroll

Part = range  # positions in `Report.blocks`

# Where a part may begin: the next kind only where the one before leaves a piece too large.
_LEVELS: tuple[frozenset[SectionKind], ...] = (
    frozenset({SectionKind.PART, SectionKind.DEPARTMENT}),
    frozenset({SectionKind.PROJECT}),
    frozenset({SectionKind.HEADING}),
)


def starts(report: Report) -> list[int]:
    """For each section the block at which it begins; an empty one begins where the next does."""
    found = [len(report.blocks)] * len(report.sections)
    for block in reversed(report.blocks):
        for section in report.path(block.section):
            found[section.id] = block.id
    for at in reversed(range(len(found) - 1)):
        found[at] = min(found[at], found[at + 1])
    return found


def parts(report: Report, begins: Sequence[int], most: int = MOST) -> list[Part]:
    """The report's blocks in order, in parts of at most `most`; a short report is one part.

    Each row of a table counts as a block; only a table that is longer by itself exceeds `most`.
    """
    levels = [
        sorted({begins[s.id] for s in report.sections if s.kind in kinds}) for kinds in _LEVELS
    ]
    rows = [len(block.table.grid) if block.table else 1 for block in report.blocks]
    before = [0, *accumulate(rows)]
    whole = range(len(report.blocks))
    return list(_packed(whole, [*levels, whole], before, most)) or [whole]


def _packed(
    blocks: Part, levels: Sequence[Sequence[int]], before: Sequence[int], most: int
) -> Iterator[Part]:
    """As many pieces as fit into each part; a piece that is too large is taken apart itself.

    `levels` says where pieces begin, at last before every block; `before[b]` is the size of all
    that stands before block b.
    """
    if not blocks:
        return
    if not levels or before[blocks.stop] - before[blocks.start] <= most:
        yield blocks
        return
    cuts = [blocks.start, *(at for at in levels[0] if blocks.start < at < blocks.stop), blocks.stop]
    open_at = blocks.start
    for begin, end in pairwise(cuts):
        if before[end] - before[open_at] <= most:
            continue
        if begin > open_at:
            yield range(open_at, begin)
        open_at = begin
        if before[end] - before[begin] > most:
            yield from _packed(range(begin, end), levels[1:], before, most)
            open_at = end
    if open_at < blocks.stop:
        yield range(open_at, blocks.stop)


def view(report: Report, part: Part) -> PartView:
    """The part, named by what it begins and ends with."""
    blocks = report.blocks[part.start : part.stop]
    lines = [n for b in blocks for n in (b.place.first_line, b.place.last_line) if n is not None]
    ends = (blocks[0].section, blocks[-1].section) if blocks else (0,)
    names = dict.fromkeys(_title(report, section) for section in ends)
    return PartView(" ~ ".join(names), (min(lines), max(lines)) if lines else None)


def _title(report: Report, section: int) -> str:
    for kind in (SectionKind.DEPARTMENT, SectionKind.PART):
        found = report.nearest(section, kind)
        if found is not None:
            return found.title
    return report.sections[section].title
