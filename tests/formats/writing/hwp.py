"""HWP 5.0: records in a compound file, with cells, a text box and a footnote as Hancom nests them."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.formats.model import Box, BoxHeading, Cell, Item, Line, Table, Title
from tests.formats.writing import hwp_records as hwp
from tests.formats.writing.cfb import compound
from tests.formats.writing.flow import MARGIN, PAPER, ROW, SPACING, TEXT, WIDTH, Paragraph
from tests.formats.writing.flow import paragraphs as laid_out
from tests.formats.writing.hwp_records import deflated, record

_SECTION, _OBJECT, _NOTE, _NUMBER = 2, 11, 17, 18  # what a control is, in the text
_LAST = 0x80000000
_IN_LINE = 0x082A2211  # stands in the text like a letter
_CENTRED = 0x00200000
_GAPS = (141, 141, 141, 141)


@dataclass
class _Text:
    """The letters of a paragraph with the controls among them, and the records of these."""

    data: bytes = b""
    mask: int = 0
    records: list[bytes] = field(default_factory=list)

    def control(self, code: int, name: str, records: bytes) -> None:
        word = name.encode()[::-1]
        self.data += struct.pack("<H4s8xH", code, word, code)
        self.mask |= 1 << code
        self.records.append(records)

    def write(self, text: str) -> None:
        self.data += text.encode("utf-16-le")


def write(items: Sequence[Item]) -> bytes:
    return compound(streams(items, hwp.COMPRESSED))


def streams(items: Sequence[Item], flags: int) -> dict[str, bytes]:
    """The streams of the file, the body compressed and not encrypted."""
    title = next(item.text for item in items if isinstance(item, Title))
    return {
        "FileHeader": hwp.file_header(flags),
        "DocInfo": deflated(hwp.doc_info()),
        "BodyText/Section0": deflated(section(items)),
        "PrvText": title.encode("utf-16-le"),
    }


def section(items: Sequence[Item]) -> bytes:
    """The records of the body."""
    body = _Body()
    paragraphs = list(laid_out(items))
    last = len(paragraphs) - 1
    return b"".join(
        body.paragraph(p, first=n == 0, last=n == last) for n, p in enumerate(paragraphs)
    )


class _Body:
    """Writes paragraphs; counts the objects and the notes, which are numbered."""

    def __init__(self) -> None:
        self._objects = 0
        self._notes = 0

    def paragraph(self, paragraph: Paragraph, *, first: bool, last: bool) -> bytes:
        text = _Text()
        if first:
            text.control(_SECTION, "secd", _section_definition())
            text.control(
                _SECTION, "cold", _control("cold", struct.pack("<HHHBBI", 0x1004, *[0] * 5))
            )
        match paragraph.inside:
            case Title():
                text.control(_OBJECT, "gso ", self._text_box(paragraph.inside.text))
            case BoxHeading():
                cells = [Cell(0, 0, paragraph.inside.number), Cell(0, 1, paragraph.inside.text)]
                text.control(_OBJECT, "tbl ", self._table([cells], 2, 1))
            case Table():
                text.control(_OBJECT, "tbl ", self._drawn(paragraph.inside, 1))
            case Box():
                text.control(_OBJECT, "tbl ", self._box(paragraph.inside))
        text.write(paragraph.text)
        if paragraph.note:
            text.control(_NOTE, "fn  ", self._note(paragraph.note))
        return _paragraph(text, 0, last=last, lines=paragraph.lines)

    def _note(self, note: str) -> bytes:
        self._notes += 1
        text = _Text()
        number = struct.pack("<IHHHH", 1, self._notes, 0, 0, ord(")"))
        text.control(_NUMBER, "atno", _control("atno", number, 3))
        text.write(f" {note}")
        return (
            _control("fn  ", struct.pack("<IHHII", self._notes, 0, ord(")"), 0, 0))
            + record(hwp.LIST_HEADER, 2, struct.pack("<HI", 1, 0) + bytes(10))
            + _paragraph(text, 2, last=True)
        )

    def _text_box(self, text: str) -> bytes:
        inner = _Text()
        inner.write(text)
        kind = b"$rec"[::-1]
        shape = kind + kind + struct.pack("<iiHH", 0, 0, 0, 1)
        shape += struct.pack("<IIIIIhii", WIDTH, ROW, WIDTH, ROW, 0, 0, WIDTH // 2, ROW // 2)
        unmoved = struct.pack("<6d", 1, 0, 0, 0, 1, 0)
        shape += struct.pack("<H", 1) + unmoved * 3
        shape += struct.pack("<IiIB", 0, 33, 1, 0) + bytes(8)  # its line, no fill
        shape += struct.pack("<IIiiIBB", 0, 0xB2B2B2, 0, 0, self._objects + 1, 0, 0)
        box = struct.pack("<HIH4HI", 1, _CENTRED, 0, *_GAPS, WIDTH) + bytes(12)
        corners = struct.pack("<B8i", 0, 0, 0, WIDTH, 0, WIDTH, ROW, 0, ROW)
        return (
            self._object("gso ", ROW, 1)
            + record(hwp.SHAPE_COMPONENT, 2, shape)
            + record(hwp.LIST_HEADER, 3, box)
            + _paragraph(inner, 3, last=True)
            + record(hwp.RECTANGLE, 3, corners)
        )

    def _drawn(self, table: Table, level: int) -> bytes:
        rows = [table.row(r) for r in range(len(table.grid))]
        return self._table(rows, table.width, level, table.header_rows)

    def _box(self, box: Box) -> bytes:
        inner = []
        for n, item in enumerate(box.items):
            text = _Text()
            if isinstance(item, Line):
                text.write(item.text)
            else:
                text.control(_OBJECT, "tbl ", self._drawn(item, 3))
            inner.append(_paragraph(text, 2, last=n == len(box.items) - 1))
        head = self._table([[]], 1, 1, sizes=[1])
        cell = _cell(Cell(0, 0, ""), 1, len(inner), header=False)
        return head + record(hwp.LIST_HEADER, 2, cell) + b"".join(inner)

    def _table(
        self,
        rows: Sequence[Sequence[Cell]],
        width: int,
        level: int,
        header_rows: int = 0,
        sizes: Sequence[int] = (),
    ) -> bytes:
        sizes = sizes or [len(row) for row in rows]
        table = struct.pack("<IHHH4H", 0x6, len(rows), width, 0, *_GAPS)
        table += struct.pack(f"<{len(sizes)}H", *sizes) + struct.pack("<HH", 2, 0)
        made = self._object("tbl ", ROW * len(rows), level) + record(hwp.TABLE, level + 1, table)
        for cell in (cell for row in rows for cell in row):
            text = _Text()
            text.write(cell.text)
            head = _cell(cell, width, 1, header=cell.row < header_rows)
            made += record(hwp.LIST_HEADER, level + 1, head)
            made += _paragraph(text, level + 1, last=True)
        return made

    def _object(self, name: str, height: int, level: int) -> bytes:
        self._objects += 1
        place = struct.pack("<IiiIIi", _IN_LINE, 0, 0, WIDTH, height, self._objects)
        place += struct.pack("<4hIiH", *[0] * 4, self._objects, 0, 0)
        return _control(name, place, level)


def _control(name: str, payload: bytes, level: int = 1) -> bytes:
    return record(hwp.CTRL_HEADER, level, name.encode()[::-1] + payload)


def _section_definition() -> bytes:
    definition = struct.pack("<IHHHIH", 0, 1134, 0, 0, 8000, 0).ljust(43, b"\0")
    page = struct.pack("<10I", *PAPER, MARGIN, MARGIN, MARGIN, 2 * MARGIN, 0, 0, 0, 0)
    notes = struct.pack("<IHHHHiHHHBBI", 0, 0, 0, ord(")"), 1, -1, 850, 567, 283, 1, 1, 0)
    border = struct.pack("<I4HH", 1, *[1417] * 4, 1)
    return (
        _control("secd", definition)
        + record(hwp.PAGE_DEF, 2, page)
        + record(hwp.FOOTNOTE_SHAPE, 2, notes) * 2
        + record(hwp.PAGE_BORDER_FILL, 2, border) * 3
    )


def _cell(cell: Cell, width: int, paragraphs: int, *, header: bool) -> bytes:
    size = WIDTH * cell.columns // width
    place = (cell.column, cell.row, cell.columns, cell.rows)
    head = struct.pack("<HIH4H", paragraphs, _CENTRED, 4 if header else 0, *place)
    return head + struct.pack("<II4hHI", size, ROW * cell.rows, *_GAPS, 2, size) + bytes(9)


def _paragraph(
    text: _Text,
    level: int,
    *,
    last: bool,
    lines: Sequence[tuple[int, int, int]] = ((0, 0, TEXT),),
) -> bytes:
    """A paragraph and what belongs to it, one level deeper; without letters it has no text."""
    letters = text.data + struct.pack("<H", 13)
    count = len(letters) // 2 | (_LAST if last else 0)
    head = struct.pack("<IIHBBHHHIH", count, text.mask, 0, 0, 0, 1, 0, len(lines), _LAST, 0)
    segments = b"".join(
        struct.pack(
            "<9i", start, position, size, size, size * 85 // 100, SPACING, 0, WIDTH, 0x60000
        )
        for start, position, size in lines
    )
    return b"".join(
        (
            record(hwp.PARA_HEADER, level, head),
            record(hwp.PARA_TEXT, level + 1, letters) if text.data else b"",
            record(hwp.PARA_CHAR_SHAPE, level + 1, struct.pack("<II", 0, 0)),
            record(hwp.PARA_LINE_SEG, level + 1, segments),
            *text.records,
        )
    )
