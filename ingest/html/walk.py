"""Walks a page once and gives its lines and grids in reading order.

Nothing here recurses: how deep a page may be nested is up to the parser, tables to the limits.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.content import Grid, Item, Line, Role
from ingest.errors import Hostile, TooLarge
from ingest.html import marks
from ingest.html.flow import Flow, drawn_items
from ingest.html.marks import List
from ingest.html.tables import OpenTable, RawCell
from ingest.limits import Limits
from ingest.model import Place

if TYPE_CHECKING:
    from lxml.etree import _Element

_DROPPED = frozenset(
    "script style noscript template head title meta link nav select option button textarea input "
    "datalist iframe object embed applet audio video canvas svg map frameset rp "
    "del s strike".split()
)
_STRUCK = frozenset({"del", "s", "strike"})
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form header hgroup hr html legend li listing main menu ol optgroup p "
    "pre section summary table tbody td tfoot th thead tr ul xmp caption h1 h2 h3 h4 h5 h6".split()
)
_MENUS = frozenset({"navigation", "menu", "menubar"})
_TELLS_TABLE = re.compile(r"(?:표|니다|내용)[.\s]*$")
# what a caption adds on the columns: `예산 현황 - 구분, 2030년의 순으로 나타낸 표입니다.`
_COLUMNS = re.compile(r"(?<=\S)\s+[-–—:|]\s.*(?:표|니다|제공)[.\s]*$")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CROSSED = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_TERM = 30  # letters of a term that names what is said of it
_HEADING = re.compile(r"h([1-6])")
_FIGURE = re.compile(r"\s*[△▲+(-]?\s?\d")
_LAST_LINE = 65_535  # the parser counts no further
_INDENT = "  "
STRUCK = "취소선이 그어진 글은 읽지 않았습니다."
UNSEEN = "탭이나 접힌 곳에 있어 처음 화면에 보이지 않는 표는 읽지 않았습니다."


@dataclass
class _Frame:
    """The page, or one cell: where its items go, and what is open in it."""

    items: list[Item]
    element: _Element | None = None
    lists: list[List] = field(default_factory=list)
    tables: list[OpenTable] = field(default_factory=list)
    bullets: list[str] = field(default_factory=list)  # of each open item, "" once it is written
    term: Line | None = None  # a `<dt>` that waits for what is said of it


class Walker:
    """Reads one tree; `items` and `warnings` hold what was found after `walk`."""

    def __init__(self, limits: Limits) -> None:
        self.items: list[Item] = []
        self.warnings: set[str] = set()
        self._limits = limits
        self._flow = Flow()
        self._frames = [_Frame(self.items)]
        self._cells: list[RawCell] = []
        self._count = 0
        self._level: int | None = None
        self._captions = 0
        self._verbatim = 0
        self._pictures: list[Line] = []
        self._line: int | None = 1

    def walk(self, root: _Element) -> None:
        """Raises Hostile or TooLarge where the page is over a limit."""
        from lxml import etree

        events = etree.iterwalk(root, events=("start", "end", "comment"))
        for event, element in events:
            if event == "comment":
                self._pass(element.text)
                self._feed(element.tail)
                continue
            tag = element.tag.lower()
            if event == "start":
                self._at(element)
                if self._is_dropped(element, tag):
                    events.skip_subtree()
                    self._pass("".join(element.itertext()))
                else:
                    self._start(element, tag)
                    self._feed(element.text)
            elif not self._is_dropped(element, tag):
                self._end(element, tag)
                self._feed(element.tail)
            else:
                self._feed(element.tail)
        self._flush()

    def _is_dropped(self, element: _Element, tag: str) -> bool:
        style = element.get("style", "")
        if tag in _STRUCK or _CROSSED.search(style):
            if "".join(element.itertext()).strip():
                self.warnings.add(STRUCK)
            return True
        if "hidden" in element.attrib or _HIDDEN.search(style):
            if any("".join(table.itertext()).strip() for table in element.iter("table")):
                self.warnings.add(UNSEEN)
            return True
        return (
            tag in _DROPPED
            or element.get("role", "").strip().lower() in _MENUS
            or (self._captions > 0 and self._is_for_screen_readers(element, tag))
        )

    def _is_for_screen_readers(self, element: _Element, tag: str) -> bool:
        """Whether a part of a caption only tells the columns: `연도별 자산, 부채 안내표`."""
        if tag == "details":
            return "open" not in element.attrib
        before = element.getprevious() is not None or (element.getparent().text or "").strip()
        told = _TELLS_TABLE.search(" ".join("".join(element.itertext()).split()))
        return tag in _BLOCKS and bool(before) and told is not None

    # Lines of the file

    def _at(self, element: _Element) -> None:
        line = element.sourceline
        self._line = line if line is not None and line < _LAST_LINE else None

    def _pass(self, text: str | None) -> None:
        if self._line is not None and text:
            self._line += text.count("\n")
            self._line = self._line if self._line < _LAST_LINE else None

    def _feed(self, text: str | None) -> None:
        if text:
            self._flow.feed(text, self._line, verbatim=self._verbatim > 0)
            self._pass(text)

    # Elements

    def _start(self, element: _Element, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
        if heading := _HEADING.fullmatch(tag):
            self._level = int(heading[1])
        elif tag in _STARTS:
            _STARTS[tag](self, element, tag)

    def _end(self, element: _Element, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
        if _HEADING.fullmatch(tag):
            self._level = None
        elif tag in _ENDS:
            _ENDS[tag](self, element, tag)

    def _break(self, _: _Element, __: str) -> None:
        self._flow.end_line()

    def _picture(self, element: _Element, _: str) -> None:
        if alt := " ".join(element.get("alt", "").split()):
            self._pictures.append(Line(alt, Place(self._line, self._line), Role.PICTURE))

    def _mark(self, _: _Element, tag: str) -> None:
        self._flow.mark(tag)

    def _unmark(self, _: _Element, __: str) -> None:
        self._flow.unmark()

    def _open_verbatim(self, _: _Element, __: str) -> None:
        self._verbatim += 1

    def _close_verbatim(self, _: _Element, __: str) -> None:
        self._verbatim -= 1

    def _open_caption(self, _: _Element, __: str) -> None:
        self._captions += 1

    def _close_caption(self, _: _Element, __: str) -> None:
        self._captions -= 1

    # Lists

    def _open_list(self, element: _Element, tag: str) -> None:
        items = sum(child.tag == "li" for child in element) if "reversed" in element.attrib else 0
        self._frame.lists.append(marks.opened(tag, _attributes(element), items))

    def _close_list(self, _: _Element, __: str) -> None:
        if self._frame.lists:
            self._frame.lists.pop()

    def _open_item(self, element: _Element, _: str) -> None:
        lists = self._frame.lists
        bullet = marks.mark(lists[-1], _attributes(element)) if lists else ""
        self._frame.bullets.append(bullet)

    def _close_item(self, _: _Element, __: str) -> None:
        if self._frame.bullets:
            self._frame.bullets.pop()

    # Terms and what is said of them

    def _close_term(self, _: _Element, __: str) -> None:
        """`<dt>인구</dt><dd>170,000명</dd>` is `인구 : 170,000명`."""
        items = self._frame.items
        last = items[-1] if items else None
        if not isinstance(last, Line) or last.role is not Role.BODY:
            return
        text = last.text.strip().rstrip(":： ")
        if len(text) <= _TERM and not text.endswith("?"):
            items.pop()
            self._frame.term = replace(last, text=text)

    def _release_term(self) -> None:
        """A term of which nothing is said in a line stands by itself."""
        if term := self._frame.term:
            self._frame.items.append(term)
            self._frame.term = None

    def _end_term(self, _: _Element, __: str) -> None:
        self._release_term()

    # Tables

    @property
    def _frame(self) -> _Frame:
        return self._frames[-1]

    def _open_table(self, _: _Element, __: str) -> None:
        self._release_term()
        self._frame.tables.append(OpenTable())
        if sum(len(frame.tables) for frame in self._frames) > self._limits.depth:
            raise Hostile("표가 지나치게 깊이 겹쳐 있어 읽지 않았습니다.")

    def _close_table(self, _: _Element, __: str) -> None:
        if self._frame.tables:
            grid = self._frame.tables.pop().grid(self._limits.cells)
            if grid is not None:
                self._frame.items.append(grid)

    def _open_section(self, _: _Element, tag: str) -> None:
        if self._frame.tables:
            self._frame.tables[-1].section(tag)

    def _close_section(self, _: _Element, __: str) -> None:
        if self._frame.tables:
            self._frame.tables[-1].end_section()

    def _open_row(self, _: _Element, __: str) -> None:
        if not self._frame.tables:
            self._leave_cell()
        if self._frame.tables:
            self._frame.tables[-1].row(self._line)

    def _close_row(self, _: _Element, __: str) -> None:
        if self._frame.tables:
            self._frame.tables[-1].end_row(self._line)

    def _open_cell(self, element: _Element, tag: str) -> None:
        if not self._frame.tables:
            self._leave_cell()
        if not self._frame.tables:
            return
        self._count += 1
        if self._count > self._limits.cells:
            raise TooLarge("표의 칸이 너무 많습니다.", "문서를 나누어 저장해 주십시오.")
        raw = self._frame.tables[-1].cell(tag, _attributes(element), self._line)
        self._cells.append(raw)
        self._frames.append(_Frame(raw.items, element))

    def _close_cell(self, element: _Element, _: str) -> None:
        if self._frame.element is element:
            self._leave_cell()

    def _leave_cell(self) -> None:
        """The open cell ends; one that was not closed does where the next begins."""
        if len(self._frames) > 1:
            self._frames.pop()
            self._cells.pop().last = self._line

    # What was gathered

    def _flush(self) -> None:
        lines = self._flow.take()
        if lines:
            self._frame.items += self._made(lines)
        self._frame.items += self._pictures
        self._pictures.clear()

    def _made(self, lines: list[tuple[str, Place]]) -> list[Item]:
        role = Role.BODY
        if self._captions:
            role = Role.CAPTION
        elif self._level is not None:
            role = Role.HEADING
        if role is not Role.BODY:
            place = lines[0][1].joined(lines[-1][1])
            text = " ".join(text.strip() for text, _ in lines)
            text = _COLUMNS.sub("", text) if role is Role.CAPTION else text
            self._release_term()
            return [Line(text, place, role, self._level if role is Role.HEADING else None)]
        if term := self._frame.term:
            self._frame.term = None
            first, place = lines[0]
            lines = [(f"{term.text} : {first.strip()}", term.place.joined(place)), *lines[1:]]
        items = drawn_items(lines)
        if not any(isinstance(item, Grid) for item in items):
            items = self._listed(items)
        return items

    def _listed(self, items: list[Item]) -> list[Item]:
        """Lines of a list with its mark before the first one, as far in as the list is."""
        frame = self._frame
        if not frame.bullets:
            return items
        indent = _INDENT * (len(frame.bullets) - 1)
        bullet, frame.bullets[-1] = frame.bullets[-1], ""
        made: list[Item] = []
        for item in items:
            if isinstance(item, Line):
                before = "" if made or marks.has_own(item.text) else bullet
                if len(self._frames) > 1 and (before == "- " or _FIGURE.match(item.text)):
                    before = ""  # in a cell, `- 58` would be a negative number
                made.append(replace(item, text=indent + before + item.text))
        return made


def _attributes(element: _Element) -> dict[str, str]:
    return {str(name).lower(): str(value) for name, value in element.attrib.items()}


_Step = Callable[[Walker, "_Element", str], None]
_STARTS: dict[str, _Step] = {
    "br": Walker._break,
    "img": Walker._picture,
    "area": Walker._picture,
    "sup": Walker._mark,
    "sub": Walker._mark,
    "pre": Walker._open_verbatim,
    "xmp": Walker._open_verbatim,
    "listing": Walker._open_verbatim,
    "caption": Walker._open_caption,
    "ul": Walker._open_list,
    "ol": Walker._open_list,
    "menu": Walker._open_list,
    "dir": Walker._open_list,
    "li": Walker._open_item,
    "dt": Walker._end_term,
    "table": Walker._open_table,
    "thead": Walker._open_section,
    "tbody": Walker._open_section,
    "tfoot": Walker._open_section,
    "tr": Walker._open_row,
    "td": Walker._open_cell,
    "th": Walker._open_cell,
}
_ENDS: dict[str, _Step] = {
    "sup": Walker._unmark,
    "sub": Walker._unmark,
    "pre": Walker._close_verbatim,
    "xmp": Walker._close_verbatim,
    "listing": Walker._close_verbatim,
    "caption": Walker._close_caption,
    "ul": Walker._close_list,
    "ol": Walker._close_list,
    "menu": Walker._close_list,
    "dir": Walker._close_list,
    "li": Walker._close_item,
    "dt": Walker._close_term,
    "dl": Walker._end_term,
    "dd": Walker._end_term,
    "table": Walker._close_table,
    "thead": Walker._close_section,
    "tbody": Walker._close_section,
    "tfoot": Walker._close_section,
    "tr": Walker._close_row,
    "td": Walker._close_cell,
    "th": Walker._close_cell,
}
