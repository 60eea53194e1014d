"""An answer that is told while it is being worded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from assistant.answer import Answer


class AnswerStream(Protocol):
    """Iterating gives the checked sentences as they come, each with the white space before it.

    There are none where no model words the answer.  `answer` is what holds in the end; where the
    model did not say everything, that is the rules' own answer, whatever sentences came before.
    """

    def __iter__(self) -> Iterator[str]: ...

    def __next__(self) -> str: ...

    @property
    def answer(self) -> Answer:
        """The whole answer, once the sentences are at their end."""
        ...

    def close(self) -> None:
        """Stop early, from any thread: the model's connection is closed."""
        ...


class ByRules:
    """The stream of an answer that is whole already."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        raise StopIteration

    def close(self) -> None:
        pass
