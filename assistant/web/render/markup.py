"""Text to safe HTML: the only way in which a character reaches the page.

A fragment is a `Markup`; every `str` that is put into one is escaped.  The page hands fragments
to components that read Markdown, and Markdown leaves an HTML block alone until a line ends.  So a
fragment never holds a line end: `3월~5월 … 10월~12월`, `2024. 1. 5.` and `**` stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

Lines = tuple[str, ...]

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})

# Shown instead of obeyed: control characters, and the characters that turn the reading direction
# around (with one in its name, a file could be shown as another).
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_NOT_PLAIN = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\x85\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def _plain(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be sent
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", whole)


def text(value: str) -> Markup:
    """The text as HTML, line ends as `<br>`."""
    if not _NOT_PLAIN.search(value):  # almost all text: a document has ten thousand pieces of it
        return escape(value)
    return Markup("<br>").join(escape(_plain(line)) for line in _LINE_END.split(value))


def tag(name: str, /, *children: str | Markup, **attributes: str | int | Lines | None) -> Markup:
    """An element.  `class_` stands for `class`; attributes that are None are left out.

    An attribute of several lines is a tuple of them; their ends are written as references, so that
    the fragment itself still holds none.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in VOID:
        return Markup(f"<{name}{written}>")  # noqa: S704 - our own name, attributes escaped
    return Markup(f"<{name}{written}>{join(children)}</{name}>")  # noqa: S704 - parts are escaped


def join(parts: Iterable[str | Markup], between: str | Markup = "") -> Markup:
    """The parts one after another; those that are plain text are escaped."""
    return Markup(str(safe(between)).join([safe(part) for part in parts]))  # noqa: S704 - all escaped


def safe(part: str | Markup) -> Markup:
    return part if isinstance(part, Markup) else text(part)


def _attribute(value: str | int | Lines) -> str:
    if isinstance(value, tuple):
        return "&#10;".join([_attribute(line) for line in value])
    written = str(value)
    if _NOT_PLAIN.search(written):
        written = _LINE_END.sub(" ", _plain(written))
    return escape(written)
