"""The report as sheets: a cover and one sheet for each part, real numbers with their formats."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tests.formats.model import Box, BoxHeading, Item, Line, Part, Table, Title

Value = str | Decimal | datetime.date


@dataclass(frozen=True)
class SheetCell:
    """A cell as a spreadsheet holds it: a value and the format that shows it as `text`."""

    row: int
    column: int
    text: str
    value: Value
    format: str = ""
    rows: int = 1
    columns: int = 1
    drawn: bool = False  # of a table


@dataclass
class Sheet:
    name: str
    cells: list[SheetCell] = field(default_factory=list)
    height: int = 0

    @property
    def width(self) -> int:
        return max(cell.column + cell.columns for cell in self.cells)

    def line(self, text: str) -> None:
        self.cells.append(SheetCell(self.height, 0, text, text))
        self.height += 1

    def table(self, table: Table) -> None:
        for cell in table.cells:
            value, shape = as_value(cell.text) if cell.row >= table.header_rows else (cell.text, "")
            self.cells.append(
                SheetCell(
                    self.height + cell.row, cell.column, cell.text, value, shape,
                    cell.rows, cell.columns, drawn=True,
                )
            )  # fmt: skip
        self.height += len(table.grid) + 1


def sheets(items: Sequence[Item]) -> list[Sheet]:
    made: list[Sheet] = []
    for item in items:
        if isinstance(item, Title):
            made.append(Sheet(item.text))
        elif isinstance(item, Part):
            made.append(Sheet(f"{item.number}. {item.text}"))
        else:
            _add(made[-1], item)
    return made


def _add(sheet: Sheet, item: Item) -> None:
    match item:
        case BoxHeading():
            sheet.height += 1
            sheet.line(f"{item.number}. {item.text}")
        case Line():
            sheet.line(item.text)
            if item.note:
                sheet.line(f"※ {item.note}")
        case Table():
            sheet.table(item)
        case Box():
            for inner in item.items:
                _add(sheet, inner)


def as_value(text: str) -> tuple[Value, str]:
    """What a clerk would have typed into the cell, and the number format given to it."""
    if match := re.fullmatch(r"(△?)(\d[\d,]*)(\.\d+)?(%?)", text):
        sign, whole, fraction, percent = match.groups()
        value = Decimal(whole.replace(",", "") + (fraction or "")) * (-1 if sign else 1)
        shape = "#,##0" + (f".{'0' * (len(fraction) - 1)}" if fraction else "")
        if percent:
            return value / 100, f"{shape.removeprefix('#,##')}%"
        return value, f"{shape};△{shape}"
    if match := re.fullmatch(r"(\d{4})\. (\d{1,2})\. (\d{1,2})\.", text):
        return datetime.date(*map(int, match.groups())), "yyyy. m. d."
    return text, ""


def rows(sheet: Sheet) -> Iterator[list[SheetCell | None]]:
    """The cells by row, None where none begins."""
    places: dict[tuple[int, int], SheetCell] = {(c.row, c.column): c for c in sheet.cells}
    last = max(cell.row for cell in sheet.cells)
    for r in range(last + 1):
        yield [places.get((r, c)) for c in range(sheet.width)]
