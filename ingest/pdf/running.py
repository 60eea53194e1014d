"""Running heads and feet, and page numbers: what stands on nearly every page at one height."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.content import Item, Line, Role

_EDGE = 0.12  # of the page's height, above and below
_PAGE_NUMBER = re.compile(
    r"[-–—‐·\s]*(?:\d{1,4}|[ivxⅰ-ⅹ]{1,5})(?:\s*/\s*\d{1,4}|\s*쪽)?[-–—‐·\s]*", re.I
)
_FEWEST = 3
_SHARE = 0.4  # heads of left and right pages may differ


def marked(pages: Sequence[Sequence[Item]], heights: Sequence[float]) -> list[list[Item]]:
    """The items of every page, with its running lines said to be so."""
    seen = Counter(
        key
        for items, height in zip(pages, heights, strict=True)
        for key in {_key(item) for item in items if _at_edge(item, height) is not None}
    )
    usual = {key for key, count in seen.items() if count >= max(_FEWEST, _SHARE * len(pages))}
    return [
        [_marked(item, height, usual) for item in items]
        for items, height in zip(pages, heights, strict=True)
    ]


def _marked(item: Item, height: float, usual: set[tuple[str, int]]) -> Item:
    edge = _at_edge(item, height)
    if edge is None or not isinstance(item, Line):
        return item
    number = _PAGE_NUMBER.fullmatch(item.text.strip()) is not None
    if _key(item) in usual or (number and edge == "foot"):
        return replace(item, role=Role.RUNNING)
    return item


def edge_key(item: Item, height: float) -> tuple[str, int] | None:
    """What is the same of a line at the edge of every page; None of what stands elsewhere."""
    return None if _at_edge(item, height) is None else _key(item)


def _at_edge(item: Item, height: float) -> str | None:
    if not isinstance(item, Line) or item.place.box is None:
        return None
    _, top, _, bottom = item.place.box
    if bottom <= _EDGE * height:
        return "head"
    return "foot" if top >= (1 - _EDGE) * height else None


def _key(item: Item) -> tuple[str, int]:
    """A line without its numbers, and its height on the page."""
    if not isinstance(item, Line) or item.place.box is None:
        return ("", 0)
    return (re.sub(r"\d+", "#", "".join(item.text.split())), round(item.place.box[3] / 4))
