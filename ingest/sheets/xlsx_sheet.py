"""One sheet of an XLSX workbook: what each cell shows, and what stands over the cells."""

from __future__ import annotations

import posixpath
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from ingest.raised import raised
from ingest.sheets import builtin, dates, show
from ingest.sheets.archive import Archive, attribute, damaged, local_name, number
from ingest.sheets.book import INDENT, Merge, Sheet, Shown

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

COLUMNS, ROWS = 16_384, 1_048_576
TRUE = ("1", "true", "on")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_POSITION = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_ANCHORS = ("twoCellAnchor", "oneCellAnchor")
_STALE = "다시 계산하도록 저장된 수식이 있어, 파일에 저장되어 있던 계산 결과를 읽었습니다."


class Style(NamedTuple):
    code: str = builtin.GENERAL
    ruled: bool = False
    struck: bool = False
    indent: int = 0


class Link(NamedTuple):
    """What a part refers to: the last word of the kind, and the part."""

    kind: str
    target: str


@dataclass(slots=True)
class Shared:
    """What all sheets of a workbook refer to."""

    archive: Archive
    display: show.Display
    styles: list[Style]
    strings: list[Text]
    recalculated: bool  # the stored results of formulas were not meant to be shown
    notes: list[str] = field(default_factory=list)


def links_of(archive: Archive, part: str) -> dict[str, Link]:
    """What a part refers to, by id; targets outside of the file are left out."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    links: dict[str, Link] = {}
    if relations not in archive:
        return links
    for _, _, element in archive.elements(relations, "Relationship"):
        if element.get("TargetMode") == "External":
            continue
        target = element.get("Target", "").replace("\\", "/")
        kind = element.get("Type", "").rpartition("/")[2]
        place = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        links[element.get("Id", "")] = Link(kind, posixpath.normpath(place))
    return links


class Text(NamedTuple):
    """A string, and whether a part of it was crossed out and is left out."""

    text: str
    struck: bool = False


def text_of(element: Element) -> Text:
    """The text of a string, in one piece or in runs; how it is pronounced is left out."""
    made, struck = "", False
    for child in element:
        if local_name(child) == "t":
            made += child.text or ""
        elif local_name(child) == "r":
            text = "".join(run.text or "" for run in child if local_name(run) == "t")
            look = [e for run in child if local_name(run) == "rPr" for e in run]
            if text.strip() and any(is_struck(e) for e in look):
                struck = True
            elif any(local_name(e) == "vertAlign" and e.get("val") == "superscript" for e in look):
                made += raised(made, text)
            else:
                made += text
    return Text(_unescaped(made), struck)


def is_struck(element: Element) -> bool:
    """Whether this part of a font says that text is crossed out."""
    return local_name(element) == "strike" and element.get("val", "1") in TRUE


def _unescaped(text: str) -> str:
    r"""`_x000D_` stands for a character that XML cannot hold."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Reading:
    """One sheet while it is read."""

    def __init__(self, shared: Shared, name: str) -> None:
        self.shared = shared
        self.sheet = Sheet(name)
        self.row = self.column = -1
        self.computed: list[int] = []  # positions in the cells that formulas fill
        self.references: list[str] = []  # to tables and drawings

    def read(self, part: str) -> Sheet:
        tags = ("c", "col", "mergeCell", "tablePart", "drawing")
        for begins, tag, element in self.shared.archive.elements(part, *tags, starts=("row",)):
            if begins:
                self._row(element)
            elif tag == "c":
                self._cell(element)
            elif tag == "col":
                self._columns(element)
            elif tag == "mergeCell":
                self._merge(element.get("ref", ""))
            else:
                self.references.append(attribute(element, "id"))
        self._doubt()
        if self.references:
            self._follow(links_of(self.shared.archive, part))
        return self.sheet

    def _row(self, element: Element) -> None:
        self.row = number(element.get("r"), self.row + 2) - 1
        self.column = -1
        if not 0 <= self.row < ROWS:
            raise damaged()
        if element.get("hidden") in TRUE or element.get("ht") == "0":
            self.sheet.hidden_rows.add(self.row)

    def _columns(self, element: Element) -> None:
        if element.get("hidden") not in TRUE and element.get("width") != "0":
            return
        first, last = number(element.get("min"), 1) - 1, number(element.get("max")) - 1
        self.sheet.hidden_columns.update(range(max(first, 0), min(last, COLUMNS - 1) + 1))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _position(first), _position(last)
        if start and end:
            self.sheet.merges.append(Merge(*start, *end))

    def _cell(self, element: Element) -> None:
        position = _position(element.get("r", ""))
        self.column = position[1] if position else self.column + 1
        if not 0 <= self.column < COLUMNS or self.row < 0:
            raise damaged()
        styles = self.shared.styles
        index = number(element.get("s"))
        style = styles[index] if 0 <= index < len(styles) else styles[0]
        stored, computed = _stored(element)
        kind = element.get("t", "n")
        if computed and (stored is None or (not stored and kind != "str")):
            self.sheet.unknown.append((self.row, self.column))
            return
        text, is_number = self._shown(kind, stored or "", style.code, element)
        if text.strip() and style.struck:
            self.sheet.struck += 1
            text = ""
        if text.strip():
            if computed:
                self.computed.append(len(self.sheet.cells))
            text = text if is_number else INDENT * style.indent + text
            self.sheet.cells.append(Shown(self.row, self.column, text, is_number, style.ruled))
        elif style.ruled:
            self.sheet.ruled_rows.add(self.row)

    def _shown(self, kind: str, stored: str, code: str, element: Element) -> tuple[str, bool]:
        """The text on the screen, and whether it is a number."""
        if kind in ("n", "d"):
            value = _number(stored, kind, self.shared.display.since_1904)
            if value is None:
                return stored.strip(), False
            return self.shared.display.number(value, code), True
        if kind == "b":
            return ("TRUE" if stored.strip() in TRUE else "FALSE") if stored else "", False
        if kind == "e":
            return stored, False
        return show.text(self._string(kind, stored, element), code), False

    def _string(self, kind: str, stored: str, element: Element) -> str:
        if kind == "s":
            index = number(stored, -1)
            if not 0 <= index < len(self.shared.strings):
                if stored:
                    raise damaged()
                return ""
            return self._kept(self.shared.strings[index])
        if kind == "inlineStr":
            inline = (text_of(child) for child in element if local_name(child) == "is")
            return "".join(self._kept(text) for text in inline)
        return _unescaped(stored)

    def _kept(self, text: Text) -> str:
        self.sheet.struck += text.struck
        return text.text

    def _follow(self, links: dict[str, Link]) -> None:
        """Parts of the sheet that lie elsewhere: tables with a heading row, and drawings."""
        archive = self.shared.archive
        for reference in self.references:
            link = links.get(reference)
            if link is None or link.target not in archive:
                continue
            if link.kind == "table":
                for _, _, element in archive.elements(link.target, "table"):
                    self._heading(element)
            elif link.kind == "drawing":
                for _, _, element in archive.elements(link.target, *_ANCHORS):
                    self.sheet.boxes += _boxes(element)

    def _heading(self, element: Element) -> None:
        first, _, last = element.get("ref", "").partition(":")
        start, end = _position(first), _position(last)
        if start is None or end is None or element.get("headerRowCount", "1") == "0":
            return
        self.sheet.cells = [
            cell._replace(header=True)
            if cell.row == start[0] and start[1] <= cell.column <= end[1]
            else cell
            for cell in self.sheet.cells
        ]

    def _doubt(self) -> None:
        """Formulas that are all 0 in a file to be recalculated were never calculated at all."""
        if not self.shared.recalculated or not self.computed:
            return
        cells = self.sheet.cells
        numbers = [i for i in self.computed if cells[i].number]
        if numbers and not any(c in "123456789" for i in numbers for c in cells[i].text):
            gone = set(numbers)
            self.sheet.unknown += [(cells[i].row, cells[i].column) for i in numbers]
            self.sheet.cells = [cell for i, cell in enumerate(cells) if i not in gone]
        elif _STALE not in self.shared.notes:
            self.shared.notes.append(_STALE)


def _position(reference: str) -> tuple[int, int] | None:
    """Row and column, from 0, of `B7`."""
    match = _POSITION.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _stored(element: Element) -> tuple[str | None, bool]:
    """What `<v>` holds, None without one, and whether a formula makes it."""
    stored, computed = None, False
    for child in element:
        tag = local_name(child)
        if tag == "v":
            stored = child.text or ""
        elif tag == "f":
            computed = True
    return stored, computed


def _number(stored: str, kind: str, since_1904: bool) -> float | None:
    if kind == "n":
        with suppress(ValueError):
            return float(stored)
        return None
    for parse in (datetime.fromisoformat, time.fromisoformat):
        with suppress(ValueError):
            value: date | datetime | time = parse(stored.strip().removesuffix("Z"))
            return float(dates.serial(value, since_1904))
    return None


def _boxes(anchor: Element) -> list[tuple[int, str]]:
    """The texts of the shapes at an anchor, each with the row where the anchor begins."""
    row = next((number(e.text) for e in anchor.iter("{*}row")), 0)
    found = []
    for shape in anchor.iter("{*}sp"):
        if any(local_name(parent) == "Fallback" for parent in shape.iterancestors()):
            continue  # the same once more, for older programs
        if any(e.get("hidden") in TRUE for e in shape.iter("{*}cNvPr")):
            continue
        paragraphs = ("".join(t.text or "" for t in p.iter("{*}t")) for p in shape.iter("{*}p"))
        found += [(row, text) for text in paragraphs if text.strip()]
    return found
