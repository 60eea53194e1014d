"""What a browser puts before the items of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.numbering import formatted

_KINDS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "hangul": "ganada",
    "korean-hangul-formal": "koreanCounting",
    "hangul-consonant": "chosung",
    "upper-roman": "upperRoman",
    "lower-roman": "lowerRoman",
    "upper-alpha": "upperLetter",
    "lower-alpha": "lowerLetter",
    "upper-latin": "upperLetter",
    "lower-latin": "lowerLetter",
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.I)
_UNMARKED = re.compile(r"(?:list-style(?:-type|-image)?|background(?:-image)?)\s*:\s*none", re.I)
# A mark that is typed: the format's own would come before it.
_TYPED = re.compile(
    r"\s*(?:[□■◇◆▣❑❏☐○◯●◎⚪❍◦·ㆍ•∙・⋅▪▫▶▷▸►◈➤☞✓✔☑※*⇒→↳➡①-⓿⑴-⒵Ⅰ-ⅿ]|[-–—‐―ㅇ]\s|"
    r"\(?(?:\d{1,3}|[가-하]|[a-zA-Z])[.)]\s*(?!\d)\S)"
)


@dataclass
class List:
    """An open list: how its items are marked, and which number comes next."""

    ordered: bool
    style: str
    number: int = 1
    step: int = 1
    marked: bool = True


def opened(tag: str, attributes: dict[str, str], items: int) -> List:
    """A list that begins; `items` is how many it has, for a reversed one."""
    ordered = tag == "ol"
    css = attributes.get("style", "")
    named = _STYLE.search(css)
    style = _STYLES.get(named[1].lower() if named else "", "")
    style = style or _KINDS.get(attributes.get("type", "").strip(), "decimal")
    step = -1 if "reversed" in attributes else 1
    start = _number(attributes.get("start"))
    first = start if start is not None else items if step < 0 else 1
    return List(ordered, style, first, step, marked=_UNMARKED.search(css) is None)


def mark(parent: List, attributes: dict[str, str]) -> str:
    """The mark of the next item, "" where it has none."""
    value = _number(attributes.get("value"))
    number = value if value is not None else parent.number
    parent.number = number + parent.step
    if not parent.marked or _UNMARKED.search(attributes.get("style", "")):
        return ""
    return f"{formatted(number, parent.style)}. " if parent.ordered else "- "


def has_own(text: str) -> bool:
    """Whether an item's text begins with a mark that was typed."""
    return _TYPED.match(text) is not None


def _number(value: str | None) -> int | None:
    found = re.fullmatch(r"\s*([+-]?\d{1,9})\s*", value or "")
    return int(found[1]) if found else None
