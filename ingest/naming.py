"""The words that name an amount in running text."""

from __future__ import annotations

import re

from ingest.numbers import Number
from ingest.units import family

_REACH = 40  # letters before an amount in which its name may stand
_CLAUSE = re.compile(r"[,;:/()\[\]→⇒|×]|\s-\s|-(?=각)|\s{2,}")
_RANGE = re.compile(r"\s?[~∼～]\s?")
_SAME_THING = re.compile(r"\s*[/,→⇒×]?\s*|이(?:면서|며|고)\s*")  # `97회 / 2,121명`, `32개 1,050명`
_OPENING = re.compile(r"\s?\(")
_LIMIT_OPENING = re.compile(r"\s?(?:이상|이하|미만|초과|이내)\s?\(")
_BRACKET_BEFORE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_WORTH = re.compile(r"\s?상당의?\s(?P<what>[가-힣]{2,})")
_LEADING = re.compile(
    r"^(?:[◦○●□·ㆍ•✓※*~∼\-–→▸\s]+|(?:이면서|이며|이고|및|와|과|등|에|은|는|이|가|의|을|를|중|내)\s+)+"
)
_TRAILING = re.compile(r"(?:^|\s)(?:총|약|최대|최소|합계|계|각)$")
_EACH = {"각", "각각"}


def name_of(text: str, number: Number, before: Number | None, name_before: str) -> str:
    """What `number` is called in `text`, "" where nothing names it.

    `before` is the amount to its left, if any, and `name_before` its name: pairs share a name,
    and an amount may itself name what stands in the bracket behind it (`4년이상(40만원)`).
    """
    worth = _WORTH.match(text, number.span[1])
    if worth:
        return worth["what"]
    start = number.span[0]
    if before is None:
        return _words(_reach(text, 0, start))
    between = text[before.span[1] : start]
    if _RANGE.fullmatch(between) or _SAME_THING.fullmatch(between):
        return name_before
    if _LIMIT_OPENING.fullmatch(between) or (
        _OPENING.fullmatch(between) and family(before.unit) in {"time", "percent"}
    ):
        return _words(_reach(text, 0, start), figures=True)
    if _OPENING.fullmatch(between):
        return ""
    found = _words(_reach(text, before.span[1], start))
    return name_before if found in _EACH else found


def _reach(text: str, first: int, start: int) -> str:
    """The text before `start`, from `first` on, but only so many whole words of it."""
    cut = max(first, start - _REACH)
    if cut > first and not text[cut - 1].isspace():
        cut = next((i for i in range(cut, start) if text[i].isspace()), cut)
    return text[cut:start]


def _words(before: str, *, figures: bool = False) -> str:
    """The last words of a text, back to the last separator."""
    bare = before.rstrip(" :([")
    bracket = _BRACKET_BEFORE.search(bare)
    if bracket and not figures:
        bare = bare[: bracket.start()]
        if not bare and not re.search(r"\d", bracket[1]):  # `(주말) 21개`
            return bracket[1].strip()
    cut = [match.end() for match in _CLAUSE.finditer(bare)]
    found = bare[cut[-1] if cut else 0 :].strip(" :·△▲'\"“‘’”")
    found = _LEADING.sub("", found).strip()
    return found if found in _EACH else _TRAILING.sub("", found).strip()
