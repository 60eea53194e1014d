"""What controls print among the text: numbers, forms, overlapped characters; guides of fields."""

from __future__ import annotations

from ingest.owpml import equations, symbols
from ingest.owpml.heights import inline
from ingest.owpml.numerals import numeral
from ingest.owpml.xml import Node, child, children, integer, local

_COUNTED = frozenset({"FOOTNOTE", "ENDNOTE", "TABLE", "PICTURE", "EQUATION"})
_BOXES = {"CHECKED": "☑", "UNCHECKED": "☐", "INDETERMINATE": "☐"}
_FRAMES = "○◯●□■▢△▲◇◆\u3000 "  # that are typed over the character they surround


def said(node: Node, name: str) -> str:
    """What a control prints among the text, "" where it is an object or prints nothing."""
    if name == "autoNum" and node.get("numType") in _COUNTED:
        return _automatic(node)
    if name == "compose":
        return _composed(node)
    if name == "equation" and inline(node):
        return equations.printed(_inner(node, "script"))
    if name == "dutmal":
        main, above = _inner(node, "mainText"), _inner(node, "subText")
        return f"{main}({above})" if above else main
    if name in ("checkBtn", "radioBtn"):
        return f"{_BOXES.get(node.get('value', ''), '☐')}{node.get('caption', '')}"
    if name == "edit":
        return _inner(node, "text")
    if name == "comboBox":
        return _chosen(node)
    return ""


def guide(field: Node) -> str:
    """The words that a field to click shows on the screen, not on paper, until it is filled in."""
    if field.get("type") != "CLICK_HERE" or field.get("dirty") == "1":
        return ""  # `dirty`: somebody wrote in it
    words = (
        "".join(node.itertext())
        for node in field.iter()
        if local(node) == "stringParam" and node.get("name") == "Direction"
    )
    return next(words, "").strip()


def _composed(node: Node) -> str:
    """Characters over one another; a number in a frame is no part of the number behind it."""
    text = symbols.shown(str(node.get("composeText", "")), begins=False)
    number = text.strip(_FRAMES)
    if not (number.isascii() and number.isdigit()):
        return text
    if len(number) > 2:
        return f"({number})"
    framed = "CIRCLE" in node.get("circleType", "") or text != number
    circled = numeral(int(number), "CIRCLED_DIGIT") if framed else number
    return circled if circled != number else f"({number})"


def _chosen(box: Node) -> str:
    """What is chosen of a list; a list of one, as HWP 5 keeps it, is what was chosen."""
    items = list(children(box, "listItem"))
    value = str(box.get("selectedValue", ""))
    if not value and len(items) == 1:
        value = str(items[0].get("value", ""))
    shown = (item.get("displayText", "") for item in items if item.get("value", "") == value)
    return next(filter(None, shown), "") or value


def _inner(node: Node, name: str) -> str:
    part = child(node, name)
    return "".join(part.itertext()) if part is not None else ""


def _automatic(node: Node) -> str:
    form = child(node, "autoNumFormat")
    if form is None:
        return str(integer(node, "num", 1))
    number = numeral(integer(node, "num", 1), form.get("type", "DIGIT"))
    return f"{form.get('prefixChar', '')}{number}{form.get('suffixChar', '')}"
