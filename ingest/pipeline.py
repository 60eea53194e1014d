"""From files to reports, in parallel and in order: each is read in a process of its own.

A file that cannot be read never stops the others, and no more is held in memory than what is
about to be read.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import takewhile
from pathlib import Path

from ingest.archives import Member, listed
from ingest.errors import IngestError
from ingest.files import Found
from ingest.isolation import Isolation, Ticket
from ingest.isolation.answers import crashed, error_of, load_report
from ingest.isolation.jobs import ARCHIVE, REPORT
from ingest.limits import MEGABYTE, Limits
from ingest.model import Report
from ingest.survey import Seen, bytes_of

_AHEAD = 256 * MEGABYTE  # of files that are read before their turn
_CHANGED = "읽는 동안 파일이 바뀌었습니다."


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read; `data` are its bytes, of which the report is made."""

    file: Found
    data: bytes
    report: Report


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that gave nothing; `sha256` is "" where its bytes could not be had."""

    file: Found
    error: IngestError
    sha256: str = ""

    @property
    def reason(self) -> str:
        return str(self.error)


Outcome = Read | Skipped


@dataclass(frozen=True, slots=True)
class _Begun:
    """A file whose reading has begun, or an error that has ended it."""

    seen: Seen
    data: bytes = b""
    sha256: str = ""
    ticket: Ticket = 0
    error: IngestError | None = None


@dataclass(slots=True)
class _Archive:
    """The members of one archive that are wanted, with their bytes."""

    path: Path
    members: dict[str, Member] = field(default_factory=dict)
    answer: bytes = b""
    error: IngestError | None = None


def read_apart(data: bytes, name: str, limits: Limits) -> Report:
    """One report, read in a process of its own.

    Raises:
        IngestError: it cannot be read, within the limits or at all.
    """
    with Isolation(limits) as isolation:
        return load_report(isolation.result(isolation.submit(REPORT, data, name)))


class Pipeline:
    """Reads files that were looked at, several at a time."""

    def __init__(self, isolation: Isolation, limits: Limits, *, work: str = REPORT) -> None:
        self._isolation = isolation
        self._limits = limits
        self._work = work
        self._archive: _Archive | None = None

    def run(self, files: Iterable[Seen]) -> Iterator[Outcome]:
        """One outcome for each file, in order; members of one archive stand together."""
        todo = list(files)
        begun: deque[_Begun] = deque()
        for position, seen in enumerate(todo):
            while begun and self._is_full(begun):
                yield self._ended(begun.popleft())
            begun.append(self._begin(seen, todo, position))
        while begun:
            yield self._ended(begun.popleft())
        self._archive = None

    def _is_full(self, begun: deque[_Begun]) -> bool:
        many = len(begun) >= 2 * self._isolation.workers
        return many or sum(len(one.data) for one in begun) >= _AHEAD

    def _begin(self, seen: Seen, todo: list[Seen], position: int) -> _Begun:
        if seen.problem:
            return _Begun(seen, sha256=seen.sha256, error=seen.problem)
        try:
            data = self._bytes(seen, todo, position)
        except IngestError as error:
            return _Begun(seen, sha256=seen.sha256, error=error)
        sha256 = hashlib.sha256(data).hexdigest()
        return _Begun(seen, data, sha256, self._isolation.submit(self._work, data, seen.file.name))

    def _ended(self, begun: _Begun) -> Outcome:
        file = begun.seen.file
        try:
            if begun.error:
                raise begun.error
            report = load_report(self._isolation.result(begun.ticket))
            if report.source.sha256 != begun.sha256:
                raise crashed()
        except IngestError as error:
            return Skipped(file, error, begun.sha256)
        return Read(file, begun.data, report)

    def _bytes(self, seen: Seen, todo: list[Seen], position: int) -> bytes:
        file = seen.file
        if not file.member:
            return bytes_of(file.path, self._limits)
        if self._archive is None or self._archive.path != file.path:
            others = takewhile(lambda one: one.file.path == file.path, todo[position:])
            self._archive = self._opened(file.path, [one.file.member for one in others])
        return _member(self._archive, file.member)

    def _opened(self, path: Path, wanted: list[str]) -> _Archive:
        """The archive, once for all its members that are wanted, or what is wrong with it."""
        try:
            data = bytes_of(path, self._limits)
            answer = self._isolation.result(
                self._isolation.submit(ARCHIVE, data, path.name, wanted)
            )
            members = {member.name: member for member in listed(answer)}
        except IngestError as error:
            return _Archive(path, error=error)
        except ValueError:
            return _Archive(path, error=crashed())
        return _Archive(path, members, answer)


def _member(archive: _Archive, name: str) -> bytes:
    if archive.error:
        raise archive.error
    member = archive.members.get(name)
    if member is None:
        raise IngestError(_CHANGED, "다시 실행해 주십시오.")
    if member.reason:
        raise error_of(asdict(member))
    end = member.start + member.size
    if not 0 <= member.start < end <= len(archive.answer):
        raise crashed()
    return archive.answer[member.start : end]
