"""ODS: the same sheets in the OpenDocument format."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape

from tests.formats.model import Item
from tests.formats.writing.archive import packed
from tests.formats.writing.sheets import Sheet, SheetCell, rows, sheets

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "manifest")
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write(items: Sequence[Item]) -> bytes:
    tables = "\n".join(_table(sheet) for sheet in sheets(items))
    content = (
        f'{_HEAD}<office:document-content {_NAMES} office:version="1.2"><office:body>'
        f"<office:spreadsheet>\n{tables}\n</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = (
        f'{_HEAD}<manifest:manifest {_NAMES} manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    members = {
        "mimetype": _TYPE.encode(),
        "content.xml": content.encode(),
        "META-INF/manifest.xml": manifest.encode(),
    }
    return packed(members, stored=["mimetype"])


def _table(sheet: Sheet) -> str:
    covered = {
        (r, c)
        for cell in sheet.cells
        for r in range(cell.row, cell.row + cell.rows)
        for c in range(cell.column, cell.column + cell.columns)
    } - {(cell.row, cell.column) for cell in sheet.cells}
    body = "\n".join(
        f"<table:table-row>{''.join(_cells(r, row, covered))}</table:table-row>"
        for r, row in enumerate(rows(sheet))
    )
    columns = f'<table:table-column table:number-columns-repeated="{sheet.width}"/>'
    return f'<table:table table:name="{escape(sheet.name)}">{columns}\n{body}\n</table:table>'


def _cells(r: int, row: list[SheetCell | None], covered: set[tuple[int, int]]) -> Iterator[str]:
    for c, cell in enumerate(row):
        if cell is None:
            yield "<table:covered-table-cell/>" if (r, c) in covered else "<table:table-cell/>"
            continue
        spans = "".join(
            f' table:number-{name}-spanned="{count}"'
            for name, count in (("columns", cell.columns), ("rows", cell.rows))
            if cell.rows > 1 or cell.columns > 1
        )
        text = f"<text:p>{escape(cell.text)}</text:p>" if cell.text else ""
        yield f"<table:table-cell{spans}{_typed(cell)}>{text}</table:table-cell>"


def _typed(cell: SheetCell) -> str:
    match cell.value:
        case Decimal():
            kind = "percentage" if cell.format.endswith("%") else "float"
            return f' office:value-type="{kind}" office:value="{cell.value}"'
        case datetime.date():
            return f' office:value-type="date" office:date-value="{cell.value.isoformat()}"'
        case "":
            return ""
        case _:
            return ' office:value-type="string"'
