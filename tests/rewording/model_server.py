"""A real HTTP server on this machine that speaks OpenAI's chat completions, and misbehaves on demand."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "openai:qwen3-8b"


@dataclass(frozen=True)
class Asked:
    """One request as it came in; `data` is the JSON that stands between the two boundary lines."""

    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def prompt(self) -> str:
        return "\n".join(message["content"] for message in self.body["messages"])

    @property
    def data(self) -> dict[str, Any]:
        content = self.body["messages"][-1]["content"].strip()
        first, rest = content.split("\n", 1)
        inner, last = rest.rsplit("\n", 1)
        assert first == last, content
        return json.loads(inner)

    @property
    def sentences(self) -> list[str]:
        return self.data["sentences"]


Reply = Callable[["Line", Asked], None]


@dataclass
class ModelServer:
    """`reply` decides what is sent; `asked` remembers every request."""

    reply: Reply = lambda line, asked: line.says("\n".join(asked.sentences))
    asked: list[Asked] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)  # of everything that was asked for at all
    came: threading.Event = field(default_factory=threading.Event)  # a request is here
    hung_up: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    url: str = ""
    address: tuple[str, int] = ("", 0)

    def says(self, text: str) -> None:
        self.reply = lambda line, asked: line.says(text)


class Line:
    """The connection of one request: whole replies, or pieces and bytes one by one."""

    def __init__(self, handler: BaseHTTPRequestHandler, server: ModelServer) -> None:
        self._handler = handler
        self.server = server

    def says(self, text: str) -> None:
        """The whole text in pieces of a few letters, as models send it."""
        self.opens()
        for start in range(0, len(text), 5):
            self.piece(text[start : start + 5])
        self.ends()

    def opens(self, status: int = 200, kind: str = "text/event-stream") -> None:
        self._handler.send_response(status)
        self._handler.send_header("Content-Type", kind)
        self._handler.send_header("Connection", "close")
        self._handler.end_headers()

    def piece(self, text: str) -> None:
        self.event({"content": text})

    def ends(self) -> None:
        self.event({}, finish="stop")
        self.raw(b"data: [DONE]\n\n")

    def event(self, delta: dict[str, Any], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
        event = {
            "id": "c1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "qwen3-8b",
            "choices": [choice],
        }
        self.raw(b"data: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n")

    def raw(self, data: bytes) -> None:
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def wait_for_hang_up(self) -> None:
        """Silence until the other side closes the connection."""
        self._handler.connection.settimeout(30)
        try:
            if self._handler.connection.recv(1) == b"":
                self.server.hung_up.set()
        except ConnectionError:
            self.server.hung_up.set()


@contextmanager
def model_server() -> Iterator[ModelServer]:
    state = ModelServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            state.paths.append(self.path)
            length = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(length))
            asked = Asked({k.lower(): v for k, v in self.headers.items()}, body)
            state.asked.append(asked)
            state.came.set()
            self.close_connection = True
            try:
                state.reply(Line(self, state), asked)
            except (BrokenPipeError, ConnectionResetError):
                state.hung_up.set()

        def do_GET(self) -> None:
            state.paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64  # several may ask at once

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    state.address = server.server_address[:2]
    state.url = f"http://127.0.0.1:{state.address[1]}/v1"
    try:
        yield state
    finally:
        state.go_on.set()
        server.shutdown()
        thread.join()
        server.server_close()
