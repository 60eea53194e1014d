"""What a report is once it has been read.

Everything here is plain, immutable data.  A `Report` is produced by a reader, never changed
afterwards, and every part of it knows its `Place` in the original file.

    Report ─┬─ sections     the outline, titles recovered where the file lost them
            ├─ blocks       headings, paragraphs, items, notes and tables, in reading order
            └─ statements   what the report says: one cell, one `키 : 값` item, one line of prose,
                            under its headings, with the figures it holds
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

READING = 16  # raise it whenever the same bytes are read differently: stored files are read again


OF_LINES = frozenset({"text/plain", "text/markdown", "text/csv"})
Box = tuple[float, float, float, float]  # x0, y0, x1, y1


class PageSource(StrEnum):
    """How a page number is known."""

    EXACT = "exact"
    LAYOUT = "layout"
    NONE = "none"


class Trust(StrEnum):
    """How certain it is that what stands at a place was read as it is printed."""

    READ = "read"
    UNCERTAIN = "uncertain"  # the numbers of its page did not all come out once: look at the page
    SCANNED = "scanned"  # read from a picture by character recognition

    def with_(self, other: Trust) -> Trust:
        """The lesser of both."""
        order = (Trust.READ, Trust.UNCERTAIN, Trust.SCANNED)
        return max(self, other, key=order.index)


class SectionKind(StrEnum):
    REPORT = "report"
    PART = "part"
    DEPARTMENT = "department"
    PROJECT = "project"
    HEADING = "heading"


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    NOTE = "note"
    TABLE = "table"


class StatementKind(StrEnum):
    CELL = "cell"
    ITEM = "item"
    LINE = "line"


class Check(StrEnum):
    """What the arithmetic of the report says of a figure."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the original file.

    Lines and pages are 1-based and inclusive; `box` is (x0, y0, x1, y1) in points from the top
    left of the page, `cell` the name of a cell in its sheet (`B7`), whose row is then the line.
    Formats without lines or without pages leave those fields empty.
    """

    first_line: int | None = None
    last_line: int | None = None
    page: int | None = None
    page_source: PageSource = PageSource.NONE
    box: Box | None = None
    trust: Trust = Trust.READ
    cell: str = ""

    def joined(self, other: Place) -> Place:
        """The smallest place that covers both; on several pages it is where it begins."""
        firsts = [n for n in (self.first_line, other.first_line) if n is not None]
        lasts = [n for n in (self.last_line, other.last_line) if n is not None]
        return Place(
            min(firsts, default=None),
            max(lasts, default=None),
            self.page,
            self.page_source,
            _around(self, other),
            self.trust.with_(other.trust),
        )


def _around(one: Place, other: Place) -> Box | None:
    """The box around both, that of the first where the other stands on another page."""
    if one.box is None or other.box is None or one.page != other.page:
        return one.box
    a, b = one.box, other.box
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


@dataclass(frozen=True, slots=True)
class Source:
    """The original file: its name as shown to people, its bytes' hash and size."""

    name: str
    sha256: str
    size: int
    media_type: str
    encoding: str | None = None

    @property
    def has_lines(self) -> bool:
        """Whether the file's own lines can be shown to people as they stand."""
        return self.encoding is not None and self.media_type in OF_LINES

    @property
    def has_pages(self) -> bool:
        """Whether the file's pages can be shown as pictures."""
        return self.media_type == "application/pdf" or self.media_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class Section:
    """One node of the outline; `id` is its position in `Report.sections`, 0 the report itself."""

    id: int
    parent: int | None
    kind: SectionKind
    title: str
    place: Place
    recovered: bool = False  # the title came from a list elsewhere, not from this place


@dataclass(frozen=True, slots=True)
class Basis:
    """What the numbers of a table are given in: `(단위: 천원)`, `(기준일 : '25. 1월 말)`."""

    unit: str | None = None
    basis_date: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A merged cell: the place of its text in the grid, and how many rows and columns it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class CellBox:
    """Where a cell stands on its page, in points from the top left."""

    row: int
    column: int
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Table:
    """A grid as printed, plus what was understood of it.

    `grid[r][c]` is the cleaned text of a cell, "" where blank; rows all have `width` cells.
    `places[r]` is where row r stands in the original.  The first `header_rows` rows and
    `header_columns` columns are labels.  `row_paths[r]` and `column_paths[c]` are the labels of a
    row and of a column, outermost first; both are empty for header rows and header columns.
    `spans` are the merged cells where the format tells them (a text leaves blanks instead), their
    text standing in the first of the places that they cover; `boxes` are known for pages, and
    `letters`, the names of the columns, for sheets.
    """

    grid: tuple[tuple[str, ...], ...]
    places: tuple[Place, ...]
    header_rows: int
    header_columns: int
    row_paths: tuple[tuple[str, ...], ...]
    column_paths: tuple[tuple[str, ...], ...]
    caption: str = ""
    basis: Basis = field(default_factory=Basis)
    spans: tuple[Span, ...] = ()
    boxes: tuple[CellBox, ...] = ()
    letters: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return len(self.grid[0]) if self.grid else 0

    @property
    def lines(self) -> tuple[int | None, ...]:
        """The original line of each row, None where the format has none."""
        return tuple(place.first_line for place in self.places)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the report in reading order; `id` is its position in `Report.blocks`."""

    id: int
    kind: BlockKind
    section: int
    text: str
    place: Place
    marker: str = ""
    depth: int = 0
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One value and everything needed to say it.

    `value` and `unit` are as printed (`3,615,983` `천원` → Decimal("3615983"), "천원"); `printed`
    is the very text.  `amount` is the same in the base unit (원 for money).  `reading` says in
    Korean how a typing error was read, "" where nothing had to be read into it.
    """

    value: Decimal
    unit: str
    printed: str
    amount: Decimal
    label: str = ""
    measure: str = ""
    year: int | None = None
    period: str = ""
    basis_date: str = ""
    stage: str = ""
    reading: str = ""
    check: Check = Check.UNCHECKED
    span: tuple[int, int] = (0, 0)  # where `printed` stands in the statement's text


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a report says, with the labels it stands under.

    A cell has a row path and a column path; an item `키 : 값` has its key as row path; a line of
    prose has neither.  `text` is the cell, the value or the line.  `heads` are the items and
    headings it is nested under within its section, outermost first.
    """

    id: int  # position in `Report.statements`
    kind: StatementKind
    block: int
    section: int
    text: str
    place: Place
    row_path: tuple[str, ...] = ()
    column_path: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    row: int | None = None
    column: int | None = None
    year: int | None = None
    figures: tuple[Figure, ...] = ()


class FindingKind(StrEnum):
    """What kind of arithmetic a finding fails."""

    SUM = "sum"
    CHANGE = "change"
    RATE = "rate"
    EXECUTION_RATE = "execution_rate"
    TEXT_TABLE = "text_table"
    TYPING = "typing"


@dataclass(frozen=True, slots=True)
class Ref:
    """One figure of a report: the statement's id and the figure's position in it."""

    statement: int
    figure: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure that does not agree with others of its report.

    `claim` is the figure as printed, `parts` the figures that say otherwise, `expected` what they
    make, in the claim's unit.  `rule` names in Korean what was compared.
    """

    kind: FindingKind
    claim: Ref
    parts: tuple[Ref, ...]
    printed: str
    unit: str
    expected: Decimal
    difference: Decimal
    rule: str


@dataclass(frozen=True, slots=True)
class Report:
    """A document that has been read."""

    source: Source
    title: str
    agency: str
    department: str
    kind: str  # 주요업무계획, 업무보고 …
    year: int | None
    report_date: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...] = ()
    pages: int | None = None
    warnings: tuple[str, ...] = ()  # Korean sentences on what could not be read or is not certain

    def path(self, section: int) -> tuple[Section, ...]:
        """The sections from the report itself down to `section`."""
        chain: list[Section] = []
        current: int | None = section
        while current is not None:
            chain.append(self.sections[current])
            current = self.sections[current].parent
        return tuple(reversed(chain))

    def nearest(self, section: int, kind: SectionKind) -> Section | None:
        """The innermost section of `kind` that `section` stands in."""
        for candidate in reversed(self.path(section)):
            if candidate.kind is kind:
                return candidate
        return None

    @property
    def figures(self) -> int:
        return sum(len(statement.figures) for statement in self.statements)

    @property
    def tables(self) -> int:
        return sum(block.table is not None for block in self.blocks)
