"""ODS workbooks: the text that the file itself holds of each cell as it was shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.errors import Locked, TooLarge
from ingest.limits import Limits
from ingest.sheets import builtin, digits, show
from ingest.sheets.archive import Archive, damaged, local_name, number
from ingest.sheets.book import Book, Merge, Sheet, Shown

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

COLUMNS, ROWS = 16_384, 1_048_576
_SPACES = 200  # blanks in a row that are kept
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _STYLE, _TEXT = (
    f"{{{_ODF}{name}:1.0}}" for name in ("office", "table", "style", "text")
)
_NUMBERS = ("float", "percentage", "currency", "date", "time")
_NEGATIVE_SIGN = re.compile(r"[-−–△▲∆Δ(\[]")


@dataclass(slots=True)
class _Styles:
    """By name: cell styles that draw a line at a side, tables that are hidden, colours."""

    ruled: set[str] = field(default_factory=set)
    struck: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    formats: dict[str, str] = field(default_factory=dict)  # cell style → number format
    coloured: set[str] = field(default_factory=set)  # number formats whose last case has a colour

    def add(self, element: Element) -> None:
        """A `style:style`."""
        name = element.get(_STYLE + "name", "")
        if data := element.get(_STYLE + "data-style-name"):
            self.formats[name] = data
        for child in element:
            kind = local_name(child)
            if kind == "table-properties" and child.get(_TABLE + "display") == "false":
                self.hidden.add(name)
            elif kind == "table-cell-properties" and _draws(child):
                self.ruled.add(name)
            elif kind == "text-properties" and _crosses_out(child):
                self.struck.add(name)

    def add_format(self, element: Element) -> None:
        if any(local_name(child) == "text-properties" for child in element):
            self.coloured.add(element.get(_STYLE + "name", ""))

    def is_coloured(self, cell_style: str) -> bool:
        return self.formats.get(cell_style, "") in self.coloured


def _crosses_out(properties: Element) -> bool:
    return str(properties.get(_STYLE + "text-line-through-style", "none")) != "none"


def _draws(properties: Element) -> bool:
    sides = ("border", "border-left", "border-right")
    return any(
        str(key).rpartition("}")[2] in sides and value != "none"
        for key, value in properties.attrib.items()
    )


def read(data: bytes, limits: Limits) -> tuple[Book, show.Display]:
    """The workbook; its sheets are read as they are asked for.

    Raises:
        ingest.errors.IngestError: it is locked, damaged, too large or made to do harm.
    """
    archive = Archive(data, limits)
    if "META-INF/manifest.xml" in archive:
        for _ in archive.elements("META-INF/manifest.xml", "encryption-data"):
            raise Locked(
                "암호가 걸린 문서라 읽을 수 없습니다.", "암호를 푼 파일로 다시 저장해 주십시오."
            )
    if "content.xml" not in archive:
        raise damaged()
    title = ""
    if "meta.xml" in archive:
        for _, _, element in archive.elements("meta.xml", "title"):
            title = "".join(element.itertext()).strip()
    display = show.Display()
    book = Book(iter(()), title=title)
    book.sheets = _Reading(archive, display, limits, book.hidden).sheets()
    return book, display


class _Reading:
    """The body of a workbook while it is read."""

    def __init__(
        self, archive: Archive, display: show.Display, limits: Limits, hidden: list[str]
    ) -> None:
        self.archive = archive
        self.display = display
        self.limits = limits
        self.hidden = hidden
        self.styles = _Styles()
        self.sheet: Sheet | None = None
        self.nested = 0
        self.row = self.column = self.columns = 0
        self.begun = 0  # cells before the current row
        self.row_is_ruled = False

    def sheets(self) -> Iterator[Sheet]:
        """Visible sheets, each once it is complete; the names of the others are noted."""
        formats = ("number-style", "currency-style", "percentage-style")
        cells = ("table-cell", "covered-table-cell", "table-column")
        starts = ("table", "table-row")
        for begins, tag, element in self.archive.elements(
            "content.xml", "style", *formats, *cells, starts=starts
        ):
            if tag == "table":
                done = self._begin(element) if begins else self._end()
                if done is not None:
                    yield done
            elif tag == "style":
                self.styles.add(element)
            elif tag in formats:
                self.styles.add_format(element)
            elif self.sheet is not None and not self.nested:
                self._inside(begins, tag, element, self.sheet)

    def _begin(self, element: Element) -> Sheet | None:
        parent = element.getparent()
        if self.sheet is not None or parent is None or local_name(parent) != "spreadsheet":
            self.nested += 1
            return None
        name = element.get(_TABLE + "name", "")
        if element.get(_TABLE + "style-name") in self.styles.hidden:
            self.hidden.append(name)
            self.nested += 1
            return None
        self.sheet = Sheet(name)
        self.row = self.column = self.columns = 0
        return None

    def _end(self) -> Sheet | None:
        if self.nested:
            self.nested -= 1
            return None
        done, self.sheet = self.sheet, None
        return done

    def _inside(self, begins: bool, tag: str, element: Element, sheet: Sheet) -> None:
        if tag == "table-row":
            if begins:
                self.column = 0
                self.begun = len(sheet.cells)
                self.row_is_ruled = False
            else:
                self._row(element, sheet)
        elif tag == "table-column":
            times = _times(element, "columns", COLUMNS)
            if element.get(_TABLE + "visibility", "visible") != "visible":
                last = min(self.columns + times, COLUMNS)
                sheet.hidden_columns.update(range(self.columns, last))
            self.columns += times
        else:
            self._cell(element, sheet, covered=tag == "covered-table-cell")

    def _row(self, element: Element, sheet: Sheet) -> None:
        """The end of a row, which may stand for many."""
        times = _times(element, "rows", ROWS)
        cells = sheet.cells[self.begun :]
        self._check(len(sheet.cells) + len(cells) * (times - 1))
        for offset in range(1, times if cells else 1):
            sheet.cells += [cell._replace(row=self.row + offset) for cell in cells]
        span = range(self.row, min(self.row + times, ROWS))
        if element.get(_TABLE + "visibility", "visible") != "visible":
            sheet.hidden_rows.update(span)
        if self.row_is_ruled:
            sheet.ruled_rows.update(span)
        self.row += times

    def _cell(self, element: Element, sheet: Sheet, covered: bool) -> None:
        times = _times(element, "columns", COLUMNS)
        first, self.column = self.column, self.column + times
        if covered:
            return
        style = element.get(_TABLE + "style-name", "")
        ruled = style in self.styles.ruled
        text = self._shown(element, style)
        if text is None:
            sheet.unknown.append((self.row, first))
            return
        crossed_out = any(self._is_struck(inner) for inner in element.iter())
        if text.strip() and self._is_struck(element):
            text = ""
        sheet.struck += crossed_out
        if not text.strip():
            self.row_is_ruled = self.row_is_ruled or ruled
            return
        self._check(len(sheet.cells) + times)
        if first + times > COLUMNS or self.row >= ROWS:
            raise damaged()
        kind = element.get(_OFFICE + "value-type", "")
        sheet.cells += [
            Shown(self.row, first + offset, text, kind in _NUMBERS, ruled)
            for offset in range(times)
        ]
        down = number(element.get(_TABLE + "number-rows-spanned"), 1)
        across = number(element.get(_TABLE + "number-columns-spanned"), 1)
        if (down > 1 or across > 1) and down > 0 and across > 0:
            last = (min(self.row + down, ROWS) - 1, min(first + across, COLUMNS) - 1)
            sheet.merges.append(Merge(self.row, first, *last))

    def _is_struck(self, element: Element) -> bool:
        named = element.get(_TABLE + "style-name") or element.get(_TEXT + "style-name")
        return named in self.styles.struck

    def _check(self, cells: int) -> None:
        if cells > self.limits.cells:
            raise TooLarge(f"칸이 너무 많습니다. {self.limits.cells:,}칸까지 읽을 수 있습니다.")

    def _shown(self, element: Element, style: str) -> str | None:
        """The text of a cell; None for a formula whose result is not there."""
        struck = self.styles.struck
        paragraphs = [_paragraph(child, struck) for child in element if child.tag == _TEXT + "p"]
        text = "\n".join(paragraphs)
        stored = element.get(_OFFICE + "value", "")
        if text.strip():
            return self._signed(text, stored, style)
        kind = element.get(_OFFICE + "value-type", "")
        if element.get(_TABLE + "formula") and not kind:
            return None
        if paragraphs:
            return text
        return self._valued(kind, stored, element)

    def _signed(self, text: str, stored: str, style: str) -> str:
        """A negative number whose sign is only a colour gets one that can be read."""
        if not stored.startswith("-") or _NEGATIVE_SIGN.search(text):
            return text
        if not any(c in "123456789" for c in text):
            return text
        if self.styles.is_coloured(style):
            self.display.coloured += 1
            return "-" + text.strip()
        self.display.unsigned += 1
        return text

    def _valued(self, kind: str, stored: str, element: Element) -> str:
        """What a cell without a text must show, by its value alone."""
        if kind in ("float", "currency", "percentage"):
            with suppress(ValueError):
                if kind != "percentage":
                    return self.display.number(float(stored), builtin.GENERAL)
                return digits.general(digits.exact(float(stored)) * 100) + "%"
        if kind == "boolean":
            return str(element.get(_OFFICE + "boolean-value", "")).upper()
        for name in ("string-value", "date-value"):
            if found := element.get(_OFFICE + name):
                return str(found)
        return ""


def _times(element: Element, what: str, most: int) -> int:
    """How many rows or columns an element stands for."""
    return min(max(number(element.get(f"{_TABLE}number-{what}-repeated"), 1), 1), most)


def _paragraph(element: Element, struck: set[str]) -> str:
    """The text of a paragraph, with its blanks; remarks and pronunciations are left out.

    So is what is crossed out by one of the `struck` styles.
    """
    pieces = [element.text or ""]
    for child in element:
        kind = local_name(child)
        if kind == "s":
            pieces.append(" " * min(max(number(child.get(_TEXT + "c"), 1), 1), _SPACES))
        elif kind == "tab":
            pieces.append("\t")
        elif kind == "line-break":
            pieces.append("\n")
        elif child.get(_TEXT + "style-name") in struck:
            pass
        elif kind not in ("annotation", "ruby-text", "note"):
            pieces.append(_paragraph(child, struck))
        pieces.append(child.tail or "")
    return "".join(pieces)
