"""A chat model through LangChain: the only file that imports it for answers, and only when asked.

Every call runs on one event loop of its own, so that it can be given up at any moment: its
connection is closed then, whatever the server does.  Towards an OpenAI-compatible server nothing
that happens to stand in the environment counts: the address, the key and the headers are ours.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import re
import threading
import time
from collections.abc import AsyncGenerator, Coroutine
from concurrent.futures import Future
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from assistant.rewording.errors import ModelFailed, TooLate, UnusableModel
from assistant.rewording.transport import closing_replies, guarded, unused

if TYPE_CHECKING:
    from langchain.chat_models import BaseChatModel

OPENAI = "openai"
_OFFICIAL = "https://api.openai.com/v1"
log = logging.getLogger(__name__)

_MOST_TOKENS = 2048
_CONNECT = 5.0  # seconds
_END = ""
_LOST = {"TransportError", "ConnectionError", "TimeoutError"}  # of whichever HTTP library


class ChatModel:
    """Implements `LanguageModel`.

    Args:
        model: in the notation of `init_chat_model`: `openai:qwen3-8b`.
        url: base address of the server, "" for the provider's own.
        key: the key for it, "" for none, or for what the provider looks for by itself.

    Raises:
        UnusableModel: the provider is unknown, its package is missing, or it refuses the settings.
    """

    def __init__(self, model: str, url: str = "", key: str = "", timeout: float = 60.0) -> None:
        provider, _, self.name = model.partition(":")
        self._loop = _Loop()
        self._client: Any = None
        options: dict[str, Any] = {"temperature": 0}
        if key:
            options["api_key"] = key
        if url:
            options["base_url"] = url
        if provider == OPENAI:
            options |= self._openai(url, key, timeout)
        self._chat = _open(model, options)

    def stream(self, instructions: str, data: str) -> _Chunks:
        chunks = _Chunks()
        messages = [("system", instructions), ("human", data)]
        chunks.call = self._loop.start(_read(self._chat, messages, chunks.pieces))
        return chunks

    def tried(self, timeout: float) -> float:
        """Seconds until the first piece of a small reply.

        Raises:
            ModelFailed: there is none within `timeout` seconds.
        """
        started = time.monotonic()
        chunks = self.stream("한 낱말로 답하십시오.", "확인")
        try:
            if not chunks.next(timeout):
                raise ModelFailed("빈 답")
        finally:
            chunks.close()
        return time.monotonic() - started

    def close(self) -> None:
        self._loop.stop(self._client)

    def _openai(self, url: str, key: str, timeout: float) -> dict[str, Any]:
        address = url or _OFFICIAL
        self._client = guarded(address, key, timeout, _CONNECT, chosen=bool(url))
        options = {
            "base_url": address,
            "http_async_client": self._client,
            "http_client": unused(),
            "max_retries": 0,
            "stream_chunk_timeout": None,  # ours holds; theirs can lose that a call was given up
            "max_tokens": _MOST_TOKENS,
            "stream_usage": False,
            "use_responses_api": False,
            "output_version": "v0",
        }
        if url and not key:
            options["api_key"] = "none"  # what a server without keys is sent is never a real one
        return options


class _Chunks:
    """Implements `Chunks`: the loop's thread puts pieces in, the asker's takes them out."""

    def __init__(self) -> None:
        self.pieces: queue.SimpleQueue[str | ModelFailed] = queue.SimpleQueue()
        self.call: Future[None] | None = None

    def next(self, timeout: float) -> str:
        try:
            piece = self.pieces.get(timeout=max(timeout, 0.001))
        except queue.Empty:
            raise TooLate from None
        if isinstance(piece, ModelFailed):
            raise piece
        return piece

    def close(self) -> None:
        if self.call is not None:
            self.call.cancel()
        self.pieces.put(_END)


class _Loop:
    """An event loop in a thread that begins with the first call and ends with `stop`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def start(self, call: Coroutine[Any, Any, None]) -> Future[None]:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=self._loop.run_forever, name="bogo-model", daemon=True
                )
                self._thread.start()
            return asyncio.run_coroutine_threadsafe(call, self._loop)

    def stop(self, client: Any) -> None:  # noqa: ANN401 (an httpx client, which is imported late)
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(_finish(client), loop).result(timeout=5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=5)
        loop.close()


async def _finish(client: Any) -> None:  # noqa: ANN401
    """Give up every call that still runs, then the connections."""
    calls = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for call in calls:
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)
    if client is not None:
        await client.aclose()


async def _read(
    chat: BaseChatModel,
    messages: list[tuple[str, str]],
    pieces: queue.SimpleQueue[str | ModelFailed],
) -> None:
    try:
        async with closing_replies(), aclosing(_texts(chat, messages)) as texts:
            async for piece in texts:
                pieces.put(piece)
    except Exception as error:
        # whichever library raises it: an answer by rules is ready
        log.debug("language model: %s", type(error).__name__)
        pieces.put(_failed(error))
    finally:
        pieces.put(_END)


async def _texts(chat: BaseChatModel, messages: list[tuple[str, str]]) -> AsyncGenerator[str, None]:
    from langsmith import tracing_context

    task = asyncio.current_task()
    with tracing_context(enabled=False):
        async for chunk in chat.astream(messages):
            if task is not None and task.cancelling():  # a library swallowed that it was given up
                return
            text = str(chunk.text)
            if text:
                yield text


def _failed(error: BaseException) -> ModelFailed:
    """In plain words; no connection, a time-out and the server's own fault may pass."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return ModelFailed(f"서버 오류 {status}", again=status >= 500)
    kinds = {kind.__name__ for one in (error, error.__cause__) for kind in type(one).__mro__}
    if kinds & _LOST:
        return ModelFailed("연결되지 않거나 끊김", again=True)
    return ModelFailed("읽을 수 없는 답")


def _open(model: str, options: dict[str, Any]) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    try:
        chat: BaseChatModel = init_chat_model(model, **options)
    except ImportError as error:
        named = re.search(r"pip install ([\w-]+)", str(error))
        package = named[1] if named else "langchain"
        raise UnusableModel(
            f"언어 모델 {model}에 필요한 꾸러미가 없습니다. `pip install {package}`로 설치하십시오."
        ) from error
    except Exception as error:  # each provider refuses in its own way
        raise UnusableModel(
            f"언어 모델 {model}을 쓸 수 없습니다. BOGO_LLM, BOGO_LLM_URL, BOGO_LLM_KEY를 "
            "확인해 주십시오."
        ) from error
    return chat
