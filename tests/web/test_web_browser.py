"""The page in a real browser: what is seen, what is asked, and that nothing leaves the machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from web_fake_assistant import (
    ATTACK,
    BROKEN,
    CLARIFY,
    COMPUTED,
    FIGURE,
    LIST,
    MISSING,
    TRAPS,
    XSS,
)

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@dataclass
class Visitor:
    """One browser profile on the page, with everything that it requested and complained about."""

    page: object
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def ask(self, question: str) -> None:
        self.page.fill("#bogo-box textarea", question)
        self.page.keyboard.press("Enter")

    def answer(self, count: int) -> object:
        """The `count`th answer of the conversation, whole."""
        found = self.page.locator("#bogo-chat .bogo-message:not(.bogo-writing)")
        found.nth(count - 1).wait_for()
        return found.nth(count - 1)


@pytest.fixture
def visit(chromium, site) -> Iterator[object]:
    """Opens the page as another visitor each time; at the end nobody has left the machine."""
    visitors: list[Visitor] = []
    contexts = []

    def open_page(size=WIDE, **options) -> Visitor:
        context = chromium.new_context(viewport=size, locale="ko-KR", **options)
        contexts.append(context)
        visitor = Visitor(context.new_page())
        visitors.append(visitor)
        page = visitor.page
        page.set_default_timeout(15_000)
        page.on("request", lambda request: visitor.hosts.add(urlsplit(request.url).hostname or ""))
        page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: visitor.complaints.append(said.text) if said.type == "error" else None,
        )
        page.goto(site.url)
        page.locator("#bogo-chat").get_by_text(FIGURE).wait_for()
        return visitor

    yield open_page
    for visitor in visitors:
        assert visitor.hosts <= {"127.0.0.1", ""}
        assert visitor.complaints == []
    for context in contexts:
        context.close()


def test_opened_page(visit):
    page = visit().page
    assert page.title() == "보고 Bogo"
    assert page.evaluate("document.documentElement.lang") == "ko"
    assert page.locator("h1").inner_text() == "보고 Bogo"
    assert "반드시 근거 원문을 확인" in page.locator(".bogo-notice").inner_text()
    side = page.locator("#bogo-side").inner_text()
    assert "답할 수 있는 자료 2건" in side
    assert "예시 문서" in side


def test_answer_is_written_out_and_its_cell_is_marked(visit, site):
    visitor = visit()
    visitor.page.evaluate(
        """() => {
          window.seen = new Set();
          new MutationObserver(() => document.querySelectorAll('.bogo-writing .bogo-text')
            .forEach((e) => window.seen.add(e.innerText))).observe(
            document.querySelector('#bogo-chat'),
            {childList: true, subtree: true, characterData: true});
        }"""
    )
    visitor.ask(FIGURE)
    answer = visitor.answer(1)
    assert "3,615,983천원(약 36억 1,598만 원)입니다. [1]" in answer.inner_text()
    assert visitor.page.evaluate("window.seen.size") >= 2
    marked = visitor.page.locator("#bogo-side td.bogo-cited")
    assert marked.count() == 1
    assert marked.is_visible()
    assert marked.inner_text().startswith("3,615,983")
    assert "단위: 천원" in visitor.page.locator("#bogo-side figcaption").inner_text()
    assert site.assistant.asked[-1] == (FIGURE, ())
    assert visitor.page.locator("#bogo-box textarea").input_value() == ""


def test_mark_in_the_answer_leads_to_its_evidence(visit):
    visitor = visit(PHONE)
    visitor.ask(FIGURE)
    visitor.answer(1).locator(".bogo-ref").first.click()
    visitor.page.wait_for_function("document.querySelector('.bogo-card:target') !== null")
    assert len(visitor.page.context.pages) == 1
    visitor.page.wait_for_function(
        "document.querySelector('.bogo-card').getBoundingClientRect().top < innerHeight - 100"
    )


def test_example_and_choice_are_asked_when_clicked(visit, site):
    visitor = visit()
    visitor.page.locator("#bogo-chat").get_by_text(CLARIFY).click()
    assert "되묻기" in visitor.answer(1).inner_text()
    visitor.page.get_by_role("button", name="2024년 당초예산 · 3,302,921천원").click()
    visitor.answer(2)
    assert site.assistant.asked[-2:] == [
        (CLARIFY, ()),
        ("푸른과의 2024년 예산은 얼마입니까?", (CLARIFY,)),
    ]
    assert visitor.page.get_by_role("button", name="2024년 당초예산").count() == 0


def test_nearest_figure_and_suggestion_are_offered(visit, site):
    visitor = visit()
    visitor.ask(MISSING)
    assert "찾지 못함" in visitor.answer(1).inner_text()
    visitor.page.get_by_role("button", name="2025년 본예산 · 3,615,983천원").click()
    visitor.answer(2)
    visitor.page.get_by_role("button", name=LIST).click()
    visitor.answer(3)
    assert site.assistant.asked[-1] == (LIST, (MISSING, FIGURE))


def test_screen_readers_hear_korean(visit):
    visitor = visit()
    names = "[...document.querySelectorAll('#bogo-chat [aria-label]')].map(e => e.ariaLabel)"
    assert FIGURE in visitor.page.evaluate(names)
    visitor.ask(FIGURE)
    visitor.answer(1)
    heard = set(visitor.page.evaluate(names)) - {"대화 지우기"}  # Gradio's own, not shown
    assert heard == {"대화", "질문", "답변"}
    assert not visitor.page.get_by_label("대화 지우기").is_visible()


def test_cited_cell_is_in_sight_on_a_phone(visit):
    visitor = visit(PHONE)
    visitor.ask(CLARIFY)
    visitor.answer(1)
    frame = visitor.page.locator("#bogo-side .bogo-scroll")
    visitor.page.wait_for_function("document.querySelector('#bogo-side td.bogo-cited')")
    cell = frame.locator("td.bogo-cited").first.bounding_box()
    seen = frame.bounding_box()
    assert seen["x"] <= cell["x"]
    assert cell["x"] + cell["width"] <= seen["x"] + seen["width"]


def test_new_conversation_forgets_the_questions(visit, site):
    visitor = visit()
    visitor.ask(FIGURE)
    visitor.answer(1)
    visitor.page.get_by_role("button", name="새 대화").click()
    visitor.page.locator(".bogo-welcome").wait_for()
    visitor.ask(COMPUTED)
    visitor.answer(1)
    assert site.assistant.asked[-1] == (COMPUTED, ())


def test_two_visitors_do_not_share_a_conversation(visit, site):
    one, two = visit(), visit()
    one.ask(FIGURE)
    one.answer(1)
    two.ask(COMPUTED)
    two.answer(1)
    assert site.assistant.asked[-1] == (COMPUTED, ())
    one.ask(LIST)
    one.answer(2)
    assert site.assistant.asked[-1] == (LIST, (FIGURE,))
    assert two.page.locator("#bogo-chat .bogo-question").count() == 1


def test_calculation_is_shown(visit):
    visitor = visit()
    visitor.ask(COMPUTED)
    shown = visitor.answer(1).inner_text()
    assert "3,615,983 - 3,302,921 = 313,062" in shown
    assert visitor.page.locator("#bogo-side td.bogo-cited").count() == 2


def test_bars_are_as_long_as_their_values(visit):
    """What is left of a bar after the page's sanitiser and under its policy."""
    visitor = visit()
    visitor.ask(COMPUTED)
    chart = visitor.answer(1).locator(".bogo-series")
    assert "3,302,921" in chart.inner_text()
    share = "(e) => e.getBoundingClientRect().width / e.parentElement.getBoundingClientRect().width"
    drawn = [bar.evaluate(share) for bar in chart.locator(".bogo-bar").all()]
    assert drawn == pytest.approx([3302921 / 3615983, 1.0], abs=0.006)
    seen, frame = chart.locator("table").bounding_box(), chart.bounding_box()
    assert seen["width"] <= frame["width"]


def test_report_text_is_not_damaged(visit):
    visitor = visit()
    visitor.ask(LIST)
    shown = visitor.answer(1).inner_text()
    for said in ("3월~5월, 10월~12월", "- 2024. 1. 5.자로", "- **소통** 강화"):
        assert said in shown
        assert said in visitor.page.locator("#bogo-side").inner_text()
    assert visitor.page.locator(".bogo-line mark").count() == 3


def test_payloads_are_inert_everywhere(visit):
    visitor = visit()
    page = visitor.page
    page.on("dialog", lambda dialog: visitor.complaints.append("dialog"))
    visitor.ask(ATTACK)
    answer = visitor.answer(1)
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    for place in ("#bogo-chat .bogo-question", "#bogo-side", "#bogo-chat .options"):
        assert XSS in page.locator(place).first.inner_text()
    traps = " ".join(TRAPS.split())
    assert traps in " ".join(answer.inner_text().split())
    assert traps in " ".join(page.locator("#bogo-side").inner_text().split())
    inside = ", ".join(
        f"{place} {element}"
        for place in ("#bogo-side", "#bogo-chat .message-content", "#bogo-chat .options")
        for element in ("img", "script", "iframe", "form", "del", "ol", "em", "code", ".katex")
    )
    assert page.locator(inside).count() == 0


def test_fault_and_length_are_one_sentence(visit, site):
    visitor = visit()
    visitor.ask(BROKEN)
    shown = visitor.answer(1).inner_text()
    assert "문제가 생겼습니다" in shown
    assert "password" not in shown
    assert visitor.page.locator("#bogo-box textarea").get_attribute("maxlength") == "200"
    asked = len(site.assistant.asked)
    visitor.ask("   ")
    visitor.page.wait_for_timeout(400)
    assert len(site.assistant.asked) == asked
    visitor.ask(FIGURE)
    visitor.answer(2)
    assert site.assistant.asked[-1] == (FIGURE, ())


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_sideways(visit, size, scheme):
    visitor = visit(size, color_scheme=scheme)
    visitor.ask(COMPUTED)
    visitor.answer(1)
    page = visitor.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    talk, side = (page.locator(place).bounding_box() for place in ("#bogo-talk", "#bogo-side"))
    if size is WIDE:
        assert side["x"] > talk["x"] + talk["width"]
    else:
        assert side["y"] > talk["y"] + talk["height"]


def test_text_has_enough_contrast(visit):
    """WCAG 2.1 AA, 4.5 : 1, for the text that the page itself shows, on its own background."""
    for scheme in ("light", "dark"):
        visitor = visit(color_scheme=scheme)
        visitor.ask(COMPUTED)
        visitor.answer(1)
        faint = visitor.page.evaluate(CONTRAST)
        assert faint == []


CONTRAST = """() => {
  const rgba = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const colour = rgba(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const e of document.querySelectorAll(
      '#bogo-header *, #bogo-talk *, #bogo-side *')) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.checkVisibility()) continue;
    const [a, b] = [light(rgba(getComputedStyle(e).color)), light(behind(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.push(`${e.className} ${e.innerText} ${ratio.toFixed(2)}`);
  }
  return faint;
}"""
