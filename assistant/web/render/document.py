"""A document to read: its outline on the left, its text and tables as recovered on the right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from markupsafe import Markup

from assistant.web.ports import DocumentPage, DocumentView, Remark, SourceLine
from assistant.web.render.anchors import Anchors
from assistant.web.render.blocks import heading, line, unprinted
from assistant.web.render.facts import Known
from assistant.web.render.frame import page
from assistant.web.render.grid import Said, grid
from assistant.web.render.legend import legend
from assistant.web.render.library import SAMPLE
from assistant.web.render.markup import join, tag
from assistant.web.render.outline import depths, outline, parts
from assistant.web.render.pictures import page_mark
from assistant.web.render.words import about
from ingest.model import Block, BlockKind

EDITIONS = "같은 보고서의 앞뒤 판"
NO_TEXT = "이 문서에는 보여 드릴 내용이 없습니다."


def document(shown: DocumentPage, brand: str) -> str:
    """The page at `/documents/{id}`."""
    inside = tag(
        "main",
        tag("a", "목차", href="#outline", class_="bogo-contents"),
        tag("h1", tag("bdi", shown.document.title or shown.document.name)),
        facts(shown.document),
        _editions(shown),
        warnings(shown.document),
        legend(shown),
        parts(shown),
        tag("article", *_paged(shown), class_="bogo-paper"),
        parts(shown),
        id="content",
        class_="bogo-document",
    )
    whole = tag("div", outline(shown), inside, class_="bogo-room")
    return page(shown.document.title or shown.document.name, brand, whole)


def facts(document: DocumentView) -> Markup:
    counts = (("절", document.sections), ("표", document.tables), ("수치", document.figures))
    said = [*about(document), document.kind, document.report_date]
    shown = [tag("span", fact) for fact in said if fact]
    shown += [tag("span", f"{name} {count:,}") for name, count in counts]
    shown += [tag("span", f"{document.pages:,}쪽")] if document.pages else []
    sample = tag("span", SAMPLE, class_="bogo-sample") if document.sample else ""
    return tag(
        "p", sample, *shown, tag("bdi", document.name, class_="bogo-file"), class_="bogo-facts"
    )


def _editions(shown: DocumentPage) -> Markup | str:
    """The way to earlier and later editions of the same report."""
    if len(shown.editions) < 2:
        return ""
    items = (_edition(one, shown.document) for one in shown.editions)
    return tag("nav", tag("ol", *items), class_="bogo-editions", aria_label=EDITIONS)


def _edition(edition: DocumentView, shown: DocumentView) -> Markup:
    title = tag("bdi", edition.title or edition.name)
    when = f" ({edition.report_date})" if edition.report_date else ""
    if edition.id == shown.id:
        return tag("li", tag("b", title, when, aria_current="page"))
    return tag("li", tag("a", title, href=quote(edition.id, safe="")), when)


def warnings(document: DocumentView) -> Markup | str:
    """What of the file could not be read, or not for certain."""
    if not document.warnings:
        return ""
    items = (tag("li", sentence) for sentence in document.warnings)
    return tag("ul", *items, class_="bogo-warnings", role="note")


def _paged(shown: DocumentPage) -> Iterator[Markup]:
    """The content, with a mark wherever a page of the original begins."""
    now: int | None = None
    for block, markup in content(shown):
        place = block.place if block else None
        if place and place.page is not None and place.page != now:
            now = place.page
            yield page_mark(shown.document, place)
        yield markup


def content(shown: DocumentPage) -> Iterator[tuple[Block | None, Markup]]:
    """What stands in the document in order, with the block that it belongs to."""
    if not shown.blocks:
        yield None, tag("p", NO_TEXT, class_="bogo-empty")
        return
    anchors, deep = Anchors(), depths(shown.sections)
    texts, cells = _known(shown)
    lines = {one.number: one for one in shown.lines if one.number is not None}
    next_line = min(lines, default=1)
    opened = _before(shown)
    for block in shown.blocks:
        new = range(opened, block.section + 1)
        opened = max(opened, block.section + 1)
        printed = _prints_title(shown, block, new)
        for i in new:
            if i and i != printed:
                yield block, unprinted(shown.sections[i], deep[i])
        yield block, _gap(next_line, block, anchors)
        next_line = max(next_line, (block.place.last_line or 0) + 1)
        if block.table is not None:
            own = _own_lines(block, lines)
            yield block, grid(block, block.table, cells[block.id], own, anchors)
        elif block.kind is BlockKind.HEADING:
            opens = printed == block.section
            yield block, heading(block, deep[block.section], texts[block.id], anchors, opens=opens)
        else:
            yield block, line(block, texts[block.id], anchors)
    yield None, _names(range(next_line, max(lines, default=0) + 1), anchors)


def _before(shown: DocumentPage) -> int:
    """The first section that begins in this part."""
    begun = (i for i, part in enumerate(shown.starts) if part >= shown.part)
    return next(begun, len(shown.sections))


def _prints_title(shown: DocumentPage, block: Block, new: range) -> int | None:
    """The section whose title this block prints, if it begins here."""
    section = block.section
    printed = block.kind is BlockKind.HEADING and not shown.sections[section].recovered
    return section if printed and section in new else None


def _known(shown: DocumentPage) -> tuple[Mapping[int, list[Known]], Mapping[int, Said]]:
    """What is said in text, and what in cells by row and column, both by block."""
    remarks: defaultdict[int, list[Remark]] = defaultdict(list)
    for remark in shown.remarks:
        remarks[remark.statement.id].append(remark)
    texts: defaultdict[int, list[Known]] = defaultdict(list)
    cells: defaultdict[int, dict[tuple[int, int], Known]] = defaultdict(dict)
    for said in shown.statements:
        known = Known(said, tuple(remarks.get(said.id, ())))
        if said.row is not None and said.column is not None:
            cells[said.block][said.row, said.column] = known
        else:
            texts[said.block].append(known)
    return texts, cells


def _gap(next_line: int, block: Block, anchors: Anchors) -> Markup:
    """Names for the lines before a block that say nothing themselves: blank ones, drawn ones."""
    first = block.place.first_line
    return _names(range(next_line, first), anchors) if first is not None else Markup("")


def _names(numbers: range, anchors: Anchors) -> Markup:
    names = (tag("span", id=anchors.line(number)) for number in numbers)
    gap = join(names)
    return tag("div", gap, class_="bogo-gap") if gap else gap


def _own_lines(block: Block, lines: Mapping[int, SourceLine]) -> list[SourceLine]:
    first, last = block.place.first_line, block.place.last_line
    if first is None or last is None:
        return []
    return [lines[number] for number in range(first, last + 1) if number in lines]
