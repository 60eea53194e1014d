"""XLSX: numbers as numbers (85.3% is 0.853 shown as `0.0%`), dates as dates, merged ranges."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from tests.formats.model import Item
from tests.formats.writing.sheets import Sheet, SheetCell, sheets

_MADE = datetime.datetime(2025, 11, 20, 9, 0, 0)


def write(items: Sequence[Item]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"created": _MADE})
    for sheet in sheets(items):
        _write(book, book.add_worksheet(sheet.name), sheet)
    book.close()
    return target.getvalue()


def _write(book: Any, made: Any, sheet: Sheet) -> None:
    made.set_column(0, 0, 24)
    for cell in sheet.cells:
        look = book.add_format({"num_format": cell.format or "General", "border": int(cell.drawn)})
        if cell.rows > 1 or cell.columns > 1:
            last = (cell.row + cell.rows - 1, cell.column + cell.columns - 1)
            made.merge_range(cell.row, cell.column, *last, "", look)
        _put(made, cell, look)


def _put(made: Any, cell: SheetCell, look: Any) -> None:
    match cell.value:
        case Decimal():
            made.write_number(cell.row, cell.column, float(cell.value), look)
        case datetime.date():
            made.write_datetime(cell.row, cell.column, cell.value, look)
        case "":
            made.write_blank(cell.row, cell.column, None, look)
        case text:
            made.write_string(cell.row, cell.column, text, look)
