"""What every system can do: be built over the prepared texts, and be opened to be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from benchmarks.retrieval.judging import Found
from benchmarks.retrieval.preparing import Prepared

Find = Callable[[str, int], list[Found]]


class Unavailable(Exception):
    """The system cannot be measured here; the message is one Korean sentence that says why."""


@dataclass(frozen=True, slots=True)
class Built:
    """An index: its pieces, how long it took once everything was loaded, and where it stands."""

    pieces: int
    seconds: float
    folder: Path


class System(Protocol):
    """Built in one process and asked in another, so that each has a peak of memory of its own."""

    title: str

    def build(self, prepared: Prepared, folder: Path) -> Built: ...

    def open(self, prepared: Prepared, folder: Path) -> Find: ...
