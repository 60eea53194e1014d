"""A folder of small files by key, bounded by bytes: what was used longest ago goes first."""

from __future__ import annotations

import logging
import os
import re
import tempfile
from pathlib import Path
from threading import Lock

_KEY = re.compile(r"[0-9a-z-]{1,120}")
_NEW = ".new-"

_log = logging.getLogger(__name__)


class ImageCache:
    """Files of one kind, whole or absent; safe for threads, and for several processes.

    A disk that is full, or a folder that cannot be written, costs time and nothing else.
    """

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder = folder
        self._most = most_bytes
        self._lock = Lock()

    def get(self, key: str) -> bytes | None:
        path = self._path(key)
        try:
            kept = path.read_bytes()
            os.utime(path)  # used now
        except OSError:
            return None
        return kept

    def put(self, key: str, content: bytes) -> None:
        path = self._path(key)
        if len(content) > self._most:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=_NEW)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                Path(name).replace(path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
            self._prune(path)
        except OSError:
            _log.warning("쪽 그림을 간직하지 못했습니다", exc_info=True)

    def clear(self) -> None:
        for path in self._kept():
            path.unlink(missing_ok=True)

    def _prune(self, newest: Path) -> None:
        with self._lock:
            found = sorted(self._stated(), reverse=True)
            room = self._most
            for _, size, path in found:
                room -= size
                if room < 0 and path != newest:
                    path.unlink(missing_ok=True)

    def _stated(self) -> list[tuple[int, int, Path]]:
        """(last use, size, path) of all files; leftovers of a crash count as files."""
        stated = []
        for path in self._kept():
            try:
                found = path.stat()
            except OSError:  # another process deleted it
                continue
            stated.append((found.st_mtime_ns, found.st_size, path))
        return stated

    def _kept(self) -> list[Path]:
        return list(self._folder.iterdir()) if self._folder.is_dir() else []

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError("쪽 그림의 이름이 올바르지 않습니다.")
        return self._folder / f"{key}.png"
