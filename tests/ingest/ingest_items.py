"""Items as readers recover them, written shortly."""

from __future__ import annotations

from ingest.content import Cell, Content, Grid, Item, Line, Role
from ingest.limits import Limits
from ingest.model import PageSource, Place, Report, Trust
from ingest.reading import read_report
from ingest.sniffing import FileKind


def said(text: str, role: Role = Role.BODY, *, level: int | None = None, page: int = 1) -> Line:
    return Line(text, on(page), role, level)


def on(page: int, trust: Trust = Trust.READ) -> Place:
    return Place(page=page, page_source=PageSource.EXACT, box=(10, 20, 30, 40), trust=trust)


def drawn(text: str, *merged: tuple[int, int, int, int], trust: Trust = Trust.READ) -> Grid:
    """A grid from lines of `|`-separated cells, `¶` between the lines of a cell.

    `merged` are row, column, rows and columns of the cells that cover several places.
    """
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().split("\n")]
    sizes = {(row, column): (down, across) for row, column, down, across in merged}
    covered = {
        (r, c)
        for row, column, down, across in merged
        for r in range(row, row + down)
        for c in range(column, column + across)
    } - set(sizes)
    cells = tuple(
        Cell(r, c, _inside(text), *sizes.get((r, c), (1, 1)), place=on(1, trust))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if (r, c) not in covered
    )
    places = tuple(on(1, trust) for _ in rows)
    return Grid(len(rows), max(map(len, rows)), cells, places)


def _inside(text: str) -> tuple[Item, ...]:
    return tuple(Line(line) for line in text.split("¶")) if text else ()


class Recovered:
    """A reader that recovers what it is given, whatever the file."""

    kinds = frozenset(FileKind)

    def __init__(self, *items: Item) -> None:
        self._items = items

    def read(self, data: bytes, kind: FileKind, limits: Limits) -> Content:
        return Content("application/x-test", self._items, pages=3, warnings=("덜 읽었습니다.",))


def report(*items: Item) -> Report:
    """The report that these items make."""
    return read_report(b"x", "2031 계획.hwpx", Limits(), [Recovered(*items)])
