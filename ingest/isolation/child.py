"""The child: it gives itself limits, reads the bytes, writes the answer, and ends."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import tempfile
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import NoReturn

from ingest.errors import IngestError
from ingest.isolation.answers import dump_error
from ingest.isolation.work import failure_of, pieces
from ingest.limits import MEGABYTE, Limits

_BESIDE = 64 * MEGABYTE  # of output beyond what a file may unfold to: indexes and the like
_OPEN_FILES = 256
_LATER = 5  # seconds after which the child ends by itself where nobody ended it


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read; `source` and `answer` are open files, `scratch` a folder of its own."""

    id: int
    work: str  # module:function
    name: str
    limits: Limits
    options: tuple[str, ...]
    source: int
    answer: int
    scratch: Path


def run(job: Job) -> NoReturn:
    """Do the work and end the process, whatever happens: never back into the server's code."""
    code = os.EX_SOFTWARE
    try:
        os.setsid()  # a group of its own: whatever it starts ends with it
        _to_itself(job.scratch)
        _limit(job.limits)
        _answer(job)
        code = os.EX_OK
    finally:
        os._exit(code)


def _to_itself(scratch: Path) -> None:
    """Nothing it prints reaches anybody, and its temporary files go where they are cleared away."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    tempfile.tempdir = str(scratch)
    os.chdir(scratch)


def _limit(limits: Limits) -> None:
    seconds = ceil(limits.seconds)
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: seconds + 1,
        resource.RLIMIT_FSIZE: limits.expanded_bytes + _BESIDE,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        # Not the address space: libraries map, and never touch, gigabytes of it.
        resource.RLIMIT_DATA: _data_bytes() + limits.memory_bytes,
    }
    for kind, most in wanted.items():
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        # some systems refuse some kinds; the others still hold
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + _LATER)


def _data_bytes() -> int:
    """What the process holds already, as RLIMIT_DATA counts it; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[5]
    except (OSError, IndexError):
        return 0
    return int(pages) * resource.getpagesize()


def _answer(job: Job) -> None:
    failure: IngestError | None = None
    try:
        data = _all_of(job.source)
        _begin_anew(job.answer)
        for piece in pieces(job.work, data, job.name, job.limits, job.options):
            _write(job.answer, piece)
    except BaseException as error:  # whatever it is, it ends in this process
        failure = failure_of(error, job.limits)
    # only now: until here the error holds on to the memory that may have run out
    if failure is not None:
        _begin_anew(job.answer)
        _write(job.answer, dump_error(failure))


def _all_of(descriptor: int) -> bytes:
    with open(os.dup(descriptor), "rb") as file:  # noqa: PTH123 (it has no path)
        file.seek(0)
        return file.read()


def _begin_anew(descriptor: int) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
