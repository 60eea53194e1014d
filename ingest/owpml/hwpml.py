"""HWPML 2, the single XML file that older versions of Hancom save, turned into OWPML.

Offices publish such files under the name of HWP as well.  They say the same as OWPML by other
names, in capital letters; pages are unknown, for no positions of lines are stored.
"""

from __future__ import annotations

import re
from typing import Any

from ingest.errors import Malformed, TooLarge
from ingest.limits import Limits
from ingest.owpml.package import TREE_COST, Package
from ingest.owpml.xml import DAMAGED, FETCH_AGAIN, Node, child, children, local, parse

_EMBEDDED = re.compile(rb"<BINDATA\b[^>]*>[^<]*</BINDATA>")  # pictures, by far the most of a file
# `nbsp`, as the law office declares it; what reaches further is left to be refused.
_ENTITY = rb"<!ENTITY\s+(\w{1,16})\s+([\"'])(&#[0-9]{1,7};|&#x[0-9a-fA-F]{1,6};)\2\s*>"
_DECLARED = re.compile(rb"<!DOCTYPE\s+HWPML\s*\[\s*(?:" + _ENTITY + rb"\s*){1,16}\]\s*>", re.I)
_ENCODING = re.compile(r"(<\?xml[^>]*?)\s+encoding\s*=\s*[\"'][^\"']*[\"']")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_NAMES = {
    "SECTION": "sec", "P": "p", "TEXT": "run", "CHAR": "t", "PARALIST": "subList",
    "TAB": "tab", "LINEBREAK": "lineBreak", "HYPEN": "hyphen", "HYPHEN": "hyphen",
    "NBSPACE": "nbSpace", "FWSPACE": "fwSpace", "TITLEMARK": "titleMark",
    "MARKPENBEGIN": "markpenBegin", "MARKPENEND": "markpenEnd",
    "INSERTBEGIN": "insertBegin", "INSERTEND": "insertEnd",
    "DELETEBEGIN": "deleteBegin", "DELETEEND": "deleteEnd",
    "SECDEF": "secPr", "COLDEF": "colPr", "TABLE": "tbl", "ROW": "tr", "CELL": "tc",
    "CAPTION": "caption", "POSITION": "pos", "SHAPECOMMENT": "shapeComment",
    "DRAWTEXT": "drawText", "RECTANGLE": "rect", "ELLIPSE": "ellipse", "ARC": "arc",
    "POLYGON": "polygon", "CURVE": "curve", "LINE": "line", "CONNECTLINE": "connectLine",
    "PICTURE": "pic", "CONTAINER": "container", "OLE": "ole", "TEXTART": "textart",
    "EQUATION": "equation", "SCRIPT": "script", "FOOTNOTE": "footNote", "ENDNOTE": "endNote",
    "HEADER": "header", "FOOTER": "footer", "HIDDENCOMMENT": "hiddenComment",
    "AUTONUM": "autoNum", "AUTONUMFORMAT": "autoNumFormat", "FIELDBEGIN": "fieldBegin",
    "FIELDEND": "fieldEnd", "COMPOSE": "compose", "DUTMAL": "dutmal", "MAINTEXT": "mainText",
    "SUBTEXT": "subText", "CHARSHAPE": "charPr", "SUPERSCRIPT": "supscript",
    "SUBSCRIPT": "subscript", "STRIKEOUT": "strikeout", "UNDERLINE": "underline",
    "RELSIZE": "relSz", "CHAROFFSET": "offset", "PARASHAPE": "paraPr", "NUMBERING": "numbering",
    "PARAHEAD": "paraHead", "BULLET": "bullet",
}  # fmt: skip
_ATTRIBUTES = {
    "Id": "id", "ParaShape": "paraPrIDRef", "CharShape": "charPrIDRef", "PageBreak": "pageBreak",
    "RowCount": "rowCnt", "ColCount": "colCnt", "Header": "header", "TreatAsChar": "treatAsChar",
    "VertRelTo": "vertRelTo", "TextWrap": "textWrap", "Side": "side", "Number": "num",
    "NumberType": "numType", "PrefixChar": "prefixChar", "SuffixChar": "suffixChar",
    "Type": "type", "Shape": "shape", "Latin": "latin", "Level": "level", "Start": "start",
    "NumFormat": "numFormat", "Char": "char", "OutlineShape": "outlineShapeIDRef",
    "Count": "colCount", "Text": "text", "CircleType": "circleType", "ComposeText": "composeText",
}  # fmt: skip
_WORDS = frozenset({"numType", "type", "shape", "numFormat", "circleType", "vertRelTo", "textWrap"})
_INTO = frozenset({"SHAPEOBJECT", "DRAWINGOBJECT"})  # what they hold belongs to the object itself
_CONTROLS = frozenset(
    "footNote endNote header footer hiddenComment autoNum fieldBegin fieldEnd colPr".split()
)
_DEEPEST = 200
_PROLOGUE = 4096


def opened(data: bytes, limits: Limits) -> Package:
    """The document in the bytes of an HWPML file.

    Raises:
        IngestError: `Hostile`, `TooLarge` or `Malformed`, as its own docstring tells.
    """
    plain = _without_entities(_EMBEDDED.sub(b"", _in_utf8(data)))
    if len(plain) > limits.expanded_bytes // (2 * TREE_COST):  # it is held twice
        raise TooLarge(
            "문서의 본문이 너무 커서 읽을 수 없습니다.", "문서를 나누어 저장해 주십시오."
        )
    root = parse(plain)
    head, body = child(root, "HEAD"), child(root, "BODY")
    sections = (
        [_turned(section) for section in children(body, "SECTION")] if body is not None else []
    )
    if not sections:
        raise Malformed(DAMAGED, FETCH_AGAIN)
    shapes = child(head, "MAPPINGTABLE") if head is not None else None
    return Package(tuple(sections), _shapes(shapes) if shapes is not None else None, _title(head))


def _in_utf8(data: bytes) -> bytes:
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data
    return _ENCODING.sub(r"\1", data.decode("utf-16", errors="replace"), count=1).encode()


def _without_entities(data: bytes) -> bytes:
    """Characters that the document names by itself, written as their numbers."""
    named = {b"nbsp": b"&#160;"}  # some name it without a word
    declared = _DECLARED.search(data, 0, _PROLOGUE)
    if declared is not None:
        named |= {match[1]: match[3] for match in re.finditer(_ENTITY, declared[0])}
        data = data[: declared.start()] + data[declared.end() :]
    return re.sub(rb"&(\w{1,16});", lambda match: named.get(match[1], match[0]), data)


def _title(head: Node | None) -> str:
    summary = child(head, "DOCSUMMARY") if head is not None else None
    found = child(summary, "TITLE") if summary is not None else None
    return "".join(found.itertext()).strip() if found is not None else ""


def _shapes(table: Node) -> Node:
    """Looks of characters, heads of paragraphs and their numbers, as a header of OWPML."""
    header = _element("head")
    for each in table:
        for shape in each:
            if local(shape) in ("CHARSHAPE", "PARASHAPE", "NUMBERING", "BULLET"):
                header.append(_turned(shape))
    return header


def _turned(node: Node, depth: int = 0) -> Node:
    """An element of HWPML as the one of OWPML that says the same."""
    made = _element(_NAMES[local(node)])
    made.text = node.text
    for key, value in node.attrib.items():
        name = _ATTRIBUTES.get(key)
        if name is not None:
            made.set(name, _value(name, value))
    _own(node, made)
    if depth < _DEEPEST:
        _fill(node, made, depth)
    return made


def _fill(node: Node, made: Node, depth: int) -> None:
    for inner in node:
        name = local(inner)
        if name in _INTO:
            _fill(inner, made, depth + 1)
        elif name in _NAMES:
            turned = _turned(inner, depth + 1)
            turned.tail = inner.tail
            made.append(_wrapped(turned))
        elif inner.tail and len(made):  # what is not known prints nothing, the text behind it does
            made[-1].tail = (made[-1].tail or "") + inner.tail
        elif inner.tail:
            made.text = (made.text or "") + inner.tail


def _wrapped(node: Node) -> Node:
    if local(node) not in _CONTROLS:
        return node
    control = _element("ctrl")
    control.tail, node.tail = node.tail, None
    control.append(node)
    return control


def _own(node: Node, made: Node) -> None:
    """What OWPML says in elements of their own, or otherwise."""
    name = local(made)
    if name == "tc":
        for part, keys in (
            ("cellAddr", ("RowAddr", "ColAddr")),
            ("cellSpan", ("RowSpan", "ColSpan")),
        ):
            given = {key[0].lower() + key[1:]: node.get(key) for key in keys if node.get(key)}
            if given:
                made.append(_element(part, given))
    elif name == "paraPr":
        kind = node.get("HeadingType", "None").upper()
        given = {"type": kind, "idRef": node.get("Heading", ""), "level": node.get("Level", "0")}
        made.append(_element("heading", given))
    elif name == "strikeout" and node.get("Type", "").casefold() in ("", "none"):
        made.set("shape", "NONE")
    elif name == "strikeout" and not node.get("Shape"):
        made.set("shape", "SOLID")
    elif name == "fieldBegin" and made.get("type") == "CLICKHERE":
        made.set("type", "CLICK_HERE")


def _value(name: str, value: str) -> str:
    if value in ("true", "false"):
        return "1" if value == "true" else "0"
    return _HUMP.sub("_", value).upper() if name in _WORDS else value


def _element(name: str, attributes: dict[str, Any] | None = None) -> Node:
    from lxml import etree

    return etree.Element(name, attributes or {})
