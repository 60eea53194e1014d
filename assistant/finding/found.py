"""What a search found: passages, where they stand, why they came, whether the answer cites them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Status, Versions
from index.types import Document, Hit, Passage, SearchFilter
from ingest.model import OF_LINES, PageSource

MOST = 50  # passages of one search
USUAL = 5


class Why(StrEnum):
    """Why nothing was searched."""

    EMPTY_QUESTION = "empty_question"
    QUESTION_TOO_LONG = "question_too_long"
    BAD_K = "bad_k"
    NO_DOCUMENTS = "no_documents"
    NO_MATCH = "no_match"  # no document meets the conditions


class Unsearchable(Exception):
    """Nothing was searched; the message is one plain Korean sentence."""

    def __init__(self, why: Why, message: str) -> None:
        super().__init__(message)
        self.why = why


@dataclass(frozen=True, slots=True)
class Found:
    """A passage, with the titles of its sections (outermost first, less the report's own).

    `citations` are the numbers of the answer's citations that stand in it.  The ranks, from 1, are
    those in each leg among all candidates of this search, None where that leg did not find it; a
    passage that only the answer led to has a hit without score or legs.
    """

    passage: Passage
    document: Document
    sections: tuple[str, ...]
    hit: Hit
    citations: tuple[int, ...] = ()
    lexical_rank: int | None = None
    dense_rank: int | None = None

    @property
    def cited(self) -> bool:
        return bool(self.citations)

    @property
    def page(self) -> str:
        """The page where it begins, as people read it; "" where it is not known."""
        place = self.passage.place
        if place.page is None:
            return ""
        return f"{place.page}쪽" + (" (추정)" if place.page_source is PageSource.LAYOUT else "")

    @property
    def lines(self) -> tuple[int, int] | None:
        place = self.passage.place
        printed = self.document.media_type in OF_LINES
        if not printed or place.first_line is None or place.last_line is None:
            return None
        return place.first_line, place.last_line


@dataclass(frozen=True, slots=True)
class Findings:
    """Passages for a question, best first.

    `meant` is what was searched for, `assumptions` say in Korean which names were put right.
    `status` and `kind` are those of the answer by rules; `promoted` tells whether what it cites
    was put first.
    """

    question: str
    history: tuple[str, ...]
    meant: str
    assumptions: tuple[str, ...]
    filter: SearchFilter
    k: int
    status: Status
    kind: str
    promoted: bool
    versions: Versions
    found: tuple[Found, ...]
