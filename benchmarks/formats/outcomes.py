"""What becomes of a file: read, refused with a reason, or something nobody foresaw."""

from __future__ import annotations

import json
import resource
import signal
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from types import FrameType
from typing import Protocol

from ingest.errors import IngestError, Unforeseen
from ingest.limits import Limits
from ingest.reading import read_report

READ, UNFORESEEN, ESCAPED, LATE = "read", "unforeseen", "ESCAPED", "TooLong"
_WORK = "benchmarks.formats.outcomes:measured"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`what` is "read", the name of an error, "unforeseen" where a reader failed in a way that it
    does not name, or "ESCAPED" where something else than an `IngestError` came out.
    """

    what: str
    reason: str = ""
    pages: int | None = None
    figures: int = 0
    seconds: float = 0.0
    peak: int = 0  # KB of the process, where it is one of its own
    trace: str = ""


class Way(Protocol):
    """How files are read."""

    def read(self, data: bytes, name: str) -> Outcome: ...


class Late(BaseException):
    """Reading took longer than it may."""


def outcome(data: bytes, name: str, limits: Limits) -> Outcome:
    """Reads a file in this process."""
    start = time.perf_counter()
    try:
        report = read_report(data, name, limits)
    except IngestError as error:
        spent = time.perf_counter() - start
        if isinstance(error, Unforeseen):
            return Outcome(UNFORESEEN, repr(error.__cause__), seconds=spent, trace=_trace(error))
        return Outcome(type(error).__name__, str(error), seconds=spent)
    except Late:
        return Outcome(LATE, "", seconds=time.perf_counter() - start)
    except Exception as error:  # what this is looking for
        return Outcome(ESCAPED, repr(error), trace=_trace(error))
    return Outcome(READ, "", report.pages, report.figures, time.perf_counter() - start, _peak())


def measured(data: bytes, name: str, limits: Limits, options: Sequence[str]) -> Iterator[bytes]:
    """The same as work for a process of its own."""
    yield json.dumps(asdict(outcome(data, name, limits))).encode()


class InProcess:
    """Reads here; what hangs in Python is interrupted, what hangs in a library is not."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        signal.signal(signal.SIGALRM, _late)

    def read(self, data: bytes, name: str) -> Outcome:
        signal.setitimer(signal.ITIMER_REAL, self._limits.seconds)
        try:
            return outcome(data, name, self._limits)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


class Isolated:
    """Reads as the product does: each file in a process of its own, within the limits."""

    def __init__(self, limits: Limits) -> None:
        from ingest.isolation import Isolation

        self._isolation = Isolation(limits)

    def read(self, data: bytes, name: str) -> Outcome:
        start = time.perf_counter()
        try:
            answer = self._isolation.result(self._isolation.submit(_WORK, data, name))
        except IngestError as error:
            return Outcome(type(error).__name__, str(error), seconds=time.perf_counter() - start)
        return Outcome(**json.loads(answer))

    def close(self) -> None:
        self._isolation.close()


def _late(signal: int, frame: FrameType | None) -> None:
    raise Late


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _trace(error: BaseException) -> str:
    """The innermost places, of the cause where there is one."""
    innermost = error.__cause__ or error
    frames = traceback.extract_tb(innermost.__traceback__)[-3:]
    return " < ".join(f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno}" for f in reversed(frames))
