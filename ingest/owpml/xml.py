"""XML that may be hostile, and the little that is asked of its elements."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeAlias

from ingest.errors import Hostile, Malformed

Node: TypeAlias = Any  # an element of lxml, which has no types

DAMAGED = "한글 문서가 깨져 있어 읽을 수 없습니다."
NESTED = "표와 글상자가 지나치게 깊이 겹쳐 있어 읽지 않았습니다."
FETCH_AGAIN = "원본을 다시 받거나 한글에서 열어 다시 저장해 주십시오."


def parse(data: bytes) -> Node:
    """The root of a document.

    Raises:
        Hostile: it declares a document type: entities unfold without end or reach for other files.
        Malformed: it is no XML.
    """
    from lxml import etree

    if b"<!doctype" in data[:4096].lower():
        raise _declares()
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise Malformed(DAMAGED, FETCH_AGAIN) from error
    if root is None:
        raise Malformed(DAMAGED, FETCH_AGAIN)
    if root.getroottree().docinfo.doctype:  # in another encoding, or behind a long preamble
        raise _declares()
    return root


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
