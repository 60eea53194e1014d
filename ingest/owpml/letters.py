"""How characters are set, as far as it changes what they say: raised, lowered, struck out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.owpml.xml import Node, child, integer, local
from ingest.raised import lowered, raised

# What Hancom draws.  `3D` stands in the shapes of ordinary text and strikes nothing out.
_STRIKES = frozenset(
    "SOLID DOT DASH DASH_DOT DASH_DOT_DOT LONG_DASH CIRCLE DOUBLE_SLIM SLIM_THICK THICK_SLIM"
    " SLIM_THICK_SLIM WAVE DOUBLEWAVE DOUBLE_WAVE".split()
)
_STRUCK = "취소선이 그어진 글은 읽지 않았습니다."
_SMALL, _SHIFTED = 75, 15  # per cent of the height: raised or lowered by hand and not by style
_LISTED = re.compile(r"\s?,\s?")
_THOUSANDS = re.compile(r"\d,\d{3}$")
_MARK = re.compile(r"[*†‡§※]+|주?\s?[+-]?\d{1,2}(?:\s?[,~]\s?\d{1,2})*\s?\)?|\(\d{1,2}\)")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of characters is set."""

    raised: bool = False
    lowered: bool = False
    struck: bool = False

    @property
    def shifted(self) -> bool:
        return self.raised or self.lowered

    def shown(self, before: str, text: str) -> str:
        """A raised or lowered text as it stands behind `before`, of which it is no part.

        A figure or a sentence that is raised for its looks alone stays as it is.
        """
        if not _MARK.fullmatch(text.strip()):
            return text
        if not self.raised:
            return lowered(before, text)
        mark, behind = text.strip("주 ("), text[len(text.rstrip()) :]
        if not any(character.isdigit() for character in mark):
            return behind if before[-1:].isdigit() else text  # `1,234*` is 1,234
        if mark.isdigit() and _THOUSANDS.search(before):
            mark += ")"  # no power: it refers to a note
        # `1,234주1)` would count shares, `1,234(1)` would be two figures; `2,3)` are two marks.
        marks = _LISTED.sub(")", mark) if mark.endswith(")") else mark
        return raised(before, marks) + behind


PLAIN = Look()


@dataclass(slots=True)
class Letters:
    """The looks that the header of a document knows; `struck` once any text was left out."""

    looks: dict[str, Look] = field(default_factory=dict)
    struck: bool = False

    @classmethod
    def of(cls, header: Node | None) -> Letters:
        nodes: Iterable[Node] = header.iter() if header is not None else ()
        found = {node.get("id", ""): _look(node) for node in nodes if local(node) == "charPr"}
        return cls({key: look for key, look in found.items() if look != PLAIN})

    @property
    def warnings(self) -> tuple[str, ...]:
        return (_STRUCK,) if self.struck else ()

    def look(self, run: Node) -> Look:
        return self.looks.get(run.get("charPrIDRef", ""), PLAIN)


def _look(shape: Node) -> Look:
    strike, underline = child(shape, "strikeout"), child(shape, "underline")
    drawn = "NONE"
    if strike is not None and strike.get("type", "").upper() != "NONE":
        drawn = strike.get("shape", "NONE").upper()
    struck = drawn in _STRIKES or (drawn == "NONE" and _through(underline))
    up, down = child(shape, "supscript") is not None, child(shape, "subscript") is not None
    shift = integer(child(shape, "offset"), "latin")
    if integer(child(shape, "relSz"), "latin", 100) <= _SMALL and abs(shift) >= _SHIFTED:
        up, down = up or shift < 0, down or shift > 0
    return Look(up, down and not up, struck)


def _through(underline: Node | None) -> bool:
    """Whether the line under the text is drawn through it, as old versions strike out."""
    if underline is None or underline.get("type", "").upper() != "CENTER":
        return False
    return underline.get("shape", "SOLID").upper() in _STRIKES
