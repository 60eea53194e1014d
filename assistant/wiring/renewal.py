"""A new index by another embedding, made in a thread while the old one answers.

An hour of embedding must not keep people from asking: every question goes to the published
generation, which has its own embedding, until the new one is published whole.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING

from index.errors import LibraryError

if TYPE_CHECKING:
    from assistant.wiring.intake import Progress

_BEGUN = "임베딩이 바뀌어 색인을 새로 만듭니다. 그동안은 앞의 색인으로 답합니다."
_DONE = "새 색인을 다 만들었습니다. 이제 새 색인으로 답합니다."
_FAILED = "색인을 새로 만들지 못했습니다. 앞의 색인으로 답합니다."

_log = logging.getLogger(__name__)


class Stopped(LibraryError):
    """The server ends before the new index is there; what was made of it goes."""


class Renewal:
    """Runs the work from `with` on, in its own thread, and gives it up where `with` ends first."""

    def __init__(
        self,
        work: Callable[[Progress], None],
        bar: Callable[[], AbstractContextManager[Progress]],
        tell: Callable[[str], None],
    ) -> None:
        self._work = work
        self._bar = bar
        self._tell = tell
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="renewal", daemon=True)

    def __enter__(self) -> None:
        self._tell(_BEGUN)
        self._thread.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            with self._bar() as progress:
                self._work(self._until_ended(progress))
        except Stopped:
            return
        except LibraryError as error:
            self._tell(f"{_FAILED} {error}")
        except Exception:  # of whatever part: the server goes on
            _log.exception("%s", _FAILED)
            self._tell(_FAILED)
        else:
            self._tell(_DONE)

    def _until_ended(self, progress: Progress) -> Progress:
        def go_on(stage: str, done: int, total: int) -> None:
            if self._ended.is_set():
                raise Stopped("색인을 다 만들지 못하고 끝냅니다.")
            progress(stage, done, total)

        return go_on
