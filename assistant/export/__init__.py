"""Figures as data for people: one module per format, all over the same columns.

columns         what a row tells of a figure, once for every format
as_table        for reading in a terminal: the most important columns
layout          columns that line up in a terminal
as_csv          comma-separated, opens right in Excel
as_json         one array, one figure a line
as_xlsx         a workbook
saving          a file that is there whole or not at all
nothing_found   what to say where no figure meets the conditions
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from index.catalogue.figures import FigureRow

TABLE, CSV, JSON, XLSX = "table", "csv", "json", "xlsx"
FORMATS = (TABLE, CSV, JSON, XLSX)


class Writer(Protocol):
    """Writes figures in one format; gives how many they were."""

    def __call__(self, rows: Iterable[FigureRow], out: BinaryIO) -> int: ...


def writer(format: str) -> Writer:
    """The writer of one of `FORMATS`; only its libraries are loaded."""
    match format:
        case "csv":
            from assistant.export.as_csv import write_csv

            return write_csv
        case "json":
            from assistant.export.as_json import write_json

            return write_json
        case "xlsx":
            from assistant.export.as_xlsx import write_xlsx

            return write_xlsx
        case "table":
            from assistant.export.as_table import write_table

            return write_table
    raise ValueError(f"unknown format: {format}")
