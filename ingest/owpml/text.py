"""The text of a paragraph in the order it is printed, and what stands between its characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.owpml.numerals import numeral
from ingest.owpml.xml import Node, child, children, integer, local

_CHARACTERS = {"tab": "\t", "lineBreak": "\n", "hyphen": "-", "nbSpace": " ", "fwSpace": " "}
_WIDTH = {"tab": 8, "titleMark": 8, "lineBreak": 1, "hyphen": 1, "nbSpace": 1, "fwSpace": 1}
_CONTROL = 8  # characters that an object or a control takes in the count of `lineseg@textpos`
_COUNTED = frozenset({"FOOTNOTE", "ENDNOTE", "TABLE", "PICTURE", "EQUATION"})
_BOXES = {"CHECKED": "☑", "UNCHECKED": "☐", "INDETERMINATE": "☐"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, or an object among it; `at` is the character it begins with."""

    at: int
    text: str = ""
    node: Node | None = None


@dataclass(slots=True)
class _State:
    at: int = 0
    deleted: set[str] = field(default_factory=set)  # the changes that took out what comes now


def pieces(paragraph: Node) -> Iterator[Piece]:
    """What a paragraph holds, without what tracked changes have deleted."""
    state = _State()
    for run in paragraph:
        if local(run) != "run":
            continue
        for node in run:
            yield from _of(node, state)


def _of(node: Node, state: _State) -> Iterator[Piece]:
    name = local(node)
    if name == "t":
        yield from _text(node, state)
    elif name == "ctrl":
        for control in node:
            yield from _object(control, state)
    elif name == "switch":
        # The same thing for versions that know more (`case`) and for all (`default`).
        for usual in children(node, "default"):
            for inner in usual:
                yield from _of(inner, state)
    elif not _mark(node, name, state):
        yield from _object(node, state)


def _text(node: Node, state: _State) -> Iterator[Piece]:
    yield from _stretch(node.text, state)
    for inner in node:
        name = local(inner)
        if not _mark(inner, name, state):
            yield from _stretch(_CHARACTERS.get(name), state, _WIDTH.get(name, 0))
        yield from _stretch(inner.tail, state)


def _stretch(text: str | None, state: _State, width: int | None = None) -> Iterator[Piece]:
    if text and not state.deleted:
        yield Piece(state.at, text)
    if width is None:
        width = len(text) + sum(character > "\uffff" for character in text) if text else 0
    state.at += width


def _mark(node: Node, name: str, state: _State) -> bool:
    """Whether it is a mark of no width in the text; those of deletions are heeded."""
    if name == "deleteBegin":
        state.deleted.add(node.get("Id", ""))
    elif name == "deleteEnd":
        state.deleted.discard(node.get("Id", ""))
    else:
        return name in ("insertBegin", "insertEnd", "markpenBegin", "markpenEnd")
    return True


def _object(node: Node, state: _State) -> Iterator[Piece]:
    if not state.deleted:
        said = _said(node, local(node))
        yield Piece(state.at, said) if said else Piece(state.at, node=node)
    state.at += _CONTROL


def _said(node: Node, name: str) -> str:
    """What a control prints among the text, "" where it is an object or prints nothing."""
    if name == "autoNum" and node.get("numType") in _COUNTED:
        return _automatic(node)
    if name == "compose":
        return str(node.get("composeText", ""))
    if name == "dutmal":
        main, above = _inner(node, "mainText"), _inner(node, "subText")
        return f"{main}({above})" if above else main
    if name in ("checkBtn", "radioBtn"):
        return f"{_BOXES.get(node.get('value', ''), '☐')}{node.get('caption', '')}"
    if name == "edit":
        return _inner(node, "text")
    if name == "comboBox":
        return str(node.get("selectedValue", ""))
    return ""


def _inner(node: Node, name: str) -> str:
    part = child(node, name)
    return "".join(part.itertext()) if part is not None else ""


def _automatic(node: Node) -> str:
    form = child(node, "autoNumFormat")
    if form is None:
        return str(integer(node, "num", 1))
    number = numeral(integer(node, "num", 1), form.get("type", "DIGIT"))
    return f"{form.get('prefixChar', '')}{number}{form.get('suffixChar', '')}"
