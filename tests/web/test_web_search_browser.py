"""Looking into the search in a real browser: with and without a script, wide and narrow, dark too."""

from __future__ import annotations

import pytest
from web_documents import PLAN, stocked
from web_fake_assistant import FakeAssistant
from web_serving import serving
from web_visits import CONTRAST, PHONE, STRUCTURE, WIDE

from assistant.web.app import create_app

pytestmark = pytest.mark.browser

QUESTION = "푸른과 2029년 정책사업비 예산은 얼마입니까?"


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    workspace = stocked(tmp_path_factory.mktemp("documents"))
    with workspace, serving(create_app(workspace.reading_room)) as url:
        yield url


@pytest.fixture(scope="module")
def made_up():
    """Findings with every signal; a hostile document where the question holds a `<`."""
    with serving(create_app(FakeAssistant())) as url:
        yield url


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_from_the_documents_to_the_line_of_a_passage(visit, real, size, script):
    page = visit(f"{real}documents/", size, java_script_enabled=script)
    page.get_by_role("link", name="검색 살펴보기").click()
    page.get_by_label("질문").fill(QUESTION)
    page.get_by_label("문서", exact=True).fill(PLAN)
    page.get_by_label("연도").select_option("2030")
    page.get_by_label("구절 수").fill("2")
    page.get_by_role("button", name="찾기").click()
    cards = page.get_by_role("article")
    assert cards.count() == 2
    first = cards.first
    assert "답이 인용함 [1]" in first.inner_text()
    assert "정책사업비" in first.locator("mark").all_inner_texts()
    assert first.get_by_role("row").count() >= 2
    assert page.get_by_label("질문").input_value() == QUESTION
    first.get_by_role("heading").get_by_role("link").click()
    assert page.get_by_role("heading", level=1).inner_text() == "2030년 주요업무계획"
    assert 0 <= page.locator(":target").bounding_box()["y"] < size["height"]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_is_readable_and_nothing_is_cut_off(visit, real, made_up, size, scheme):
    addresses = (f"{real}search", f"{real}search?q={QUESTION}&k=20", f"{made_up}search?q=예산")
    for url in addresses:
        page = visit(url, size, color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(CONTRAST) == []
        assert page.evaluate(STRUCTURE) == []


def test_bars_are_as_long_as_their_numbers(visit, made_up):
    page = visit(f"{made_up}search?q=예산")
    widths = "(all) => all.map((e) => e.getBoundingClientRect().width)"
    bars = page.get_by_role("article").first.locator("rect").evaluate_all(widths)
    assert bars == sorted(bars, reverse=True)
    assert bars[1] / bars[0] == pytest.approx(0.18 / 0.42, abs=0.02)


def test_payloads_in_a_document_are_inert(visit, made_up):
    page = visit(f"{made_up}search?q=%3Cb%3E")
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img, main script, main iframe").count() == 0
    assert page.get_by_role("article").count() == 3
