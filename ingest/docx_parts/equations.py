"""Equations of Office Math as one line of text: `(a+b)/c`, `10^6`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.docx_parts.names import local

if TYPE_CHECKING:
    from lxml.etree import _Element

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
PARAGRAPH = f"{{{_MATH}}}oMathPara"
_DEEPEST = 60
_JOINS = {
    "f": ("num", "/", "den"),
    "sSup": ("e", "^", "sup"),
    "sSub": ("e", "_", "sub"),
}


def text(element: _Element, depth: int = 0) -> str:
    """An equation, or a part of one."""
    name = local(element)
    if name == "t":
        return element.text or ""
    if depth > _DEEPEST:
        return ""
    if name in _JOINS:
        first, sign, second = _JOINS[name]
        return f"{_part(element, first, depth)}{sign}{_part(element, second, depth)}"
    inner = "".join(text(child, depth + 1) for child in element)
    if name == "rad":
        return f"√({_part(element, 'e', depth)})"
    return f"({inner})" if name == "d" else inner


def _part(element: _Element, name: str, depth: int) -> str:
    """A part, in brackets where it is more than one number or word."""
    found = element.find(f"{{{_MATH}}}{name}")
    inner = "" if found is None else text(found, depth + 1)
    single = inner.replace(".", "").replace(",", "").isalnum() or inner.startswith("(")
    return inner if single else f"({inner})"
