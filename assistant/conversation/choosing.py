"""A reply that picks one of the readings that were offered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Choice
from assistant.conversation.references import Position
from ingest.clean import compared

_NUMBER = re.compile(r"^\s*(\d{1,2})\s?(?:번|번째)?\s*(?:이요|요|으로|거|것|입니다)?[\s.!?]*$")
_ENDING = re.compile(
    r"(?:이요|요|이에요|예요|입니다|으로|로|은|는|거|것|쪽|꺼|의|말이에요|말이야)+[\s.!?]*$"
)
_SHORT = 15  # letters of a reply that picks by name


def chosen(text: str, place: Position | None, choices: Sequence[Choice]) -> str | None:
    """The question of the reading that a reply picks, by its number, its place or its name."""
    if not choices:
        return None
    number = _NUMBER.match(text)
    index = int(number[1]) - 1 if number else None
    if index is None and place is not None and not place.step and not place.rest:
        index = place.index(len(choices), None)
    if index is not None:
        return choices[index].question if 0 <= index < len(choices) else None
    name = compared(_ENDING.sub("", text.strip()))
    if not 1 < len(name) <= _SHORT:
        return None
    named = [choice for choice in choices if name in compared(choice.label)]
    return named[0].question if len(named) == 1 else None
