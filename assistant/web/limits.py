"""Who may ask how often, and how long a request may be."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.errors import error

WINDOW = 60.0  # seconds
CLIENTS = 10_000  # remembered at most; the one heard longest ago is forgotten first


class RateLimiter:
    """At most `per_minute` questions of one client in any 60 seconds; thread-safe."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        if per_minute < 1:
            raise ValueError("분당 질문 수는 1 이상이어야 합니다.")
        self._per_minute = per_minute
        self._clock = clock
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, client: str) -> float:
        """Count a question; 0.0 if it may be asked, else the seconds until one may be."""
        now = self._clock()
        with self._lock:
            asked = self._asked.setdefault(client, deque())
            self._asked.move_to_end(client)
            while len(self._asked) > CLIENTS:
                self._asked.popitem(last=False)
            while asked and asked[0] <= now - WINDOW:
                asked.popleft()
            if len(asked) >= self._per_minute:
                return asked[0] + WINDOW - now
            asked.append(now)
            return 0.0


class BodyLimit:
    """Refuses a request body of more than `limit` bytes, whether or not it says its length."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        read = await self._read(receive)
        if read is None:
            await error(413, "body_too_large")(scope, receive, send)
            return
        waiting = [read]

        async def replay() -> Message:
            return waiting.pop() if waiting else await receive()

        await self._app(scope, replay, send)

    async def _read(self, receive: Receive) -> Message | None:
        """The whole body as one message; None if it is too large."""
        body = b""
        while True:
            message = await receive()
            if message["type"] != "http.request":  # the client went away
                return message
            body += message.get("body", b"")
            if len(body) > self._limit:
                return None
            if not message.get("more_body"):
                return {"type": "http.request", "body": body, "more_body": False}
