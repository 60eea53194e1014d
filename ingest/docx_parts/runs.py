"""The text of a paragraph, run by run, and what hangs on it: pictures, text boxes, notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.docx_parts import equations
from ingest.docx_parts.names import find, is_main, is_on, local, number, value, w
from ingest.docx_parts.styles import Styles
from ingest.docx_parts.symbols import is_symbol, shown
from ingest.raised import lowered, raised

if TYPE_CHECKING:
    from lxml.etree import _Element

STRUCK = "취소선이 그어진 글은 읽지 않았습니다."

_INTO = frozenset(
    "hyperlink smartTag sdt sdtContent ins moveTo customXml dir bdo fldSimple rubyBase ruby Choice "
    "Fallback".split()
)
_SEQUENCE = re.compile(r"\s*SEQ\s+\"?([^\s\"\\]+)", re.I)
_LIFTED = 4  # half points
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))  # no gap, no mark
_CHOSEN = "☑"
_NOT_CHOSEN = "☐"


@dataclass
class Printed:
    """What a paragraph prints."""

    text: str = ""
    formula: bool = False  # nothing but an equation
    sequence: str = ""  # what it counts: `Table`, `표`, `그림`
    breaks_before: int = 0  # pages that ended before its first letter, and after it
    breaks_after: int = 0
    pictures: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # kind, id


@dataclass
class _Field:
    code: str = ""
    shows: bool = False  # past its code, in its result


class Runs:
    """Reads the paragraphs of one story (the body, a note, a running head) in order."""

    def __init__(self, warnings: set[str], styles: Styles) -> None:
        self._warnings = warnings
        self._styles = styles
        self._style: str | None = None
        self._fields: list[_Field] = []
        self._out = Printed()
        self._parts: list[str] = []

    def read(self, paragraph: _Element) -> Printed:
        """What a paragraph prints."""
        self._out = Printed()
        self._parts = []
        self._style = value(find(paragraph, "pPr", "pStyle"))
        maths = paragraph.find(f".//{equations.PARAGRAPH}") is not None
        self._into(paragraph)
        self._out.text = "".join(self._parts)
        letters = paragraph.find(f".//{w('t')}")
        self._out.formula = maths and letters is None
        # a field whose code never ends would take the rest of the document with it
        self._fields = [one for one in self._fields if one.shows]
        return self._out

    def _into(self, element: _Element) -> None:
        for child in element:
            name = local(child)
            if name == "r" and is_main(child):
                self._run(child)
            elif name in {"oMath", "oMathPara"}:
                self._add(equations.text(child))
            elif name == "AlternateContent":
                self._alternative(child)
            elif name in _INTO:
                if name == "fldSimple":
                    self._sequence(value(child, "instr") or "")
                self._into(child)

    def _run(self, run: _Element) -> None:
        look = find(run, "rPr")
        shape = self._styles.look(look, self._style)
        if is_on(shape["vanish"]):
            return
        if is_on(shape["strike"]) or is_on(shape["dstrike"]):
            if run.find(w("t")) is not None:
                self._warnings.add(STRUCK)
            return
        height = value(shape["vertAlign"]) or _lifted(look)
        fonts = find(look, "rFonts")
        font = value(fonts, "ascii") or value(fonts, "hAnsi")
        outer, self._parts = self._parts, []
        for child in run:
            self._piece(child, font)
        inner, self._parts = "".join(self._parts), outer
        if not inner:
            return
        before = self._parts[-1] if self._parts else ""
        if height == "superscript":
            inner = raised(before, inner)
        elif height == "subscript":
            inner = lowered(before, inner)
        self._parts.append(inner)

    def _piece(self, child: _Element, font: str | None) -> None:
        name = local(child)
        if name == "t" and is_main(child):
            text = child.text or ""
            private = any("\uf000" <= char <= "\uf0ff" for char in text)
            if is_symbol(font) or private:
                text = "".join(shown(char, font) for char in text)
            self._add(text.translate(_UNSEEN))
        elif name in _PLAIN:
            self._add(_PLAIN[name])
        elif step := _STEPS.get(name):
            step(self, child)

    def _add(self, text: str) -> None:
        if not self._fields or all(one.shows for one in self._fields):
            self._parts.append(text)

    # What stands in a run

    def _break(self, child: _Element) -> None:
        if value(child, "type") not in {"page", "column"}:
            self._add("\n")

    def _page(self, _: _Element) -> None:
        if "".join(self._parts).strip() or self._out.breaks_after:
            self._out.breaks_after += 1
        else:
            self._out.breaks_before += 1

    def _symbol(self, child: _Element) -> None:
        code = value(child, "char") or ""
        if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
            self._add(shown(chr(int(code, 16)), value(child, "font")))

    def _note(self, child: _Element) -> None:
        kind = "footnote" if local(child) == "footnoteReference" else "endnote"
        self._out.notes.append((kind, value(child, "id") or ""))

    def _field(self, child: _Element) -> None:
        kind = value(child, "fldCharType")
        if kind == "begin":
            self._form(child)
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
            self._sequence(self._fields[-1].code)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _code(self, child: _Element) -> None:
        if self._fields and not self._fields[-1].shows:
            self._fields[-1].code += child.text or ""

    def _sequence(self, code: str) -> None:
        if found := _SEQUENCE.match(code):
            self._out.sequence = found[1]

    def _form(self, child: _Element) -> None:
        """Boxes to tick and lists to choose from, which show no result of their own."""
        box = find(child, "ffData", "checkBox")
        if box is not None:
            state = find(box, "checked")
            state = find(box, "default") if state is None else state
            self._add(_CHOSEN if is_on(state) else _NOT_CHOSEN)
        choices = find(child, "ffData", "ddList")
        if choices is not None:
            entries = choices.findall(w("listEntry"))
            chosen = number(find(choices, "result")) or number(find(choices, "default")) or 0
            if 0 <= chosen < len(entries):
                self._add(value(entries[chosen]) or "")

    def _alternative(self, child: _Element) -> None:
        """The same for several programs: the first choice, or what comes in its place."""
        for inner in _chosen(child):
            if local(inner) == "r":
                self._run(inner)
            else:
                self._piece(inner, None)

    def _drawing(self, child: _Element) -> None:
        """A drawing, a shape or an object: its text boxes, and what it says of itself."""
        waiting = [child]
        while waiting:
            element = waiting.pop()
            name = local(element)
            if name == "txbxContent":
                self._out.boxes.append(element)
                continue
            if name == "docPr":
                self._says(element.get("descr") or element.get("title") or "")
            elif name in _SHAPES:
                self._says(element.get("alt") or "")
            waiting += reversed(_chosen(element) if name == "AlternateContent" else [*element])

    def _says(self, text: str) -> None:
        text = " ".join(text.split())
        if text and text not in self._out.pictures:
            self._out.pictures.append(text)


def _lifted(look: _Element | None) -> str | None:
    """How high a run is set by hand, as Word says it of raised and lowered text."""
    by = number(find(look, "position")) or 0
    return None if abs(by) < _LIFTED else "superscript" if by > 0 else "subscript"


def _chosen(alternatives: _Element) -> list[_Element]:
    choices = [*alternatives]
    wanted = {"txbxContent", "t", "docPr", "blip"}
    holding = (c for c in choices if any(local(element) in wanted for element in c.iter()))
    return [*next(holding, ())]


_SHAPES = frozenset({"shape", "rect", "roundrect", "oval", "group"})
_PLAIN = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_STEPS: dict[str, Callable[[Runs, _Element], None]] = {
    "br": Runs._break,
    "lastRenderedPageBreak": Runs._page,
    "sym": Runs._symbol,
    "footnoteReference": Runs._note,
    "endnoteReference": Runs._note,
    "fldChar": Runs._field,
    "instrText": Runs._code,
    "AlternateContent": Runs._alternative,
    "drawing": Runs._drawing,
    "pict": Runs._drawing,
    "object": Runs._drawing,
    "ruby": Runs._into,
}
