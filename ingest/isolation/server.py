"""The process that children are forked from, and that ends them when their time is over.

It has one thread and imports everything before the first fork.  It never looks at a file's bytes.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ingest.isolation import child, jobs
from ingest.isolation.child import Job
from ingest.limits import Limits

_AT_ONCE = 65_536  # bytes of requests in one go
_DESCRIPTORS = 64
_RETURNED = b"\n"


def main(control: int, scratch: str, workers: int, preload: Iterable[str]) -> None:
    """Serve until the other side of the socket is closed; then nothing is left behind."""
    for module in preload:
        with contextlib.suppress(ImportError):
            importlib.import_module(module)
    with contextlib.suppress(Exception):  # then each child makes itself ready
        jobs.rehearse()
    gc.collect()
    gc.freeze()  # so that children share the memory of what is imported
    server = Server(socket.socket(fileno=control), Path(scratch), workers)
    try:
        server.serve()
    finally:
        server.end()


class Server:
    """Jobs that wait, and children that run, by their process id."""

    def __init__(self, control: socket.socket, scratch: Path, workers: int) -> None:
        self._control = control
        self._scratch = scratch
        self._workers = workers
        self._said = b""
        self._descriptors: deque[int] = deque()
        self._waiting: deque[Job] = deque()
        self._running: dict[int, Job] = {}
        self._until: dict[int, float] = {}
        self._late: set[int] = set()
        self._woken, self._wake = os.pipe()
        for end in (self._woken, self._wake):
            os.set_blocking(end, False)

    def serve(self) -> None:
        signal.set_wakeup_fd(self._wake)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        control = self._control.fileno()
        while True:
            ready, _, _ = select.select([control, self._woken], [], [], self._patience())
            if self._woken in ready:
                os.read(self._woken, _AT_ONCE)
            if control in ready and not self._listen():
                return
            self._stop_late()
            self._reap()
            while self._waiting and len(self._running) < self._workers:
                self._fork(self._waiting.popleft())

    def end(self) -> None:
        for pid in self._running:
            _kill(pid)
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _patience(self) -> float | None:
        left = [until - time.monotonic() for until in self._until.values()]
        return max(0.0, min(left)) if left else None

    def _listen(self) -> bool:
        """Take in requests; False where the other side is gone."""
        said, descriptors, _, _ = socket.recv_fds(self._control, _AT_ONCE, _DESCRIPTORS)
        self._descriptors.extend(descriptors)
        *requests, self._said = (self._said + said).split(_RETURNED)
        for request in requests:
            self._waiting.append(self._job(json.loads(request)))
        return bool(said)

    def _job(self, request: dict[str, Any]) -> Job:
        return Job(
            id=request["id"],
            work=request["work"],
            name=request["name"],
            limits=Limits(**request["limits"]),
            options=tuple(request["options"]),
            source=self._descriptors.popleft(),
            answer=self._descriptors.popleft(),
            scratch=self._scratch / str(request["id"]),
        )

    def _fork(self, job: Job) -> None:
        job.scratch.mkdir(mode=0o700, parents=True)
        pid = os.fork()
        if not pid:
            self._let_go()
            child.run(job)
        os.close(job.source)
        os.close(job.answer)
        self._running[pid] = job
        self._until[pid] = time.monotonic() + job.limits.seconds

    def _let_go(self) -> None:
        """In the child: nothing of the server is in its reach, nor the files of other jobs."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._control.close()
        others = [fd for job in self._waiting for fd in (job.source, job.answer)]
        for descriptor in (self._woken, self._wake, *self._descriptors, *others):
            os.close(descriptor)

    def _stop_late(self) -> None:
        now = time.monotonic()
        for pid in [pid for pid, until in self._until.items() if until <= now]:
            del self._until[pid]
            self._late.add(pid)
            _kill(pid)

    def _reap(self) -> None:
        while pid := _ended():
            _kill_group(pid)  # what it started may be left; its id is still its own
            _, status, used = os.wait4(pid, 0)
            job = self._running.pop(pid, None)
            if job is None:
                continue
            shutil.rmtree(job.scratch, ignore_errors=True)
            self._until.pop(pid, None)
            ended = {
                "id": job.id,
                "code": os.waitstatus_to_exitcode(status),
                "late": pid in self._late,
                "peak": used.ru_maxrss,
            }
            self._late.discard(pid)
            self._control.sendall(json.dumps(ended).encode() + _RETURNED)


def _ended() -> int:
    """The id of a child that has ended and is not reaped yet, 0 where there is none."""
    try:
        found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return 0
    return found.si_pid if found else 0


def _kill(pid: int) -> None:
    """End a child with all it started; also where it had no time to become a group."""
    _kill_group(pid)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _kill_group(group: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)
