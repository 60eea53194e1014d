"""The records that an HWP 5.0 file is made of, and those of its DocInfo.

Written after Hancom's published description of the format; as its terms ask: 본 제품은 한글과컴퓨터의
한글 문서 파일(.hwp) 공개 문서를 참고하여 개발하였습니다.
"""

from __future__ import annotations

import struct
import zlib

_BEGIN = 0x10
DOCUMENT_PROPERTIES, ID_MAPPINGS = _BEGIN, _BEGIN + 1
FACE_NAME, BORDER_FILL, CHAR_SHAPE, TAB_DEF = (_BEGIN + n for n in (3, 4, 5, 6))
PARA_SHAPE, STYLE, DISTRIBUTE_DOC_DATA = (_BEGIN + n for n in (9, 10, 12))
PARA_HEADER, PARA_TEXT, PARA_CHAR_SHAPE, PARA_LINE_SEG = (_BEGIN + n for n in range(50, 54))
CTRL_HEADER, LIST_HEADER, PAGE_DEF, FOOTNOTE_SHAPE = (_BEGIN + n for n in range(55, 59))
PAGE_BORDER_FILL, SHAPE_COMPONENT, TABLE = (_BEGIN + n for n in range(59, 62))
RECTANGLE = _BEGIN + 63

_LONG = 0xFFF
COMPRESSED, DISTRIBUTION = 1, 1 << 2
_VERSION = 0x05000304


def record(tag: int, level: int, payload: bytes) -> bytes:
    """A record: tag, level and size in one word, the size in a second one where it is large."""
    size = len(payload)
    head = struct.pack("<I", tag | level << 10 | min(size, _LONG) << 20)
    return head + (struct.pack("<I", size) if size >= _LONG else b"") + payload


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def file_header(flags: int) -> bytes:
    return struct.pack("<32sII", b"HWP Document File", _VERSION, flags).ljust(256, b"\0")


def wide(text: str) -> bytes:
    """A text with its length before it."""
    return struct.pack("<H", len(text)) + text.encode("utf-16-le")


def doc_info() -> bytes:
    """One font for each kind of script, one style; border 1 is none, border 2 a thin line."""
    counts = (0, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 0, 0, 1, 1, 0, 0, 0)
    records = [
        record(DOCUMENT_PROPERTIES, 0, struct.pack("<7H3I", *[1] * 7, 0, 0, 0)),
        record(ID_MAPPINGS, 0, struct.pack("<18i", *counts)),
        *[record(FACE_NAME, 1, b"\x01" + wide("함초롬바탕"))] * 7,
        record(BORDER_FILL, 1, _border(0)),
        record(BORDER_FILL, 1, _border(1)),
        record(CHAR_SHAPE, 1, _char_shape()),
        record(TAB_DEF, 1, bytes(8)),
        record(PARA_SHAPE, 1, struct.pack("<I6i3H4hIII", 0x180, *[0] * 5, 160, *[0] * 10)),
        record(
            STYLE, 1, wide("바탕글") + wide("Normal") + struct.pack("<BBHHHH", 0, 0, 1042, *[0] * 3)
        ),
    ]
    return b"".join(records)


def _border(kind: int) -> bytes:
    return struct.pack("<H", 0) + struct.pack("<BBI", kind, 1, 0) * 5 + bytes(8)


def _char_shape() -> bytes:
    return (
        struct.pack("<7H", *[0] * 7)
        + struct.pack("<7B7b7B7b", *[100] * 7, *[0] * 7, *[100] * 7, *[0] * 7)
        + struct.pack("<iIbbIIIIHI", 1000, 0, 10, 10, 0, 0, 0xFFFFFFFF, 0xB2B2B2, 1, 0)
    )
