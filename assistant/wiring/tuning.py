"""Making the default embedding fit the documents, and what to say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.tuning.keeping import TuningState

if TYPE_CHECKING:
    from assistant.wiring.intake import Progress
    from index.library import Library
    from index.tuning.judging import Verdict


@dataclass(frozen=True, slots=True)
class Tuned:
    """`kept` is whether the tuning serves now, `changed` whether that is new.

    `was_tuned` is whether a tuning served before.
    """

    verdict: Verdict
    kept: bool
    changed: bool
    was_tuned: bool


def tune(library: Library, progress: Progress) -> Tuned:
    was_tuned = library.tuning_state() is TuningState.USED
    before = library.search.stats().embedding
    verdict = library.tune(progress)
    kept = verdict.better and library.tuning_state() is TuningState.USED
    return Tuned(verdict, kept, library.search.stats().embedding != before, was_tuned)
