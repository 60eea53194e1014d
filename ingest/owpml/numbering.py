"""Numbers, bullets and outline levels, which Hancom prints but does not store in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from ingest.owpml.numerals import numeral
from ingest.owpml.xml import Node, child, children, integer, local

_REFERENCE = re.compile(r"\^(\d{1,2}|[nN])")
_LEVELS = 10


@dataclass(frozen=True, slots=True)
class Heading:
    """What the shape of a paragraph says of its head: its kind, whose it is, its level from 0."""

    kind: str
    reference: str
    level: int


@dataclass(frozen=True, slots=True)
class _Level:
    pattern: str
    form: str
    start: int


def _heading(shape: Node) -> Node | None:
    """The heading of a shape; levels beyond the seventh are for versions that know them."""
    plain = child(shape, "heading")
    if plain is not None:
        return plain
    branches = (branch for switch in children(shape, "switch") for branch in switch)
    return next((h for b in branches for h in children(b, "heading")), None)


class Numbering:
    """The heads of paragraphs, counted on as the document is read."""

    def __init__(self, header: Node | None) -> None:
        self.headings: dict[str, Heading] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._bullets: dict[str, str] = {}
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * _LEVELS)
        self._outline = ""
        for node in header.iter() if header is not None else ():
            self._learn(node)

    def _learn(self, node: Node) -> None:
        name, key = local(node), node.get("id", "")
        if name == "paraPr":
            heading = _heading(node)
            if heading is not None and heading.get("type", "NONE") != "NONE":
                level = min(max(integer(heading, "level"), 0), _LEVELS - 1)
                self.headings[key] = Heading(heading.get("type"), heading.get("idRef", ""), level)
        elif name == "numbering":
            self._levels[key] = {
                integer(level, "level") - 1: _Level(
                    level.text or "", level.get("numFormat", "DIGIT"), integer(level, "start", 1)
                )
                for level in children(node, "paraHead")
            }
        elif name == "bullet":
            self._bullets[key] = node.get("char", "")

    def enter(self, section: Node) -> None:
        """A section begins: it names the numbering of its outline."""
        first = next((node for node in section.iter() if local(node) == "secPr"), None)
        if first is not None:
            self._outline = first.get("outlineShapeIDRef", self._outline)

    def head(self, paragraph: Node) -> tuple[str, int | None]:
        """What is printed before the text of the next paragraph, and the level of a heading."""
        heading = self.headings.get(paragraph.get("paraPrIDRef", ""))
        if heading is None:
            return "", None
        if heading.kind == "BULLET":
            bullet = self._bullets.get(heading.reference, "")
            return (f"{bullet} " if bullet.strip() else ""), None
        outline = heading.kind == "OUTLINE"
        label = self._number(self._outline if outline else heading.reference, heading.level)
        return (f"{label} " if label else ""), heading.level + 1 if outline else None

    def _number(self, key: str, level: int) -> str:
        levels = self._levels.get(key)
        if levels is None or level not in levels:
            return ""
        counts = self._counts[key]
        counts[level] = counts[level] + 1 if counts[level] else max(levels[level].start, 0)
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)

        def value(depth: int) -> str:
            known = levels.get(depth)
            if known is None:
                return ""
            return numeral(counts[depth] or known.start, known.form)  # a level that was left out

        def spelt(match: re.Match[str]) -> str:
            if match[1] in "nN":
                path = ".".join(value(depth) for depth in range(level + 1))
                return path + "." if match[1] == "N" else path
            return value(int(match[1]) - 1)

        return _REFERENCE.sub(spelt, levels[level].pattern).strip()
