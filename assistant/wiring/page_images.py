"""Pictures of the originals' pages: drawn when first asked for, kept while there is room."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING

from assistant.web.ports import PageNotDrawn, PagesBusy
from assistant.wiring.image_cache import ImageCache
from index.types import EVERYTHING
from ingest.errors import IngestError
from ingest.limits import MEGABYTE
from ingest.model import Box
from ingest.rendering import SHOWN, NoPage, marked, rendered

if TYPE_CHECKING:
    from index.catalogue.store import SqlCatalogue

WIDTHS = (400, 800, 1200, 1600, 2000)  # few, so that a page is not kept in every width there is
MOST_BYTES = 256 * MEGABYTE

_AT_ONCE = 2
_WAITING = 6
_PATIENCE = 10.0  # seconds that a request waits for its turn
_FAILURES = 500  # remembered: what was drawn in vain is not drawn again with every visit
_REMEMBERED = 300.0  # seconds; the machine may only have been busy
_VERSION = "2"  # raise it whenever the same bytes are drawn differently

Draw = Callable[[bytes, int, int], bytes]


@dataclass(frozen=True, slots=True)
class _Failed:
    """Why a page was not drawn, "" where there is none; `until` when it is not tried again."""

    sentence: str
    until: float


class StoredPages:
    """Implements `assistant.web.ports.PageImages` over the originals of a catalogue."""

    def __init__(
        self,
        catalogue: SqlCatalogue,
        folder: Path,
        *,
        most_bytes: int = MOST_BYTES,
        draw: Draw = rendered,
    ) -> None:
        self._catalogue = catalogue
        self._cache = ImageCache(folder, most_bytes)
        self._draw = draw
        self._room = BoundedSemaphore(_AT_ONCE + _WAITING)
        self._turns = BoundedSemaphore(_AT_ONCE)
        self._failed: OrderedDict[str, _Failed] = OrderedDict()
        self._drawing: dict[str, Lock] = {}
        self._lock = Lock()

    def tag(self, document: str, page: int, width: int) -> str | None:
        if page < 1:
            return None
        source = self._catalogue.source(document, EVERYTHING)
        if source is None or source.media_type not in SHOWN:
            return None
        return f"{source.sha256}-{page}-{_step(width)}-{_VERSION}"

    def png(self, document: str, page: int, width: int, mark: Box | None = None) -> bytes | None:
        key = self.tag(document, page, width)
        if key is None:
            return None
        found = self._cache.get(key)
        if found is None:
            with self._turn(key):
                found = self._cache.get(key) or self._made(key, document, page, _step(width))
        return marked(found, mark) if found and mark else found

    def clear(self) -> None:
        """Drop all pictures, as when a document is taken out: nothing of it is to stay."""
        self._cache.clear()

    def _made(self, key: str, document: str, page: int, width: int) -> bytes | None:
        original = self._catalogue.original(document, EVERYTHING)
        if original is None or hashlib.sha256(original).hexdigest() != key.split("-")[0]:
            return None  # taken out or replaced meanwhile
        failed = self._failed.get(key)
        if failed is None or failed.until < time.monotonic():
            try:
                png = self._draw(original, page, width)
            except IngestError as error:
                failed = self._remember(key, "" if isinstance(error, NoPage) else str(error))
            else:
                self._cache.put(key, png)
                return png
        if failed.sentence:
            raise PageNotDrawn(failed.sentence)
        return None

    def _remember(self, key: str, sentence: str) -> _Failed:
        failed = _Failed(sentence, time.monotonic() + _REMEMBERED)
        with self._lock:
            self._failed[key] = failed
            while len(self._failed) > _FAILURES:
                self._failed.popitem(last=False)
        return failed

    @contextmanager
    def _turn(self, key: str) -> Iterator[None]:
        """Few at once, and the same picture only once; others wait a while, or are sent away."""
        if not self._room.acquire(blocking=False):
            raise PagesBusy
        try:
            with self._lock:
                own = self._drawing.setdefault(key, Lock())
            if not own.acquire(timeout=_PATIENCE):
                raise PagesBusy
            try:
                if not self._turns.acquire(timeout=_PATIENCE):
                    raise PagesBusy
                try:
                    yield
                finally:
                    self._turns.release()
            finally:
                own.release()
                with self._lock:
                    self._drawing.pop(key, None)
        finally:
            self._room.release()


def _step(width: int) -> int:
    """The smallest of our widths that is wide enough."""
    return next((step for step in WIDTHS if step >= width), WIDTHS[-1])
