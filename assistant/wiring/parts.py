"""A long report in parts, each small enough for one page: by departments, by projects, by size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.web.ports import PartView
from ingest.model import Report, SectionKind

MOST = 2_500  # blocks on a page, about 5,000 lines: read in 0.2 s, and still light to scroll

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
    """The report's blocks in order, in parts of at most `most`; a short report is one part."""
    levels = [
        sorted({begins[s.id] for s in report.sections if s.kind in kinds}) for kinds in _LEVELS
    ]
    return list(_packed(range(len(report.blocks)), levels, most)) or [range(0)]


def _packed(blocks: Part, levels: Sequence[Sequence[int]], most: int) -> Iterator[Part]:
    """As many pieces as fit into each part; a piece that is too large is taken apart itself."""
    if len(blocks) <= most:
        if blocks:
            yield blocks
        return
    if not levels:
        yield from (blocks[at : at + most] for at in range(0, len(blocks), most))
        return
    cuts = [blocks.start, *(at for at in levels[0] if blocks.start < at < blocks.stop), blocks.stop]
    open_at = blocks.start
    for begin, end in pairwise(cuts):
        if end - open_at <= most:
            continue
        if begin > open_at:
            yield range(open_at, begin)
        open_at = begin
        if end - begin > most:
            yield from _packed(range(begin, end), levels[1:], most)
            open_at = end
    if open_at < blocks.stop:
        yield range(open_at, blocks.stop)


def view(report: Report, part: Part) -> PartView:
    """The part named by what it begins with."""
    blocks = report.blocks[part.start : part.stop]
    lines = [n for b in blocks for n in (b.place.first_line, b.place.last_line) if n is not None]
    return PartView(
        _title(report, blocks[0].section if blocks else 0),
        (min(lines), max(lines)) if lines else None,
    )


def _title(report: Report, section: int) -> str:
    for kind in (SectionKind.DEPARTMENT, SectionKind.PART):
        found = report.nearest(section, kind)
        if found is not None:
            return found.title
    return report.sections[section].title
