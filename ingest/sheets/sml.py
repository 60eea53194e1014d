"""Workbooks of Excel 2003 as one XML file (SpreadsheetML), which systems often name .xls."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from ingest.errors import Hostile, TooLarge
from ingest.limits import Limits
from ingest.sheets import builtin, dates, show
from ingest.sheets.archive import damaged, local_name, number
from ingest.sheets.book import Book, Merge, Sheet, Shown

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_COLUMNS, _ROWS = 16_384, 1_048_576
_TAGS = ("Style", "Worksheet", "Column", "Row", "Cell", "Visible", "Date1904")
# Formats that have a name and no code, as Korean systems show them.
_NAMED = {
    "general number": builtin.GENERAL,
    "general date": "yyyy-mm-dd h:mm",
    "long date": 'yyyy"년" m"월" d"일"',
    "medium date": "dd-mmm-yy",
    "short date": "yyyy-mm-dd",
    "long time": "h:mm:ss",
    "medium time": "h:mm AM/PM",
    "short time": "h:mm",
    "currency": '"₩"#,##0',
    "fixed": "0.00",
    "standard": "#,##0.00",
    "percent": "0.00%",
    "scientific": "0.00E+00",
}


@dataclass(slots=True)
class _Style:
    code: str = builtin.GENERAL
    ruled: bool = False
    struck: bool = False


def read(data: bytes, limits: Limits) -> tuple[Book, show.Display]:
    """The workbook, read whole: whether a sheet is hidden stands behind it.

    Raises:
        ingest.errors.IngestError: it is damaged, too large or made to do harm.
    """
    display = show.Display()
    reading = _Reading(display, limits)
    for begins, element in _elements(data):
        reading.step(begins, element)
    hidden = [sheet.name for sheet, shown in reading.sheets if not shown]
    visible = [sheet for sheet, shown in reading.sheets if shown]
    return Book(iter(visible), hidden, notes=reading.notes), display


def _elements(data: bytes) -> Iterator[tuple[bool, Element]]:
    """The elements that matter when they begin and when they end, emptied once they are over."""
    from lxml import etree

    try:
        for event, element in etree.iterparse(
            io.BytesIO(data),
            events=("start", "end"),
            tag=tuple(f"{{*}}{tag}" for tag in _TAGS),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ):
            if element.getroottree().docinfo.doctype:
                raise Hostile("외부를 참조하거나 끝없이 불어나는 내용이 있어 읽지 않았습니다.")
            yield event == "start", element
            if event == "end" and local_name(element) in ("Row", "Worksheet"):
                element.clear(keep_tail=True)
    except etree.XMLSyntaxError as error:
        raise damaged() from error


@dataclass(slots=True)
class _Reading:
    """The workbook while it is read; `sheets` tells of each whether it is shown."""

    display: show.Display
    limits: Limits
    sheets: list[tuple[Sheet, bool]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    styles: dict[str, _Style] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)  # styles of whole columns
    row: int = -1
    column: int = -1
    next_column: int = 0
    cells: int = 0

    def step(self, begins: bool, element: Element) -> None:
        tag = local_name(element)
        if tag == "Worksheet" and begins:
            self.sheets.append((Sheet(_get(element, "Name")), True))
            self.row, self.next_column, self.columns = -1, 0, {}
        elif tag == "Row" and begins:
            self._row(element)
        elif begins:
            return
        elif tag == "Style":
            self._style(element)
        elif tag == "Date1904":
            self.display.since_1904 = True
        elif not self.sheets:
            return
        elif tag == "Column":
            self._columns(element)
        elif tag == "Cell":
            self._cell(element)
        elif tag == "Visible" and (element.text or "").strip() != "SheetVisible":
            self.sheets[-1] = (self.sheets[-1][0], False)

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1][0]

    def _style(self, element: Element) -> None:
        parent = self.styles.get(_get(element, "Parent") or "Default", _Style())
        style = _Style(parent.code, parent.ruled, parent.struck)
        for part in element.iter():
            tag = local_name(part)
            if tag == "NumberFormat":
                code = _get(part, "Format")
                style.code = _NAMED.get(code.casefold(), code or builtin.GENERAL)
            elif tag == "Border" and _get(part, "Position") in ("Left", "Right"):
                style.ruled = _get(part, "LineStyle") not in ("", "None")
            elif tag == "Font":
                style.struck = _get(part, "StrikeThrough") == "1"
        self.styles[_get(element, "ID")] = style

    def _columns(self, element: Element) -> None:
        first = number(_get(element, "Index"), self.next_column + 1) - 1
        last = min(first + number(_get(element, "Span")), _COLUMNS - 1)
        span = range(max(first, 0), last + 1)
        self.next_column = last + 1
        if _get(element, "Hidden") == "1" or _get(element, "Width") == "0":
            self.sheet.hidden_columns.update(span)
        if style := _get(element, "StyleID"):
            self.columns.update(dict.fromkeys(span, style))

    def _row(self, element: Element) -> None:
        self.row = number(_get(element, "Index"), self.row + 2) - 1
        self.column = -1
        if not 0 <= self.row < _ROWS or not self.sheets:
            raise damaged()
        last = min(self.row + number(_get(element, "Span")), _ROWS - 1)
        if _get(element, "Hidden") == "1" or _get(element, "Height") == "0":
            self.sheet.hidden_rows.update(range(self.row, last + 1))

    def _cell(self, element: Element) -> None:
        column = number(_get(element, "Index"), self.column + 2) - 1
        across, down = number(_get(element, "MergeAcross")), number(_get(element, "MergeDown"))
        if not 0 <= column < _COLUMNS or self.row < 0 or across < 0 or down < 0:
            raise damaged()
        self.column = column + across
        if across or down:
            last = (min(self.row + down, _ROWS - 1), min(self.column, _COLUMNS - 1))
            self.sheet.merges.append(Merge(self.row, column, *last))
        row = element.getparent()
        of_row = _get(row, "StyleID") if row is not None else ""
        named = _get(element, "StyleID") or of_row or self.columns.get(column, "Default")
        style = self.styles.get(named, _Style())
        content = next((child for child in element if local_name(child) == "Data"), None)
        if content is None and _get(element, "Formula"):
            self.sheet.unknown.append((self.row, column))
            return
        text, is_number = self._shown(content, style) if content is not None else ("", False)
        if style.struck and text.strip():
            self.sheet.struck += 1
            text = ""
        if not text.strip():
            if style.ruled:
                self.sheet.ruled_rows.add(self.row)
            return
        self.cells += 1
        if self.cells > self.limits.cells:
            raise TooLarge(f"칸이 너무 많습니다. {self.limits.cells:,}칸까지 읽을 수 있습니다.")
        self.sheet.cells.append(Shown(self.row, column, text, is_number, style.ruled))

    def _shown(self, content: Element, style: _Style) -> tuple[str, bool]:
        stored = "".join(str(part) for part in content.itertext())
        kind = _get(content, "Type")
        if kind == "Number":
            with suppress(ValueError):
                return self.display.number(float(stored), style.code), True
        elif kind == "DateTime":
            with suppress(ValueError):
                value = dates.serial(datetime.fromisoformat(stored), self.display.since_1904)
                code = style.code if show.is_date(style.code) else "yyyy-mm-dd"
                return self.display.number(float(value), code), True
        elif kind == "Boolean":
            return ("TRUE" if stored.strip() == "1" else "FALSE"), False
        elif kind == "String":
            plain = stored.replace("\r\n", "\n").replace("\r", "\n")
            return show.text(plain, style.code), False
        return stored, False


def _get(element: Element, name: str) -> str:
    return str(element.get(_SS + name) or element.get(name) or "")
