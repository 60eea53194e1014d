"""The names by which a page's lines and blocks are found: `#L38`, `#b12`; each is given once."""

from __future__ import annotations


class Anchors:
    """Gives each line and block its id, and None to whatever asks for the same one again."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def line(self, number: int | None) -> str | None:
        return None if number is None else self._once(f"L{number}")

    def block(self, id: int) -> str | None:
        return self._once(f"b{id}")

    def _once(self, name: str) -> str | None:
        if name in self._given:
            return None
        self._given.add(name)
        return name
