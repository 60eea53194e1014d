"""What a reader recovers from a file, before anything is understood of it.

    Content ── items   lines and grids in reading order, each with its place

Readers of all formats end here; outline, tables, units and figures are understood in one way for
all of them (`ingest.understanding`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ingest.model import Place


class Role(StrEnum):
    """What the format itself says of a line; typed marks (`□`, `○`) are read later."""

    BODY = "body"
    HEADING = "heading"  # a heading by its style, an <h2>, the name of a sheet
    CAPTION = "caption"  # of the grid that comes next, or of the one before where none comes
    NOTE = "note"  # a footnote or an endnote
    BOX = "box"  # in a text box
    RUNNING = "running"  # a running head or foot, a page number: no part of the text
    PICTURE = "picture"  # what a picture, a chart or an equation says of itself


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, or one printed line where the format knows no paragraphs.

    `text` is as written, with its leading blanks, marks and numbering ("1." that the format makes
    by itself included).  `level` is the depth of a heading from 1, where the format states it.
    """

    text: str
    place: Place = field(default_factory=Place)
    role: Role = Role.BODY
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, once, at its first row and column (from 0), with how many of each it covers.

    `inside` holds what stands in it: its paragraphs, and grids nested in it.
    """

    row: int
    column: int
    inside: tuple[Item, ...] = ()
    rows: int = 1
    columns: int = 1
    place: Place = field(default_factory=Place)
    header: bool = False  # the format itself says that it is a heading

    @property
    def text(self) -> str:
        """Its own paragraphs, each on a line; without pictures and what is nested in it."""
        if len(self.inside) == 1:  # nearly all cells of a sheet
            only = self.inside[0]
            return only.text if isinstance(only, Line) and only.role is not Role.PICTURE else ""
        own = (item for item in self.inside if isinstance(item, Line))
        return "\n".join(line.text for line in own if line.role is not Role.PICTURE)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `height` rows and `width` columns, its cells by row, then column.

    `places` holds one place for each row.  Places that no cell covers are holes in the source and
    read as blank.  `last_line` is that of the original where the table ends below its last row.
    """

    height: int
    width: int
    cells: tuple[Cell, ...]
    places: tuple[Place, ...]
    last_line: int | None = None
    letters: tuple[str, ...] = ()  # of the columns, where the program names them by letters


Item = Line | Grid


@dataclass(frozen=True, slots=True)
class Content:
    """A file as recovered: its media type as in HTTP, and its pages where they are known.

    `warnings` are Korean sentences on what could not be recovered or is not certain.  `title` is
    what the file's own properties say, "" where they say nothing.
    """

    media_type: str
    items: tuple[Item, ...]
    pages: int | None = None
    encoding: str | None = None
    title: str = ""
    warnings: tuple[str, ...] = ()
