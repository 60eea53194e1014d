"""The side that asks: it hands over bytes, waits with a limit, and never trusts the answer."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from ingest.errors import IngestError
from ingest.isolation.answers import Ticket, checked_answer, crashed
from ingest.isolation.jobs import PRELOADED
from ingest.isolation.work import out_of_memory, too_long
from ingest.limits import Limits

_GRACE = 15.0  # seconds beyond the limit in which the server must have ended a child
_TRIES = 2  # of a job whose server broke off, perhaps by another job's doing
_NEARLY = 0.9  # of the memory limit: who dies there, dies of it
_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
_START = (
    "import json, sys; start = json.loads(sys.argv[1]); sys.path[:] = start.pop('path'); "
    "from ingest.isolation.server import main; main(**start)"
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A job under way: `source` and `answer` are files without a name."""

    ticket: Ticket
    work: str
    name: str
    options: tuple[str, ...]
    source: int
    answer: int
    tries: int = 1


@dataclass(slots=True)
class _Server:
    """The running server, and what it said that is not a whole line yet."""

    process: subprocess.Popen[bytes]
    control: socket.socket
    scratch: Path
    said: bytes = b""


class Isolation:
    """Does work on bytes, each piece in a process of its own; for one thread.

    Nothing is started before there is work.  Whatever becomes of a process, `result` gives what it
    answered or raises an `IngestError`, within the limits.
    """

    def __init__(
        self, limits: Limits, *, workers: int = 1, preload: Sequence[str] | None = None
    ) -> None:
        self._limits = limits
        self._workers = workers
        self._preload = tuple(PRELOADED if preload is None else preload)
        self._server: _Server | None = None
        self._asked: dict[Ticket, _Asked] = {}
        self._done: dict[Ticket, bytes | IngestError] = {}
        self._last = 0
        self._heard = 0.0  # when the server last said something or began to have work

    def __enter__(self) -> Isolation:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def workers(self) -> int:
        return self._workers

    def submit(self, work: str, data: bytes, name: str, options: Sequence[str] = ()) -> Ticket:
        """Begin `work`, a function as `module:name`, on these bytes."""
        self._last += 1
        source, answer = _nameless(), _nameless()
        with open(os.dup(source), "wb") as file:  # noqa: PTH123 (it has no path)
            file.write(data)
        asked = _Asked(self._last, work, name, tuple(options), source, answer)
        if not self._asked:
            self._heard = time.monotonic()
        self._asked[self._last] = asked
        self._send(asked)
        return self._last

    def result(self, ticket: Ticket) -> bytes:
        """What the work answered, once it is done.

        Raises:
            IngestError: it failed, took too long or too much, or broke off.
        """
        while ticket not in self._done:
            self._listen()
        done = self._done.pop(ticket)
        if isinstance(done, IngestError):
            raise done
        return done

    def close(self) -> None:
        """End everything that runs; nothing of it is left."""
        self._stop()
        for asked in self._asked.values():
            _close(asked)
        self._asked.clear()
        self._done.clear()

    def _send(self, asked: _Asked) -> None:
        if self._server is None:
            self._server = self._start()
        request = {
            "id": asked.ticket,
            "work": asked.work,
            "name": asked.name,
            "limits": asdict(self._limits),
            "options": asked.options,
        }
        line = json.dumps(request).encode() + b"\n"
        try:
            sent = socket.send_fds(self._server.control, [line], [asked.source, asked.answer])
            self._server.control.sendall(line[sent:])
        except OSError:
            self._broken()

    def _start(self) -> _Server:
        ours, theirs = socket.socketpair()
        scratch = Path(tempfile.mkdtemp(prefix="bogo-"))
        start = {
            "path": [str(Path(entry).absolute()) for entry in sys.path],
            "control": theirs.fileno(),
            "scratch": str(scratch),
            "workers": self._workers,
            "preload": self._preload,
        }
        process = subprocess.Popen(  # noqa: S603 (our own interpreter, our own code)
            [sys.executable, "-c", _START, json.dumps(start)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # an interrupt from the keyboard is ours to handle
        )
        theirs.close()
        self._heard = time.monotonic()
        return _Server(process, ours, scratch)

    def _listen(self) -> None:
        """Take in what the server says next, or that it says nothing any more."""
        server = self._server
        if server is None:
            self._broken()
            return
        left = self._heard + self._limits.seconds + _GRACE - time.monotonic()
        ready, _, _ = select.select([server.control], [], [], max(0.0, left))
        try:
            said = server.control.recv(65_536) if ready else b""
        except OSError:
            said = b""
        if not said:
            self._broken()
            return
        self._heard = time.monotonic()
        *lines, server.said = (server.said + said).split(b"\n")
        for line in lines:
            self._finish(json.loads(line))

    def _finish(self, ended: dict[str, Any]) -> None:
        asked = self._asked.pop(ended["id"])
        try:
            self._done[asked.ticket] = self._judged(asked, ended)
        except IngestError as error:
            self._done[asked.ticket] = error
        finally:
            _close(asked)

    def _judged(self, asked: _Asked, ended: dict[str, Any]) -> bytes:
        """The answer of a child that has ended; raises what became of it instead."""
        code = ended["code"]
        if ended["late"] or code in (-signal.SIGXCPU, -signal.SIGALRM):
            raise too_long(self._limits)
        if code == os.EX_OK:
            return checked_answer(_content(asked.answer))
        starved = ended["peak"] * _PEAK_UNIT >= _NEARLY * self._limits.memory_bytes
        if code == -signal.SIGKILL or starved:  # by the system: nobody of ours did it
            raise out_of_memory(self._limits)
        raise crashed(_named(code))

    def _broken(self) -> None:
        """The server is gone or silent: all that it had is tried once more, with another."""
        self._stop()
        lost, self._asked = self._asked, {}
        for asked in lost.values():
            if asked.tries >= _TRIES:
                self._done[asked.ticket] = crashed()
                _close(asked)
            else:
                again = replace(asked, tries=asked.tries + 1)
                os.ftruncate(asked.answer, 0)
                self._asked[asked.ticket] = again
                self._send(again)

    def _stop(self) -> None:
        server, self._server = self._server, None
        if server is None:
            return
        server.control.close()  # it ends its children and then itself
        try:
            server.process.wait(2)
        except subprocess.TimeoutExpired:
            server.process.kill()
            server.process.wait()
        shutil.rmtree(server.scratch, ignore_errors=True)


def _nameless() -> int:
    """A new file that has no name, in memory where the system can."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("bogo")
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


def _content(descriptor: int) -> bytes:
    with open(os.dup(descriptor), "rb") as file:  # noqa: PTH123 (it has no path)
        file.seek(0)
        return file.read()


def _close(asked: _Asked) -> None:
    os.close(asked.source)
    os.close(asked.answer)


def _named(code: int) -> str:
    """How a process ended, as specialists know it: `SIGSEGV`, `상태 3`."""
    if code >= 0:
        return f"상태 {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"신호 {-code}"
