"""Says of items that they are not certain: all of a page, or those with a letter drawn in them.

Some programs draw a few letters of a line as outlines, often just its figures: "3-2. 일정" is left
as "일정" and "(1개 선택)" as "개 선택".  The gap cannot be read, but it can be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ingest.content import Grid, Item, Line
from ingest.model import Place, Trust
from ingest.pdf.geometry import Box

_MANY = 150  # drawn letters of one page: its lines are what is left over, not text
_BESIDE = 2.5  # of its height beside a line a drawn letter belongs to it


def everywhere(items: Iterable[Item], trust: Trust = Trust.UNCERTAIN) -> list[Item]:
    """The items with all their places uncertain, or of another trust."""
    return [_doubted(item, lambda _place, _reach: True, trust) for item in items]


def where_drawn(
    items: Sequence[Item], letters: Sequence[Box], unreadable: Sequence[Box]
) -> list[Item]:
    """The items with those places uncertain in which a letter is drawn, or cannot be read."""
    if not letters and not unreadable:
        return list(items)
    if len(letters) > _MANY:
        return everywhere(items)
    company = [_has_company(letter, letters) for letter in letters] + [True] * len(unreadable)
    letters = [*letters, *unreadable]

    def is_drawn_on(place: Place, reach: float) -> bool:
        if place.box is None:
            return False
        left, top, right, bottom = place.box
        beside = reach * (bottom - top)
        return any(
            left - (beside if together else 0.0) <= (x0 + x1) / 2 <= right + beside
            and top <= (y0 + y1) / 2 <= bottom
            for (x0, y0, x1, y1), together in zip(letters, company, strict=True)
        )

    return [_doubted(item, is_drawn_on) for item in items]


def _has_company(letter: Box, letters: Sequence[Box]) -> bool:
    """Whether another one is drawn beside it; alone before a line it is a bullet, not a letter."""
    left, top, right, bottom = letter
    near = 1.5 * max(bottom - top, right - left)
    return any(
        other != letter
        and left - near <= other[2]
        and other[0] <= right + near
        and top - near / 2 <= (other[1] + other[3]) / 2 <= bottom + near / 2
        for other in letters
    )


def any_doubted(items: Iterable[Item]) -> bool:
    """Whether any place in the items is uncertain."""
    for item in items:
        if isinstance(item, Line):
            if item.place.trust is Trust.UNCERTAIN:
                return True
        elif any(
            cell.place.trust is Trust.UNCERTAIN or any_doubted(cell.inside) for cell in item.cells
        ):
            return True
    return False


_Doubtful = Callable[[Place, float], bool]


def _doubted(item: Item, doubtful: _Doubtful, trust: Trust = Trust.UNCERTAIN) -> Item:
    def told(place: Place, reach: float = 0.0) -> Place:
        return replace(place, trust=trust) if doubtful(place, reach) else place

    if isinstance(item, Line):
        return replace(item, place=told(item.place, _BESIDE))
    return _doubted_grid(item, told, doubtful, trust)


def _doubted_grid(
    grid: Grid, told: Callable[[Place], Place], doubtful: _Doubtful, trust: Trust
) -> Grid:
    cells = []
    for cell in grid.cells:
        place = told(cell.place)
        alone = cell.place.trust is Trust.READ and place.trust is trust
        lines_too = alone and not any(isinstance(inner, Grid) for inner in cell.inside)
        rule = (lambda _place, _reach: True) if lines_too else doubtful
        inside = tuple(_doubted(inner, rule, trust) for inner in cell.inside)
        cells.append(replace(cell, inside=inside, place=place))
    return replace(grid, cells=tuple(cells), places=tuple(told(place) for place in grid.places))
