"""A document walked through: its paragraphs, tables, boxes and notes as lines and grids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.content import Cell, Content, Grid, Item, Line, Role
from ingest.errors import Empty, Hostile, TooLarge
from ingest.limits import Limits
from ingest.model import PageSource, Place, Trust
from ingest.owpml.grids import Placed, heads_mean_anything, lay_out
from ingest.owpml.heights import flows, hanging, inline, row_heights
from ingest.owpml.letters import Letters
from ingest.owpml.numbering import Numbering
from ingest.owpml.package import Package
from ingest.owpml.paging import Pages, Spot
from ingest.owpml.shapes import artful, description, script
from ingest.owpml.text import Deletions, Piece, beside, pieces
from ingest.owpml.xml import FETCH_AGAIN, NESTED, Node, child, children, integer, local

_TABLES_DIFFER = "표의 칸이 서로 어긋나게 저장되어 있어, 그 표는 원본과 대조해야 합니다."
_FOREIGN = "차트나 다른 프로그램에서 넣은 개체 {}개에 든 내용은 읽지 못했습니다."


def content(package: Package, media_type: str, limits: Limits) -> Content:
    """All that a document holds, in reading order.

    Raises:
        Empty: there is no text in it.
        TooLarge, Hostile: its tables are more, or deeper, than the limits allow.
    """
    walk = _Walk(Numbering(package.header), Letters.of(package.header), limits)
    walk.heads = heads_mean_anything(package.sections)
    pages = Pages()
    items: list[Item] = []
    for section, spots in zip(package.sections, pages.read(package.sections), strict=True):
        walk.numbering.enter(section)
        items.extend(walk.body(list(children(section, "p")), spots))
    if not any(_says(item) for item in items):
        raise Empty("글자가 없는 빈 문서입니다.", "내용이 있는 파일인지 확인해 주십시오.")
    warnings = package.warnings
    warnings += ((_TABLES_DIFFER,) if walk.unsound else ()) + walk.letters.warnings
    warnings += (_FOREIGN.format(walk.foreign),) if walk.foreign else ()
    return Content(media_type, tuple(items), pages.total, title=package.title, warnings=warnings)


def _flat(items: Iterable[Item]) -> Iterator[Line]:
    """The lines of a running head: a table there only puts them side by side."""
    for item in items:
        if isinstance(item, Line):
            yield item
        else:
            for cell in item.cells:
                yield from _flat(cell.inside)


def _says(item: Item) -> bool:
    if isinstance(item, Line):
        return bool(item.text.strip())
    return any(_says(inner) for cell in item.cells for inner in cell.inside)


def _from_above(found: list[Piece]) -> list[Piece]:
    """Objects that hang from a paragraph as they stand on paper, the upper ones first.

    The unit of a table is often a box that was drawn after the table, above it.
    """
    made = list(found)
    slots: list[tuple[int, int]] = []  # the objects since the last text, and how far down they are
    for at, piece in enumerate([*found, Piece(0, "end")]):
        below = hanging(piece.node) if piece.node is not None else None
        if below is not None:
            slots.append((below, at))
        elif piece.text.strip():
            upper = [found[each] for _, each in sorted(slots, key=lambda slot: slot[0])]
            for (_, slot), moved in zip(slots, upper, strict=True):
                made[slot] = moved
            slots.clear()
    return made


def _place(page: int | None, trust: Trust = Trust.READ) -> Place:
    source = PageSource.NONE if page is None else PageSource.LAYOUT
    return Place(page=page, page_source=source, trust=trust)


@dataclass(slots=True)
class _Here:
    """Where and as what paragraphs are read: on the page of `spot`, or all on `page`."""

    role: Role = Role.BODY
    page: int | None = None
    spot: Spot | None = None
    depth: int = 0

    def at(self, character: int) -> int | None:
        return self.spot.page(character) if self.spot is not None else self.page


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being put together: its text so far, what came of it, what comes behind it."""

    head: str
    level: int | None
    items: list[Item] = field(default_factory=list)
    behind: list[Item] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    begun: int = 0

    def write(self, text: str, at: int) -> None:
        if not self.text:
            self.begun = at
        self.text.append(text)

    def flush(self, here: _Here) -> None:
        """Ends the line: one without anything to see is left out."""
        text = "".join(self.text)
        self.text.clear()
        if not text.strip():
            return
        role = Role.HEADING if self.level and here.role is Role.BODY else here.role
        place = _place(here.at(self.begun))
        self.items.append(Line(self.head + text, place, role, self.level))
        self.head, self.level = "", None  # the rest of it has neither number nor level


@dataclass(slots=True)
class _Walk:
    numbering: Numbering
    letters: Letters
    limits: Limits
    heads: bool = True  # a cell that is called a heading is one
    cells: int = 0
    unsound: bool = False
    foreign: int = 0  # objects of other programs
    aside: list[Item] = field(default_factory=list)  # notes and running heads of a paragraph
    running: set[str] = field(default_factory=set)

    def body(self, paragraphs: list[Node], spots: list[Spot]) -> Iterator[Item]:
        """The paragraphs of a section, behind each the notes to it and to its tables."""
        deletions = Deletions(paragraphs)
        for at, (paragraph, spot) in enumerate(zip(paragraphs, spots, strict=True)):
            yield from self._paragraph(paragraph, _Here(spot=spot), deletions.open)
            deletions.end_of(at)
            yield from self.aside
            self.aside.clear()

    def _paragraph(
        self, node: Node, here: _Here, deleted: set[str], *, marks: bool = False
    ) -> list[Item]:
        gone = bool(deleted)
        found = _from_above(pieces(node, self.letters, deleted, marks=marks))
        if gone and not found:
            return []  # and it is not counted
        made = _Paragraph(*self.numbering.head(node))
        for piece in found:
            if piece.node is None:
                made.write(piece.text, piece.at)
            else:
                self._object(piece.node, piece.at, made, here)
        made.flush(here)
        return made.items + made.behind

    def _paragraphs(self, parent: Node, here: _Here) -> list[Item]:
        """All paragraphs of a list: of a cell, a box, a caption, a note."""
        found: list[Item] = []
        for inner in list(children(parent, "subList")) or [parent]:
            paragraphs = list(children(inner, "p"))
            deletions = Deletions(paragraphs)
            # A mark may stand below the figure of a cell, in a paragraph of its own.
            marks = len(paragraphs) > 1 and any(beside(each, self.letters) for each in paragraphs)
            for at, paragraph in enumerate(paragraphs):
                found += self._paragraph(paragraph, here, deletions.open, marks=marks)
                deletions.end_of(at)
        return found

    def _object(self, node: Node, at: int, made: _Paragraph, here: _Here) -> None:
        name = local(node)
        page = here.at(at)
        if name in ("footNote", "endNote"):
            self.aside += self._paragraphs(node, _Here(Role.NOTE, page, depth=here.depth + 1))
        elif name in ("header", "footer"):
            self._running(node, page, here)
        elif name not in ("hiddenComment", "fieldBegin", "secPr"):
            found = self._printed(node, name, page, here)
            if found:
                self._put(node, found, made, here)

    def _printed(self, node: Node, name: str, page: int | None, here: _Here) -> list[Item]:
        """A table, or what can be read of a shape, a picture, an equation."""
        if name == "tbl":
            return self._table(node, page, here)
        if name == "equation":
            return self._picture(script(node), page)
        box = _Here(Role.BOX, page, depth=here.depth + 1)
        self._guard(box)
        found: list[Item] = []
        drawn = child(node, "drawText")
        if drawn is not None:
            found += self._paragraphs(drawn, box)
        self.foreign += name in ("ole", "chart")
        art = artful(node) if name == "textart" else ""
        if art.strip():
            found.append(Line(art, _place(page), Role.BOX))
        for inner in node if name == "container" else ():
            found += self._printed(inner, local(inner), page, box)
        found += self._picture(description(node), page)
        caption = child(node, "caption")
        if caption is not None:
            found += self._paragraphs(caption, _Here(Role.PICTURE, page, depth=here.depth + 1))
        return found

    def _picture(self, text: str, page: int | None) -> list[Item]:
        return [Line(text, _place(page), Role.PICTURE)] if text.strip() else []

    def _put(self, node: Node, found: list[Item], made: _Paragraph, here: _Here) -> None:
        """In the text where it stands in it; else before or behind, never through a sentence."""
        pictures = all(isinstance(item, Line) and item.role is Role.PICTURE for item in found)
        if inline(node) and not pictures:
            made.flush(here)
            made.items += found
        elif "".join(made.text).strip():
            made.behind += found
        else:
            made.items += found

    def _running(self, node: Node, page: int | None, here: _Here) -> None:
        """A running head or foot, once: each section and both sides of the paper repeat it."""
        found = self._paragraphs(node, _Here(Role.RUNNING, page, depth=here.depth + 1))
        lines = list(_flat(found))
        said = "\n".join(line.text for line in lines)
        if said not in self.running:
            self.running.add(said)
            self.aside += lines

    def _table(self, node: Node, page: int | None, here: _Here) -> list[Item]:
        inner = _Here(here.role, page, depth=here.depth + 1)
        self._guard(inner)
        layout = lay_out(node, self.limits.cells - self.cells)
        if layout is None:
            raise TooLarge(
                "표가 너무 많거나 커서 읽을 수 없습니다.", "문서를 나누어 저장해 주십시오."
            )
        self.cells += layout.area
        self.unsound = self.unsound or not layout.sound
        trust = Trust.READ if layout.sound else Trust.UNCERTAIN
        pages = self._row_pages(node, page, here, layout.height)
        cells = tuple(
            self._cell(cell, _place(pages[cell.row], trust), inner) for cell in layout.cells
        )
        caption = child(node, "caption")
        found: list[Item] = []
        if caption is not None:
            beside = self._caption_page(node, caption, page, here)
            found += self._paragraphs(caption, _Here(Role.CAPTION, beside, depth=inner.depth))
        if cells:
            places = tuple(_place(each, trust) for each in pages)
            found.append(Grid(layout.height, layout.width, cells, places))
        return found

    def _row_pages(
        self, node: Node, page: int | None, here: _Here, height: int
    ) -> list[int | None]:
        """Each row's page: a table beside the text may be broken, one that is a character not."""
        if here.spot is None or inline(node):
            return [page] * height
        heights = row_heights(node)
        if flows(node):
            return (here.spot.rows(heights) + [None] * height)[:height]
        offset = max(integer(child(node, "pos"), "vertOffset"), 0)
        return [page if here.spot.fits(offset + sum(heights)) else None] * height

    def _caption_page(self, node: Node, caption: Node, page: int | None, here: _Here) -> int | None:
        """Below a table that is broken over pages it may stand on any of them."""
        broken = here.spot is not None and here.spot.turned and flows(node)
        return None if broken and caption.get("side") == "BOTTOM" else page

    def _cell(self, cell: Placed, place: Place, here: _Here) -> Cell:
        inside = self._paragraphs(cell.node, _Here(here.role, place.page, depth=here.depth))
        return Cell(
            cell.row,
            cell.column,
            tuple(inside),
            cell.rows,
            cell.columns,
            place,
            self.heads and cell.node.get("header") == "1",
        )

    def _guard(self, here: _Here) -> None:
        if here.depth > self.limits.depth:
            raise Hostile(NESTED, FETCH_AGAIN)
