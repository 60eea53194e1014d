"""CSV: fields between commas, semicolons, tabs or bars, as files on open-data sites come."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ingest import decode
from ingest.content import Content
from ingest.errors import Empty, Malformed, TooLarge
from ingest.limits import Limits
from ingest.sheets.book import Shown
from ingest.sheets.regions import items
from ingest.sheets.visible import View
from ingest.sniffing import FileKind

_DELIMITERS = ",\t;|"
_SAMPLE = 65_536  # characters that tell the delimiter
_FIGURE = re.compile(r"\s*[(△▲+\-−]?\s*\d[\d,]*(?:\.\d+)?\s*%?\)?\s*")
_STATED = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_QUOTES = "따옴표가 짝이 맞지 않는 줄이 있어, 따옴표를 글자로 보고 읽었습니다."


class _Record(NamedTuple):
    first_line: int
    last_line: int
    fields: list[str]


class CsvReader:
    """Reads CSV in UTF-8, UTF-16 (with its mark) or CP949."""

    kinds = frozenset({FileKind.CSV})

    def read(self, data: bytes, kind: FileKind, limits: Limits) -> Content:
        """Titles, tables and notes; places hold the lines of the file.

        Raises:
            Empty: no field holds anything.
            Malformed: it is no text, or a quote is opened and never closed.
            TooLarge: it has more fields than the limits allow, or one beyond all measure.
        """
        text, encoding = decode.decode(data)
        records, warnings = _records(text, limits)
        cells = [
            Shown(row, column, _plain(field), _FIGURE.fullmatch(field) is not None)
            for row, record in enumerate(records)
            for column, field in enumerate(record.fields)
            if field.strip()
        ]
        if not cells:
            raise Empty("내용이 없는 빈 파일입니다.")
        view = View(
            cells,
            [record.first_line for record in records],
            ends=[record.last_line for record in records],
        )
        return Content("text/csv", tuple(items(view, limits)), encoding=encoding, warnings=warnings)


def _plain(field: str) -> str:
    return field.replace("\r\n", "\n").replace("\r", "\n")


def _records(text: str, limits: Limits) -> tuple[list[_Record], tuple[str, ...]]:
    """The records, and a warning where quotes had to be taken for letters."""
    stated = _STATED.fullmatch(text.splitlines()[0]) if text[:4].casefold() == "sep=" else None
    delimiter = stated[1] if stated else _delimiter(text)
    try:
        records = list(_parsed(text, delimiter, limits, csv.QUOTE_MINIMAL))
    except csv.Error as error:
        if "limit" in str(error):
            raise TooLarge("한 칸의 내용이 너무 길어 읽을 수 없습니다.") from error
        return _without_quotes(text, delimiter, limits, error), (_QUOTES,)
    return records[1 if stated else 0 :], ()


def _parsed(text: str, delimiter: str, limits: Limits, quoting: Literal[0, 3]) -> Iterator[_Record]:
    lines = io.StringIO(text, newline="")  # a line ends where editors end it
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=True)
    count, line = 0, 0
    for fields in reader:
        count += len(fields)
        if count > limits.cells:
            raise TooLarge(f"칸이 너무 많습니다. {limits.cells:,}칸까지 읽을 수 있습니다.")
        yield _Record(line + 1, reader.line_num, fields)
        line = reader.line_num


def _without_quotes(text: str, delimiter: str, limits: Limits, error: csv.Error) -> list[_Record]:
    """Records whose quotes are letters; only where all of them then have as many fields."""
    broken = Malformed(
        "따옴표가 짝이 맞지 않아 어디까지가 한 칸인지 알 수 없습니다.",
        "원본을 엑셀에서 CSV나 XLSX로 다시 저장해 주십시오.",
    )
    try:
        records = list(_parsed(text, delimiter, limits, csv.QUOTE_NONE))
    except csv.Error:
        raise broken from error
    if len({len(record.fields) for record in records if any(record.fields)}) > 1:
        raise broken from error
    return records


def _delimiter(text: str) -> str:
    """The one that gives most records the same number of fields; the comma where none does."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """The share of records with the usual number of fields (two at least), and that number."""
    try:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths = [len(fields) for fields in reader if fields]
    except csv.Error:
        return 0.0, 0
    several = Counter(width for width in widths if width > 1)
    if not several:
        return 0.0, 0
    width, count = max(several.items(), key=lambda item: (item[1], item[0]))
    return count / len(widths), width
