"""CSV as a spreadsheet saves one sheet: texts as shown, every row as wide as the widest.

A sheet's name is lost in CSV, so its title stands in the first row, as clerks write it.
"""

from __future__ import annotations

import csv
import io

from tests.formats.writing.sheets import Sheet, rows


def write(sheet: Sheet, encoding: str) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([sheet.name, *[""] * (sheet.width - 1)])
    for row in rows(sheet):
        writer.writerow([cell.text if cell else "" for cell in row])
    return target.getvalue().encode(encoding)
