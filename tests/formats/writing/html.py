"""HTML as a web page has it: merged cells, `thead`, a `tfoot` that stands before the `tbody`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from tests.formats.model import Box, BoxHeading, Cell, Item, Line, Part, Table, Title

STYLE = """
@page { size: A4; margin: 20mm 18mm; }
body { font-family: "Noto Sans CJK KR", sans-serif; font-size: 10pt; line-height: 1.5; }
h1 { border: 0.5mm solid #000; padding: 3mm; text-align: center; font-size: 18pt; }
h2 { font-size: 14pt; }
p { margin: 1mm 0; }
table { border-collapse: collapse; margin: 2mm 0; width: 100%; font-size: 9pt; }
td, th { border: 0.3mm solid #000; padding: 0.8mm 1.5mm; text-align: center; }
th { background: #e8ecf2; font-weight: normal; }
table.box td { text-align: left; }
table.head { width: auto; font-size: 12pt; }
"""


def write(items: Sequence[Item]) -> bytes:
    title = next(item.text for item in items if isinstance(item, Title))
    notes = [line.note for line in items if isinstance(line, Line) and line.note]
    body = "\n".join(_blocks(items))
    feet = "".join(f'<p id="note{n}">※ {escape(note)}</p>' for n, note in enumerate(notes, 1))
    page = (
        f'<!DOCTYPE html>\n<html lang="ko"><head><meta charset="utf-8"><title>{escape(title)}'
        f"</title><style>{STYLE}</style></head>\n<body>\n{body}\n{feet}\n</body></html>\n"
    )
    return page.encode()


def _blocks(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        match item:
            case Title():
                yield f"<h1>{escape(item.text)}</h1>"
            case Part():
                yield f"<h2>{item.number}. {escape(item.text)}</h2>"
            case BoxHeading():
                cells = f"<td>{item.number}</td><td>{escape(item.text)}</td>"
                yield f'<table class="head"><tr>{cells}</tr></table>'
            case Line():
                yield f'<p style="margin-left:{4 * item.depth}mm">{escape(item.text)}</p>'
            case Table():
                yield _table(item)
            case Box():
                inner = "\n".join(_blocks(item.items))
                yield f'<table class="box"><tr><td>{inner}</td></tr></table>'


def _table(table: Table) -> str:
    height = len(table.grid)
    foot = height - table.foot_rows
    parts = [("thead", "th", range(table.header_rows))]
    if table.foot_rows:
        parts.append(("tfoot", "td", range(foot, height)))
    parts.append(("tbody", "td", range(table.header_rows, foot)))
    inner = "\n".join(
        f"<{part}>\n{''.join(_row(table.row(r), tag) for r in rows)}</{part}>"
        for part, tag, rows in parts
    )
    return f"<table>\n{inner}\n</table>"


def _row(cells: Sequence[Cell], tag: str) -> str:
    return f"<tr>\n{''.join(_cell(cell, tag) for cell in cells)}</tr>\n"


def _cell(cell: Cell, tag: str) -> str:
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return f"<{tag}{rows}{columns}>{escape(cell.text)}</{tag}>\n"
