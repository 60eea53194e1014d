"""A table of a report, with the cited cells marked and large ones cut to what surrounds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from assistant.web.ports import SourceTable
from assistant.web.render.markup import tag

ROWS = 24  # a table with more rows is cut
COLUMNS = 12
AROUND = 6  # rows kept on either side of a cited cell
BESIDE = 3  # columns

Cell = tuple[int, int]
Gap = tuple[int, int]  # first and last of a run that is left out


def table(source: SourceTable, marks: Mapping[Cell, tuple[int, ...]]) -> Markup:
    """The table as HTML.  `marks` gives the citation numbers of each cited (row, column)."""
    width = max((len(row) for row in source.rows), default=0)
    rows = _kept(len(source.rows), source.header_rows, {r for r, _ in marks}, ROWS, AROUND)
    columns = _kept(width, source.header_columns, {c for _, c in marks}, COLUMNS, BESIDE)
    whole = len(rows) == len(source.rows) and len(columns) == width
    merged = _Merged(source, whole=whole)
    lines = [
        _gap_row(part, len(columns))
        if isinstance(part, tuple)
        else _row(source, part, columns, marks, merged)
        for part in rows
    ]
    heads = sum(1 for part in rows if isinstance(part, int) and part < source.header_rows)
    head = tag("thead", *lines[:heads]) if heads else ""
    grid = tag("table", head, tag("tbody", *lines[heads:]))
    frame = tag("div", grid, class_="bogo-scroll", tabindex=0, role="region", aria_label="근거 표")
    return tag("figure", _caption(source), frame, class_="bogo-table")


def _caption(source: SourceTable) -> Markup | str:
    notes = (
        ("단위", source.unit),
        ("기준일", source.basis_date),
    )
    said = [tag("span", f"{name}: {value}") for name, value in notes if value]
    if not source.caption and not said:
        return ""
    title = tag("b", source.caption) if source.caption else ""
    return tag("figcaption", title, tag("span", *said, class_="bogo-units"))


def _row(
    source: SourceTable,
    r: int,
    columns: list[int | Gap],
    marks: Mapping[Cell, tuple[int, ...]],
    merged: _Merged,
) -> Markup:
    cells = []
    for part in columns:
        if isinstance(part, tuple):
            cells.append(tag("td", "⋯", class_="bogo-gap", title=f"{_size(part)}열 생략"))
            continue
        if merged.hides(r, part):
            continue
        span = merged.span(r, part)
        cells.append(_cell(source, r, part, merged.text(r, part), marks.get((r, part), ()), span))
    return tag("tr", *cells)


class _Merged:
    """Merged cells: drawn as such in a whole table, their labels repeated where it is cut."""

    def __init__(self, source: SourceTable, *, whole: bool) -> None:
        self._source, self._whole = source, whole
        self._spans = {(span.row, span.column): span for span in source.spans}
        self._owner = {
            (row, column): (span.row, span.column)
            for span in source.spans
            for row in range(span.row, span.row + span.rows)
            for column in range(span.column, span.column + span.columns)
        }

    def hides(self, row: int, column: int) -> bool:
        return self._whole and self._owner.get((row, column), (row, column)) != (row, column)

    def span(self, row: int, column: int) -> dict[str, int]:
        found = self._spans.get((row, column)) if self._whole else None
        sizes = {"rowspan": found.rows, "colspan": found.columns} if found else {}
        return {name: size for name, size in sizes.items() if size > 1}

    def text(self, row: int, column: int) -> str:
        label = row < self._source.header_rows or column < self._source.header_columns
        at = self._owner.get((row, column), (row, column)) if label else (row, column)
        cells = self._source.rows[at[0]]
        return cells[at[1]] if at[1] < len(cells) else ""


def _cell(
    source: SourceTable,
    r: int,
    c: int,
    value: str,
    cited: tuple[int, ...],
    span: Mapping[str, int],
) -> Markup:
    number = "bogo-number" if numeric(value) else None
    if cited:
        marks = tag("sup", "".join(f"[{n}]" for n in cited))
        classes = " ".join(filter(None, ("bogo-cited", number)))
        return tag("td", tag("mark", value or "(빈칸)"), marks, class_=classes, **span)
    if r < source.header_rows:
        return tag("th", value, scope="col", **span)
    if c < source.header_columns:
        return tag("th", value, scope="row", **span)
    return tag("td", value, class_=number, **span)


def numeric(value: str) -> bool:
    return bool(value) and all(ch in "0123456789,.-+()%△▲▽▼±~ " for ch in value)


def _gap_row(gap: Gap, width: int) -> Markup:
    cell = tag("td", f"⋮ {_size(gap)}행 생략", colspan=width, class_="bogo-gap")
    return tag("tr", cell)


def _size(gap: Gap) -> int:
    return gap[1] - gap[0] + 1


def _kept(total: int, heads: int, cited: Iterable[int], limit: int, around: int) -> list[int | Gap]:
    """The positions shown, in order, with a `Gap` for every run that is left out."""
    if total <= limit:
        return list(range(total))
    near = {i for at in cited for i in range(at - around, at + around + 1)}
    keep = set(range(heads)) | (near or set(range(limit)))
    parts: list[int | Gap] = []
    for i in range(total):
        if i in keep:
            parts.append(i)
        elif parts and isinstance(last := parts[-1], tuple):
            parts[-1] = (last[0], i)
        else:
            parts.append((i, i))
    return parts
