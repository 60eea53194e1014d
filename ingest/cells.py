"""Statements from table cells: the value under its row and column labels, with unit and year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest import merging, records
from ingest.cell_kinds import is_blank
from ingest.cell_units import Units
from ingest.clean import squeezed
from ingest.merging import Path
from ingest.model import Figure, Place, Span, Table
from ingest.notation import Notation
from ingest.numbers import Number, cell_number, in_unit
from ingest.periods import basis_date, is_bound, label_year, near_year, path_year, years
from ingest.sentences import figures as text_figures
from ingest.tables import spans_years
from ingest.units import factor, family, unit_by_name
from ingest.vocabulary import measure, stage

_PAIR = re.compile(r"([△▲Δ-]?\d[\d,.]*)\s*[(\[]\s*([△▲Δ-]?\d[\d,.]*)\s*(%?)\s*[)\]]")
ALL_YEARS = "전체 연도"  # the period of a 합계 column beside columns of single years
_PAGES = {"쪽", "쯕", "페이지", "page", "페이지수"}  # where to read on; 쯕 is 쪽 misread by OCR
_BEHIND = re.compile(r"\(([가-힣A-Za-z·]{2,12})\)$")
_TORN = re.compile(r"\d{1,3}(?: \d{3})+")  # one number with blanks for commas, or several
_DIGIT = re.compile(r"\d")
_NO_AMOUNT = re.compile(
    r"(?:조성|지정|설치|준공|설립|개설|취득|제작|구입|기준|건축)(?:년|연)도$|(?:년|연)월일?$|일자$|시기$"
    r"|코드$|코드번호$|사번$|연락처$|전화(?:번호)?$|우편번호$|등록번호$|관리번호$"
)
_OF_ACCOUNTS = {"본예산", "추경", "최종예산", "예산현액", "결산액", "집행액"}
_REMARK = re.compile(r"\([^()]*(?:기준|포함|제외)[^()]*\)")
_WORKED_OUT = re.compile(r"[*×=]")  # `(40,000원*29개*6회)` is how an amount is made
_BRACKETED = re.compile(r"\(\s*(\d[\d,]*(?:\.\d+)?)\s*\)")
_OF_EITHER_SIGN = re.compile(r"증\s?[△▲]?\s?감|손익|순이익|차액|과부족|수지")
_PARTS = re.compile(r"[/()]")
_WORDS = r"([가-힣A-Za-z]{2,10}(?: [가-힣A-Za-z]{1,10})?)"
_PAIR_LABEL = re.compile(rf"{_WORDS}\s*[(\[]\s*{_WORDS}\s*[)\]]")


@dataclass(frozen=True, slots=True)
class CellStatement:
    text: str
    row: int
    column: int
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    place: Place
    year: int | None
    figures: tuple[Figure, ...]


def cells(table: Table, context: str, inherited_year: int | None) -> Iterator[CellStatement]:
    """Every labelled cell of a table's body, blank ones included (they answer "the cell is empty").

    `context` is the caption and headings above the table; `inherited_year` the year of the
    section, used where neither the labels nor the caption name one.
    """
    units, places = Units(table, context), _Places(table)
    notation = Notation.of(table.grid[table.header_rows :])
    merged = {(span.row, span.column): span for span in table.spans}
    covered = merging.covered(table.spans)
    captioned = label_year(table.caption)
    headed = near_year(context, inherited_year)
    headed_stage = _stage_of(table, context)
    based = next(iter(years(table.basis.basis_date or "")), None)
    otherwise = captioned or based or headed or inherited_year
    header, body = table.grid[: table.header_rows], table.grid[table.header_rows :]
    columns = [c for c in range(table.header_columns, table.width) if any(row[c] for row in body)]
    spanning = {c for c in columns if spans_years(table.column_paths, c)}
    rows_spanning = {
        r for r in range(table.header_rows, len(table.grid)) if spans_years(table.row_paths, r)
    }
    for r in range(table.header_rows, len(table.grid)):
        stamp = records.stamped(header, table.grid[r], table.header_columns)
        for c in columns:
            row_path, column_path = _paths(table, r, c, merged.get((r, c)))
            text = table.grid[r][c]
            if (
                (r, c) in covered
                or not (row_path or column_path)
                or (not text and not (row_path and column_path))
            ):
                continue
            year, moved = _year(column_path, row_path, stamp or otherwise)
            over_years = c in spanning or r in rows_spanning or _several_years(column_path)
            bound = _bound(column_path) or _bound(row_path)
            if over_years or bound:
                year = None
            labels = "\n".join((*reversed(column_path), *reversed(row_path)))
            found: tuple[Figure, ...] = ()
            numeric = _DIGIT.search(text) is not None
            if (
                numeric
                and not is_page(column_path)
                and not _names_no_amount(column_path, row_path, text)
            ):
                found = tuple(
                    _figures(text, labels, units.of(r, c), year, table, context, notation)
                )
                if found and not stage(
                    labels
                ):  # what is not told by a label is told for the whole table
                    told = "" if moved else headed_stage
                    found = tuple(_staged(f, f.stage and told) for f in found)
            found = found or tuple(_counted_by_label(row_path, text, year))
            if over_years or bound:
                found = tuple(replace(figure, period=bound or ALL_YEARS) for figure in found)
            yield CellStatement(
                text, r, c, row_path, column_path, places.of(r, c), year,
                found,
            )  # fmt: skip


@lru_cache(maxsize=4096)
def _bound(path: Path) -> str:
    """The label that says that all before or after a year is meant, "" where none does."""
    return next((label for label in path if is_bound(label)), "")


def _staged(figure: Figure, told: str) -> Figure:
    return figure if figure.stage == told else replace(figure, stage=told)


def _paths(table: Table, row: int, column: int, span: Span | None) -> tuple[Path, Path]:
    """The labels of a cell; those of a merged one are of all the rows and columns it covers."""
    if span is None:
        return table.row_paths[row], table.column_paths[column]
    rows = table.row_paths[max(row, table.header_rows) : row + span.rows]
    columns = table.column_paths[max(column, table.header_columns) : column + span.columns]
    return merging.joint(rows), merging.joint(columns)


def _several_years(path: Path) -> bool:
    """Whether the innermost label of a merged cell names columns of different years."""
    return bool(path) and ", " in path[-1] and len(set(years(path[-1]))) > 1


def _stage_of(table: Table, context: str) -> str:
    """The stage that a table is of as a whole; none where its own columns tell theirs.

    `결산 총괄` has columns of 예산액 and of 결산액, and `(추경 시 추경 포함)` is a remark.
    """
    told = stage(_REMARK.sub("", context))
    columns = {stage(label) for path in table.column_paths for label in path}
    return "" if told in _OF_ACCOUNTS and columns & _OF_ACCOUNTS else told


class _Places:
    """Where each cell stands: the place of its row, and its own box where the page tells it."""

    def __init__(self, table: Table) -> None:
        self._rows, self._letters = table.places, table.letters
        self._boxes = {(box.row, box.column): box for box in table.boxes}

    def of(self, row: int, column: int) -> Place:
        place, box = self._rows[row], self._boxes.get((row, column))
        if self._letters:
            name = f"{self._letters[column]}{place.first_line}"
            return Place(
                place.first_line, place.last_line, place.page, place.page_source, place.box,
                place.trust, name,
            )  # fmt: skip
        return replace(place, page=box.page, box=box.box) if box else place


def _counted_by_label(row_path: tuple[str, ...], text: str, year: int | None) -> Iterator[Figure]:
    """`국내(6개)` in front of a list: the label counts what the cell names."""
    if not row_path or "(" not in row_path[-1] or is_blank(text) or "://" in text:
        return
    counted = re.fullmatch(r"([^()]+)\((\d+[^()]*)\)", row_path[-1])
    if counted is None:
        return
    for figure in text_figures("" if _WORKED_OUT.search(counted[2]) else counted[2]):
        yield replace(figure, label=counted[1].strip(), year=year, span=(0, 0))


def is_page(column_path: tuple[str, ...]) -> bool:
    """Whether a column gives the pages to read on."""
    return bool(column_path) and squeezed(column_path[-1]).lower() in _PAGES


def _names_no_amount(column_path: Path, row_path: Path, text: str) -> bool:
    """A bare number under 코드, 번호 or 조성년도, or in the row 코드: it counts nothing."""
    number = cell_number(text)
    if number is None or number.unit:
        return False
    labels = [squeezed(path[-1]) for path in (column_path, row_path) if path]
    return any(_NO_AMOUNT.search(label) for label in labels)


def _year(column_path: Path, row_path: Path, otherwise: int | None) -> tuple[int | None, bool]:
    """The year of a cell, and whether it is not the one that is told: `전년도 예산액`."""
    year, shift = path_year(column_path)
    if year is None:
        year, row_shift = path_year(row_path)
        shift = shift or row_shift
    year = year or otherwise
    return (year + shift if year else None), shift != 0


def _figures(
    text: str,
    labels: str,
    unit: str,
    year: int | None,
    table: Table,
    context: str,
    notation: Notation,
) -> Iterator[Figure]:
    if is_blank(text) or notation.is_year(text) or _TORN.fullmatch(text):
        return
    plain = notation.without_arrow(text)
    if plain != text:
        moved = len(text) - len(plain)
        for figure in _figures(plain, labels, unit, year, table, context, notation):
            span = (figure.span[0] + moved, figure.span[1] + moved)
            yield replace(figure, span=span)
        return
    based = basis_date(labels) or table.basis.basis_date or basis_date(table.caption)
    number = cell_number(text)
    if number is not None:
        yield _figure(number, number.unit or unit, "", labels, year, based, context)
        return
    pair = _PAIR.fullmatch(text)
    if pair is not None:
        names = None if pair[3] else _pair_names(f"{labels}\n{table.caption}\n{context}")
        yield from _pair(pair, names, unit, labels, year, based, context)
        return
    below_zero = _in_brackets(text, labels)
    if below_zero is not None:
        yield _figure(below_zero, unit, "", labels, year, based, context)
        return
    named = _named_parts(text, labels) or _side_by_side(text)
    for part, label in named:
        own = part.unit or unit_by_name(label) or unit
        yield _figure(part, own, label, labels, year, based, context)
    if named:
        return
    for figure in text_figures(text, labels=labels):
        yield Figure(
            figure.value, figure.unit, figure.printed, figure.amount, figure.label, figure.measure,
            year, "", based, figure.stage, figure.reading, span=figure.span,
        )  # fmt: skip


def _in_brackets(text: str, labels: str) -> Number | None:
    """`(170,197,626)` under 증감: accounts write what is below zero in brackets.

    Under other labels brackets may say something else, and no number is read.
    """
    match = _BRACKETED.fullmatch(text)
    number = cell_number(match[1]) if match and _OF_EITHER_SIGN.search(labels) else None
    if number is None or number.unit:
        return None
    reading = f"‘{text}’은 괄호로 음수를 나타낸 것으로 보고 읽었습니다"
    return replace(number, value=-number.value, printed=text, span=(0, len(text)), reading=reading)


def _side_by_side(text: str) -> list[tuple[Number, str]]:
    """`79건 746,014`: amounts beside each other, the second in the table's unit."""
    words = text.split(" ")
    numbers = [cell_number(word) for word in words]
    if len(words) < 2 or any(number is None for number in numbers):
        return []
    found, start = [], 0
    for word, number in zip(words, numbers, strict=True):
        if number is not None:
            span = (number.span[0] + start, number.span[1] + start)
            behind = _BEHIND.search(word)  # `12대(금천구) 141대(서울시)`
            found.append((replace(number, span=span), behind[1] if behind else ""))
        start += len(word) + 1
    return found


def _named_parts(text: str, labels: str) -> list[tuple[Number, str]]:
    """`12 / 203,147 (0.0059%)` under `지연 / 접수 (지연율)`: each number with its own name."""
    numbers = []
    end = 0
    for part in (part.strip() for part in _PARTS.split(text)):
        number = cell_number(part)
        start = text.find(part, end)
        end = start + len(part)
        if part and number is None:
            return []
        if number is not None:
            span = (number.span[0] + start, number.span[1] + start)
            numbers.append(replace(number, span=span))
    if len(numbers) < 2:
        return []
    for label in re.findall(r"[^\s/()]+\s*/\s*[^\s/()]+(?:\s*[/(]\s*[^\s/()]+\)?)*", labels):
        names = [part.strip() for part in _PARTS.split(label) if part.strip()]
        if len(names) == len(numbers):
            return list(zip(numbers, names, strict=True))
    return []


def _figure(
    number: Number, unit: str, label: str, labels: str, year: int | None, based: str, context: str
) -> Figure:
    kind = family(unit)
    number = in_unit(number, unit)
    return Figure(
        value=number.value,
        unit=unit,
        printed=number.printed,
        amount=number.value * factor(unit),
        label=label,
        measure=measure(label, kind) or measure(labels, kind) or measure(context, kind),
        year=year,
        period=next((part for part in labels.split() if years(part)), ""),
        basis_date=based,
        stage=stage(labels) or stage(context),
        reading=number.reading,
        span=number.span,
    )


def _pair_names(labels: str) -> tuple[str, str] | None:
    """`정원(현원)` names the two numbers of `21 (22)`."""
    match = _PAIR_LABEL.search(labels)
    return (match[1], match[2]) if match else None


def _pair(
    pair: re.Match[str], names: tuple[str, str] | None, unit: str, labels: str,
    year: int | None, based: str, context: str,
) -> Iterator[Figure]:  # fmt: skip
    first, second = names or ("", "")
    percent = bool(pair[3])
    for group, label in ((1, first), (2, second)):
        number = cell_number(pair[group])
        if number is None:
            continue
        own = "%" if percent and group == 2 else unit_by_name(label) or unit
        moved = Number(number.value, own, number.printed, pair.span(group), number.reading)
        yield _figure(moved, own, label, labels, year, based, context)
