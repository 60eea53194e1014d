"""The same without forks, for systems that have none: a whole new process for each file.

It costs some tenths of a second a file, keeps the time limit, and leaves memory to the system.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from ingest.errors import IngestError
from ingest.isolation.answers import Ticket, checked_answer, crashed, dump_error
from ingest.isolation.work import failure_of, pieces, too_long
from ingest.limits import Limits

_START = (
    "import json, sys; start = json.loads(sys.argv[1]); sys.path[:] = start.pop('path'); "
    "from ingest.isolation.unforked import main; main(**start)"
)


class Unforked:
    """Does work on bytes, each piece in a process of its own, one after the other."""

    def __init__(
        self, limits: Limits, *, workers: int = 1, preload: Sequence[str] | None = None
    ) -> None:
        self._limits = limits
        self._done: list[bytes | IngestError] = []

    def __enter__(self) -> Unforked:
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
        return 1

    def submit(self, work: str, data: bytes, name: str, options: Sequence[str] = ()) -> Ticket:
        """Do `work`, a function as `module:name`, on these bytes."""
        try:
            self._done.append(self._did(work, data, name, options))
        except IngestError as error:
            self._done.append(error)
        return len(self._done) - 1

    def result(self, ticket: Ticket) -> bytes:
        """What the work answered.

        Raises:
            IngestError: it failed, took too long, or broke off.
        """
        done, self._done[ticket] = self._done[ticket], b""
        if isinstance(done, IngestError):
            raise done
        return done

    def close(self) -> None:
        self._done.clear()

    def _did(self, work: str, data: bytes, name: str, options: Sequence[str]) -> bytes:
        start = {
            "path": [str(Path(entry).absolute()) for entry in sys.path],
            "work": work,
            "name": name,
            "limits": asdict(self._limits),
            "options": list(options),
        }
        try:
            ended = subprocess.run(  # noqa: S603 (our own interpreter, our own code)
                [sys.executable, "-c", _START, json.dumps(start)],
                input=data,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=self._limits.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise too_long(self._limits) from error
        if ended.returncode:
            raise crashed(f"상태 {ended.returncode}")
        try:
            answer = base64.b64decode(ended.stdout.rpartition(b"\n")[2], validate=True)
        except ValueError as error:
            raise crashed() from error
        return checked_answer(answer)


def main(work: str, name: str, limits: dict[str, float], options: Sequence[str]) -> None:
    """In the new process: the answer is its last line, whatever libraries print before."""
    most = Limits(**limits)  # type: ignore[arg-type]
    try:
        answer = b"".join(pieces(work, sys.stdin.buffer.read(), name, most, options))
    except BaseException as error:  # whatever it is, it ends in this process
        answer = dump_error(failure_of(error, most))
    sys.stdout.flush()
    sys.stdout.buffer.write(b"\n" + base64.b64encode(answer))
    sys.stdout.buffer.flush()
