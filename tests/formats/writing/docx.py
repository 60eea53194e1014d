"""DOCX: merged cells as gridSpan and vMerge, a real footnote, the title in a text box.

Word writes a text box twice, for itself and for older versions; so does this.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as DocxPart
from docx.oxml import parse_xml

from tests.formats.model import Box, BoxHeading, Item, Line, Part, Table, Title
from tests.formats.writing.archive import repacked

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_TEXT_BOX = (
    f'<w:r {_W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
    '<mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="5400000" cy="720000"/>'
    '<wp:docPr id="1" name="글상자 1"/><a:graphic><a:graphicData uri='
    '"http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
    "<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    '<mc:Fallback><w:pict><v:shape style="width:425pt;height:57pt"><v:textbox>'
    "<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def write(items: Sequence[Item]) -> bytes:
    document = Document()
    document.core_properties.title = next(i.text for i in items if isinstance(i, Title))
    notes: list[str] = []
    _fill(document, items, notes)
    _add_notes(document, notes)
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


def _fill(target: Any, items: Sequence[Item], notes: list[str]) -> None:
    for item in items:
        match item:
            case Title():
                inner = f"<w:p><w:r><w:t>{escape(item.text)}</w:t></w:r></w:p>"
                target.add_paragraph()._p.append(parse_xml(_TEXT_BOX.replace("{inner}", inner)))
            case Part():
                target.add_heading(f"{item.number}. {item.text}", 1)
            case BoxHeading():
                cells = _table(target, 1, 2).rows[0].cells
                cells[0].text, cells[1].text = item.number, item.text
            case Line():
                paragraph = target.add_paragraph("  " * item.depth + item.text)
                if item.note:
                    notes.append(item.note)
                    mark = f'<w:r {_W}><w:footnoteReference w:id="{len(notes)}"/></w:r>'
                    paragraph._p.append(parse_xml(mark))
            case Table():
                _grid(target, item)
            case Box():
                cell = _table(target, 1, 1).cell(0, 0)
                cell._tc.remove(cell.paragraphs[0]._p)
                _fill(cell, item.items, notes)
                cell.add_paragraph()


def _table(target: Any, rows: int, columns: int) -> Any:
    made = target.add_table(rows, columns)
    made.style = target.part.document.styles["Table Grid"]
    return made


def _grid(target: Any, table: Table) -> None:
    made = _table(target, len(table.grid), table.width)
    for cell in table.cells:
        anchor = made.cell(cell.row, cell.column)
        if cell.rows > 1 or cell.columns > 1:
            last = made.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1)
            anchor = anchor.merge(last)
        anchor.text = cell.text


def _add_notes(document: Any, notes: Sequence[str]) -> None:
    inner = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p></w:footnote>'
        for n, note in enumerate(notes, 1)
    )
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for n, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    xml = f"{head}<w:footnotes {_W}>{separators}{inner}</w:footnotes>".encode()
    part = DocxPart(PackURI("/word/footnotes.xml"), _NOTES, xml, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
