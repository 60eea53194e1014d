"""The assistant: a question and its history become an `Answer`, from figures and passages only."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

import prompts
from assistant.answer import Answer, Reason, Status, Versions
from assistant.conversation.memory import Memory
from assistant.conversation.room import Room
from assistant.desk import Desk
from assistant.doubts import doubts
from assistant.draft import Draft
from assistant.examples import example_questions
from assistant.landscape import Landscape
from assistant.query import Query
from assistant.rewording.reworder import Reworder
from assistant.rewording.stream import AnswerStream, ByRules
from assistant.suggesting import suggestions
from assistant.wording import say
from index.types import EVERYTHING, Catalogue, Scope, SearchIndex


@dataclass(frozen=True, slots=True)
class Worked:
    """An answer by rules, and the question as it was understood, None where none was to be."""

    answer: Answer
    query: Query | None


class Assistant:
    """Answers questions over one catalogue and its search.

    What it keeps of a conversation it would work out again from the questions that are handed in.
    With a `reworder`, a language model words what the rules found; without one nothing is missing.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        search: SearchIndex,
        *,
        max_question: int = 2000,
        reworder: Reworder | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._search = search
        self._max_question = max_question
        self._reworder = reworder
        self._memory = Memory()

    def ask(self, question: str, history: Sequence[str] = (), scope: Scope = EVERYTHING) -> Answer:
        """Answer a question after the earlier questions of its conversation, oldest first."""
        stream = self.stream(question, history, scope)
        for _ in stream:
            pass
        return stream.answer

    def stream(
        self, question: str, history: Sequence[str] = (), scope: Scope = EVERYTHING
    ) -> AnswerStream:
        """The same answer, told sentence by sentence where a language model words it.

        Every sentence was checked before it is given out; `answer` of the stream is what holds.
        """
        found = self.find(question, history, scope)
        return self._reworder.reword(found) if self._reworder else ByRules(found)

    def find(self, question: str, history: Sequence[str] = (), scope: Scope = EVERYTHING) -> Answer:
        """The answer by rules alone: the same on every run, and no model is asked."""
        return self.work_out(question, history, scope).answer

    def work_out(
        self, question: str, history: Sequence[str] = (), scope: Scope = EVERYTHING
    ) -> Worked:
        """The answer by rules, with how the question was understood."""
        started = time.perf_counter()
        earlier = [text for text in history if text.strip()]
        refused = self._refuse(question, scope)
        if refused is not None:
            return Worked(self._answer(question, earlier, refused, None, {}), None)
        landscape = Landscape.of(self._catalogue, scope)
        room = Room(self._catalogue, self._search, scope, landscape)
        understood = time.perf_counter()
        reply = self._memory.ask(question, [t for t in earlier if self._is_short(t)], room)
        timings = {
            "understand": _milliseconds(started, understood),
            "answer": _milliseconds(understood, time.perf_counter()),
        }
        return Worked(
            self._answer(question, earlier, reply.draft, reply.desk, timings), reply.query
        )

    def examples(self, scope: Scope = EVERYTHING) -> list[str]:
        """Questions that the visible documents answer, for people who do not know what to ask."""
        return example_questions(self._catalogue, scope)

    def _is_short(self, question: str) -> bool:
        return len(question) <= self._max_question

    def _refuse(self, question: str, scope: Scope) -> Draft | None:
        if not question.strip():
            return _refusal("empty_question", Reason.EMPTY_QUESTION)
        if not self._is_short(question):
            length, limit = f"{len(question):,}", f"{self._max_question:,}"
            return _refusal("too_long", Reason.TOO_LONG, length=length, limit=limit)
        if not self._catalogue.documents(scope):
            text = say("no_documents")
            return Draft(text=text, status=Status.NOT_FOUND, reason=Reason.NO_DOCUMENTS)
        return None

    def _answer(
        self,
        question: str,
        history: Sequence[str],
        draft: Draft,
        desk: Desk | None,
        timings: dict[str, float],
    ) -> Answer:
        query = desk.query if desk else None
        return Answer(
            question=question,
            history=tuple(history),
            status=draft.status,
            reason=draft.reason,
            answer=draft.text.strip(),
            values=draft.values,
            citations=desk.book.citations if desk else (),
            calculation=draft.calculation,
            basis=draft.basis,
            assumptions=(*(query.assumptions if query else ()), *draft.assumptions),
            choices=draft.choices,
            nearest=draft.nearest,
            checks=(*draft.checks, *doubts(desk.book.citations if desk else ())),
            suggestions=suggestions(desk, draft) if desk else (),
            series=draft.series,
            kind=draft.kind,
            versions=Versions(
                software=version("bogo"),
                index=self._search.stats().version,
                prompt=prompts.version(),
            ),
            context={"history": [*history, question]},
            timings=timings,
        )


def _refusal(sentence: str, reason: Reason, **variables: str) -> Draft:
    return Draft(text=say(sentence, **variables), status=Status.REFUSED, reason=reason)


def _milliseconds(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
