"""HWPX: OWPML as Hancom's word processor writes it, as far as the report needs it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tests.formats.model import Box, BoxHeading, Cell, Item, Line, Table, Title
from tests.formats.writing.archive import packed
from tests.formats.writing.flow import MARGIN, PAPER, ROW, SPACING, TEXT, WIDTH, Paragraph
from tests.formats.writing.flow import paragraphs as laid_out
from tests.formats.writing.hwpx_parts import CONTAINER, MANIFEST, NAMESPACES, VERSION, header
from tests.formats.writing.hwpx_parts import content as package

_SECTION = (
    '<hp:secPr id="" textDirection="HORIZONTAL" spaceColumns="1134" tabStop="8000"'
    ' outlineShapeIDRef="0" memoShapeIDRef="0" textVerticalWidthHead="0" masterPageCnt="0">'
    f'<hp:pagePr landscape="WIDELY" width="{PAPER[0]}" height="{PAPER[1]}" gutterType="LEFT_ONLY">'
    f'<hp:margin header="0" footer="0" gutter="0" left="{MARGIN}" right="{MARGIN}"'
    f' top="{MARGIN}" bottom="{2 * MARGIN}"/></hp:pagePr></hp:secPr>'
    '<hp:ctrl><hp:colPr id="" type="NEWSPAPER" layout="LEFT" colCount="1" sameSz="1" sameGap="0"/>'
    "</hp:ctrl>"
)
_IN_LINE = (
    '<hp:pos treatAsChar="1" affectLSpacing="0" flowWithText="1" allowOverlap="0"'
    ' holdAnchorAndSO="0" vertRelTo="PARA" horzRelTo="PARA" vertAlign="TOP" horzAlign="LEFT"'
    ' vertOffset="0" horzOffset="0"/><hp:outMargin left="0" right="0" top="0" bottom="0"/>'
)
_SUB_LIST = (
    '<hp:subList id="" textDirection="HORIZONTAL" lineWrap="BREAK" vertAlign="CENTER"'
    ' linkListIDRef="0" linkListNextIDRef="0" textWidth="0" textHeight="0" hasTextRef="0"'
    ' hasNumRef="0">'
)
_NOTE_FORMAT = (
    '<hp:autoNumFormat type="DIGIT" userChar="" prefixChar="" suffixChar=")" supscript="0"/>'
)
_PARAGRAPH = '<hp:p id="0" paraPrIDRef="0" styleIDRef="0" pageBreak="0" columnBreak="0" merged="0">'


def write(items: Sequence[Item]) -> bytes:
    title = next(item.text for item in items if isinstance(item, Title))
    body = _Body()
    inner = "".join(body.paragraph(p, first=not n) for n, p in enumerate(laid_out(items)))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>'
    members = {
        "mimetype": "application/hwp+zip",
        "version.xml": head + VERSION,
        "Contents/header.xml": head + header(),
        "Contents/section0.xml": f"{head}<hs:sec {NAMESPACES}>{inner}</hs:sec>",
        "Preview/PrvText.txt": title,
        "settings.xml": head
        + '<ha:HWPApplicationSetting xmlns:ha="http://www.hancom.co.kr/hwpml/2011/app">'
        '<ha:CaretPosition listIDRef="0" paraIDRef="0" pos="0"/></ha:HWPApplicationSetting>',
        "Contents/content.hpf": head + package(title),
        "META-INF/container.xml": head + CONTAINER,
        "META-INF/manifest.xml": head + MANIFEST,
    }
    data = {name: text.encode() for name, text in members.items()}
    return packed(data, stored=["mimetype", "version.xml"])


class _Body:
    """Writes paragraphs; counts the objects and the notes, which are numbered."""

    def __init__(self) -> None:
        self._objects = 0
        self._notes = 0

    def paragraph(self, paragraph: Paragraph, *, first: bool) -> str:
        inner = _SECTION if first else ""
        match paragraph.inside:
            case Title():
                inner += self._text_box(paragraph.inside.text)
            case BoxHeading():
                heading = paragraph.inside
                cells = [Cell(0, 0, heading.number), Cell(0, 1, heading.text)]
                inner += self._table(1, 2, [cells])
            case Table():
                table = paragraph.inside
                rows = [table.row(r) for r in range(len(table.grid))]
                inner += self._table(len(rows), table.width, rows, table.header_rows)
            case Box():
                inner += self._box(paragraph.inside)
        text = f"<hp:t>{escape(paragraph.text)}{self._note(paragraph.note)}</hp:t>"
        return self._wrapped(inner + text, paragraph.lines)

    def _note(self, note: str) -> str:
        if not note:
            return ""
        self._notes += 1
        mark = (
            f'<hp:ctrl><hp:autoNum num="{self._notes}" numType="FOOTNOTE">{_NOTE_FORMAT}'
            "</hp:autoNum></hp:ctrl>"
        )
        inner = self._wrapped(f"{mark}<hp:t> {escape(note)}</hp:t>")
        return (
            f'</hp:t><hp:ctrl><hp:footNote number="{self._notes}" suffixChar="41" instId="0">'
            f"{_SUB_LIST}{inner}</hp:subList></hp:footNote></hp:ctrl><hp:t>"
        )

    def _wrapped(self, run: str, lines: Sequence[tuple[int, int, int]] = ((0, 0, TEXT),)) -> str:
        segments = "".join(
            f'<hp:lineseg textpos="{start}" vertpos="{position}" vertsize="{size}"'
            f' textheight="{size}" baseline="{size * 85 // 100}" spacing="{SPACING}" horzpos="0"'
            f' horzsize="{WIDTH}" flags="393216"/>'
            for start, position, size in lines
        )
        return (
            f'{_PARAGRAPH}<hp:run charPrIDRef="0">{run}</hp:run>'
            f"<hp:linesegarray>{segments}</hp:linesegarray></hp:p>"
        )

    def _text_box(self, text: str) -> str:
        self._objects += 1
        return (
            f'<hp:rect id="{self._objects}" zOrder="{self._objects}" numberingType="PICTURE"'
            ' textWrap="TOP_AND_BOTTOM" textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" href=""'
            f' groupLevel="0" instid="{self._objects}" ratio="0">'
            f'<hp:orgSz width="{WIDTH}" height="{ROW}"/><hp:curSz width="{WIDTH}" height="{ROW}"/>'
            '<hp:lineShape color="#000000" width="33" style="SOLID" endCap="FLAT"'
            ' headStyle="NORMAL" tailStyle="NORMAL" headfill="1" tailfill="1"'
            ' headSz="MEDIUM_MEDIUM" tailSz="MEDIUM_MEDIUM" outlineStyle="NORMAL" alpha="0"/>'
            f'<hp:drawText lastWidth="{WIDTH}" name="" editable="0">{_SUB_LIST}'
            f"{self._wrapped(f'<hp:t>{escape(text)}</hp:t>')}</hp:subList>"
            '<hp:textMargin left="283" right="283" top="283" bottom="283"/></hp:drawText>'
            f"{_size(ROW)}{_IN_LINE}</hp:rect>"
        )

    def _box(self, box: Box) -> str:
        paragraphs = "".join(
            self._wrapped(f"<hp:t>{escape(item.text)}</hp:t>")
            if isinstance(item, Line)
            else self._wrapped(self._nested(item) + "<hp:t/>")
            for item in box.items
        )
        return self._framed(1, 1, f"<hp:tr>{self._cell(Cell(0, 0, ''), 1, paragraphs)}</hp:tr>")

    def _nested(self, table: Table) -> str:
        rows = [table.row(r) for r in range(len(table.grid))]
        return self._table(len(rows), table.width, rows, table.header_rows)

    def _table(
        self, height: int, width: int, rows: Sequence[Sequence[Cell]], header_rows: int = 0
    ) -> str:
        inner = "".join(
            f"<hp:tr>{''.join(self._cell(cell, width, header=cell.row < header_rows) for cell in row)}</hp:tr>"
            for row in rows
        )
        return self._framed(height, width, inner)

    def _framed(self, height: int, width: int, inner: str) -> str:
        self._objects += 1
        return (
            f'<hp:tbl id="{self._objects}" zOrder="{self._objects}" numberingType="TABLE"'
            ' textWrap="TOP_AND_BOTTOM" textFlow="BOTH_SIDES" lock="0" dropcapstyle="None"'
            f' pageBreak="CELL" repeatHeader="1" rowCnt="{height}" colCnt="{width}"'
            f' cellSpacing="0" borderFillIDRef="2" noAdjust="0">{_size(ROW * height)}{_IN_LINE}'
            f'<hp:inMargin left="141" right="141" top="141" bottom="141"/>{inner}</hp:tbl>'
        )

    def _cell(self, cell: Cell, width: int, paragraphs: str = "", *, header: bool = False) -> str:
        paragraphs = paragraphs or self._wrapped(f"<hp:t>{escape(cell.text)}</hp:t>")
        return (
            f'<hp:tc name="" header="{int(header)}" hasMargin="0" protect="0" editable="0"'
            f' dirty="0" borderFillIDRef="2">{_SUB_LIST}{paragraphs}</hp:subList>'
            f'<hp:cellAddr colAddr="{cell.column}" rowAddr="{cell.row}"/>'
            f'<hp:cellSpan colSpan="{cell.columns}" rowSpan="{cell.rows}"/>'
            f'<hp:cellSz width="{WIDTH * cell.columns // width}" height="{ROW * cell.rows}"/>'
            '<hp:cellMargin left="141" right="141" top="141" bottom="141"/></hp:tc>'
        )


def _size(height: int) -> str:
    return (
        f'<hp:sz width="{WIDTH}" widthRelTo="ABSOLUTE" height="{height}" heightRelTo="ABSOLUTE"'
        ' protect="0"/>'
    )
