"""A compound file (OLE2) as [MS-CFB] describes it, version 3, with small streams in a mini stream."""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SECTOR, MINI, CUTOFF, ENTRY = 512, 64, 4096, 128
END, FREE, FAT, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_IN_HEADER = 109  # sectors of the FAT that the header itself can name


@dataclass
class _Node:
    """An entry of the directory."""

    name: str
    kind: int
    data: bytes = b""
    children: list[_Node] = field(default_factory=list)
    id: int = 0
    left: int = NONE
    right: int = NONE
    child: int = NONE
    black: bool = True
    start: int = 0


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of these streams, named with their storage: `BodyText/Section0`."""
    root = _tree(streams)
    nodes = _numbered(root)
    sectors: list[bytes] = []
    fat: list[int] = []
    mini = bytearray()
    mini_fat: list[int] = []
    for node in nodes:
        if node.kind != _STREAM:
            continue
        if len(node.data) < CUTOFF:
            node.start = _chain(mini_fat, math.ceil(len(node.data) / MINI)) if node.data else END
            mini += _filled(node.data, MINI)
        else:
            node.start = _stored(node.data, sectors, fat)
    root.data = bytes(mini)
    root.start = _stored(root.data, sectors, fat) if mini else END
    packed = struct.pack(f"<{len(mini_fat)}I", *mini_fat)
    first_mini_fat = _stored(packed, sectors, fat, b"\xff") if mini_fat else END
    empty = _Node("", 0)
    while len(nodes) % (SECTOR // ENTRY):
        nodes.append(empty)
    directory = _stored(b"".join(map(_entry, nodes)), sectors, fat)
    return _assembled(sectors, fat, directory, first_mini_fat, math.ceil(len(packed) / SECTOR))


def _tree(streams: Mapping[str, bytes]) -> _Node:
    root = _Node("Root Entry", _ROOT)
    storages: dict[str, _Node] = {}
    for path, data in streams.items():
        storage, _, name = path.rpartition("/")
        parent = root
        if storage:
            if storage not in storages:
                storages[storage] = _Node(storage, _STORAGE)
                root.children.append(storages[storage])
            parent = storages[storage]
        parent.children.append(_Node(name, _STREAM, data))
    return root


def _numbered(root: _Node) -> list[_Node]:
    """The directory in order of its ids, the children of each storage as a balanced tree."""
    nodes = [root]
    for node in nodes:
        for child in node.children:
            child.id = len(nodes)
            nodes.append(child)
    for node in nodes:
        if node.children:
            ordered = sorted(node.children, key=lambda n: (len(n.name), n.name.upper()))
            node.child = _balanced(ordered, math.floor(math.log2(len(ordered) + 1)))
    return nodes


def _balanced(nodes: Sequence[_Node], black: int) -> int:
    """The id of the middle node, the others below it; those below `black` levels are red."""
    if not nodes:
        return NONE
    middle = len(nodes) // 2
    node = nodes[middle]
    node.black = black > 0
    node.left = _balanced(nodes[:middle], black - 1)
    node.right = _balanced(nodes[middle + 1 :], black - 1)
    return node.id


def _chain(fat: list[int], count: int) -> int:
    first = len(fat)
    fat.extend(range(first + 1, first + count))
    fat.append(END)
    return first


def _filled(data: bytes, size: int, filler: bytes = b"\0") -> bytes:
    return data + filler * (-len(data) % size)


def _stored(data: bytes, sectors: list[bytes], fat: list[int], filler: bytes = b"\0") -> int:
    whole = _filled(data, SECTOR, filler)
    sectors += [whole[i : i + SECTOR] for i in range(0, len(whole), SECTOR)]
    return _chain(fat, len(whole) // SECTOR)


def _entry(node: _Node) -> bytes:
    name = (node.name + "\0").encode("utf-16-le") if node.name else b""
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        name, len(name), node.kind, int(node.black), node.left, node.right, node.child,
        bytes(16), 0, 0, 0, node.start, len(node.data),
    )  # fmt: skip


def _assembled(
    sectors: list[bytes], fat: list[int], directory: int, mini_fat: int, mini_sectors: int
) -> bytes:
    per_sector = SECTOR // 4
    own = 1
    while own * per_sector < len(fat) + own:
        own += 1
    assert own <= _IN_HEADER, "a file this large needs sectors of its own to name its FAT"
    places = range(len(fat), len(fat) + own)
    table = [*fat, *[FAT] * own]
    table += [FREE] * (own * per_sector - len(table))
    named = [*places, *[FREE] * (_IN_HEADER - own)]
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6),
        0, own, directory, 0, CUTOFF, mini_fat, mini_sectors, END, 0,
    )  # fmt: skip
    head += struct.pack(f"<{_IN_HEADER}I", *named)
    return head + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table)
