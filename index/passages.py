"""A report cut into passages: pieces to search and to cite.

A passage is as much of one project, or of one part of the outline, as fits into 1,000 characters:
small sections stand together with their neighbours, so that what belongs together is found
together, and a passage never goes on from one department or project into the next.  A table that
has to be cut repeats its caption, unit and header rows in every piece, so that each piece can be
read alone.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.table_text import table_pieces
from index.types import Passage
from ingest.model import Block, BlockKind, Place, Report, SectionKind, Table

LIMIT = 1_000
_CLOSED = (SectionKind.DEPARTMENT, SectionKind.PROJECT)
_PAGE_NUMBER = 3  # digits
_SENTENCE_ENDS = (". ", "\n", "; ", ", ", " ")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one block, or of a part of it."""

    text: str
    place: Place
    block: int
    section: int
    table: Table | None = None
    heading: bool = False  # says nothing that a heading does not say


def split_report(report: Report, document: str) -> list[Passage]:
    """The passages of a report, in reading order.

    A passage of nothing but headings and page numbers is left out where the same section, or one
    below it, has another passage: its titles stand in that one's heading.
    """
    found = [
        (_passage(report, document, pieces), all(piece.heading for piece in pieces))
        for pieces in _Packing(report).packs(0)
    ]
    spoken = {
        ancestor.id
        for passage, bare in found
        if not bare
        for ancestor in report.path(passage.section)
    }
    kept = [passage for passage, bare in found if not (bare and passage.section in spoken)]
    return list({passage.id: passage for passage in kept}.values())


class _Packing:
    """The pieces of a report put together from the innermost sections outwards."""

    def __init__(self, report: Report) -> None:
        self._sections = report.sections
        self._below: defaultdict[int, list[int]] = defaultdict(list)
        for section in report.sections:
            if section.parent is not None:
                self._below[section.parent].append(section.id)
        self._own: defaultdict[int, list[Piece]] = defaultdict(list)
        for block in report.blocks:
            self._own[block.section].extend(_pieces(block))

    def packs(self, section: int) -> list[list[Piece]]:
        """What a section and those below it hold, each pack at most `LIMIT` characters long."""
        return [pieces for pieces, _ in self._packed(section)]

    def _packed(self, section: int) -> list[tuple[list[Piece], bool]]:
        """Packs, and whether each is closed: a department's or project's takes nothing else in."""
        units = [([piece], False) for piece in self._own[section]]
        for below in self._below[section]:
            closed = self._sections[below].kind in _CLOSED
            units += [(pieces, done or closed) for pieces, done in self._packed(below)]
        # Something of the section's own may stand behind what is below it.
        units.sort(key=lambda unit: unit[0][0].block)
        packs: list[tuple[list[Piece], bool]] = []
        for pieces, closed in units:
            last, full = packs[-1] if packs else ([], True)
            if not closed and not full and _length([*last, *pieces]) <= LIMIT:
                packs[-1] = ([*last, *pieces], False)
            else:
                packs.append((pieces, closed))
        return packs


def _length(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text) + 1 for piece in pieces) - 1


def context_heading(report: Report, section: int, tables: Iterable[Table] = ()) -> str:
    """Agency, department, report and section titles, captions and units, outermost first."""
    parts = [report.agency, department_of(report, section)]
    parts += [part.title for part in report.path(section)]
    for table in tables:
        parts += [table.caption, f"(단위: {table.basis.unit})" if table.basis.unit else ""]
    return " > ".join(dict.fromkeys(part for part in parts if part))


def department_of(report: Report, section: int) -> str:
    """The department whose section this is, else the report's own."""
    department = report.nearest(section, SectionKind.DEPARTMENT)
    return department.title if department else report.department


def _passage(report: Report, document: str, pieces: Sequence[Piece]) -> Passage:
    text = "\n".join(piece.text for piece in pieces)
    place = pieces[0].place
    for piece in pieces[1:]:
        place = place.joined(piece.place)
    section = _innermost(report, {piece.section for piece in pieces})
    numbers = [piece.block for piece in pieces]
    blocks = (min(numbers), max(numbers))
    heading = context_heading(report, section, [p.table for p in pieces if p.table is not None])
    identity = f"{text}\n{place.first_line} {place.last_line} {place.page} {blocks}"
    digest = hashlib.sha256(f"{document}\n{identity}".encode()).hexdigest()
    return Passage(
        id=f"{document}-{digest[:16]}",
        document=document,
        text=text,
        heading=heading,
        place=place,
        section=section,
        blocks=blocks,
        department=department_of(report, section),
    )


def _innermost(report: Report, sections: Iterable[int]) -> int:
    """The innermost section that all of these stand in; the report itself at the least."""
    paths = [[section.id for section in report.path(section)] for section in sections]
    shared = [level[0] for level in zip(*paths, strict=False) if len(set(level)) == 1]
    return shared[-1] if shared else 0


def _pieces(block: Block) -> Iterator[Piece]:
    heading = block.kind is BlockKind.HEADING
    if block.table is None:
        text = " ".join(part for part in (block.marker, block.text) if part).strip()
        for part in split_text(text, LIMIT):
            yield Piece(
                part, block.place, block.id, block.section, heading=heading or _page_number(part)
            )
        return
    for text, place in table_pieces(block.table, block.place, LIMIT):
        yield Piece(text, place, block.id, block.section, block.table)


def _page_number(text: str) -> bool:
    return len(text) <= _PAGE_NUMBER and text.isdecimal()


def split_text(text: str, limit: int) -> Iterator[str]:
    """Pieces of at most `limit` characters, cut after a sentence, else a word, else anywhere."""
    while len(text) > limit:
        head = text[:limit]
        ends = (head.rfind(end) + len(end) for end in _SENTENCE_ENDS if end in head[limit // 2 :])
        cut = next(ends, limit)
        yield text[:cut].strip()
        text = text[cut:].strip()
    if text:
        yield text
