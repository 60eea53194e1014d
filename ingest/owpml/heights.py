"""How high things are, in 1/7200 inch: the text of a page, the rows of a table."""

from __future__ import annotations

from ingest.owpml.xml import Node, child, children, integer, local

_MOST = 1 << 24  # nothing is higher than so (60 metres)
A_LINE = 2_000  # so high may the space between two paragraphs be
_MOST_ROWS = 500  # over which a cell is looked at


def page_heights(section: Node) -> tuple[int, int]:
    """How high the text of a page is, and how far below its first line the sheet ends."""
    page = next((node for node in section.iter() if local(node) == "pagePr"), None)
    if page is None:
        return 0, 0
    margin = child(page, "margin")
    across = page.get("landscape") == "NARROWLY"  # the sheet is turned
    height = integer(page, "width" if across else "height")
    sheet = height - integer(margin, "top") - integer(margin, "header")
    return sheet - integer(margin, "bottom") - integer(margin, "footer"), sheet


def inline(node: Node) -> bool:
    """Whether an object stands in the text like a character; without a position it does."""
    place = child(node, "pos")
    return place is None or place.get("treatAsChar") == "1"


def flows(table: Node) -> bool:
    """Whether a table stands in the flow of the text without being a character of it.

    Such a one is broken over pages; one that is a character makes its line as high as itself, and
    one that hangs far below its paragraph lets other lines in between.
    """
    place = child(table, "pos")
    if place is None or inline(table) or table.get("textWrap") != "TOP_AND_BOTTOM":
        return False
    return place.get("vertRelTo") == "PARA" and integer(place, "vertOffset") <= A_LINE


def hanging(node: Node) -> int | None:
    """How far below its paragraph an object hangs; None where it does not hang from it."""
    place = child(node, "pos")
    if place is None or inline(node) or place.get("vertRelTo") != "PARA":
        return None
    offset = integer(place, "vertOffset")
    return offset - (1 << 32) if offset >= 1 << 31 else offset  # HWP 5 writes it without a sign


def flowing(paragraph: Node) -> list[Node]:
    """The tables of a paragraph that may be broken over pages."""
    return [
        table
        for run in children(paragraph, "run")
        for table in children(run, "tbl")
        if flows(table)
    ]


def row_heights(table: Node) -> list[int]:
    """How high the rows of a table are: as its cells say, but no lower than their lines need."""
    edges = child(table, "inMargin")
    heights: list[int] = []
    spanning: list[tuple[int, int, int]] = []
    for at, row in enumerate(children(table, "tr")):
        heights.append(0)
        for cell in children(row, "tc"):
            height = min(max(integer(child(cell, "cellSz"), "height"), _needed(cell, edges)), _MOST)
            rows = integer(child(cell, "cellSpan"), "rowSpan", 1)
            if rows <= 1:
                heights[at] = max(heights[at], height)
            else:
                spanning.append((at, rows, height))
    for first, rows, height in spanning:
        covered = range(first, min(first + min(rows, _MOST_ROWS), len(heights)))
        if covered:
            heights[covered[-1]] += max(height - sum(heights[row] for row in covered), 0)
    return heights


def _needed(cell: Node, edges: Node | None) -> int:
    """What the lines of a cell take: its own height is now and then one of an earlier day."""
    if cell.get("hasMargin") == "1":
        edges = child(cell, "cellMargin")
    lowest = max(
        (
            integer(line, "vertpos") + integer(line, "vertsize")
            for inner in children(cell, "subList")
            for paragraph in children(inner, "p")
            for lines in children(paragraph, "linesegarray")
            for line in children(lines, "lineseg")
        ),
        default=0,
    )
    return lowest + integer(edges, "top") + integer(edges, "bottom")
