"""A report cut into passages: pieces to search and to cite.

Blocks of one section are packed in reading order up to 1,000 characters.  A table that has to be
cut repeats its caption, unit and header rows in every piece, so that each piece can be read alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from index.table_text import table_pieces
from index.types import Passage
from ingest.model import Block, BlockKind, Place, Report, SectionKind, Table

LIMIT = 1_000
_PAGE_NUMBER = 3  # digits
_SENTENCE_ENDS = (". ", "\n", "; ", ", ", " ")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one block, or of a part of it."""

    text: str
    place: Place
    block: int
    table: Table | None = None
    heading: bool = False  # says nothing that a heading does not say


def split_report(report: Report, document: str) -> list[Passage]:
    """The passages of a report, in reading order.

    A passage of nothing but headings and page numbers is left out where the same section, or one
    below it, has another passage: its titles stand in that one's heading.
    """
    found = [
        (passage, all(piece.heading for piece in pieces))
        for section, blocks in groupby(report.blocks, key=lambda block: block.section)
        for pieces in _packed(piece for block in blocks for piece in _pieces(block))
        for passage in [_passage(report, document, section, pieces)]
    ]
    spoken = {
        ancestor.id
        for passage, bare in found
        if not bare
        for ancestor in report.path(passage.section)
    }
    kept = [passage for passage, bare in found if not (bare and passage.section in spoken)]
    return list({passage.id: passage for passage in kept}.values())


def context_heading(report: Report, section: int, tables: Iterable[Table] = ()) -> str:
    """Agency, department, report and section titles, captions and units, outermost first."""
    department = report.nearest(section, SectionKind.DEPARTMENT)
    parts = [report.agency, department.title if department else report.department]
    parts += [part.title for part in report.path(section)]
    for table in tables:
        parts += [table.caption, f"(단위: {table.basis.unit})" if table.basis.unit else ""]
    return " > ".join(dict.fromkeys(part for part in parts if part))


def _passage(report: Report, document: str, section: int, pieces: list[Piece]) -> Passage:
    text = "\n".join(piece.text for piece in pieces)
    place = pieces[0].place
    for piece in pieces[1:]:
        place = place.joined(piece.place)
    blocks = (pieces[0].block, pieces[-1].block)
    heading = context_heading(report, section, [p.table for p in pieces if p.table is not None])
    identity = f"{text}\n{place.first_line} {place.last_line} {place.page} {blocks}"
    digest = hashlib.sha256(f"{document}\n{identity}".encode()).hexdigest()
    return Passage(f"{document}-{digest[:16]}", document, text, heading, place, section, blocks)


def _packed(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    current: list[Piece] = []
    length = 0
    for piece in pieces:
        if current and length + 1 + len(piece.text) > LIMIT:
            yield current
            current, length = [], 0
        length += len(piece.text) + bool(current)
        current.append(piece)
    if current:
        yield current


def _pieces(block: Block) -> Iterator[Piece]:
    heading = block.kind is BlockKind.HEADING
    if block.table is None:
        text = " ".join(part for part in (block.marker, block.text) if part).strip()
        for part in split_text(text, LIMIT):
            yield Piece(part, block.place, block.id, heading=heading or _page_number(part))
        return
    for text, place in table_pieces(block.table, block.place, LIMIT):
        yield Piece(text, place, block.id, block.table)


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
