"""Walks the body of a document, and its cells, text boxes and notes, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.content import Item, Line, Role
from ingest.docx_parts.lists import Lists
from ingest.docx_parts.names import find, is_on, local, number, unwrapped, value, w
from ingest.docx_parts.runs import Printed, Runs
from ingest.docx_parts.styles import Style, Styles
from ingest.docx_parts.tables import OpenTable
from ingest.errors import Hostile, TooLarge
from ingest.limits import Limits
from ingest.model import PageSource, Place

if TYPE_CHECKING:
    from lxml.etree import _Element

LINKED = "문서에 끼워 넣은 다른 파일의 내용은 읽지 않았습니다."
_INDENT = "  "
_TABLES = re.compile(r"표|Table", re.I)
_PICTURES = re.compile(r"그림|사진|도표|수식|Figure|Equation|Picture|Chart", re.I)
_FIGURE = re.compile(r"\s*[△▲+(-]?\s?\d")
_KEPT_OUT = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass
class Story:
    """What is read and counted for the whole document."""

    styles: Styles
    lists: Lists
    notes: dict[tuple[str, str], _Element]
    limits: Limits
    paged: bool  # whether the file says where its pages ended when it was saved
    page: int = 1
    cells: int = 0
    numbered: dict[str, int] = field(default_factory=dict)
    warnings: set[str] = field(default_factory=set)

    @property
    def place(self) -> Place:
        return Place(page=self.page, page_source=PageSource.LAYOUT) if self.paged else Place()


class Body:
    """Reads one run of blocks: the body, a cell, a text box, a note."""

    def __init__(self, story: Story, *, role: Role = Role.BODY, depth: int = 0) -> None:
        self.items: list[Item] = []
        self.late: list[Line] = []  # notes of cells, which come after the table
        self._story = story
        self._role = role
        self._depth = depth
        self._runs = Runs(story.warnings, story.styles)
        self._begun = ""  # of a paragraph whose end was deleted: it goes on in the next one
        if depth > story.limits.depth:
            raise Hostile("표나 글상자가 지나치게 깊이 겹쳐 있어 읽지 않았습니다.")

    def read(self, parent: _Element) -> None:
        """Raises Hostile or TooLarge where the document is over a limit."""
        for block in unwrapped(parent):
            name = local(block)
            if name == "p":
                self._paragraph(block)
            elif name == "tbl":
                self._end_begun()
                self._table(block)
            elif name == "altChunk":
                self._story.warnings.add(LINKED)
        self._end_begun()

    def _end_begun(self) -> None:
        if self._begun.strip():
            self.items.append(Line(self._begun, self._story.place, self._role))
        self._begun = ""

    # Paragraphs

    def _paragraph(self, element: _Element) -> None:
        story = self._story
        look = find(element, "pPr")
        style_id = value(find(look, "pStyle"))
        style = story.styles.of(style_id)
        printed = self._runs.read(element)
        printed.text, self._begun = self._begun + printed.text, ""
        goes_on = find(look, "rPr", "del") is not None  # deleted as a whole, or its end was
        if goes_on:
            self._begun, printed.text = printed.text, ""
        story.page += printed.breaks_before
        marked = ("", 0) if goes_on else self._mark(look, style, style_id)
        place = story.place
        story.page += printed.breaks_after
        self._lines(printed, style, _level(look, style), marked, place)
        self.items += [Line(text, place, Role.PICTURE) for text in printed.pictures]
        for box in printed.boxes:
            self._box(box)
        for kind, note_id in printed.notes:
            self._note(kind, note_id, place)

    def _mark(self, look: _Element | None, style: Style, style_id: str | None) -> tuple[str, int]:
        listed = find(look, "numPr")
        list_id, level = number(find(listed, "numId")), number(find(listed, "ilvl"))
        list_id = style.list_id if list_id is None else list_id
        level = style.list_level if level is None else level
        return self._story.lists.mark(list_id, level, style_id)

    def _lines(
        self,
        printed: Printed,
        style: Style,
        level: int | None,
        marked: tuple[str, int],
        place: Place,
    ) -> None:
        mark, depth = marked
        texts = [text.rstrip() for text in printed.text.split("\n") if text.strip()]
        in_cell = self._role is Role.BODY and self._depth > 0
        if not texts and in_cell and any(char.isalnum() for char in mark):
            texts, mark = [mark.strip()], ""  # a running number has the cell to itself
        if not texts:
            return
        if in_cell and _FIGURE.match(texts[0]):
            mark = ""  # `- 58` would be a negative number
        role = self._role_of(printed, style, level)
        if role in {Role.HEADING, Role.CAPTION}:
            text = mark + " ".join(text.strip() for text in texts)
            self.items.append(Line(text, place, role, level if role is Role.HEADING else None))
            return
        indent = _INDENT * depth if mark else ""
        texts[0] = mark + texts[0]
        self.items += [Line(indent + text, place, role) for text in texts]

    def _role_of(self, printed: Printed, style: Style, level: int | None) -> Role:
        if self._role is not Role.BODY:
            return self._role
        if style.contents:
            return Role.RUNNING
        if style.caption or _TABLES.match(printed.sequence):
            said = printed.sequence or printed.text.strip().lstrip("<[〈《【(")
            return Role.PICTURE if _PICTURES.match(said) else Role.CAPTION
        if printed.formula:
            return Role.PICTURE
        return Role.HEADING if level is not None or style.title else Role.BODY

    # What hangs on a paragraph

    def _box(self, element: _Element) -> None:
        inner = Body(self._story, role=Role.BOX, depth=self._depth + 1)
        inner.read(element)
        self.items += inner.items
        self._put_late(inner.late)

    def _put_late(self, lines: list[Line]) -> None:
        (self.late if self._depth else self.items).extend(lines)

    def _note(self, kind: str, note_id: str, place: Place) -> None:
        element = self._story.notes.get((kind, note_id))
        if element is None or value(element, "type") in _KEPT_OUT:
            return
        inner = Body(self._story, role=Role.NOTE, depth=self._depth + 1)
        inner.read(element)
        count = self._story.numbered[kind] = self._story.numbered.get(kind, 0) + 1
        texts = [line.text.strip() for line in inner.items if isinstance(line, Line)]
        lines = [Line(text, place, Role.NOTE) for text in texts]
        if lines:
            lines[0] = Line(f"{count}) {texts[0]}", place, Role.NOTE)
        self._put_late(lines)

    # Tables

    def _table(self, element: _Element) -> None:
        table = OpenTable()
        late: list[Line] = []
        for row in unwrapped(element):
            look = find(row, "trPr")
            if local(row) != "tr" or find(look, "del") is not None or is_on(find(look, "hidden")):
                continue
            late += self._row(row, look, table)
        grid = table.grid(self._story.limits.cells)
        if grid is not None:
            self.items.append(grid)
        self._put_late(late)

    def _row(self, row: _Element, look: _Element | None, table: OpenTable) -> list[Line]:
        story = self._story
        first = last = story.page
        late: list[Line] = []
        starts: list[Place] = []
        table.row(number(find(look, "gridBefore")) or 0, header=is_on(find(look, "tblHeader")))
        for cell in unwrapped(row):
            if local(cell) != "tc":
                continue
            story.cells += 1
            if story.cells > story.limits.cells:
                raise TooLarge("표의 칸이 너무 많습니다.", "문서를 나누어 저장해 주십시오.")
            story.page = first  # the cells of a row stand beside each other
            inner = Body(story, depth=self._depth + 1)
            place = story.place
            if find(cell, "tcPr", "cellDel") is None:
                inner.read(cell)
            if inner.items:
                place = _place(inner.items[0])
                starts.append(place)
            late += inner.late
            last = max(last, story.page)
            table.cell(find(cell, "tcPr"), tuple(inner.items), place)
        story.page = first
        table.end_row(min(starts, key=lambda place: place.page or 0, default=story.place))
        story.page = last
        return late


def _place(item: Item) -> Place:
    return item.place if isinstance(item, Line) else next(iter(item.places), Place())


def _level(look: _Element | None, style: Style) -> int | None:
    """The depth of a heading, by the paragraph itself or by its style."""
    own = number(find(look, "outlineLvl"))
    if own is not None:
        return own + 1 if own < 9 else None
    return style.level


def noted(root: _Element | None, kind: str) -> dict[tuple[str, str], _Element]:
    """The notes of a part by their kind and id."""
    found = root.findall(w(kind)) if root is not None else []
    return {(kind, value(note, "id") or ""): note for note in found}
