"""Comma-separated values as Excel in Korea opens them right: UTF-8 with a byte order mark.

A spreadsheet takes a text that begins with `=`, `+`, `-` or `@` for a formula and runs it, and a
report may come from anyone.  Such a text gets an apostrophe in front, which spreadsheets take for
"this is a text"; what is nothing but a number stays as it is.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from assistant.export.columns import COLUMNS, Cell, digits, path

if TYPE_CHECKING:
    from index.catalogue.figures import FigureRow

# the full-width forms too: East Asian spreadsheets read them as the others
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")


class _Encoded:
    """What `csv.writer` needs of a file, over bytes."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        return self._out.write(text.encode())


def write_csv(rows: Iterable[FigureRow], out: BinaryIO) -> int:
    """A line of headings, then one line a figure, ended as RFC 4180 says."""
    out.write(codecs.BOM_UTF8)
    lines = csv.writer(_Encoded(out))
    lines.writerow([column.heading for column in COLUMNS])
    count = 0
    for row in rows:
        lines.writerow([_shown(column.cell(row)) for column in COLUMNS])
        count += 1
    return count


def _shown(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return harmless(cell)
        case tuple():
            return harmless(path(cell))
        case int():
            return str(cell)
    return digits(cell)


def harmless(text: str) -> str:
    """The text as no spreadsheet runs it."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
