"""Files that must be whole or absent: flushed writes, atomic replacement, checksums, arrays."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def write_whole(path: Path, text: str) -> None:
    """Replace a file in one step; after a crash it holds the old text or the new one."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def mapped(path: Path) -> NDArray[Any]:
    """An array of a file, mapped into memory rather than read.

    It is a plain array: numpy's own class for mapped files takes longer for every look at it.
    """
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False)).view(np.ndarray)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last over a power failure, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def checksums(folder: Path, *, leaving_out: Iterable[str] = ()) -> dict[str, str]:
    """SHA-256 of every file by its path below the folder; some files or top folders left out."""
    skipped = set(leaving_out)
    paths = (path for path in folder.rglob("*") if path.is_file())
    names = ((path.relative_to(folder), path) for path in paths)
    return {
        name.as_posix(): checksum(path)
        for name, path in sorted(names)
        if name.parts[0] not in skipped and name.as_posix() not in skipped
    }


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
