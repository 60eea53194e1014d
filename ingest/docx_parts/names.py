"""Names of elements and attributes of WordprocessingML, and reading them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """A name in the main namespace."""
    return f"{{{_MAIN}}}{name}"


def local(element: _Element) -> str:
    """A name without its namespace, "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def is_main(element: _Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(f"{{{_MAIN}}}")


def find(element: _Element | None, *path: str) -> _Element | None:
    """The element down a path of main names; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = element.find(w(name))
    return element


def value(element: _Element | None, name: str = "val") -> str | None:
    """An attribute, None without it or its element."""
    return None if element is None else element.get(w(name))


def number(element: _Element | None, name: str = "val") -> int | None:
    """An attribute as a whole number."""
    text = value(element, name) or ""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else None


def is_on(element: _Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and (value(element) or "1").casefold() not in _OFF


def unwrapped(element: _Element) -> Iterator[_Element]:
    """The children of a body, a row or a table, out of the wrappers that may hold them.

    Of what stands for several programs, the first choice; nothing that was deleted.
    """
    waiting = [*reversed(element)]
    while waiting:
        child = waiting.pop()
        name = local(child)
        if name in _WRAPPERS:
            waiting += reversed(child)
        elif name == "AlternateContent":
            waiting += [*child][:1]
        elif name not in _GONE:
            yield child


_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "Choice"})
_GONE = frozenset({"del", "moveFrom", "sdtPr", "sdtEndPr", "customXmlPr", ""})
