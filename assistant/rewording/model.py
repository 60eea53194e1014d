"""What the rewording needs of a language model."""

from __future__ import annotations

from typing import Protocol


class Chunks(Protocol):
    """The text of one call as it comes."""

    def next(self, timeout: float) -> str:
        """The next piece, "" at the end.

        Raises:
            TooLate: nothing came within `timeout` seconds.
            ModelFailed: the call failed.
        """
        ...

    def close(self) -> None:
        """Give the call up: its connection is closed, and a waiting `next` returns "".

        May be called from any thread, and more than once.
        """
        ...


class LanguageModel(Protocol):
    """Safe for threads."""

    @property
    def name(self) -> str:
        """The model's name, as people who read its sentences are told."""
        ...

    def stream(self, instructions: str, data: str) -> Chunks: ...

    def close(self) -> None: ...
