"""Finding the files to read: what people name, and what stands in the folders they name."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import IngestError, Missing


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or why it will not be; `origin` says for good where it came from."""

    path: Path
    origin: str
    problem: IngestError | None = None

    @property
    def name(self) -> str:
        return shown_name(self.path)


def find(paths: Iterable[Path]) -> list[Found]:
    """Every file of these files and folders once, each folder's in the order of their names.

    Hidden files inside folders are listed with a reason and not read; one that is named is read.
    """
    seen: dict[str, Found] = {}
    for path in paths:
        for found in _under(path):
            seen.setdefault(found.origin, found)
    return list(seen.values())


def shown_name(path: Path) -> str:
    return readable(path.name)


def origin_of(path: Path) -> str:
    """The absolute path without links: the same file has the same origin from everywhere."""
    return readable(str(path.resolve()))


def readable(text: str) -> str:
    """A file name as people know it.

    Composed to NFC, since macOS stores 한글 as single letters.  Old archives hold names in CP949,
    which Python shows as lone surrogates; these are read as what they were meant to be.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = _as_cp949(os.fsencode(text))
    return unicodedata.normalize("NFC", text)


def _as_cp949(name: bytes) -> str:
    try:
        return name.decode("cp949")
    except UnicodeDecodeError:
        return name.decode("utf-8", errors="replace")


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
    if not entries:
        yield Found(folder, origin_of(folder), IngestError("폴더가 비어 있습니다."))
    for entry in entries:
        if entry.name.startswith("."):
            yield Found(entry, origin_of(entry), IngestError("숨김 파일이라 읽지 않았습니다."))
        elif entry.is_dir() and entry.is_symlink():
            # a link may lead back to a folder above and never end
            yield Found(
                entry, readable(str(entry)), IngestError("폴더 바로가기라 읽지 않았습니다.")
            )
        else:
            yield from _under(entry)


def _checked(path: Path) -> Found:
    problem: IngestError | None = None
    if not path.exists():
        problem = Missing("파일이나 폴더를 찾을 수 없습니다.")
    elif not path.is_file():
        problem = IngestError("일반 파일이 아니라 읽지 않았습니다.")
    return Found(path, origin_of(path), problem)
