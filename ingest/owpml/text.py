"""The text of a paragraph in the order it is printed, and what stands between its characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ingest.owpml import symbols
from ingest.owpml.controls import guide, said
from ingest.owpml.letters import PLAIN, Letters, Look
from ingest.owpml.xml import Node, children, local

_CHARACTERS = {"tab": "\t", "lineBreak": "\n", "hyphen": "-", "nbSpace": " ", "fwSpace": " "}
_WIDTH = {"tab": 8, "titleMark": 8, "lineBreak": 1, "hyphen": 1, "nbSpace": 1, "fwSpace": 1}
_CONTROL = 8  # characters that an object or a control takes in the count of `lineseg@textpos`
_REMEMBERED = 8  # characters: enough to know a number by its thousands
_NO_TEXT = frozenset({"linesegarray", "metaTag", "parameterset"})
_APART = frozenset({"footNote", "endNote", "equation"})  # no digit goes on behind these


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, or an object among it; `at` is the character it begins with."""

    at: int
    text: str = ""
    node: Node | None = None


@dataclass(slots=True)
class _State:
    letters: Letters
    deleted: set[str]  # the changes that took out what comes now
    shifts: bool  # raised and lowered text stands beside other text
    at: int = 0
    look: Look = PLAIN
    last: str = ""  # the end of the text before
    apart: bool = False  # no digit that comes next belongs to one before it
    made: list[Piece] = field(default_factory=list)
    boxed: bool = False  # it begins with a number in a box
    fields: list[tuple[int, str]] = field(default_factory=list)  # where they began, their guides


def pieces(
    paragraph: Node,
    letters: Letters | None = None,
    deleted: set[str] | None = None,
    *,
    marks: bool = False,
) -> list[Piece]:
    """What a paragraph holds, without what is struck out and what tracked changes have deleted.

    `deleted` are the changes that took out its beginning; afterwards those that take out what
    comes behind it.  `marks`: what is raised is a mark even where all of the paragraph is.
    """
    letters = letters or Letters()
    shifts = marks or beside(paragraph, letters)
    state = _State(letters, set() if deleted is None else deleted, shifts)
    for run in paragraph:
        if local(run) == "run":
            state.look = letters.look(run)
            for node in run:
                _node(node, state)
        elif local(run) not in _NO_TEXT:  # other programs leave out the run
            state.look = PLAIN
            _node(run, state)
    return _numbered(state.made) if state.boxed else state.made


def _numbered(made: list[Piece]) -> list[Piece]:
    """A paragraph that begins with a number in a box; only a title behind it is numbered by it."""
    at = next((at for at, piece in enumerate(made) if piece.text), len(made))
    behind = made[at + 1].text if at + 1 < len(made) else ""
    return [
        replace(piece, text=symbols.numbered(piece.text, behind)) if n == at else piece
        for n, piece in enumerate(made)
    ]


class Deletions:
    """What tracked changes deleted over the ends of paragraphs, in one list of these."""

    def __init__(self, paragraphs: list[Node]) -> None:
        self.open: set[str] = set()
        self._paragraphs = paragraphs
        self._ends: dict[str, int] | None = None

    def end_of(self, paragraph: int) -> None:
        """Only those go on that end further on: what never ends took out one paragraph alone."""
        if not self.open:
            return
        if self._ends is None:
            self._ends = {
                _change(node): at
                for at, each in enumerate(self._paragraphs)
                for node in each.iter()
                if local(node) == "deleteEnd"
            }
        self.open = {change for change in self.open if self._ends.get(change, -1) > paragraph}


def beside(paragraph: Node, letters: Letters) -> bool:
    """Whether any of its text is neither raised nor lowered: where all is, none of it is a mark."""
    runs = children(paragraph, "run")
    return bool(letters.looks) and any(
        not letters.look(run).shifted
        and any("".join(text.itertext()).strip() for text in children(run, "t"))
        for run in runs
    )


def _node(node: Node, state: _State) -> None:
    name = local(node)
    if name == "t":
        _text(node, state)
    elif name == "ctrl":
        for control in node:
            if not _mark(control, local(control), state):
                _object(control, state)
    elif name == "switch":
        for inner in _chosen(node):
            _node(inner, state)
    elif not _mark(node, name, state):
        _object(node, state)


def _chosen(switch: Node) -> Iterator[Node]:
    """The same thing for versions that know more (`case`) and for all (`default`)."""
    usual = [inner for branch in children(switch, "default") for inner in branch]
    return iter(usual or next((list(branch) for branch in children(switch, "case")), []))


def _text(node: Node, state: _State) -> None:
    _stretch(node.text, state)
    for inner in node:
        name = local(inner)
        if name in _CHARACTERS or name in _WIDTH:
            _stretch(_CHARACTERS.get(name), state, _WIDTH[name])
        elif name and not _mark(inner, name, state):
            _node(inner, state)
        _stretch(inner.tail, state)


def _stretch(text: str | None, state: _State, width: int | None = None) -> None:
    at = state.at
    if width is None:
        width = len(text) + sum(character > "\uffff" for character in text) if text else 0
    state.at += width
    if not text or state.deleted:
        return
    if state.look.struck:
        state.letters.struck = state.letters.struck or bool(text.strip())
        state.apart = True
        return
    state.boxed = state.boxed or (not state.last and symbols.is_box(text))
    text = symbols.shown(text, begins=not state.last)
    shifted = state.look.shifted and state.shifts
    _write(state, at, state.look.shown(state.last, text) if shifted else text, apart=shifted)


def _write(state: _State, at: int, text: str, *, apart: bool) -> None:
    """`apart`: it is no part of a number that stands before it or behind it."""
    if not text:
        state.apart = state.apart or apart
        return
    if (apart or state.apart) and state.last[-1:].isdigit() and text[0].isdigit():
        text = f" {text}"
    state.made.append(Piece(at, text))
    state.last, state.apart = f"{state.last}{text}"[-_REMEMBERED:], apart


def _mark(node: Node, name: str, state: _State) -> bool:
    """Whether it is a mark of no width in the text; those of deletions are heeded."""
    if name == "deleteBegin":
        state.deleted.add(_change(node))
    elif name == "deleteEnd":
        state.deleted.discard(_change(node))
    else:
        return name in ("insertBegin", "insertEnd", "markpenBegin", "markpenEnd")
    return True


def _change(mark: Node) -> str:
    return str(mark.get("Id") or mark.get("id") or mark.get("TcId") or "")


def _object(node: Node, state: _State) -> None:
    name, at = local(node), state.at
    state.at += _CONTROL
    if name == "fieldBegin":
        state.fields.append((len(state.made), guide(node)))
    elif name == "fieldEnd":
        _end_field(state)
    if state.deleted:
        return
    text = said(node, name)
    if text:
        _write(state, at, text, apart=True)
    else:
        state.made.append(Piece(at, node=node))
        state.apart = state.apart or name in _APART


def _end_field(state: _State) -> None:
    """A field that still holds the guide for filling it in is empty on paper."""
    begun, words = state.fields.pop() if state.fields else (0, "")
    inside = state.made[begun:]
    text = "".join(piece.text for piece in inside)
    if words and text.strip() == words and all(not _printed(piece.node) for piece in inside):
        state.made[begun:] = [piece for piece in inside if piece.node is not None]
        state.last = next((piece.text for piece in reversed(state.made) if piece.text), "")


def _printed(node: Node | None) -> bool:
    return node is not None and local(node) not in ("fieldBegin", "fieldEnd", "bookmark")
