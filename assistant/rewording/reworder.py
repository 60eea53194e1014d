"""Asks the model to word an answer, in time, and keeps only what was checked."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Answer, Status
from assistant.rewording.breaker import CircuitBreaker
from assistant.rewording.checking import Checker
from assistant.rewording.errors import ModelFailed, TooLate
from assistant.rewording.facts import MARK
from assistant.rewording.model import Chunks, LanguageModel
from assistant.rewording.prompt import messages
from assistant.rewording.sentences import Sentence, Splitter
from assistant.rewording.stream import AnswerStream, ByRules
from assistant.wording import say

AT_ONCE = 4  # answers that the model words at the same time
LONGEST = 4000  # characters of an answer that is given to a model
_ROOM = 2000  # characters that a model may write beyond twice the answer

log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """How it went; kept in the answer's context."""

    REWORDED = "reworded"
    UNVERIFIED = "unverified"  # what the model wrote does not say what the rules found
    FAILED = "failed"  # the model did not answer, or not in time
    RESTING = "resting"  # it failed too often and is left alone for a while
    BUSY = "busy"  # it words as many answers as it may at once
    STOPPED = "stopped"  # the asker went away


@dataclass(frozen=True, slots=True)
class Deadlines:
    """In seconds, from when the model is asked; `first` is for the first piece of text."""

    first: float = 8.0
    total: float = 30.0


class Reworder:
    """One model for all questions; safe for threads.

    Whoever waits for the model holds a thread of the server, so only `at_once` may; the others get
    the answer by rules at once.
    """

    def __init__(
        self,
        model: LanguageModel,
        deadlines: Deadlines | None = None,
        breaker: CircuitBreaker | None = None,
        at_once: int = AT_ONCE,
    ) -> None:
        self._model = model
        self._deadlines = deadlines or Deadlines()
        self._breaker = breaker or CircuitBreaker()
        self._places = threading.BoundedSemaphore(at_once)

    def reword(self, answer: Answer) -> AnswerStream:
        """The answer told by the model where it may be: only what the rules did answer is."""
        if not _may_be_worded(answer):
            return ByRules(answer)
        return Rewording(answer, self._model, self._deadlines, self._breaker, self._places)

    def close(self) -> None:
        self._model.close()


def _may_be_worded(answer: Answer) -> bool:
    """Only what was answered, not too long, and without words of a report that look like marks."""
    cited = {citation.n for citation in answer.citations}
    marks = {int(number) for number in MARK.findall(answer.answer)}
    return answer.status is Status.ANSWERED and len(answer.answer) <= LONGEST and marks <= cited


class Rewording:
    """One answer being worded; `close` may come from another thread than the rest."""

    def __init__(
        self,
        answer: Answer,
        model: LanguageModel,
        deadlines: Deadlines,
        breaker: CircuitBreaker,
        places: threading.BoundedSemaphore,
    ) -> None:
        self._places = places
        self._rules = answer
        self._model = model
        self._deadlines = deadlines
        self._breaker = breaker
        self._chunks: Chunks | None = None
        self._stopped = False
        self._outcome: Outcome | None = None
        self._kept: list[str] = []
        self._sentences = self._checked()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        return next(self._sentences)

    @property
    def answer(self) -> Answer:
        outcome = self._outcome or Outcome.STOPPED
        if outcome is not Outcome.REWORDED:
            return concluded(self._rules, outcome, self._model.name)
        worded = {"answer": "".join(self._kept).strip(), "generated_by": self._model.name}
        return concluded(self._rules.model_copy(update=worded), outcome, self._model.name)

    def close(self) -> None:
        self._stopped = True
        if self._chunks is not None:
            self._chunks.close()

    def _checked(self) -> Iterator[str]:
        """The sentences that say what the rules found; sets the outcome at the end."""
        if not self._places.acquire(blocking=False):
            self._outcome = Outcome.BUSY
            return
        try:
            yield from self._told()
        finally:
            self._places.release()

    def _told(self) -> Iterator[str]:
        if not self._breaker.allows():
            self._outcome = Outcome.RESTING
            return
        try:
            checker = Checker(self._rules)
            for sentence in self._written():
                kept = checker.keep(sentence)
                if kept:
                    self._kept.append(kept if self._kept else kept.lstrip())
                    yield self._kept[-1]
                if checker.complete:
                    break
            self._end(Outcome.REWORDED if checker.complete else Outcome.UNVERIFIED)
        except ModelFailed as failed:
            log.info("language model failed: %s", failed)
            self._end(Outcome.FAILED)
        except Exception:  # whatever goes wrong with the wording, the answer by rules stands
            log.exception("an answer could not be worded")
            self._end(Outcome.FAILED)
        finally:
            if self._chunks is not None:
                self._chunks.close()
            if self._outcome is None:
                self._end(Outcome.STOPPED)

    def _end(self, outcome: Outcome) -> None:
        if self._stopped:
            outcome = Outcome.STOPPED
        self._outcome = outcome
        if outcome is Outcome.STOPPED:
            self._breaker.given_up()
        elif outcome is Outcome.FAILED:
            self._breaker.failed()
        else:
            self._breaker.succeeded()

    def _written(self) -> Iterator[Sentence]:
        splitter = Splitter()
        length, most = 0, 2 * len(self._rules.answer) + _ROOM
        for piece in self._pieces():
            length += len(piece)
            if length > most:
                return
            yield from splitter.feed(piece)
        yield from splitter.finish()

    def _pieces(self) -> Iterator[str]:
        until = time.monotonic() + self._deadlines.total
        piece = self._first_piece(until)
        while piece and not self._stopped:
            yield piece
            assert self._chunks is not None  # noqa: S101
            piece = self._chunks.next(max(0.0, until - time.monotonic()))

    def _first_piece(self, until: float) -> str:
        """The first piece of the first or the second try.

        A second one is made only before any text, and only while time is left.
        """
        instructions, data = messages(self._rules)
        for last in (False, True):
            self._chunks = self._model.stream(instructions, data)
            if self._stopped:  # before there was anything to close
                return ""
            left = until - time.monotonic()
            try:
                return self._chunks.next(min(self._deadlines.first, left))
            except ModelFailed as failed:
                self._chunks.close()
                if last or self._stopped or not failed.again or time.monotonic() >= until:
                    raise
        raise TooLate


def concluded(answer: Answer, outcome: Outcome, model: str) -> Answer:
    """The answer with how the wording went; where the rules' words stand, with a note that says so.

    The note is for people: every surface shows it where it says who wrote the answer.
    """
    told = {"model": model, "outcome": str(outcome)}
    note = _note(outcome)
    if note:
        told["note"] = note
    return answer.model_copy(update={"context": {**answer.context, "rewording": told}})


def _note(outcome: Outcome) -> str:
    if outcome is Outcome.UNVERIFIED:
        return say("model_unverified")
    if outcome is Outcome.FAILED:
        return say("model_failed")
    if outcome is Outcome.RESTING:
        return say("model_resting")
    return say("model_busy") if outcome is Outcome.BUSY else ""
