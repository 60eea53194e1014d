"""A workbook: headings that stay in sight, filters, numbers as numbers, texts only ever as texts.

A cell of a workbook holds a number as a double, which is exact to 15 digits; a longer number is
written as a text, all digits kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from assistant.export.columns import COLUMNS, Cell, digits, path

if TYPE_CHECKING:
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
    """One sheet, and further ones where a sheet is full (`most_rows`, the headings included)."""
    book = _Book(Workbook(out, _OPTIONS), most_rows)
    for row in rows:
        book.add([column.cell(row) for column in COLUMNS])
    return book.close()


@dataclass
class _Book:
    workbook: Any
    most_rows: int
    count: int = 0
    _sheet: Any = None
    _next: int = 0  # row of the sheet to write next
    _formats: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.workbook.set_size(1600, 900)
        self._begin()

    def add(self, cells: Iterable[Cell]) -> None:
        if self._next == self.most_rows:
            self._end()
            self._begin()
        for position, cell in enumerate(cells):
            self._put(position, cell)
        self._next += 1
        self.count += 1

    def close(self) -> int:
        """Finish the file.

        Raises:
            OSError: it could not be written.
        """
        self._end()
        try:
            self.workbook.close()
        except FileCreateError as error:
            raise error.args[0] from error  # the OSError that it was made of
        return self.count

    def _begin(self) -> None:
        number = len(self.workbook.worksheets()) + 1
        self._sheet = self.workbook.add_worksheet("수치" if number == 1 else f"수치 {number}")
        self._sheet.freeze_panes(1, 0)
        heading = self._format("heading", bold=True, bg_color="#E7EEF7", bottom=1)
        for position, column in enumerate(COLUMNS):
            self._sheet.set_column(position, position, column.width)
            self._sheet.write_string(0, position, column.heading, heading)
        self._next = 1

    def _end(self) -> None:
        self._sheet.autofilter(0, 0, self._next - 1, len(COLUMNS) - 1)

    def _put(self, position: int, cell: Cell) -> None:
        match cell:
            case None | "" | ():
                return
            case str():
                self._text(position, cell)
            case tuple():
                self._text(position, path(cell))
            case int():
                self._sheet.write_number(self._next, position, cell)
            case Decimal():
                self._number(position, cell)

    def _text(self, position: int, text: str) -> None:
        # the library would write a text between these marks as it is, without escaping it
        inert = f" {text}" if text.startswith("<r>") else text
        self._sheet.write_string(self._next, position, inert)

    def _number(self, position: int, value: Decimal) -> None:
        if len(digits(value).strip("-").replace(".", "").strip("0")) > _EXACT_DIGITS:
            right = self._format("right", align="right")
            self._sheet.write_string(self._next, position, digits(value), right)
            return
        places = len(digits(value).partition(".")[2])
        shape = "#,##0" + ("." + "0" * places if places else "")
        self._sheet.write_number(self._next, position, value, self._format(shape, num_format=shape))

    def _format(self, name: str, **properties: object) -> Any:
        """One format object for each look: a workbook holds only so many."""
        if name not in self._formats:
            self._formats[name] = self.workbook.add_format(properties)
        return self._formats[name]
