"""The numbers and bullets that Word puts before paragraphs by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.docx_parts.names import find, is_on, number, value, w
from ingest.docx_parts.symbols import bullet
from ingest.numbering import formatted

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    style: str = "decimal"
    text: str = ""
    start: int = 1
    font: str | None = None
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None  # after which level (from 1) it begins anew; 0 never


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Lists:
    """Counts through the lists of a document, paragraph after paragraph."""

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[int, _List] = {}
        self._linked: dict[str, tuple[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[int] = set()
        if root is not None:
            self._read(root)

    def mark(self, list_id: int | None, level: int | None, style_id: str | None) -> tuple[str, int]:
        """The mark of the next paragraph of a list with the blank after it, and its level.

        "" where the paragraph is in no list.
        """
        if list_id is None and style_id in self._linked:
            list_id, level = self._linked[style_id]
        found = self._lists.get(list_id) if list_id else None
        if found is None or list_id is None:
            return "", 0
        depth = min(max(level or 0, 0), _LEVELS - 1)
        here = found.levels.get(depth)
        if here is None:
            return "", 0
        counts = self._count(list_id, found, depth)
        if here.style == "bullet":
            text = bullet(here.text, here.font)
        elif here.style == "none":
            text = _PLACE.sub("", here.text).strip(" .")
        else:
            text = _PLACE.sub(lambda m: self._shown(found, here, counts, int(m[1]) - 1), here.text)
        return (text + ("" if here.suffix == "nothing" else " ") if text else ""), depth

    def _shown(self, found: _List, here: _Level, counts: dict[int, int], level: int) -> str:
        other = found.levels.get(level, _Level())
        style = "decimal" if here.legal or other.style in {"bullet", "none"} else other.style
        return formatted(counts.get(level, other.start), style)

    def _count(self, list_id: int, found: _List, depth: int) -> dict[int, int]:
        counts = self._counts.setdefault(found.abstract, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for level, start in found.starts.items():
                counts[level] = start - 1
        here = found.levels[depth]
        first = found.starts.get(depth, here.start)
        counts[depth] = counts[depth] + 1 if depth in counts else first
        for upper in range(depth):
            counts.setdefault(upper, found.levels.get(upper, _Level()).start)
        for lower in [level for level in counts if level > depth]:
            after = found.levels.get(lower, _Level()).restart
            if after is None or depth < after:
                del counts[lower]
        return counts

    def _read(self, root: _Element) -> None:
        abstracts = {value(e, "abstractNumId") or "": e for e in root.findall(w("abstractNum"))}
        styled = {
            name: key
            for key, element in abstracts.items()
            if (name := value(find(element, "styleLink"))) is not None
        }
        for element in root.findall(w("num")):
            list_id = number(element, "numId")
            key = value(find(element, "abstractNumId")) or ""
            # a list may say only which list style it uses
            link = value(find(abstracts.get(key), "numStyleLink"))
            key = styled.get(link, key) if link else key
            if list_id is None or key not in abstracts:
                continue
            levels = self._levels(abstracts[key], list_id)
            starts: dict[int, int] = {}
            for override in element.findall(w("lvlOverride")):
                self._override(override, levels, starts)
            self._lists[list_id] = _List(key, levels, starts)

    def _levels(self, abstract: _Element, list_id: int) -> dict[int, _Level]:
        levels = {}
        for element in abstract.findall(w("lvl")):
            depth = number(element, "ilvl")
            if depth is None:
                continue
            levels[depth] = _level(element)
            if style_id := value(find(element, "pStyle")):
                self._linked.setdefault(style_id, (list_id, depth))
        return levels

    def _override(
        self, override: _Element, levels: dict[int, _Level], starts: dict[int, int]
    ) -> None:
        depth = number(override, "ilvl")
        if depth is None:
            return
        own = find(override, "lvl")
        if own is not None:
            levels[depth] = _level(own)
        start = number(find(override, "startOverride"))
        if start is not None:
            starts[depth] = start


def _level(element: _Element) -> _Level:
    fonts = find(element, "rPr", "rFonts")
    start = number(find(element, "start"))
    return _Level(
        style=value(find(element, "numFmt")) or "decimal",
        text=value(find(element, "lvlText")) or "",
        start=1 if start is None else start,
        font=value(fonts, "ascii") or value(fonts, "hAnsi"),
        suffix=value(find(element, "suff")) or "tab",
        legal=is_on(find(element, "isLgl")),
        restart=number(find(element, "lvlRestart")),
    )
