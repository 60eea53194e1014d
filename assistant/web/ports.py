"""What the page needs from the assistant, and what it shows of a source.

The page knows nothing of catalogues or indexes: the wiring hands it one object that satisfies
`ChatAssistant`.  Every method may be called from several threads at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer, Citation


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
    """A document that answers questions now."""

    name: str
    title: str
    agency: str = ""
    year: int | None = None
    sample: bool = False


class ChatAssistant(Protocol):
    """The assistant as the page sees it."""

    def ask(self, question: str, history: Sequence[str]) -> Answer:
        """Answer a question; `history` holds the visitor's earlier questions, oldest first."""
        ...

    def examples(self) -> list[str]:
        """Questions that the indexed documents do answer, to start with."""
        ...

    def source(self, citation: Citation) -> SourceView | None:
        """The place that a citation names; None where it is no longer stored."""
        ...

    def documents(self) -> list[DocumentView]: ...

    def ready(self) -> bool:
        """Whether questions can be answered now."""
        ...
