"""How a table writes its amounts: with commas or without, and what its triangles mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR, _COMMA = re.compile(r"(?:19|20)\d{2}"), re.compile(r"\d,\d{3}")
_PLAIN = re.compile(r"[1-9]\d{3,}")  # thousands without a comma
_ARROWS = {"▲": re.compile(r"▼\s?\d"), "△": re.compile(r"▽\s?\d")}


@dataclass(frozen=True, slots=True)
class Notation:
    """`commas`: all its thousands have them; `arrows`: `▲` is more, as `▼` is less in it."""

    commas: bool
    arrows: str = ""

    @classmethod
    def of(cls, body: tuple[tuple[str, ...], ...]) -> Notation:
        cells = {cell for row in body for cell in row}
        plain = any(_PLAIN.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in cells)
        return cls(
            not plain and any(_COMMA.search(cell) for cell in cells),
            "".join(up for up, down in _ARROWS.items() if any(map(down.match, cells))),
        )

    def is_year(self, text: str) -> bool:
        """`2023` where thousands have commas: a year, not an amount."""
        return self.commas and _YEAR.fullmatch(text) is not None

    def without_arrow(self, text: str) -> str:
        """`▲ 3.2` less its sign where that says that it rose."""
        rest = text[1:].lstrip()
        return rest if text[:1] in tuple(self.arrows) and rest[:1].isdigit() else text
