"""Tables that go on on the next page, put together again.

A table is cut where its page ends.  What follows at the top of the next page, in the same columns,
is the rest of it: without its head the first row there would be taken for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.cell_kinds import is_amount, is_blank
from ingest.clean import joined, squeezed
from ingest.content import Cell, Grid, Item, Line, Role
from ingest.pdf.running import edge_key
from ingest.periods import years

_SAME = 3.0  # points between column lines that are one
_LOW, _HIGH = 0.65, 0.35  # of its page's height: below it a table is cut, above it one goes on
_FEWEST = 3  # column lines; a frame around text has two
_ROOM = 2.0  # of its height may be left behind a full line
_MOST_HEADS = 5  # rows that are printed again

Keys = set[tuple[str, int]]


def together(pages: Sequence[Sequence[Item]], heights: Sequence[float]) -> list[Item]:
    """All items in order, each table that goes over pages as one."""
    out: list[Item] = []
    keys = [
        {key for item in items if (key := edge_key(item, height)) is not None}
        for items, height in zip(pages, heights, strict=True)
    ]
    cut: int | None = None  # where the table stands that the end of the last page cut
    for number, (items, height) in enumerate(zip(pages, heights, strict=True)):
        usual: Keys = set().union(
            *keys[max(0, number - 1) : number], *keys[number + 1 : number + 2]
        )
        own = [at for at, item in enumerate(items) if not _is_running(item, height, usual)]
        first, last = (own[0], own[-1]) if own else (None, None)
        rest = list(items)
        whole = None
        if cut is not None and first is not None:
            whole = _whole(out[cut], items[first], height)
            if whole is not None:
                out[cut] = whole
                del rest[first]
        begun = len(out)
        out += rest
        if last is None or not _is_cut(items[last], height):
            cut = None
        elif whole is None:
            cut = begun + last
        elif last != first:
            cut = begun + last - 1
    return out


def _is_running(item: Item, height: float, usual: Keys) -> bool:
    if not isinstance(item, Line):
        return False
    return item.role is Role.RUNNING or edge_key(item, height) in usual


def _is_cut(item: Item, height: float) -> bool:
    box = item.places[-1].box if isinstance(item, Grid) else None
    return box is not None and box[3] >= _LOW * height


def _whole(upper: Item, lower: Item, height: float) -> Grid | None:
    """Two parts of a table as one; None where the second is a table of its own."""
    if not isinstance(upper, Grid) or not isinstance(lower, Grid):
        return None
    box = lower.places[0].box
    if box is None or box[1] > _HIGH * height:
        return None
    above, below = _edges(upper.cells), _edges(lower.cells)
    lines = _common(above, below)
    if lines is None:
        return None
    upper, lower = _on(upper, lines), _on(lower, lines)
    again = _printed_again(upper, lower)
    if not again and not _goes_on(lower):
        return None
    return _joined(upper, _without(lower, again))


def _edges(cells: Iterable[Cell]) -> list[float]:
    """Where the columns of a table begin and end."""
    places = sorted(side for cell in cells if (box := cell.place.box) for side in (box[0], box[2]))
    lines: list[float] = []
    for place in places:
        if not lines or place - lines[-1] > _SAME:
            lines.append(place)
    return lines


def _common(above: Sequence[float], below: Sequence[float]) -> list[float] | None:
    """The column lines of two parts, of which one has all that the other has; None: it has not."""
    more, fewer = (above, below) if len(above) >= len(below) else (below, above)
    if len(fewer) < _FEWEST:
        return None
    if abs(more[0] - fewer[0]) > _SAME or abs(more[-1] - fewer[-1]) > _SAME:
        return None
    held = all(any(abs(line - other) <= _SAME for other in more) for line in fewer)
    return list(more) if held else None


def _on(grid: Grid, lines: Sequence[float]) -> Grid:
    """The grid with its cells in the columns between these lines."""

    def nearest(place: float) -> int:
        return min(range(len(lines)), key=lambda number: abs(lines[number] - place))

    cells = []
    for cell in grid.cells:
        if (box := cell.place.box) is not None:
            first, last = nearest(box[0]), nearest(box[2])
            cell = replace(cell, column=first, columns=max(1, last - first))
        cells.append(cell)
    return replace(grid, width=len(lines) - 1, cells=tuple(cells))


def _printed_again(upper: Grid, lower: Grid) -> int:
    """How many rows the second part begins with that are the head of the first."""
    most = min(_MOST_HEADS, upper.height, lower.height)
    for count in range(most, 0, -1):
        head = _head(upper, count)
        if head and head == _head(lower, count):
            return count
    return 0


def _head(grid: Grid, count: int) -> set[tuple[int, int, int, int, str]]:
    """The first rows, where no cell goes on below them and they say something."""
    cells = [cell for cell in grid.cells if cell.row < count]
    if any(cell.row + cell.rows > count for cell in cells) or not any(c.text for c in cells):
        return set()
    return {(c.row, c.column, c.rows, c.columns, squeezed(c.text)) for c in cells}


def _goes_on(lower: Grid) -> bool:
    """Whether the first row of the second part is no head of a table of its own.

    That has a name in every column that holds amounts below it.
    """
    valued = {cell.column for cell in lower.cells if cell.row > 0 and is_amount(joined(cell.text))}
    first = {cell.column: joined(cell.text) for cell in lower.cells if cell.row == 0}
    return not valued or not all(_is_name(first.get(column, "")) for column in valued)


def _is_name(text: str) -> bool:
    if is_blank(text) or is_amount(text):
        return False
    return bool(years(text)) or not any(char.isdigit() for char in text)


def _without(grid: Grid, rows: int) -> Grid:
    kept = tuple(
        replace(c, row=max(0, c.row - rows), rows=c.rows - max(0, rows - c.row))
        for c in grid.cells
        if c.row + c.rows > rows
    )
    return replace(grid, height=grid.height - rows, cells=kept, places=grid.places[rows:])


def _joined(upper: Grid, lower: Grid) -> Grid:
    """The rows of one below those of the other.

    A label that covered the last rows goes on over the first ones below, where its place is blank.
    """
    rest = _rest_of_row(upper, lower)
    cells = [
        replace(cell, inside=(*cell.inside, *rest[number])) if number in rest else cell
        for number, cell in enumerate(upper.cells)
    ]
    if rest:
        lower = _without(lower, 1)
    if not lower.height:
        return replace(upper, cells=tuple(cells))
    labels = _label_columns(cells)
    for cell in lower.cells:
        over = _above(cells, cell, upper.height) if cell.row == 0 and not cell.inside else None
        if over is not None and cells[over].text and cell.column in labels:
            cells[over] = replace(cells[over], rows=cells[over].rows + cell.rows)
        else:
            cells.append(replace(cell, row=cell.row + upper.height))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return replace(
        upper,
        height=upper.height + lower.height,
        cells=tuple(cells),
        places=(*upper.places, *lower.places),
    )


def _rest_of_row(upper: Grid, lower: Grid) -> dict[int, tuple[Item, ...]]:
    """What goes on in the first row below, for each cell above; {} where that is a row of its own.

    A row is cut where its lines are full and what it has besides does not go on, or where its name
    stands below the cut.
    """
    names = (cell for cell in upper.cells if cell.column == 0 and cell.row == upper.height - 1)
    nameless = any(not cell.text for cell in names)
    rest: dict[int, tuple[Item, ...]] = {}
    first = [cell for cell in lower.cells if cell.row == 0]
    for cell in first:
        if not cell.text:
            continue
        over = _above(upper.cells, cell, upper.height)
        if over is None or cell.rows > 1:
            return {}
        if not (_is_full(upper.cells[over]) if upper.cells[over].text else nameless):
            return {}
        rest[over] = cell.inside
    told = sum(bool(c.text) for c in upper.cells if c.row + c.rows == upper.height)
    going = sum(bool(upper.cells[number].text) for number in rest)
    return rest if going < told and upper.height > 1 else {}


def _is_full(cell: Cell) -> bool:
    """Whether its last line reaches its right edge."""
    lines = [item for item in cell.inside if isinstance(item, Line) and item.place.box]
    box = lines[-1].place.box if lines else None
    if box is None or cell.place.box is None or is_amount(joined(lines[-1].text)):
        return False
    count = max(1, lines[-1].text.count("\n") + 1)
    return cell.place.box[2] - box[2] <= _ROOM * (box[3] - box[1]) / count


def _label_columns(cells: Iterable[Cell]) -> range:
    """The columns before the first that holds amounts."""
    valued = [c.column for c in cells if c.row > 0 and is_amount(joined(c.text))]
    return range(min(valued, default=1))


def _above(cells: Sequence[Cell], cell: Cell, height: int) -> int | None:
    """The cell that ends the upper part over another one."""
    for number, over in enumerate(cells):
        ends = over.row + over.rows == height
        if ends and (over.column, over.columns) == (cell.column, cell.columns):
            return number
    return None
