"""A stored document as pages to read: the outline of the whole, and one part with its originals."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from assistant.web.ports import DocumentPage, DocumentView, Remark, SourceLine, Spot
from assistant.wiring.parts import Part, parts, starts, view
from index.types import SAMPLES, Document
from ingest import decode
from ingest.model import Report, Source


def document_view(document: Document, source: Source | None = None) -> DocumentView:
    return DocumentView(
        name=document.name,
        title=document.title,
        agency=document.agency,
        year=document.year,
        sample=document.collection == SAMPLES,
        id=document.id,
        department=document.department,
        kind=document.kind,
        report_date=document.report_date,
        sections=document.sections,
        tables=document.tables,
        figures=document.figures,
        pages=document.pages,
        pictures=source is not None and source.has_pages,
        warnings=document.warnings,
    )


def document_page(
    document: Document,
    report: Report,
    original: bytes | None,
    remarks: tuple[Remark, ...],
    spot: Spot,
) -> DocumentPage | None:
    """The part that holds the spot; None where there is no part of the number asked for."""
    begins = starts(report)
    cut = parts(report, begins)
    if spot.part is not None and not 1 <= spot.part <= len(cut):
        return None
    chosen = _holding(report, cut, spot)
    part = cut[chosen]
    figures = (figure for said in report.statements for figure in said.figures)
    return DocumentPage(
        document=document_view(document, report.source),
        sections=report.sections,
        starts=tuple(_at(cut, block) + 1 for block in begins),
        parts=tuple(view(report, one) for one in cut),
        part=chosen + 1,
        blocks=report.blocks[part.start : part.stop],
        statements=tuple(said for said in report.statements if said.block in part),
        lines=_lines(report, cut, chosen, original),
        checks=tuple(Counter(figure.check for figure in figures).items()),
        remarks=remarks,
    )


def _holding(report: Report, cut: Sequence[Part], spot: Spot) -> int:
    """The index of the part with the spot's line, else block, else page, else number, else 0."""
    if spot.line is not None:
        ends = [block.place.last_line or 0 for block in report.blocks]
        return _at(cut, bisect_left(ends, spot.line))  # a blank line goes with what follows it
    if spot.block is not None:
        return _at(cut, spot.block)
    if spot.page is not None:
        there = (block.id for block in report.blocks if (block.place.page or 0) >= spot.page)
        return _at(cut, next(there, len(report.blocks)))
    return 0 if spot.part is None else spot.part - 1


def _at(cut: Sequence[Part], block: int) -> int:
    """The index of the part that holds a block; the last one for what lies behind all blocks."""
    return min(bisect_right([part.stop for part in cut], block), len(cut) - 1)


def _lines(
    report: Report, cut: Sequence[Part], chosen: int, original: bytes | None
) -> tuple[SourceLine, ...]:
    """The lines of a part as they stand in the file, from where the part before it ended."""
    if original is None or not report.source.has_lines:
        return ()
    text = decode.lines(decode.decode(original)[0])
    first = _end(report, cut[chosen - 1]) if chosen else 0
    last = _end(report, cut[chosen]) if chosen + 1 < len(cut) else len(text)
    return tuple(SourceLine(line, first + n) for n, line in enumerate(text[first:last], 1))


def _end(report: Report, part: Part) -> int:
    lasts = (block.place.last_line for block in reversed(report.blocks[part.start : part.stop]))
    return next((line for line in lasts if line is not None), 0)
