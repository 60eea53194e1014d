"""JSON: one array, with one figure on each line.

An array, and not JSON Lines, because every reader of JSON takes it without being told; with one
figure a line it is written as it is read and can still be searched and compared line by line.
Values and amounts are strings, as in the answers of the API: most readers of JSON would make
floats of numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

from assistant.export.columns import COLUMNS, digits

if TYPE_CHECKING:
    from index.catalogue.figures import FigureRow


def write_json(rows: Iterable[FigureRow], out: BinaryIO) -> int:
    """An array of objects whose keys are the columns' keys; paths are arrays of labels."""
    count = 0
    for row in rows:
        figure = {column.key: column.cell(row) for column in COLUMNS}
        out.write(b",\n" if count else b"[\n")
        out.write(json.dumps(figure, ensure_ascii=False, default=_exact).encode())
        count += 1
    out.write(b"\n]\n" if count else b"[]\n")
    return count


def _exact(value: object) -> str:
    if isinstance(value, Decimal):
        return digits(value)
    raise TypeError(f"no JSON for {type(value).__name__}")
