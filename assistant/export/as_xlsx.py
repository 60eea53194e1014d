"""A workbook: headings that stay in sight, filters, numbers as numbers, texts only ever as texts.

A cell of a workbook holds a number as a double, which is exact to 15 digits; a longer number is
written as a text, all digits kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from assistant.export.columns import COLUMNS, Cell, digits, path

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from index.catalogue.figures import FigureRow

MOST_ROWS = 1_048_576  # of one sheet, by the format
_EXACT_DIGITS = 15
_OPTIONS = {
    "constant_memory": True,  # each row goes to disk when the next begins
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(rows: Iterable[FigureRow], out: BinaryIO, *, most_rows: int = MOST_ROWS) -> int:
    """One sheet, and further ones where a sheet is full (`most_rows`, its headings included).

    Raises:
        OSError: the file could not be written.
    """
    # the archive is put together in memory: the library leaves it open where it cannot be written
    archive = BytesIO()
    with TemporaryDirectory(prefix="bogo-xlsx-") as scratch:
        workbook = Workbook(archive, {**_OPTIONS, "tmpdir": scratch})
        count = _fill(workbook, rows, most_rows)
        try:
            workbook.close()
        except FileCreateError as error:
            raise error.args[0] from error  # the OSError that it was made of
    out.write(archive.getbuffer())
    return count


def _fill(workbook: Workbook, rows: Iterable[FigureRow], most_rows: int) -> int:
    looks = _Looks(workbook)
    sheet = _Sheet(workbook, looks)
    count = 0
    for row in rows:
        if sheet.rows == most_rows:
            sheet.end()
            sheet = _Sheet(workbook, looks)
        sheet.add([column.cell(row) for column in COLUMNS])
        count += 1
    sheet.end()
    return count


class _Looks:
    """One format for each look of a cell, since a workbook holds only so many."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._numbers: dict[int, Format] = {}
        self.heading = workbook.add_format({"bold": True, "bg_color": "#E7EEF7", "bottom": 1})
        self.right = workbook.add_format({"align": "right"})

    def number(self, places: int) -> Format:
        """Separated thousands, and this many decimal places."""
        if places not in self._numbers:
            shape = "#,##0" + ("." + "0" * places if places else "")
            self._numbers[places] = self._workbook.add_format({"num_format": shape})
        return self._numbers[places]


class _Sheet:
    """One sheet, written from its first row to its last; `rows` counts the headings too."""

    def __init__(self, workbook: Workbook, looks: _Looks) -> None:
        number = len(workbook.worksheets()) + 1
        self._sheet: Worksheet = workbook.add_worksheet("수치" + (f" {number}" * (number > 1)))
        self._looks = looks
        self._sheet.freeze_panes(1, 0)
        for position, column in enumerate(COLUMNS):
            self._sheet.set_column(position, position, column.width)
            self._sheet.write_string(0, position, column.heading, looks.heading)
        self.rows = 1

    def add(self, cells: Iterable[Cell]) -> None:
        for position, cell in enumerate(cells):
            self._put(position, cell)
        self.rows += 1

    def end(self) -> None:
        self._sheet.autofilter(0, 0, self.rows - 1, len(COLUMNS) - 1)

    def _put(self, position: int, cell: Cell) -> None:
        match cell:
            case None | "" | ():
                return
            case str():
                self._text(position, cell)
            case tuple():
                self._text(position, path(cell))
            case int():
                self._sheet.write_number(self.rows, position, cell)
            case Decimal():
                self._decimal(position, cell)

    def _text(self, position: int, text: str) -> None:
        # a text between these marks would be taken for formatted text and written unescaped
        inert = f" {text}" if text.startswith("<r>") else text
        self._sheet.write_string(self.rows, position, inert)

    def _decimal(self, position: int, value: Decimal) -> None:
        shown = digits(value)
        if len(shown.strip("-").replace(".", "").strip("0")) > _EXACT_DIGITS:
            self._sheet.write_string(self.rows, position, shown, self._looks.right)
            return
        look = self._looks.number(len(shown.partition(".")[2]))
        self._sheet.write_number(self.rows, position, Decimal(shown), look)
