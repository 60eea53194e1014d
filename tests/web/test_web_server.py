from __future__ import annotations

import socket

import pytest

from assistant.web.server import ServeError, listen, serve


async def never(scope, receive, send):
    raise AssertionError


def test_port_that_is_taken():
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=f"포트 {port}번을 다른 프로그램이 쓰고 있습니다"):
            serve(never, "127.0.0.1", port)


def test_port_that_does_not_exist():
    with pytest.raises(ServeError, match="쓸 수 없는 포트 번호"):
        listen("127.0.0.1", 70_000)


def test_address_of_another_machine():
    with pytest.raises(ServeError, match=r"주소 203\.0\.113\.1에서"):
        listen("203.0.113.1", 0)


def test_free_port_can_be_bound_again_at_once():
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    listening.close()
    again = listen("127.0.0.1", port)
    assert isinstance(again, socket.socket)
    again.close()
