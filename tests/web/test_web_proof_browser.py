"""The proof of an answer, taken from the page in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from web_documents import PLAN_TEXT
from web_serving import serving

from assistant.cli import main
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.wiring import Workspace

pytestmark = pytest.mark.browser

FIRST = "푸른과 2030년 예산은 얼마입니까?"
SECOND = "그럼 정책사업비는?"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Iterator[Path]:
    """A home that holds one report."""
    folder = tmp_path_factory.mktemp("proof")
    (folder / "계획.txt").write_text(PLAN_TEXT, "utf-8")
    with Workspace.open(Settings.load({"BOGO_HOME": str(folder / "home")})) as workspace:
        workspace.ingest([folder / "계획.txt"], lambda *_: None)
    return folder / "home"


@pytest.fixture
def page(library, chromium, request) -> Iterator[object]:
    """The page with two questions answered; `per_minute` is the parameter, if there is one."""
    limit = getattr(request, "param", 100_000)
    workspace = Workspace.open(Settings.load({"BOGO_HOME": str(library)}))
    with workspace, serving(create_app(workspace.reading_room, per_minute=limit)) as url:
        context = chromium.new_context(viewport=PHONE, locale="ko-KR")
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(url)
        for count, question in enumerate((FIRST, SECOND), 1):
            page.fill("#bogo-box textarea", question)
            page.keyboard.press("Enter")
            page.locator(".bogo-proof").nth(count - 1).wait_for()
        yield page
        context.close()


def test_the_file_is_the_one_of_the_command_line(page, library, tmp_path, monkeypatch):
    """Of each answer, the second one's conversation included."""
    monkeypatch.setenv("BOGO_HOME", str(library))
    for position, asked in enumerate(([FIRST], [SECOND, "--history", FIRST])):
        with page.expect_download() as waited:
            page.locator(".bogo-proof").nth(position).click()
        kept = tmp_path / f"{position}.json"
        assert main(["ask", *asked, "--proof", str(kept)]) == 0
        assert Path(waited.value.path()).read_bytes() == kept.read_bytes()
        assert main(["proof", str(kept)]) == 0
    assert waited.value.suggested_filename == "근거_그럼_정책사업비는.json"
    assert "#" not in page.url


@pytest.mark.parametrize("page", [2], indirect=True)
def test_what_stands_in_the_way_is_said_beside_the_link(page):
    page.locator(".bogo-proof").first.click()
    note = page.locator(".bogo-note")
    note.wait_for()
    assert note.inner_text() == "질문이 너무 많습니다. 잠시 뒤에 다시 물어 주십시오."
    page.context.set_offline(True)
    page.locator(".bogo-proof").first.click()
    page.get_by_text("서버에 닿지 않아 받지 못했습니다.").wait_for()
    assert note.count() == 1
