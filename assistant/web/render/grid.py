"""A table as it was recovered, with what is known of each cell, over its lines in the original."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from assistant.web.ports import SourceLine
from assistant.web.render.anchors import Anchors
from assistant.web.render.facts import Known, cell_facts, check_of
from assistant.web.render.markup import tag
from assistant.web.render.spans import Drawn, drawn
from assistant.web.render.table import numeric
from assistant.web.render.words import CHECKED
from ingest.model import Block, Check, Table

Said = Mapping[tuple[int, int], Known]  # by row and column

UNTITLED = "표"


def grid(
    block: Block, table: Table, said: Said, lines: Sequence[SourceLine], anchors: Anchors
) -> Markup:
    """The table of a block, `lines` those of the original that it stands in."""
    rows = [
        tag("tr", *(_cell(block.id, table, cell, said) for cell in cells), id=anchors.line(line))
        for cells, line in zip(drawn(table), table.lines, strict=True)
    ]
    head = tag("thead", *rows[: table.header_rows]) if table.header_rows else ""
    body = tag("tbody", *rows[table.header_rows :])
    whole = tag("table", _caption(table), head, body, class_="bogo-grid")
    name = table.caption or UNTITLED
    frame = tag("div", whole, class_="bogo-scroll", tabindex=0, role="region", aria_label=name)
    return tag(
        "figure", frame, _original(lines, anchors), id=anchors.block(block.id), class_="bogo-table"
    )


def _caption(table: Table) -> Markup:
    known = (("단위", table.basis.unit), ("기준일", table.basis.basis_date))
    notes = [tag("span", f"{name}: {value}", class_="bogo-basis") for name, value in known if value]
    return tag("caption", tag("span", tag("b", table.caption or UNTITLED), *notes))


def _cell(block: int, table: Table, cell: Drawn, said: Said) -> Markup:
    if cell.row < table.header_rows:
        return _label(cell, "colgroup" if cell.columns > 1 else "col")
    if cell.column < table.header_columns:
        return _label(cell, "rowgroup" if cell.rows > 1 else "row")
    known = said.get((cell.row, cell.column))
    figures = known.statement.figures if known else ()
    check = check_of(figures)
    classes = (
        "bogo-number" if numeric(cell.text) else "",
        f"bogo-{check}" if check else "",
        "bogo-read" if any(figure.reading for figure in figures) else "",
    )
    return tag(
        "td",
        cell.text,
        spoken(check),
        id=f"b{block}r{cell.row}c{cell.column}",
        class_=" ".join(filter(None, classes)) or None,
        tabindex=0 if cell.text else None,
        title=cell_facts(table, cell.row, cell.column, known) if cell.text else None,
        **_span(cell),
    )


def _label(cell: Drawn, scope: str) -> Markup:
    if not cell.text:
        return tag("td", **_span(cell))
    return tag("th", cell.text, scope=scope, **_span(cell))


def _span(cell: Drawn) -> dict[str, int | None]:
    return {
        "rowspan": cell.rows if cell.rows > 1 else None,
        "colspan": cell.columns if cell.columns > 1 else None,
    }


def spoken(check: Check | None) -> Markup | str:
    """The check in words for those who do not see its mark; that none was made is in the title."""
    if check is None or check is Check.UNCHECKED:
        return ""
    return tag("span", f" ({CHECKED[check]})", class_="bogo-spoken")


def _original(lines: Sequence[SourceLine], anchors: Anchors) -> Markup | str:
    numbered = [line for line in lines if line.number is not None]
    if not numbered:
        return ""
    first, last = numbered[0].number, numbered[-1].number
    where = f"{first}행" if first == last else f"{first}~{last}행"
    return tag(
        "details",
        tag("summary", f"원문 {where} 그대로 보기"),
        tag("div", *(_line(line, anchors) for line in numbered), class_="bogo-lines"),
        class_="bogo-original",
    )


def _line(line: SourceLine, anchors: Anchors) -> Markup:
    number = tag("span", str(line.number), class_="bogo-ln")
    said = tag("span", line.text, class_="bogo-raw")
    return tag("div", number, said, id=anchors.line(line.number), class_="bogo-line")
