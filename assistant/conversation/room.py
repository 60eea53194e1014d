"""Where questions are answered: what may be seen, and how a question becomes an answer."""

from __future__ import annotations

from dataclasses import dataclass

from assistant import missing
from assistant.answer import Reason, Status
from assistant.conversation.merging import continued
from assistant.conversation.state import Reply
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds import first_answer, named
from assistant.landscape import Landscape
from assistant.query import Query
from assistant.understanding import as_place, understand
from index.types import Catalogue, Scope, SearchIndex


@dataclass(frozen=True, slots=True)
class Room:
    catalogue: Catalogue
    search: SearchIndex
    scope: Scope
    landscape: Landscape

    def desk(self, query: Query) -> Desk:
        return Desk(query, self.catalogue, self.search, self.scope, self.landscape)

    def understood(self, text: str) -> Query:
        return understand(text, self.landscape, self.search)

    def merged(self, query: Query, earlier: Query) -> Query:
        """A question with the words that it leaves out."""
        return continued(query, earlier, self.landscape, self.search)

    def answered(self, query: Query) -> Reply:
        """The answer to a question by itself, a refusal included."""
        reply = self._answered(query)
        place = as_place(query, self.search) if reply.draft.status is Status.NOT_FOUND else None
        return (self.tried(place) if place else None) or reply

    def _answered(self, query: Query) -> Reply:
        desk = self.desk(query)
        draft = (
            named.answer(desk)
            or missing.unknown_subject(desk)
            or first_answer(desk)
            or missing.nothing_found(desk)
        )
        return Reply(draft, desk)

    def tried(self, query: Query) -> Reply | None:
        """The answer to a question by itself, None where there is none."""
        desk = self.desk(query)
        draft = named.answer(desk) or first_answer(desk)
        found = draft is not None and draft.status in {Status.ANSWERED, Status.CLARIFY}
        return Reply(draft, desk) if found and draft is not None else None

    def unanswered(self, query: Query) -> Reply:
        """What is said where nothing answers a question: what is missing, and what is near."""
        desk = self.desk(query)
        draft = missing.unknown_subject(desk) or missing.nothing_found(desk)
        return Reply(draft, desk)

    def told_none(self, query: Query, text: str, reason: Reason) -> Reply:
        """What is said where a question points at something that was never told."""
        return Reply(Draft(text=text, status=Status.NOT_FOUND, reason=reason), self.desk(query))
