"""What the files are now, before anything is read: their hash, and what stands in archives.

A file that did not change costs one look at its directory entry: its size and times stand beside
the hash that it had.  A time that is too young to be told from a later change is not relied on.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ingest.archives import Member, listed
from ingest.errors import IngestError, TooLarge
from ingest.files import Found
from ingest.isolation import Isolation
from ingest.isolation.answers import crashed, error_of
from ingest.isolation.jobs import ARCHIVE
from ingest.limits import Limits, read_bytes, shown_size

SETTLED = 2.0  # seconds: file systems tell times as coarsely as that
_ZIP = b"PK"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a directory says of a file; equal stamps mean that it was not touched."""

    size: int
    modified: int
    changed: int

    @classmethod
    def of(cls, path: Path) -> Stamp | None:
        """The stamp of a file, None where it was touched just now or cannot be looked at."""
        try:
            found = path.stat()
        except OSError:
            return None
        newest = max(found.st_mtime_ns, found.st_ctime_ns)
        if time.time_ns() - newest < SETTLED * 1e9:
            return None
        return cls(found.st_size, found.st_mtime_ns, found.st_ctime_ns)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A file as it was last time, and the names and hashes of its members if it is an archive."""

    sha256: str
    stamp: Stamp | None
    members: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it is now; `sha256` is "" where its bytes could not be had.

    `problem` says why it cannot be read.  An archive is followed by its members.
    """

    file: Found
    sha256: str = ""
    stamp: Stamp | None = None
    problem: IngestError | None = None
    is_archive: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """Looks at files; `remembered` tells what is known of an origin, None where nothing holds."""

    limits: Limits
    isolation: Isolation
    remembered: Callable[[str], Remembered | None]
    rehash: bool = False

    def run(self, files: Iterable[Found]) -> Iterator[list[Seen]]:
        """For each file what it is, and what stands in it, in order."""
        for file in files:
            if file.problem or file.passed_over:
                yield [Seen(file, problem=file.problem)]
                continue
            try:
                yield self._looked(file)
            except IngestError as error:
                yield [Seen(file, problem=error)]

    def _looked(self, file: Found) -> list[Seen]:
        stamp = Stamp.of(file.path)  # before the bytes: a change meanwhile shows next time
        known = self.remembered(file.origin)
        if known and stamp and stamp == known.stamp and not self.rehash:
            return _as_known(file, known, stamp)
        data = bytes_of(file.path, self.limits)
        sha256 = hashlib.sha256(data).hexdigest()
        if known and known.sha256 == sha256:
            return _as_known(file, known, stamp)
        seen = Seen(file, sha256, stamp)
        if not data.startswith(_ZIP):
            return [seen]
        try:
            members = members_of(self.isolation, data, file.name)
        except IngestError as error:
            return [replace(seen, problem=error)]
        if not members:
            return [seen]
        return [replace(seen, is_archive=True), *(_seen(file, m, sha256) for m in members)]


def bytes_of(path: Path, limits: Limits) -> bytes:
    """The content of a file that is not over the limit.

    Raises:
        IngestError: it is, or it is empty, or cannot be opened.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise IngestError("파일을 열 수 없습니다.") from error
    if size > limits.file_bytes:  # before a hundred megabytes are read for nothing
        raise TooLarge(
            f"파일이 너무 큽니다. {shown_size(limits.file_bytes)}까지 읽을 수 있습니다.",
            "파일을 나누거나, BOGO_MAX_FILE_MB를 늘리고 --retry로 다시 읽어 주십시오.",
        )
    return read_bytes(path, limits)


def members_of(isolation: Isolation, data: bytes, name: str) -> list[Member]:
    """What stands in an archive, [] where the bytes are none."""
    answer = isolation.result(isolation.submit(ARCHIVE, data, name))
    try:
        return listed(answer)
    except ValueError as error:
        raise crashed() from error


def stand_in(archive: str, member: str) -> str:
    """In place of the hash of a member whose bytes cannot be had: the same while the archive is."""
    return hashlib.sha256(f"{archive}\n{member}".encode()).hexdigest()


def _seen(file: Found, member: Member, archive: str) -> Seen:
    inside = file.inside(member.name)
    if member.passed_over:
        return Seen(replace(inside, passed_over=member.passed_over))
    if member.reason:
        return Seen(inside, stand_in(archive, member.name), problem=error_of(asdict(member)))
    return Seen(inside, member.sha256)


def _as_known(file: Found, known: Remembered, stamp: Stamp | None) -> list[Seen]:
    seen = Seen(file, known.sha256, stamp, is_archive=bool(known.members))
    return [seen, *(Seen(file.inside(name), sha256) for name, sha256 in known.members)]
