"""A table laid out by the order of its cells alone, where their addresses say nothing or lie.

Programs copy a row without counting its address on, count from one, or forget the cells that reach
down from above.  Row by row each cell takes the next free column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.owpml.xml import Node, child, children, integer

Spot = tuple[Node, int, int, int, int]  # a cell, its row and column, how many of each it covers


@dataclass(frozen=True, slots=True)
class Flow:
    """Cells where they come to stand; `whole` where they leave no gap."""

    spots: list[Spot]
    width: int
    whole: bool


def address_of(cell: Node) -> Node:
    """Where the row and column of a cell are written: in an element, or by the cell itself."""
    found = child(cell, "cellAddr")
    return cell if found is None else found


def span_of(cell: Node) -> Node:
    """Where it is written how many rows and columns a cell covers."""
    found = child(cell, "cellSpan")
    return cell if found is None else found


def flowing(rows: Sequence[Node], most: int) -> Flow | None:
    """The cells of these rows; None where they overlap or cover more than `most` places."""
    taken: list[set[int]] = [set() for _ in rows]
    found: list[Spot] = []
    area = 0
    for at, row in enumerate(rows):
        column = 0
        for node in children(row, "tc"):
            span = span_of(node)
            height = min(max(integer(span, "rowSpan", 1), 1), len(rows) - at)
            width = max(integer(span, "colSpan", 1), 1)
            area += height * width
            if area > most:
                return None
            while column in taken[at]:
                column += 1
            covered = range(column, column + width)
            for below in taken[at : at + height]:
                if not below.isdisjoint(covered):
                    return None
                below.update(covered)
            found.append((node, at, column, height, width))
            column += width
    wide = max((max(each) + 1 for each in taken if each), default=0)
    return Flow(found, wide, area == wide * len(rows))
