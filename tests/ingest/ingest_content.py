"""Looking into what readers recover."""

import random

from ingest.content import Grid, Line


def lines(items):
    return [item for item in items if isinstance(item, Line)]


def grids(items):
    """All grids, those nested in cells after the one they stand in."""
    for item in items:
        if isinstance(item, Grid):
            yield item
            for cell in item.cells:
                yield from grids(cell.inside)


def cells(grid):
    """The rows of a grid: column, spans and text of each cell."""
    return [
        [(c.column, c.rows, c.columns, c.text) for c in grid.cells if c.row == r]
        for r in range(grid.height)
    ]


def mutated(data, count, seed=1):
    """The data cut, changed, shortened and repeated in places, the same in every run."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(count):
        copy = bytearray(data)
        start = chance.randrange(len(copy))
        end = min(len(copy), start + chance.randrange(1, 200))
        if number % 4 == 0:
            del copy[start:]
        elif number % 4 == 1:
            for _ in range(20):
                copy[chance.randrange(len(copy))] = chance.randrange(256)
        elif number % 4 == 2:
            del copy[start:end]
        else:
            copy[start:start] = copy[start:end] * 3
        yield bytes(copy)
