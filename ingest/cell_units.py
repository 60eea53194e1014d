"""The unit of a table's cells, where it does not stand in the cell itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest import merging, records
from ingest.cell_kinds import is_blank, is_total
from ingest.clean import squeezed
from ingest.model import Table
from ingest.numbers import cell_number, mentions
from ingest.units import canonical, family, unit_by_name, unit_in_label
from ingest.vocabulary import measure_family

_RATE_NAME = re.compile(r"(?:[률율]|비율|비중|[립주족]도)$")  # 재정자립도
_OF_CHANGE = re.compile(r"증|감|상승|성장|변동|하락|등락|미수|체납|불량|사고")
_CHANGE = re.compile(r"^(?:비교)?증감액?$|^(?:전년대비)?증[△▲]?감$")
_TIMES_AND_PLACES = {"일", "년", "월", "시간", "km²", "m²", "ha"}  # what others are counted per


def _total_unit(path: tuple[str, ...]) -> str:
    """The unit in the header of a total, `소 계(대)`: it holds for the parts, too."""
    return unit_in_label(path[-1]) if path and is_total(re.sub(r"\(.*\)", "", path[-1])) else ""


class Units:
    """The unit of a cell without one of its own, nearest source first.

    A unit in a label (`인원(명)`), a rate by its name, the unit line's unit (one, or one per row),
    what the label's name implies, and last a total that the caption prints with its unit.
    """

    def __init__(self, table: Table, context: str) -> None:
        self._table = table
        printed = self._printed(table.basis.unit or "")
        self._line = printed
        self._apart = "/" in (table.basis.unit or "")
        self._total = next((u for path in table.column_paths if (u := _total_unit(path))), "")
        self._caption = self._from_caption(f"{context} {table.caption}")
        self._filled = merging.downwards(table.grid, table.spans)
        self._column = self._of_units()
        self._shares = set() if "%" in printed else self._of_one()
        self._changed = self._of_changes()
        self._paired = (
            "명" if "정원(현원)" in squeezed(f"{context}{table.caption}") or self._pairs() else ""
        )

    def _printed(self, line: str) -> list[str]:
        """The units of the unit line; one that is counted per day or per area is one."""
        units = [canonical(unit.strip()) for unit in re.split(r"[/,]", line) if unit.strip()]
        if not all(map(family, units)):
            return [line]
        ratio = len(units) == 2 and "/" in line and units[1] in _TIMES_AND_PLACES
        if ratio and not self._names(units[1]):
            return [line.replace("㎡", "m²").replace("㎢", "km²")]
        return units

    def _names(self, unit: str) -> bool:
        """Whether a label of the table is of things that are counted in a unit."""
        labels = {label for path in self._table.column_paths for label in path}
        labels |= {label for path in self._table.row_paths for label in path}
        kinds = {measure_family(label) or family(unit_by_name(label)) for label in labels}
        return family(unit) in kinds

    def of(self, row: int, column: int) -> str:
        above = tuple(reversed(self._table.column_paths[column]))
        labels = (*above, *reversed(self._table.row_paths[row]))
        if any(unit_by_name(label) == "%" for label in above):
            share = "" if column in self._shares else "%"
            return next((u for label in above if (u := unit_in_label(label))), share)
        if own := self._in_row(row, column):
            return own
        named = next((unit for label in labels if (unit := unit_in_label(label))), "")
        if named:
            return named
        implied = next((unit for label in labels if (unit := unit_by_name(label))), "")
        if implied == "%" or (implied and not self._line):
            return implied
        if len(self._line) > 1:
            return self._in_column(column) or self._of_several(labels, implied, row)
        printed = self._line[0] if self._line else ""
        if implied and family(implied) == family(printed):  # `(단위: 천명)` says more than 인원
            return printed
        told = implied or printed or self._paired or self._total or self._caption
        return told or (self._changed if above and _CHANGE.match(squeezed(above[0])) else "")

    def _of_changes(self) -> str:
        """The unit of 증감 beside columns that all name the same one: `2031(천원) | 2030(천원)`."""
        columns = (path[-1] for path in self._table.column_paths if path)
        kinds = [unit_in_label(label) for label in columns if not _CHANGE.match(squeezed(label))]
        amounts = [unit for unit in kinds if unit != "%"]
        return amounts[0] if len(amounts) > 1 and len(set(amounts)) == 1 else ""

    def _pairs(self) -> bool:
        """Whether a cell says that its column holds 정원(현원)."""
        cells = {cell for row in self._table.grid for cell in row if "원" in cell}
        return any("정원(현원)" in squeezed(cell) for cell in cells)

    def _of_units(self) -> int | None:
        """The column that tells the unit of each row."""
        head, body = self._table.header_rows, self._filled[self._table.header_rows :]
        heading = records.names(self._table.grid[:head], self._table.width)
        columns = (c for c, n in enumerate(heading) if records.is_units(n, [r[c] for r in body]))
        return next(columns, None)

    def _of_one(self) -> set[int]:
        """The columns of rates that are shares of one and not of a hundred: `0.85`, `1`, `0.4`.

        Nothing says so where a file holds numbers without their format, so they get no unit.
        """
        found = set()
        for column, path in enumerate(self._table.column_paths):
            if not path or unit_by_name(path[-1]) != "%" or _OF_CHANGE.search(path[-1]):
                continue
            cells = [row[column] for row in self._table.grid[self._table.header_rows :]]
            numbers = [n for cell in cells if (n := cell_number(cell)) is not None]
            most = max((number.value for number in numbers), default=Decimal(0))
            exact = any(re.search(r"\.\d\d", number.printed) for number in numbers)
            if len(numbers) > 2 and exact and Decimal("0.5") <= most <= 1:
                found.add(column)
        return found

    def _in_row(self, row: int, column: int) -> str:
        """The unit that the row's own cell under 단위 says."""
        if self._column is None or column == self._column:
            return ""
        said = self._filled[row][self._column].strip("() ")
        return "" if is_blank(said) or cell_number(said) else canonical(said)

    def _in_column(self, column: int) -> str:
        """The unit of a column where `(단위: 개, 대, 천명)` gives one for each, in their order."""
        first = self._table.header_columns
        if len(self._line) != self._table.width - first or len(set(self._line)) < len(self._line):
            return ""
        named = (unit_by_name(self._table.column_paths[c][-1]) if self._table.column_paths[c]
                 else "" for c in range(first, self._table.width))  # fmt: skip
        names = list(named)
        if self._apart and not any(names):  # `명/㎢` may be one unit
            return ""
        agree = (not n or family(n) == family(u) for n, u in zip(names, self._line, strict=True))
        return self._line[column - first] if all(agree) else ""

    def _of_several(self, labels: Sequence[str], implied: str, row: int) -> str:
        """One of the units of `(단위: 명, 백만원)`: by the labels, or one for each row in turn."""
        body = row - self._table.header_rows
        amounts = [unit for unit in self._line if unit != "%"]
        if len(amounts) == 1 and not implied:
            return "%" if "%" in self._line and self._is_rate(row, labels) else amounts[0]
        kind = family(implied) or measure_family(" ".join(labels))
        fitting = [unit for unit in amounts if kind and family(unit) == kind]
        if implied or len(fitting) == 1:
            return fitting[0] if len(fitting) == 1 else implied
        rows = len(self._table.grid) - self._table.header_rows
        in_turn = rows == len(self._line) == len(amounts) and len(self._row_families) == rows
        return self._line[body] if in_turn else ""

    def _is_rate(self, row: int, labels: Sequence[str]) -> bool:
        """Whether a row of a table in % and another unit holds rates: by its decimals."""
        cells = [
            cell
            for cell, path in zip(self._table.grid[row], self._table.column_paths, strict=True)
            if path and not any(unit_by_name(label) == "%" for label in path)
        ]
        numbers = [number for cell in cells if (number := cell_number(cell)) is not None]
        fractions = any(number.value != number.value.to_integral_value() for number in numbers)
        return fractions or any(_RATE_NAME.search(squeezed(label)) for label in labels)

    @property
    def _row_families(self) -> set[str]:
        """The kinds that the row labels speak of, each row of its own."""
        paths = self._table.row_paths[self._table.header_rows :]
        kinds = [measure_family(" ".join(path)) for path in paths]
        families = [family(unit) for unit in self._line]
        agree = all(not kind or kind == own for kind, own in zip(kinds, families, strict=False))
        told = agree and (any(kinds) or "/" in (self._table.basis.unit or ""))  # `건/천원`
        return set(families) if told and len(set(families)) == len(paths) else set()

    def _from_caption(self, text: str) -> str:
        totals: dict[Decimal, str] = {number.value: number.unit for number in mentions(text)}
        if not totals:
            return ""
        for row in self._table.grid[self._table.header_rows :]:
            for cell in row[self._table.header_columns :]:
                number = cell_number(cell)
                if number is not None and not number.unit and number.value in totals:
                    return totals[number.value]
            numbers = [number for cell in row if (number := cell_number(cell)) is not None]
            added = sum((number.value for number in numbers), Decimal(0))
            if len(numbers) > 1 and added in totals and not any(n.unit for n in numbers):
                return totals[added]
        return ""
