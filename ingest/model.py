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

READING = 7  # raise it whenever the same bytes are read differently: stored files are read again


class PageSource(StrEnum):
    """How a page number is known."""

    EXACT = "exact"
    LAYOUT = "layout"
    NONE = "none"


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
    left of the page.  Formats without lines or without pages leave those fields empty.
    """

    first_line: int | None = None
    last_line: int | None = None
    page: int | None = None
    page_source: PageSource = PageSource.NONE
    box: tuple[float, float, float, float] | None = None

    def joined(self, other: Place) -> Place:
        """The smallest place that covers both (on the same page)."""
        firsts = [n for n in (self.first_line, other.first_line) if n is not None]
        lasts = [n for n in (self.last_line, other.last_line) if n is not None]
        return Place(
            min(firsts, default=None), max(lasts, default=None), self.page, self.page_source
        )


@dataclass(frozen=True, slots=True)
class Source:
    """The original file: its name as shown to people, its bytes' hash and size."""

    name: str
    sha256: str
    size: int
    media_type: str
    encoding: str | None = None


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
class Table:
    """A grid as printed, plus what was understood of it.

    `grid[r][c]` is the cleaned text of a cell, "" where blank; rows all have `width` cells.
    `lines[r]` is the original line of row r (None where the format has none).  The first
    `header_rows` rows and `header_columns` columns are labels.  `row_paths[r]` and
    `column_paths[c]` are the labels of a row and of a column, outermost first; both are empty
    for header rows and header columns.
    """

    grid: tuple[tuple[str, ...], ...]
    lines: tuple[int | None, ...]
    header_rows: int
    header_columns: int
    row_paths: tuple[tuple[str, ...], ...]
    column_paths: tuple[tuple[str, ...], ...]
    caption: str = ""
    basis: Basis = field(default_factory=Basis)

    @property
    def width(self) -> int:
        return len(self.grid[0]) if self.grid else 0


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
