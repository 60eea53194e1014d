"""Spreadsheets: XLSX, XLS and ODS, as a person sees them."""

from __future__ import annotations

from ingest.content import Content
from ingest.limits import Limits
from ingest.sheets import ods, sml, xls, xlsx
from ingest.sheets.content import content
from ingest.sniffing import FileKind

_BOOKS = {
    FileKind.XLSX: (
        xlsx.read,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    FileKind.XLS: (xls.read, "application/vnd.ms-excel"),
    FileKind.SML: (sml.read, "application/vnd.ms-excel"),
    FileKind.ODS: (ods.read, "application/vnd.oasis.opendocument.spreadsheet"),
}


class SheetReader:
    """Reads workbooks: every visible sheet under its name, its lines and its tables."""

    kinds = frozenset(_BOOKS)

    def read(self, data: bytes, kind: FileKind, limits: Limits) -> Content:
        """What the visible sheets show; places hold the rows of the sheet.

        Raises:
            ingest.errors.IngestError: the workbook cannot be read, or shows nothing.
        """
        read, media_type = _BOOKS[kind]
        book, display = read(data, limits)
        return content(book, display, media_type, limits)
