"""What can go wrong with a language model."""

from __future__ import annotations


class UnusableModel(Exception):
    """The model that was configured cannot be used at all; the message is one Korean sentence."""


class ModelFailed(Exception):
    """One call of the model failed; `again` says whether a second try may help."""

    def __init__(self, reason: str, *, again: bool = False) -> None:
        super().__init__(reason)
        self.again = again


class TooLate(ModelFailed):
    """A deadline passed."""

    def __init__(self, reason: str = "시간 초과") -> None:
        super().__init__(reason, again=True)
