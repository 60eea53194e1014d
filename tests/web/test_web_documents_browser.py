"""The reading room in a real browser: from a question to the cell, by mouse, finger and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from web_documents import HOSTILE, LONG, PLAN, shown, stocked
from web_fake_assistant import XSS
from web_serving import serving
from web_visits import CONTRAST, PHONE, STRUCTURE, WIDE

from assistant.web.app import create_app
from assistant.wiring import Workspace

pytestmark = pytest.mark.browser

QUESTION = "푸른과 2029년 정책사업비 예산은 얼마입니까?"
CELL = "#b8r3c3"  # 정책사업비 × 2029년
IN_SIGHT = """(e) => {
  const box = e.getBoundingClientRect();
  return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight
    && box.left >= 0 && box.right <= innerWidth;
}"""


@dataclass
class Site:
    url: str
    workspace: Workspace

    def address(self, name: str) -> str:
        return f"{self.url}documents/{self.workspace.find(name).id}"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Site]:
    workspace = stocked(tmp_path_factory.mktemp("documents"))
    with workspace, serving(create_app(workspace.reading_room)) as url:
        yield Site(url, workspace)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_from_a_question_to_the_cell_in_the_document(visit, site, size):
    chat = visit(site.url, size)
    chat.fill("#bogo-box textarea", QUESTION)
    chat.keyboard.press("Enter")
    link = chat.locator("#bogo-side .bogo-open").first
    link.wait_for()
    assert "734,500천원" in chat.locator("#bogo-chat .bogo-amount").first.inner_text()
    with chat.context.expect_page() as opened:
        link.click()
    page = opened.value
    page.wait_for_load_state()
    cell = page.locator(CELL)
    assert page.url.endswith(CELL)
    assert cell.inner_text().startswith("734,500")
    page.wait_for_function(f"({IN_SIGHT})(document.querySelector('{CELL}'))")
    row = page.locator("tr:has(:target)")
    colour = "e => getComputedStyle(e.querySelector('td')).backgroundColor"
    assert row.evaluate(colour) == "rgb(255, 233, 168)"
    assert page.locator("tr:not(:has(:target)) td").first.evaluate(
        "e => getComputedStyle(e).backgroundColor"
    ) != row.evaluate(colour)
    said = "푸른과 › 정책사업비 × 2029년\n연도 2029년"
    assert cell.get_attribute("title").startswith(said)
    assert page.evaluate("window.opener") is None
    assert chat.locator("#bogo-chat .bogo-message").count() == 1  # the conversation is still there


def test_from_the_chat_to_the_list_to_a_document_and_back(visit, site):
    chat = visit(site.url)
    with chat.context.expect_page() as opened:
        chat.get_by_role("link", name="문서 보기").click()
    page = opened.value
    page.wait_for_load_state()
    assert page.get_by_role("row").count() == 4
    page.get_by_role("row", name=PLAN).get_by_role("link").click()
    assert page.get_by_role("heading", level=1).inner_text() == "2030년 주요업무계획"
    page.get_by_role("link", name="문서 목록").click()
    assert page.get_by_role("heading", level=1).inner_text() == "문서 보기"
    page.get_by_role("link", name="질문하기").click()
    page.locator("#bogo-box textarea").wait_for()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("name", ["L19", "L31", "b14", "b17", "b17r2c1", "L37"])
def test_an_address_of_a_place_scrolls_there_and_marks_it(visit, site, name, script):
    page = visit(f"{site.address(PLAN)}#{name}", java_script_enabled=script)
    marked = page.locator(f".bogo-block:has(#{name}), tr#{name}, td#{name}, #{name}").first
    assert page.locator(":target").get_attribute("id") == name
    box = marked.bounding_box()
    assert 0 <= box["y"] < WIDE["height"]


def test_what_is_known_of_a_cell_is_shown_on_focus_without_a_script(visit, site):
    page = visit(site.address(PLAN), java_script_enabled=False)
    cell = page.locator(CELL)
    content = "e => getComputedStyle(e, '::after').content"
    assert cell.evaluate(content) == "none"
    cell.click()
    assert "정책사업비 × 2029년" in cell.evaluate(content)


def test_cells_are_reached_by_the_keyboard(visit, site):
    page = visit(site.address(PLAN))
    page.locator("#b8r1c2").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.id") == CELL[1:]
    card = "e => getComputedStyle(e, '::after')"
    assert page.evaluate(f"({card})(document.activeElement).position") == "fixed"
    assert "정책사업비 × 2029년" in page.evaluate(f"({card})(document.activeElement).content")
    page.keyboard.press("Tab")  # on to what follows the table, not through all its cells
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.locator(CELL).focus()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_marks_are_seen_and_not_copied(visit, site):
    page = visit(site.address(PLAN))
    mark = "(e) => getComputedStyle(e, '::before').content"
    assert "✓" in page.locator("#b8r1c2").evaluate(mark)
    wrong = page.locator("#b8r4c4")
    assert "≠" in wrong.evaluate(mark)
    assert wrong.locator(".bogo-spoken").text_content() == " (맞지 않음)"
    copied = page.evaluate(
        """() => {
          getSelection().selectAllChildren(document.querySelector('#b8 tbody tr:last-child'));
          return getSelection().toString();
        }"""
    )
    assert copied.split() == ["행정운영경비", "400,000", "300,000", "999"]


def test_original_lines_unfold_without_a_script(visit, site):
    page = visit(site.address(PLAN), java_script_enabled=False)
    original = page.locator("#b8 .bogo-original")
    assert not original.locator(".bogo-line").first.is_visible()
    original.locator("summary").click()
    assert original.locator(".bogo-line").nth(2).inner_text().split("\n") == [
        "18",
        "푸른과\t계\t1,234,500\t1,034,500\t200,000",
    ]


def test_a_line_of_another_part_is_fetched(visit, site):
    last = shown(site.workspace, LONG, part=2).blocks[-1]
    line = last.place.last_line
    page = visit(f"{site.address(LONG)}#L{line}")
    page.wait_for_url(f"**?line={line}#L{line}")
    page.locator(f"#L{line}:target").wait_for()
    again = visit(f"{site.address(LONG)}#b{last.id}")
    again.locator(f"#b{last.id}:target").wait_for()
    without = visit(f"{site.address(LONG)}?line={line}#L{line}", java_script_enabled=False)
    assert without.locator(f"#L{line}:target").count() == 1


def test_outline_follows_the_reader(visit, site):
    page = visit(site.address(LONG))
    page.locator(".bogo-outline").get_by_role("link", name="교통과").click()
    page.wait_for_function(
        "document.querySelector('.bogo-outline [aria-current]')?.innerText === '교통과'"
    )


def test_outline_is_a_sheet_on_a_phone(visit, site):
    page = visit(site.address(PLAN), PHONE)
    outline = page.locator("#outline")
    assert not outline.is_visible()
    page.get_by_role("link", name="목차", exact=True).click()
    assert outline.is_visible()
    outline.get_by_role("link", name="맑은 물 만들기").click()
    assert not outline.is_visible()
    assert page.locator("h3:target, h4:target").inner_text().startswith("맑은 물 만들기")


def test_payloads_in_a_report_are_inert(visit, site):
    page = visit(site.address(HOSTILE))
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert XSS in page.locator("main").inner_text()
    assert page.locator("main img, main svg, main script, main iframe").count() == 0
    for cell in page.locator("td[tabindex]").all():
        cell.hover()
        cell.focus()
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_is_readable_and_nothing_is_cut_off(visit, site, size, scheme):
    """WCAG 2.1 AA, 4.5 : 1, for every visible text on its own background."""
    for url in (f"{site.address(PLAN)}#L19", f"{site.url}documents/", site.address(HOSTILE)):
        page = visit(url, size, color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(CONTRAST) == []


def test_structure_for_screen_readers(visit, site):
    """The basics that an automatic audit looks at."""
    for url in (site.address(PLAN), site.address(LONG), f"{site.url}documents/"):
        page = visit(url)
        assert page.evaluate(STRUCTURE) == []
