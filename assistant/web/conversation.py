"""One visitor's conversation: what was asked, what was shown, what may be chosen next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.web import render
from assistant.web.ports import ChatAssistant, DocumentView
from assistant.web.render.evidence import Shown

TURNS = 20  # kept; the page forgets older ones
EVIDENCE = 5  # answers whose evidence stays in the panel
STEPS = 14  # in which an answer is written out

Message = dict[str, object]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its rendered answer; `shown` is None where no answer could be given."""

    question: str
    html: str
    options: tuple[tuple[str, str], ...] = ()  # label and question
    follow: str = ""  # the heading over them
    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """Immutable: every turn makes a new one.  `count` numbers the answers over its whole life."""

    turns: tuple[Turn, ...] = ()
    count: int = 0

    @property
    def questions(self) -> list[str]:
        """The visitor's answered questions, oldest first."""
        return [turn.question for turn in self.turns if turn.shown is not None]

    def plus(self, turn: Turn) -> Conversation:
        return Conversation((*self.turns, turn)[-TURNS:], self.count + 1)

    def messages(self) -> list[Message]:
        """What the chat window shows; only the last answer still offers its choices."""
        messages: list[Message] = []
        for turn in self.turns:
            messages += [asked(turn.question), said(turn.html)]
        if self.turns and self.turns[-1].options:
            messages[-1] = _offering(self.turns[-1])
        return messages

    def history(self) -> list[Message]:
        """The messages without the choices, for when a new question stands below them."""
        return Conversation(tuple(replace(turn, options=()) for turn in self.turns)).messages()

    def panel(self, documents: Sequence[DocumentView]) -> str:
        shown = [turn.shown for turn in self.turns if turn.shown is not None]
        return render.panel(shown[-EVIDENCE:], documents)


def asked(question: str) -> Message:
    return {"role": "user", "content": render.question(question)}


def said(html: str) -> Message:
    return {"role": "assistant", "content": html}


def _offering(turn: Turn) -> Message:
    choices = [{"label": label, "value": question} for label, question in turn.options]
    return {**said(turn.html + turn.follow), "options": choices}


def answered(assistant: ChatAssistant, answer: Answer, question: str, number: int) -> Turn:
    """Fetch what the answer cites and render both."""
    evidence = tuple((citation, assistant.source(citation)) for citation in answer.citations)
    return Turn(
        question,
        render.message(answer, number),
        tuple(render.options(answer)),
        render.follow(answer),
        Shown(number, question, evidence),
    )


def unanswered(question: str, sentence: str) -> Turn:
    return Turn(question, render.fault(sentence))


def steps(text: str) -> Iterator[str]:
    """The text growing by whole words, in at most `STEPS` steps, the last one left out."""
    words = re.findall(r"\s*\S+", text)
    size = max(1, -(-len(words) // STEPS))
    for end in range(size, len(words), size):
        yield "".join(words[:end])
