"""XML that may be hostile, and the little that is asked of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeAlias

from ingest.errors import Hostile, Malformed

Node: TypeAlias = Any  # an element of lxml, which has no types

DAMAGED = "한글 문서가 깨져 있어 읽을 수 없습니다."
NESTED = "표와 글상자가 지나치게 깊이 겹쳐 있어 읽지 않았습니다."
FETCH_AGAIN = "원본을 다시 받거나 한글에서 열어 다시 저장해 주십시오."

_CONTROLS = re.compile(rb"[\x01-\x08\x0b\x0c\x0e-\x1f]")
_DECLARED = re.compile(
    rb"^((?:\xef\xbb\xbf)?\s*<\?xml[^>]*?)\s+encoding\s*=\s*[\"']UTF-16[^\"']*[\"']", re.I
)
_REFERENCE = re.compile(rb"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}));")


def parse(data: bytes) -> Node:
    """The root of a document.

    Raises:
        Hostile: it declares a document type: entities unfold without end or reach for other files.
        Malformed: it is no XML.
    """
    from lxml import etree

    if b"<!doctype" in data[:4096].lower():
        raise _declares()
    try:
        root = _root(data)
    except (etree.LxmlError, ValueError) as error:
        root = _mended(data, error)
    if root is None:
        raise Malformed(DAMAGED, FETCH_AGAIN)
    if root.getroottree().docinfo.doctype:  # in another encoding, or behind a long preamble
        raise _declares()
    return root


def _root(data: bytes) -> Node:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True
    )
    return etree.fromstring(data, parser)


def _mended(data: bytes, error: Exception) -> Node:
    """XML with what programs get wrong without harm.

    Characters that XML cannot hold, as pasting brings them into a text, are read as blanks; text in
    UTF-8 that is declared as UTF-16 is read as what it is.
    """
    from lxml import etree

    plain = _REFERENCE.sub(_referred, _CONTROLS.sub(b" ", data))
    plain = _DECLARED.sub(rb"\1", plain, count=1)
    if plain == data or b"\0" in data:
        raise Malformed(DAMAGED, FETCH_AGAIN) from error
    try:
        return _root(plain)
    except (etree.LxmlError, ValueError):
        raise Malformed(DAMAGED, FETCH_AGAIN) from error


def _referred(match: re.Match[bytes]) -> bytes:
    code = int(match[1], 16) if match[1] else int(match[2])
    held = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return match[0] if held or 0x10000 <= code < 0x110000 else b" "


def _declares() -> Hostile:
    return Hostile(
        "문서 안에 외부 파일을 끌어오는 선언이 있어 읽지 않았습니다.",
        "한글에서 열어 다시 저장한 파일을 올려 주십시오.",
    )


@lru_cache(maxsize=4096)
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def local(node: Node) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = node.tag
    return _bare(tag) if isinstance(tag, str) else ""


def children(node: Node, name: str) -> Iterator[Node]:
    """The direct children of a name."""
    return (inner for inner in node if local(inner) == name)


def child(node: Node, name: str) -> Node | None:
    """The first direct child of a name."""
    return next(children(node, name), None)


def integer(node: Node | None, name: str, default: int = 0) -> int:
    """An attribute as a number; `default` where it is missing or none."""
    try:
        return int(node.get(name, default)) if node is not None else default
    except ValueError:
        return default
