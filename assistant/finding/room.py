"""What one search may show, and the passages in it that an answer cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer
from assistant.finding.holding import holding
from assistant.finding.sections import Outline
from index.types import Catalogue, Document, Hit, Passage, Scope, SearchFilter


class Stored(Catalogue, Protocol):
    """A catalogue that gives the passages of whole documents as well."""

    def iter_passages(self, scope: Scope) -> Iterator[Passage]: ...


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage, and the numbers of the citations that stand in it."""

    passage: Passage
    numbers: tuple[int, ...]


class Room:
    """The documents that meet a filter, and what stands in them.

    What the answer cites is not kept to the filter by the index, so everything is held against it.
    """

    def __init__(self, catalogue: Stored, filter: SearchFilter) -> None:
        self._catalogue = catalogue
        self._filter = filter
        self.documents = {d.id: d for d in catalogue.documents(filter.scope) if _fits(d, filter)}
        self.outline = Outline(catalogue, filter.scope)

    def passages(self, hits: Sequence[Hit]) -> list[Passage]:
        """Those of the hits, in their order, less what does not meet the filter."""
        found = self._catalogue.passages([hit.id for hit in hits], self._filter.scope)
        return [passage for passage in found if self._allows(passage)]

    def cited(self, answer: Answer) -> list[Cited]:
        """The passages with the answer's citations, in the order of these."""
        passages: dict[str, list[Passage]] = {}
        found: dict[str, Cited] = {}
        for citation in answer.citations:
            document = citation.document_id
            if document not in self.documents:
                continue
            if document not in passages:
                scope = Scope(frozenset({document}))
                passages[document] = list(self._catalogue.iter_passages(scope))
            passage = holding(citation, passages[document])
            if passage is not None and self._allows(passage):
                known = found[passage.id].numbers if passage.id in found else ()
                found[passage.id] = Cited(passage, (*known, citation.n))
        return list(found.values())

    def _allows(self, passage: Passage) -> bool:
        wanted = self._filter.departments
        return passage.document in self.documents and (not wanted or passage.department in wanted)


def _fits(document: Document, filter: SearchFilter) -> bool:
    return (
        (not filter.documents or document.id in filter.documents)
        and (not filter.agencies or document.agency in filter.agencies)
        and (not filter.years or document.year in filter.years)
    )
