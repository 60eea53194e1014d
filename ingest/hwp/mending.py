"""What real HWP 5 files hold that the conversion to OWPML would lose, put right around it.

Programs count the cells of a table wrongly, nest paragraphs a level deeper, leave an object without
its place in the text.  Nothing of this changes what a document says.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from ingest.owpml.xml import Node, child, local

Record: TypeAlias = Any  # of the converter: a tag, a level, a payload, and the records below it

_BEGIN = 0x10
_PARA_HEADER, _PARA_TEXT, _CTRL_HEADER, _LIST_HEADER = (_BEGIN + n for n in (50, 51, 55, 56))
_TABLE = _BEGIN + 61

_TABLE_ID = b"tbl "[::-1]
_ROWS = struct.Struct("<4xH")  # of a table; how many cells each has follows
_SIZES = 18
_ADDRESS = struct.Struct("<8xHH")  # of a cell: its column and row

_ALONE = frozenset({0, 10, 13, *range(24, 32)})  # control characters of one unit; others have eight
_INLINE = frozenset({*range(4, 10), 19, 20})  # and need no record of their own
_OBJECT = struct.Struct("<H4s8xH")
_OBJECT_CODE, _END = 11, struct.pack("<H", 13)

_THROUGH, _LINE, _STRIKE, _NOT_DRAWN = 2, 26, 18, 15


def complete(section: Iterable[Record]) -> None:
    """The tables of a section keep all their cells, and its paragraphs all their objects."""
    for root in section:
        for record in root.walk():
            record.children = list(_lifted(record.children))
            if record.tag == _CTRL_HEADER and record.payload.startswith(_TABLE_ID):
                _count_cells(record.children)
            elif record.tag == _PARA_HEADER:
                _place_objects(record)


def strike_through(header: Node, shapes: Sequence[int]) -> None:
    """The strike-out of old versions: a line under the text that is drawn through its middle.

    `shapes` are the properties of the character shapes.
    """
    drawn = (node for node in header.iter() if local(node) == "charPr")
    for node, shape in zip(drawn, shapes, strict=False):
        through = shape >> _THROUGH & 3 == _THROUGH and not shape >> _STRIKE & 7
        underline = child(node, "underline")
        if through and shape >> _LINE & 15 != _NOT_DRAWN and underline is not None:
            underline.set("type", "CENTER")


def _lifted(found: Iterable[Record]) -> Iterator[Record]:
    """The paragraphs of a list stand beside its head, where some have them below it."""
    for record in found:
        yield record
        if record.tag == _LIST_HEADER and any(r.tag == _PARA_HEADER for r in record.children):
            yield from (r for r in record.children if r.tag == _PARA_HEADER)
            record.children = [r for r in record.children if r.tag != _PARA_HEADER]


def _count_cells(found: list[Record]) -> None:
    """A table that counts fewer cells in its rows than it has would lose the last of them."""
    at = next((at for at, record in enumerate(found) if record.tag == _TABLE), None)
    if at is None or len(found[at].payload) < _SIZES:
        return
    table = found[at]
    cells = [record.payload for record in found[at + 1 :] if record.tag == _LIST_HEADER]
    (rows,) = _ROWS.unpack_from(table.payload)
    end = min(_SIZES + 2 * rows, len(table.payload) & ~1)
    counted = sum(struct.unpack_from(f"<{(end - _SIZES) // 2}H", table.payload, _SIZES))
    if counted >= len(cells) or any(len(cell) < _ADDRESS.size for cell in cells):
        return
    sizes = [len(list(row)) for _, row in groupby(_ADDRESS.unpack_from(cell)[1] for cell in cells)]
    if len(sizes) > 0xFFFF:
        return
    table.payload = (
        table.payload[:4]
        + struct.pack("<H", len(sizes))
        + table.payload[6:_SIZES]
        + struct.pack(f"<{len(sizes)}H", *sizes)
        + table.payload[end:]
    )


def _place_objects(paragraph: Record) -> None:
    """An object that the text does not name stands behind the text."""
    controls = [r.payload[:4] for r in paragraph.children if r.tag == _CTRL_HEADER]
    if not controls:
        return
    text = next((r for r in paragraph.children if r.tag == _PARA_TEXT), None)
    missing = controls[_named(text.payload) if text is not None else 0 :]
    if not missing:
        return
    added = b"".join(_OBJECT.pack(_OBJECT_CODE, name, _OBJECT_CODE) for name in missing)
    if text is None:
        made = type(paragraph)(_PARA_TEXT, paragraph.level + 1, added + _END)
        paragraph.children.insert(0, made)
    elif text.payload.endswith(_END):
        text.payload = text.payload[:-2] + added + _END
    else:
        text.payload += added


def _named(text: bytes) -> int:
    """How many objects a text names."""
    units = struct.unpack(f"<{len(text) // 2}H", text[: len(text) & ~1])
    at = count = 0
    while at < len(units):
        unit = units[at]
        alone = unit >= 32 or unit in _ALONE
        count += not alone and unit not in _INLINE
        at += 1 if alone else 8
    return count
