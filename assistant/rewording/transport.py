"""An HTTP client that reaches one server, sends what is needed, and reads so much and no more."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

_MOST_BYTES = 2 * 1024**2  # of one reply
_NEEDED = {
    "accept", "accept-encoding", "authorization", "connection", "content-length", "content-type",
    "host", "transfer-encoding", "user-agent",
}  # fmt: skip


# The replies that the running call has opened.
_replies: ContextVar[list[httpx.AsyncByteStream]] = ContextVar("replies")


@asynccontextmanager
async def closing_replies() -> AsyncIterator[None]:
    """Close whatever reply was opened within, even where giving up came before it was read."""
    opened: list[httpx.AsyncByteStream] = []
    _replies.set(opened)
    try:
        yield
    finally:
        for reply in opened:
            await reply.aclose()


def guarded(
    address: str, key: str, timeout: float, connect: float, *, chosen: bool
) -> httpx.AsyncClient:
    """A client for `address` that takes no proxy, key or header from the environment.

    Redirects are not followed.  With `chosen`, where a person wrote the address down, the key
    is the given one or none.  Certificates that this machine trusts, an office's own among them,
    are trusted.
    """
    import httpx

    host = httpx.URL(address).netloc
    trusted = httpx.create_ssl_context(trust_env=False)
    trusted.load_default_certs()

    class _Transport(httpx.AsyncHTTPTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.netloc != host:
                raise httpx.UnsupportedProtocol("another server than the configured one")
            for name in set(request.headers) - _NEEDED:
                del request.headers[name]
            if chosen:
                request.headers.pop("authorization", None)
                if key:
                    request.headers["authorization"] = f"Bearer {key}"
            request.headers["accept-encoding"] = "identity"  # a small reply cannot unfold
            response = await super().handle_async_request(request)
            if response.headers.get("content-encoding", "identity") != "identity":
                await response.aclose()
                raise httpx.DecodingError("a packed reply was not asked for")
            assert isinstance(response.stream, httpx.AsyncByteStream)  # noqa: S101
            response.stream = _Bounded(response.stream)
            _replies.get([]).append(response.stream)
            return response

    class _Bounded(httpx.AsyncByteStream):
        def __init__(self, stream: httpx.AsyncByteStream) -> None:
            self._stream = stream

        async def __aiter__(self) -> AsyncIterator[bytes]:
            read = 0
            async for part in self._stream:
                read += len(part)
                if read > _MOST_BYTES:
                    raise httpx.DecodingError("the reply is too large")
                yield part

        async def aclose(self) -> None:
            await self._stream.aclose()

    return httpx.AsyncClient(
        transport=_Transport(verify=trusted, trust_env=False),
        timeout=httpx.Timeout(timeout, connect=connect),
        trust_env=False,
        follow_redirects=False,
    )


def unused() -> httpx.Client:
    """For the door that we do not use: without it the library would make one that reads proxies."""
    import httpx

    return httpx.Client(trust_env=False)
