"""Boxes and the two ways of looking at a page: as it is shown, and as its text is read.

A box is (left, top, right, bottom) in points, from the top left and downwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """How a point of the file stands on the page.

    `bounds` is the visible part of the page in the file's own coordinates (left, bottom, right,
    top; upwards); `turn` is how many quarters clockwise it is turned to be shown, `reading` to be
    read: they differ where somebody scanned or saved a page lying on its side.
    """

    bounds: Box
    turn: int = 0
    reading: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as read."""
        return self._size(self.reading)

    def read(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the file as it stands on the page that is read."""
        return self._turned(left, bottom, right, top, self.reading)

    def shown(self, box: Box) -> Box:
        """A box of the page that is read as it stands on the page that people see."""
        width, height = self.size
        left, top, right, bottom = box
        further = (self.turn - self.reading) % 4
        if further == 1:
            left, top, right, bottom = height - bottom, left, height - top, right
        elif further == 2:
            left, top, right, bottom = width - right, height - bottom, width - left, height - top
        elif further == 3:
            left, top, right, bottom = top, width - right, bottom, width - left
        return (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))

    def _size(self, turn: int) -> tuple[float, float]:
        width, height = self.bounds[2] - self.bounds[0], self.bounds[3] - self.bounds[1]
        return (height, width) if turn % 2 else (width, height)

    def _turned(self, left: float, bottom: float, right: float, top: float, turn: int) -> Box:
        x0, y0, x1, y1 = self.bounds
        if turn == 0:
            return (left - x0, y1 - top, right - x0, y1 - bottom)
        if turn == 1:
            return (bottom - y0, left - x0, top - y0, right - x0)
        if turn == 2:
            return (x1 - right, bottom - y0, x1 - left, top - y0)
        return (y1 - top, x1 - right, y1 - bottom, x1 - left)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them; there must be one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def within(inner: Box, outer: Box, slack: float = 0.0) -> bool:
    """Whether a box lies in another, or sticks out by no more than `slack`."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share a place."""
    return one[1] <= other[3] and other[1] <= one[3] and one[0] <= other[2] and other[0] <= one[2]


def area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
