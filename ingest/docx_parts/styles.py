"""What the style of a paragraph says: its depth as a heading, a caption, a table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.docx_parts.names import find, number, value, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"(?:heading|제목|개요)\s*([1-9])", re.I)
_TITLES = frozenset({"title", "제목", "표제"})
_CAPTION = re.compile(r"caption|캡션|표\s?제목|표\s?캡션", re.I)
_CONTENTS = re.compile(r"(?:toc|목차)\s*(?:\d|heading)|table of figures|그림 목차|표 목차", re.I)
_MOST_BASES = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style with what it takes over from those it is based on."""

    name: str = ""
    level: int | None = None
    title: bool = False
    caption: bool = False
    contents: bool = False
    list_id: int | None = None
    list_level: int | None = None


_LOOKS = ("vanish", "strike", "dstrike", "vertAlign")  # of a run, what changes what it says
Look = dict[str, "_Element | None"]


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._known: dict[str, Style] = {}
        self._looks: dict[str, Look] = {}
        self._default = ""
        for element in root.findall(w("style")) if root is not None else ():
            style_id = value(element, "styleId") or ""
            self._elements[style_id] = element
            if value(element, "type") == "paragraph" and value(element, "default") in {"1", "true"}:
                self._default = style_id

    def of(self, style_id: str | None) -> Style:
        """The style of a paragraph; the default one without an id."""
        key = style_id or self._default
        if key not in self._known:
            self._known[key] = self._read(key)
        return self._known[key]

    def look(self, run: _Element | None, style_id: str | None) -> Look:
        """How a run looks: by itself (its `rPr`), by its style, by that of its paragraph."""
        own = value(find(run, "rStyle"))
        levels = [self._look(own or ""), self._look(style_id or self._default)]
        look: Look = {}
        for name in _LOOKS:
            stated = [find(run, name), *(level[name] for level in levels)]
            look[name] = next((element for element in stated if element is not None), None)
        return look

    def _look(self, style_id: str) -> Look:
        if style_id not in self._looks:
            chain = self._chain(style_id)
            self._looks[style_id] = {
                name: next(
                    (e for style in chain if (e := find(style, "rPr", name)) is not None), None
                )
                for name in _LOOKS
            }
        return self._looks[style_id]

    def _read(self, style_id: str) -> Style:
        chain = self._chain(style_id)
        name = (value(find(chain[0], "name")) or style_id) if chain else style_id
        heading = _HEADING.fullmatch(name.strip())
        outline = _first(chain, "outlineLvl")
        level = int(heading[1]) if heading else None
        if outline is not None:
            level = outline + 1 if outline < 9 else None
        return Style(
            name=name,
            level=level,
            title=name.strip().casefold() in _TITLES,
            caption=_CAPTION.fullmatch(name.strip()) is not None,
            contents=_CONTENTS.match(name.strip()) is not None,
            list_id=_first(chain, "numPr", "numId"),
            list_level=_first(chain, "numPr", "ilvl"),
        )

    def _chain(self, style_id: str) -> list[_Element]:
        """A style and those it is based on, the nearest first."""
        chain: list[_Element] = []
        while (element := self._elements.get(style_id)) is not None and len(chain) < _MOST_BASES:
            chain.append(element)
            style_id = value(find(element, "basedOn")) or ""
        return chain


def _first(chain: list[_Element], *path: str) -> int | None:
    found = (number(find(element, "pPr", *path)) for element in chain)
    return next((number for number in found if number is not None), None)
