"""Finding the files to read: what people name, and what stands in the folders they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.archives import INSIDE
from ingest.errors import Empty, IngestError, Missing
from ingest.names import LINK, passed_over, readable


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or why it will not be; `origin` says for good where it came from.

    `passed_over` is the heading of the files that nobody means, such as lock files.  `member` is
    the name of a file within the archive at `path`.
    """

    path: Path
    origin: str
    problem: IngestError | None = None
    passed_over: str = ""
    member: str = ""

    @property
    def name(self) -> str:
        return self.member.rpartition("/")[2].rpartition(INSIDE)[2] or shown_name(self.path)

    @property
    def shown(self) -> str:
        """Its name, with the archive that it stands in."""
        return f"{shown_name(self.path)}{INSIDE}{self.member}" if self.member else self.name

    def inside(self, member: str) -> Found:
        return replace(self, origin=f"{self.origin}{INSIDE}{member}", member=member)


def find(paths: Iterable[Path]) -> list[Found]:
    """Every file of these files and folders once, each folder's in the order of their names.

    Hidden files, lock files and links in folders are listed as passed over; a file that is named
    is read whatever its name.
    """
    seen: dict[str, Found] = {}
    for path in paths:
        listed = list(_under(path))
        if not listed:
            listed = [Found(path, origin_of(path), Empty("폴더가 비어 있습니다."))]
        for found in listed:
            seen.setdefault(found.origin, found)
    return list(seen.values())


def shown_name(path: Path) -> str:
    return readable(path.name)


def origin_of(path: Path) -> str:
    """The absolute path without links: the same file has the same origin from everywhere."""
    return readable(str(path.resolve()))


def _under(path: Path) -> Iterator[Found]:
    try:
        if path.is_dir():
            yield from _in_folder(path)
        else:
            yield _checked(path)
    except OSError:  # a name longer than the file system allows, a folder that may not be entered
        yield Found(path, readable(str(path)), IngestError("경로를 열 수 없습니다."))
    except ValueError:  # a NUL in the name
        yield Found(path, readable(str(path)), IngestError("경로가 올바르지 않습니다."))


def _in_folder(folder: Path) -> Iterator[Found]:
    try:
        entries = sorted(folder.iterdir(), key=shown_name)
    except PermissionError:
        yield Found(folder, origin_of(folder), IngestError("폴더를 읽을 권한이 없습니다."))
        return
    for entry in entries:
        # a link may lead back to a folder above and never end, or out of the folder that was meant
        heading = LINK if entry.is_symlink() else passed_over(entry.name)
        if heading == LINK:
            yield Found(entry, readable(str(entry.absolute())), passed_over=heading)
        elif heading:
            yield Found(entry, origin_of(entry), passed_over=heading)
        else:
            yield from _under(entry)


def _checked(path: Path) -> Found:
    problem: IngestError | None = None
    if not path.exists():
        problem = Missing("파일이나 폴더를 찾을 수 없습니다.")
    elif not path.is_file():
        problem = IngestError("일반 파일이 아니라 읽지 않았습니다.")
    return Found(path, origin_of(path), problem)
