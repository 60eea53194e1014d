"""The original files, kept by their content's hash."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Originals:
    """A folder of files named by the SHA-256 of what they hold."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, sha256: str, content: bytes) -> None:
        """Store the bytes; ValueError where they are not what the hash says."""
        path = self._path(sha256)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ValueError("원본의 내용이 그 해시와 다릅니다.")
        if path.exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def read(self, sha256: str) -> bytes | None:
        """The bytes, None where they are not kept."""
        path = self._path(sha256)
        return path.read_bytes() if path.exists() else None

    def drop(self, sha256: str) -> None:
        self._path(sha256).unlink(missing_ok=True)

    def _path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ValueError("원본의 해시는 16진수 64자여야 합니다.")
        return self._folder / sha256
