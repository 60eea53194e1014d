"""Whether a text is fields between commas or semicolons, as CSV files are, and no prose."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice

_SEPARATORS = ",;"
_RECORDS = 100
_TITLES = 3  # records of one field above the head of a table
_MOST = 0.9  # of the records have as many fields as the others
_THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?!\d)")
# thousands in quotes: then commas outside of quotes part fields
_QUOTED_THOUSANDS = re.compile(r'(?:^|,)"[^"\n,]*\d,\d{3}(?!\d)[^"\n]*"(?=,|\r?$)', re.MULTILINE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def is_delimited(text: str) -> bool:
    """Whether nearly all of the first records have the same number of fields, two at least."""
    text = re.sub(r"^sep=.\r?\n", "", text)
    return "\t" not in text.partition("\n")[0] and any(
        _is_even(text, separator) for separator in _SEPARATORS
    )


def _is_even(text: str, separator: str) -> bool:
    records = _records(_THOUSANDS.sub("0", text) if separator == "," else text, separator)
    if _agree(records):
        return _is_tight(text, separator)
    # columns of three digits look like thousands: a head of as many names tells
    records = _records(text, separator)
    if separator == "," and _QUOTED_THOUSANDS.search(text):
        return _agree(records) and _is_tight(text, separator)
    head = next((r for r in records[: _TITLES + 1] if sum(map(bool, r)) * 2 > len(r)), [])
    return len(head) > 2 and not any(map(_has_digit, head)) and _agree(records)


def _records(text: str, separator: str) -> list[list[str]]:
    """The records below those of one field; the last one may be cut off and does not count."""
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        records = [record for record in islice(reader, _RECORDS + 1) if any(record)]
    except csv.Error:
        return []
    titles = 0
    while titles < min(_TITLES, len(records)) and len(records[titles]) == 1:
        titles += 1
    records = records[titles:]
    return records[:-1] if len(records) > 2 else records


def _agree(records: list[list[str]]) -> bool:
    counts = [len(record) for record in records]
    if len(counts) < 2:
        return False
    usual = max(set(counts), key=counts.count)
    return usual > 1 and counts.count(usual) >= _MOST * len(counts)


def _is_tight(text: str, separator: str) -> bool:
    """No prose, whose commas are followed by blanks."""
    bare = _QUOTED.sub("", text)
    spaced = len(re.findall(re.escape(separator) + r"[^\S\r\n]", bare))
    return spaced < bare.count(separator) / 2


def _has_digit(field: str) -> bool:
    return re.search(r"\d", field) is not None
