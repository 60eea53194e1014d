"""ZIP archives of reports, as offices send them: their members, in memory, by name only.

Nothing is ever written under a member's name.  What a member unfolds to is counted before it is
unfolded, over all archives that are nested in one another.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from ingest.errors import (
    Empty,
    Hostile,
    IngestError,
    Locked,
    Malformed,
    TooLarge,
    Unsupported,
)
from ingest.limits import MEGABYTE, Limits, shown_size
from ingest.names import member_name, passed_over
from ingest.sniffing import FileKind, sniff

INSIDE = "!"  # between an archive's path and a member's name
NESTED = 3  # archives within archives, the outermost counted
_RATIO_FROM = 20 * MEGABYTE  # a small text may well shrink to a five-hundredth
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_TRAILER = 8  # bytes that say how long the list of members is
_DAMAGED = "원본을 다시 받아 주십시오."


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name there, and its bytes' hash and place in the answer.

    `passed_over` says that nobody means it; `kind`, `reason` and `remedy` why it cannot be had.
    """

    name: str
    sha256: str = ""
    size: int = 0
    start: int = -1
    passed_over: str = ""
    kind: str = ""
    reason: str = ""
    remedy: str = ""


@dataclass(slots=True)
class Budget:
    """What is left of the limits, for an archive and all that is nested in it."""

    limits: Limits
    bytes: int = field(init=False)
    entries: int = field(init=False)

    def __post_init__(self) -> None:
        self.bytes, self.entries = self.limits.expanded_bytes, self.limits.entries

    def take(self, infos: list[zipfile.ZipInfo]) -> None:
        self.entries -= len(infos)
        if self.entries < 0:
            raise TooLarge(
                f"압축 파일에 든 파일이 {self.limits.entries:,}개보다 많습니다.",
                "나누어 압축하거나, BOGO_MAX_ENTRIES를 늘리고 --retry로 다시 읽어 주십시오.",
            )
        self.bytes -= sum(info.file_size for info in infos)
        if self.bytes < 0:
            raise TooLarge(
                f"압축을 풀면 {shown_size(self.limits.expanded_bytes)}보다 커집니다.",
                "나누어 압축하거나, BOGO_MAX_EXPANDED_MB를 늘리고 --retry로 다시 읽어 주십시오.",
            )


def unpacked(data: bytes, limits: Limits, wanted: frozenset[str]) -> Iterator[bytes]:
    """The bytes of the wanted members, then the list of all, then how long that list is.

    Nothing at all comes of a file that is no archive of files, such as a HWPX.

    Raises:
        IngestError: it is damaged, made to do harm, empty or over a limit.
    """
    if sniff(data) is not FileKind.ZIP:
        return
    members: list[Member] = []
    start = 0
    for member, content in walk(data, Budget(limits)):
        if member.name in wanted and not member.reason:
            yield content
            member = _at(member, start)
            start += len(content)
        members.append(member)
    if not members:
        raise Empty("압축 파일 안에 파일이 없습니다.", _DAMAGED)
    listed = json.dumps([asdict(member) for member in members]).encode()
    yield listed
    yield len(listed).to_bytes(_TRAILER, "big")


def listed(answer: bytes) -> list[Member]:
    """The members of which an answer of `unpacked` tells; ValueError where it makes no sense."""
    if not answer:
        return []
    end = len(answer) - _TRAILER
    length = int.from_bytes(answer[end:], "big")
    if not 0 < length <= end:
        raise ValueError("no list of members")
    rows = json.loads(answer[end - length : end])
    try:
        return [Member(**row) for row in rows]
    except TypeError as error:
        raise ValueError("no list of members") from error


def is_archive(data: bytes) -> bool:
    """Whether it is a ZIP of files, and not a document that is a ZIP inside."""
    try:
        return sniff(data) is FileKind.ZIP
    except IngestError:
        return False


def walk(data: bytes, budget: Budget, depth: int = 1) -> Iterator[tuple[Member, bytes]]:
    """Each member with its bytes, those of nested archives in their place; no name comes twice."""
    taken: set[str] = set()
    with _opened(data) as archive:
        infos = [info for info in archive.infolist() if not _is_folder(info)]
        _refuse_overlaps(infos)
        budget.take(infos)
        for info in infos:
            name = _unique(member_name(info), taken)
            yield from _member(archive, info, name, budget, depth)


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # zipfile raises a dozen kinds for damaged archives
        raise Malformed("압축 파일이 깨져 있어 열 수 없습니다.", _DAMAGED) from error


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget, depth: int
) -> Iterator[tuple[Member, bytes]]:
    skipped = next(filter(None, map(passed_over, name.split("/"))), "")
    if skipped:
        yield Member(name, passed_over=skipped), b""
        return
    try:
        content = _content(archive, info, budget.limits)
        if is_archive(content):
            if depth >= NESTED:
                raise Hostile("압축 파일이 너무 여러 겹입니다.", "안쪽 압축을 먼저 풀어 주십시오.")
            inner = list(walk(content, budget, depth + 1))
            yield from ((_within(name, member), data) for member, data in inner)
            return
    except IngestError as error:
        yield _failed(name, error), b""
        return
    yield Member(name, hashlib.sha256(content).hexdigest(), len(content)), content


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise Locked("압축 파일에 암호가 걸려 있습니다.", "암호 없이 다시 압축해 주십시오.")
    if info.compress_type not in _METHODS:
        raise Unsupported(
            "읽을 수 없는 방식으로 압축한 파일입니다.", "일반 ZIP으로 다시 압축해 주십시오."
        )
    if info.file_size > limits.file_bytes:
        raise TooLarge(
            f"파일이 너무 큽니다. {shown_size(limits.file_bytes)}까지 읽을 수 있습니다.",
            "파일을 나누거나, BOGO_MAX_FILE_MB를 늘리고 --retry로 다시 읽어 주십시오.",
        )
    if info.file_size > _RATIO_FROM and info.file_size > limits.ratio * info.compress_size:
        raise Hostile(
            "지나치게 크게 풀리는 압축 파일이라 열지 않았습니다.",
            "압축을 직접 풀어 내용을 확인해 주십시오.",
        )
    try:
        content = archive.read(info)
    except MemoryError:
        raise
    except Exception as error:  # of zipfile and of zlib
        raise Malformed("압축 파일 안의 파일이 깨져 있습니다.", _DAMAGED) from error
    if not content:
        raise Empty("내용이 없는 빈 파일입니다.", _DAMAGED)
    return content


def _refuse_overlaps(infos: list[zipfile.ZipInfo]) -> None:
    """Members that share their bytes unfold to a thousand times what they hold."""
    end = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < end:
            raise Hostile(
                "파일들이 서로 겹치게 만든 압축 파일이라 열지 않았습니다.",
                "보낸 곳에 다시 확인해 주십시오.",
            )
        end = info.header_offset + _LOCAL_HEADER + info.compress_size


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.is_dir() or (not info.file_size and info.orig_filename.endswith(("/", "\\")))


def _unique(name: str, taken: set[str]) -> str:
    number, unique = 1, name
    while unique in taken:
        number += 1
        unique = f"{name} ({number})"
    taken.add(unique)
    return unique


def _within(name: str, member: Member) -> Member:
    return Member(**{**asdict(member), "name": f"{name}{INSIDE}{member.name}"})


def _at(member: Member, start: int) -> Member:
    return Member(**{**asdict(member), "start": start})


def _failed(name: str, error: IngestError) -> Member:
    kind = type(error).__name__
    return Member(name, kind=kind, reason=str(error), remedy=error.remedy)
