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
from ingest.model import Block, Check, Section, Statement


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


@dataclass(frozen=True, slots=True)
class SourceView:
    """What is shown for a citation: the place in words, then its lines, its table, or both."""

    title: str
    name: str  # the file's name
    section_path: tuple[str, ...] = ()  # outermost first, without the report's own title
    lines: tuple[SourceLine, ...] = ()
    table: SourceTable | None = None


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


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document: a line of the original, a block, or one of the document's parts."""

    line: int | None = None
    block: int | None = None
    part: int | None = None  # from 1


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
