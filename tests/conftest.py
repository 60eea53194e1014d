"""What every test gets: a home of its own, a clean environment, and no way out of the machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# The same examples in every run; `--hypothesis-profile=default` looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

ROOT = Path(__file__).resolve().parents[1]
LOOPBACK = {"", "localhost", "127.0.0.1", "::1", "0.0.0.0"}  # noqa: S104
FOR_TESTS = {"BOGO_REPORTS", "BOGO_SAMPLES", "BOGO_SCORER"}  # read by tests, never by the software
LOOK_UPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}

_looked_up: list[str] = []


class LeftTheMachine(RuntimeError):
    """A test looked up a name outside this machine."""


def _forbid_outside_names(event: str, arguments: tuple[Any, ...]) -> None:
    """Sockets are denied by pytest-socket; this also sees a mere look-up of a name."""
    if event not in LOOK_UPS:
        return
    host = arguments[0]
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")
    if name not in LOOPBACK:
        _looked_up.append(name)
        raise LeftTheMachine(f"a test looked up {name!r}")


sys.addaudithook(_forbid_outside_names)


@pytest.fixture
def looked_up() -> list[str]:
    """Names outside this machine that the running test looked up; clear it where that is meant."""
    return _looked_up


@pytest.fixture(autouse=True)
def _nothing_looked_up() -> Iterator[None]:
    """Fails the test even where the code under test swallowed the error."""
    _looked_up.clear()
    yield
    assert not _looked_up, f"looked up outside this machine: {', '.join(_looked_up)}"


@pytest.fixture(autouse=True, scope="session")
def _clean_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing of the person who runs the tests: no BOGO_ variables, another HOME."""
    with pytest.MonkeyPatch.context() as patch:
        for name in tuple(os.environ):
            if name.startswith(("BOGO_", "XDG_")) and name not in FOR_TESTS:
                patch.delenv(name)
        user = str(tmp_path_factory.mktemp("user"))
        patch.setenv("HOME", user)
        patch.setenv("USERPROFILE", user)
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that BOGO_HOME names: no test sees what another has stored."""
    folder = tmp_path_factory.mktemp("home") / "bogo"
    monkeypatch.setenv("BOGO_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def reports() -> Path:
    """The folder of real reports; they are not part of the project."""
    named = os.environ.get("BOGO_REPORTS")
    if not named:
        pytest.skip("BOGO_REPORTS가 없어 실제 보고서 시험을 건너뜁니다 (no real reports given)")
    folder = Path(named)
    if not folder.is_dir():
        pytest.fail(f"BOGO_REPORTS names no folder: {folder}")
    return folder
