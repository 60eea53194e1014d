"""The assistant: a question and its history become an `Answer`, from figures and passages only."""

from __future__ import annotations

import time
from collections.abc import Sequence
from importlib.metadata import version

import prompts
from assistant import missing
from assistant.answer import Answer, Reason, Status, Versions
from assistant.desk import Desk
from assistant.dialogue import in_conversation
from assistant.draft import Draft
from assistant.examples import example_questions
from assistant.kinds import KINDS, named
from assistant.landscape import Landscape
from assistant.wording import say
from index.types import EVERYTHING, Catalogue, Scope, SearchIndex


class Assistant:
    """Answers questions over one catalogue and its search; holds no state between questions."""

    def __init__(
        self, catalogue: Catalogue, search: SearchIndex, *, max_question: int = 2000
    ) -> None:
        self._catalogue = catalogue
        self._search = search
        self._max_question = max_question

    def ask(self, question: str, history: Sequence[str] = (), scope: Scope = EVERYTHING) -> Answer:
        """Answer a question after the earlier questions of its conversation, oldest first."""
        started = time.perf_counter()
        earlier = [text for text in history if text.strip()]
        refused = self._refuse(question, scope)
        if refused is not None:
            return self._answer(question, earlier, refused, None, {})
        landscape = Landscape.of(self._catalogue, scope)
        query = in_conversation(question, earlier, landscape, self._search)
        understood = time.perf_counter()
        desk = Desk(query, self._catalogue, self._search, scope, landscape)
        draft = (
            named.answer(desk)
            or missing.unknown_subject(desk)
            or _first(desk)
            or missing.nothing_found(desk)
        )
        timings = {
            "understand": _milliseconds(started, understood),
            "answer": _milliseconds(understood, time.perf_counter()),
        }
        return self._answer(question, earlier, draft, desk, timings)

    def examples(self, scope: Scope = EVERYTHING) -> list[str]:
        """Questions that the visible documents answer, for people who do not know what to ask."""
        return example_questions(self._catalogue, scope)

    def _refuse(self, question: str, scope: Scope) -> Draft | None:
        if not question.strip():
            return _refusal("empty_question", Reason.EMPTY_QUESTION)
        if len(question) > self._max_question:
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
            checks=draft.checks,
            series=tuple(dict(row) for row in draft.series),
            versions=Versions(
                software=version("bogo"),
                index=self._search.stats().generation,
                prompt=prompts.version(),
            ),
            context={"history": [*history, question]},
            timings=timings,
        )


def _first(desk: Desk) -> Draft | None:
    """The first kind that has an answer."""
    for kind in KINDS:
        draft = kind(desk)
        if draft is not None:
            return draft
    return None


def _refusal(sentence: str, reason: Reason, **variables: str) -> Draft:
    return Draft(text=say(sentence, **variables), status=Status.REFUSED, reason=reason)


def _milliseconds(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
