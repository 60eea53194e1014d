"""What the page needs from the assistant, and what it shows of a source.

The page knows nothing of catalogues or indexes: the wiring hands it one object that satisfies
`ChatAssistant`.  Every method may be called from several threads at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer, Citation
from assistant.finding import Conditions, Findings
from assistant.rewording.stream import AnswerStream
from ingest.model import Block, Box, Check, Section, Span, Statement


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the original; `number` is 1-based, None in formats without lines."""

    text: str
    number: int | None = None
    cited: bool = False


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table as printed: rows of equal width, "" for a blank cell.

    The first `header_rows` rows and `header_columns` columns are labels.  `marked` is the (row,
    column) of the cited cell, both counted from 0 in `rows`; None marks nothing.
    """

    rows: tuple[tuple[str, ...], ...]
    header_rows: int = 1
    header_columns: int = 1
    caption: str = ""
    unit: str = ""
    basis_date: str = ""
    marked: tuple[int, int] | None = None
    spans: tuple[Span, ...] = ()  # merged cells, where the format tells them


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of the original as it is printed, with the box of what is cited, in points."""

    document: str
    page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class SourceView:
    """What is shown for a citation: the place in words, then its lines, its table, or both."""

    title: str
    name: str  # the file's name
    section_path: tuple[str, ...] = ()  # outermost first, without the report's own title
    lines: tuple[SourceLine, ...] = ()
    table: SourceTable | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document that answers questions now; `id` is its address, "" where it has none."""

    name: str
    title: str
    agency: str = ""
    year: int | None = None
    sample: bool = False
    id: str = ""
    department: str = ""
    kind: str = ""
    report_date: str = ""
    sections: int = 0
    tables: int = 0
    figures: int = 0
    pages: int | None = None  # where they are known
    pictures: bool = False  # whether its pages can be shown as they are printed
    warnings: tuple[str, ...] = ()  # Korean sentences on what could not be read, or not for certain


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document: a line or a page of the original, a block, or one of its parts."""

    line: int | None = None
    block: int | None = None
    part: int | None = None  # from 1
    page: int | None = None  # from 1


@dataclass(frozen=True, slots=True)
class PartView:
    """What one page shows of a document; `lines` are its first and last, None without lines."""

    title: str
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What the arithmetic says against the figure number `figure` (from 0) of a statement."""

    said: str  # one Korean sentence
    statement: Statement
    figure: int = 0


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document as it was read; of a long one, one part of it.

    `sections`, `parts`, `checks` and `remarks` are the whole document's, `starts[i]` the part at
    which section i begins; `blocks`, their `statements` and the original's `lines` are those of
    part number `part` (from 1).  Formats without lines have no `lines`.
    """

    document: DocumentView
    sections: tuple[Section, ...]
    starts: tuple[int, ...]
    parts: tuple[PartView, ...]
    part: int
    blocks: tuple[Block, ...]
    statements: tuple[Statement, ...]
    lines: tuple[SourceLine, ...] = ()
    checks: tuple[tuple[Check, int], ...] = ()  # figures of each check
    remarks: tuple[Remark, ...] = ()
    editions: tuple[DocumentView, ...] = ()  # of the same report, in the order of time


class ChatAssistant(Protocol):
    """The assistant as the page sees it."""

    def ask(self, question: str, history: Sequence[str]) -> Answer:
        """Answer a question; `history` holds the visitor's earlier questions, oldest first."""
        ...

    def proof(self, question: str, history: Sequence[str]) -> bytes:
        """What the answer by rules rests on, as a file of JSON that can be checked again."""
        ...

    def stream(self, question: str, history: Sequence[str]) -> AnswerStream:
        """The same answer, told sentence by sentence where a language model words it."""
        ...

    def examples(self) -> list[str]:
        """Questions that the indexed documents do answer, to start with."""
        ...

    def source(self, citation: Citation) -> SourceView | None:
        """The place that a citation names; None where it is no longer stored."""
        ...

    def search(self, question: str, conditions: Conditions, k: int) -> Findings:
        """The passages for a question, best first.

        Raises:
            Unsearchable: there is nothing to ask or to search; says so in one Korean sentence.
        """
        ...

    def departments(self) -> Sequence[str]:
        """The departments by which passages can be chosen."""
        ...

    def documents(self) -> list[DocumentView]: ...

    def document(self, id: str, spot: Spot) -> DocumentPage | None:
        """The part of a document that holds the spot, the first where that is nowhere.

        None where no document that answers now has this id, or it has no such part.
        """
        ...

    def ready(self) -> bool:
        """Whether questions can be answered now."""
        ...


class PagesBusy(Exception):
    """As many pages are being drawn as may be; it is to be asked again a little later."""


class PageNotDrawn(Exception):
    """The page is there and cannot be drawn; the message is one plain Korean sentence."""


class PageImages(Protocol):
    """Pictures of the pages of the originals; safe for threads."""

    def tag(self, document: str, page: int, width: int) -> str | None:
        """What changes whenever the picture does; None where no picture can be asked for."""
        ...

    def png(self, document: str, page: int, width: int, mark: Box | None = None) -> bytes | None:
        """The page (from 1), about `width` pixels wide, `mark` framed (points from the top left).

        None where there is no such document or page, or its kind has no pages to show.

        Raises:
            PagesBusy: too many are being drawn.
            PageNotDrawn: the original is damaged, or takes too long.
        """
        ...
