"""Serving the application: one process, one worker."""

from __future__ import annotations

import errno
import os
import socket

import uvicorn
from starlette.types import ASGIApp

GRACE = 3  # seconds that open event streams get when the server stops


class ServeError(Exception):
    """The server could not be started; the message is one plain Korean sentence."""


def serve(app: ASGIApp, host: str = "127.0.0.1", port: int = 7860) -> None:
    """Serve until interrupted.

    Raises:
        ServeError: the address cannot be used, the port above all because it is taken.
    """
    listening = listen(host, port)
    config = uvicorn.Config(
        app,
        workers=1,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # on Windows the option would let two servers share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except (OSError, OverflowError) as failed:
        listening.close()
        raise ServeError(_sentence(failed, host, port)) from failed
    return listening


def _sentence(failed: Exception, host: str, port: int) -> str:
    number = failed.errno if isinstance(failed, OSError) else None
    if isinstance(failed, OverflowError):
        return (
            f"{port}은(는) 쓸 수 없는 포트 번호입니다. 0에서 65535 사이의 번호를 지정해 주십시오."
        )
    if number == errno.EADDRINUSE:
        return f"포트 {port}번을 다른 프로그램이 쓰고 있습니다. 다른 포트 번호를 지정해 주십시오."
    if number == errno.EACCES:
        return f"포트 {port}번을 열 권한이 없습니다. 1024 이상의 번호를 지정해 주십시오."
    return f"주소 {host}에서 서버를 열 수 없습니다. 이 컴퓨터의 주소가 맞는지 확인해 주십시오."
