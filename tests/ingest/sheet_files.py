"""Workbooks made in memory, and what the readers make of them, as plain values."""

from __future__ import annotations

import io
import struct
import zipfile

import xlsxwriter

from ingest.content import Content, Grid, Line
from ingest.limits import Limits
from ingest.readers.delimited import CsvReader
from ingest.readers.sheet import SheetReader
from ingest.sniffing import FileKind


def xlsx(build, **options) -> bytes:
    """A workbook that `build(book)` fills."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, **options})
    build(book)
    book.close()
    return target.getvalue()


def rows_of(rows, name="예산", form=None) -> bytes:
    """One sheet with these rows; None leaves a cell out."""

    def build(book):
        sheet = book.add_worksheet(name)
        style = book.add_format({"num_format": form}) if form else None
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value is not None:
                    sheet.write(r, c, value, style)

    return xlsx(build)


def changed(data: bytes, name: str, change) -> bytes:
    """The archive with one member changed; `change` gets its text ("" for a new one)."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", 8) as made:
        names = source.namelist()
        for one in names if name in names else [*names, name]:
            text = source.read(one) if one in names else b""
            made.writestr(one, change(text.decode()) if one == name else text)
    return target.getvalue()


def ods(body: str, styles: str = "", extra: dict[str, str] | None = None) -> bytes:
    """A workbook with these tables."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in {
            "office": "office",
            "table": "table",
            "text": "text",
            "style": "style",
            "fo": "xsl-fo-compatible",
            "number": "datastyle",
        }.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", 8) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
        for name, text in (extra or {}).items():
            made.writestr(name, text)
    return target.getvalue()


class Biff:
    """A BIFF8 stream, record by record: enough of an XLS file for one sheet."""

    def __init__(self, name="예산", codes=(), visible=True) -> None:
        self.head = self._record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6))
        self.head += self._record(0x42, struct.pack("<H", 1200))
        self.head += self._record(
            0x31, struct.pack("<HHHHHBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 0)
        )
        for number, code in enumerate(codes, start=164):
            self.head += self._record(0x41E, struct.pack("<H", number) + self._text(code))
        for number in [0, *range(164, 164 + len(codes))]:
            self.head += self._record(0xE0, struct.pack("<HHH", 0, number, 0) + bytes(14))
        self.name, self.visible, self.body = name, visible, b""

    @staticmethod
    def _record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    @staticmethod
    def _text(text: str) -> bytes:
        return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")

    def row(self, row: int, hidden=False) -> None:
        flags = 0x100 | (0x20 if hidden else 0)
        self.body += self._record(0x208, struct.pack("<HHHHHHI", row, 0, 10, 300, 0, 0, flags))

    def column(self, first: int, last: int) -> None:
        """Hidden columns."""
        self.body += self._record(0x7D, struct.pack("<HHHHHH", first, last, 2000, 0, 1, 0))

    def number(self, row: int, column: int, value: float, style=0) -> None:
        self.body += self._record(0x203, struct.pack("<HHHd", row, column, style, value))

    def text(self, row: int, column: int, text: str, style=0) -> None:
        self.body += self._record(0x204, struct.pack("<HHH", row, column, style) + self._text(text))

    def flag(self, row: int, column: int, value: int, error: bool) -> None:
        self.body += self._record(0x205, struct.pack("<HHHBB", row, column, 0, value, error))

    def merge(self, row: int, last_row: int, column: int, last_column: int) -> None:
        self.body += self._record(
            0xE5, struct.pack("<HHHHH", 1, row, last_row, column, last_column)
        )

    def data(self) -> bytes:
        label = struct.pack("<BB", len(self.name), 1) + self.name.encode("utf-16-le")
        end = self._record(0x0A, b"")
        start = len(self.head) + 4 + 6 + len(label) + len(end)
        sheet = self._record(0x85, struct.pack("<IBB", start, 0 if self.visible else 1, 0) + label)
        begin = self._record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
        return self.head + sheet + end + begin + self.body + end


def read(data: bytes, kind=FileKind.XLSX, limits=None) -> Content:
    reader = CsvReader() if kind is FileKind.CSV else SheetReader()
    return reader.read(data, kind, limits or Limits())


def texts(grid: Grid) -> list[list[str]]:
    """A grid as rows of texts; what a merged cell covers beside its first place is blank."""
    rows = [[""] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def plain(content: Content) -> list[str | list[list[str]]]:
    """Lines as texts, grids as rows."""
    return [item.text if isinstance(item, Line) else texts(item) for item in content.items]
