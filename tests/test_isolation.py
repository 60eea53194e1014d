"""The guards of conftest.py work: a test that cannot fail proves nothing."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

from assistant.settings import Settings


def test_looking_up_an_outside_name_is_refused_and_seen(looked_up: list[str]) -> None:
    with pytest.raises(RuntimeError, match="example"):
        socket.getaddrinfo("example.org", 443)
    assert looked_up == ["example.org"]
    looked_up.clear()


@pytest.mark.filterwarnings("ignore:A test tried")
def test_connecting_outside_is_refused() -> None:
    with socket.socket() as connection, pytest.raises(SocketConnectBlockedError):
        connection.connect(("192.0.2.1", 443))


def test_this_machine_is_allowed(looked_up: list[str]) -> None:
    assert socket.getaddrinfo("localhost", 80)
    assert looked_up == []


def test_the_environment_is_clean(home: Path) -> None:
    ours = {name for name in os.environ if name.startswith("BOGO_")}
    assert ours - {"BOGO_REPORTS", "BOGO_SAMPLES", "BOGO_SCORER"} == {"BOGO_HOME"}
    assert not home.exists()
    assert Path.home() not in home.parents
    assert Settings.load({}).home.is_relative_to(Path.home())
    assert not (Path.home() / ".bogo").exists()
