"""Where generations stand: which one is served, and who is making the next.

generations/
  current            the served generation's name, replaced in one step
  lock, holder.json  who is building
  000007-3fa9c1/     published generations: the current one and the one before it
  building-…/        being made, or left behind by a process that died
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import Busy
from index.files import sync_folder, write_whole

_BUILDING = "building-"


class Shelf:
    """The folder of generations."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pointer = folder / "current"
        self._holder = folder / "holder.json"

    def mark(self) -> tuple[int, int] | None:
        """Something cheap that changes with every publication; None before the first."""
        try:
            found = self._pointer.stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_ino

    def current(self) -> Path | None:
        """The folder that the pointer names, which may be damaged or gone."""
        try:
            name = self._pointer.read_text("utf-8", errors="replace").strip()
        except FileNotFoundError:
            return None
        return self.folder / name if name and Path(name).name == name else None

    def published(self) -> list[Path]:
        """Every published generation, the current one first, then the newest."""
        current = self.current()
        others = (path for path in self.folder.glob("[0-9]*-*") if path.is_dir())
        rest = sorted((path for path in others if path != current), reverse=True)
        return ([current] if current is not None else []) + rest

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one process that builds; Busy, naming the other one, where that is not so."""
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / "lock", timeout=0):
                since = datetime.now().astimezone().isoformat(timespec="seconds")
                write_whole(self._holder, json.dumps({"process": os.getpid(), "since": since}))
                try:
                    yield
                finally:
                    self._holder.unlink(missing_ok=True)
        except Timeout as error:
            raise Busy(
                f"{self._holding()} 색인을 만들고 있어 지금은 시작할 수 없습니다. "
                "끝난 뒤에 다시 시도하시기 바랍니다."
            ) from error

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A new folder aside; it is gone afterwards unless it was published."""
        for left in self.folder.glob(f"{_BUILDING}*"):
            shutil.rmtree(left, ignore_errors=True)
        aside = self.folder / f"{_BUILDING}{secrets.token_hex(4)}"
        aside.mkdir()
        try:
            yield aside
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def publish(self, aside: Path) -> Path:
        """Give a built folder its name and point at it, in this order, each in one step."""
        numbers = [int(path.name.split("-")[0]) for path in self.folder.glob("[0-9]*-*")]
        place = self.folder / f"{max(numbers, default=0) + 1:06d}-{secrets.token_hex(3)}"
        aside.rename(place)
        sync_folder(self.folder)
        write_whole(self._pointer, place.name + "\n")
        return place

    def clean(self, keep_previous: Callable[[Path], bool]) -> None:
        """Delete all but the current generation and, where it may stay, the one before."""
        previous = next(iter(self.published()[1:]), None)
        kept = {self.current(), previous if previous and keep_previous(previous) else None}
        for path in self.published():
            if path not in kept:
                shutil.rmtree(path, ignore_errors=True)

    def _holding(self) -> str:
        with suppress(OSError, ValueError, KeyError):
            held = json.loads(self._holder.read_text("utf-8"))
            since = datetime.fromisoformat(held["since"]).strftime("%H시 %M분 %S초")
            return f"프로세스 {held['process']}번이 {since}부터"
        return "다른 프로세스가"
