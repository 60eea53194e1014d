"""The tuning of a home, and whether the generation that serves has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from index.embedding.frozen import Frozen
from index.embedding.kiwi import TUNING, base_of
from index.embedding.tuning import DamagedTuning, Tuning, usable
from index.files import write_whole


class TuningState(StrEnum):
    """What became of the tuning of a home."""

    NONE = "none"
    USED = "used"
    WAITING = "waiting"  # the next build takes it up
    OUTGROWN = "outgrown"  # the documents have left behind what it was made for
    DAMAGED = "damaged"


class TuningFile:
    """The file that a home keeps its tuning in."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def is_there(self) -> bool:
        return self._path.exists()

    def usable(self) -> Tuning | None:
        return usable(self._path)

    def state(self, generation: Path | None) -> TuningState:
        """With regard to the folder of the generation that serves."""
        try:
            tuning = Tuning.read(self._path)
        except DamagedTuning:
            return TuningState.DAMAGED
        if tuning is None:
            return TuningState.NONE
        if generation is None:
            return TuningState.WAITING
        if _served(generation) == tuning.digest:
            return TuningState.USED
        return TuningState.OUTGROWN if _left_behind(tuning, generation) else TuningState.WAITING

    def agrees_with(self, generation: Path) -> bool:
        """Whether a build over the same documents would take the tuning that this one took."""
        state = self.state(generation)
        if state in (TuningState.USED, TuningState.WAITING):
            return state is TuningState.USED
        return _served(generation) is None

    @contextmanager
    def replaced(self, tuning: Tuning | None) -> Iterator[None]:
        """Keep this one, or none; what was kept before comes back where the rest fails."""
        before = self._path.read_text("utf-8", "replace") if self._path.exists() else None
        self._path.unlink(missing_ok=True) if tuning is None else tuning.write(self._path)
        try:
            yield
        except BaseException:
            if before is None:
                self._path.unlink(missing_ok=True)
            else:
                write_whole(self._path, before)
            raise


def _served(generation: Path) -> str | None:
    """The digest of the tuning that a generation was made with."""
    tuning = usable(generation / "embedding" / TUNING)
    return None if tuning is None else tuning.digest


def _left_behind(tuning: Tuning, generation: Path) -> bool:
    """Whether the generation has statistics of its own that the tuning was not made for."""
    try:
        return base_of(Frozen.load(generation / "embedding")) != tuning.base
    except (OSError, ValueError, KeyError, TypeError):
        return False  # damaged, or of another embedding: the next build tells
