"""The page as a test client sees it, and as a real server that a browser opens."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi.testclient import TestClient
from web_fake_assistant import PORTAL, FakeAssistant
from web_serving import serving
from web_visits import Visits

from assistant.web.app import create_app


@dataclass
class Site:
    """A running server, and what its assistant was asked."""

    url: str
    assistant: FakeAssistant


@pytest.fixture(scope="session")
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="session")
def client(fake) -> Iterator[TestClient]:
    app = create_app(fake, allowed_origins=[PORTAL], max_question=200, per_minute=100_000)
    with TestClient(app, base_url="http://127.0.0.1:7860") as client:
        yield client


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """On a free port of this machine; `tests/conftest.py` sees whatever name it looks up."""
    assistant = FakeAssistant(delay=0.02)
    with serving(create_app(assistant, max_question=200, per_minute=100_000)) as url:
        yield Site(url, assistant)


@pytest.fixture(scope="module")  # its event loop would be in the way of other tests'
def chromium() -> Iterator[object]:
    path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if path is None:
        pytest.skip("이 컴퓨터에는 Chromium이 없습니다")
    from playwright.sync_api import sync_playwright

    flags = (
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(flags))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium) -> Iterator[Visits]:
    visits = Visits(chromium)
    yield visits
    for context in visits.contexts:
        context.close()
    assert visits.hosts <= {"127.0.0.1"}
    assert visits.complaints == []
