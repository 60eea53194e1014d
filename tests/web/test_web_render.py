"""Text reaches the page whole and inert."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_fake_assistant import (
    TRAPS,
    XSS,
    FakeAssistant,
    answer,
    attack,
    citation,
    clarify,
    computed,
    figure,
    listing,
    missing,
)

from assistant.answer import Choice, Value
from assistant.web import render
from assistant.web.ports import DocumentView, SourceTable, SourceView
from assistant.web.render.evidence import Shown
from assistant.web.render.markup import tag, text
from assistant.web.render.table import table
from ingest.model import Span

OURS = {
    *("a", "article", "b", "bdi", "blockquote", "br", "dd", "details", "div", "dl", "dt"),
    *("figcaption", "figure", "h1", "h2", "h3", "header", "li", "mark", "p", "section", "span"),
    *("strong", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}


class Reader(HTMLParser):
    """What a browser would see: tags, attributes, text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        if tag == "br":
            self.words.append("\n")

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


def evidence(of) -> list[Shown]:
    fake = FakeAssistant()
    return [Shown(0, of.question, [(c, fake.source(c)) for c in of.citations])]


@pytest.mark.parametrize(
    "made",
    [figure(), clarify(), missing(), computed(), listing(), attack(XSS)],
    ids=lambda a: a.status,
)
def test_only_our_own_elements_and_one_line(made):
    documents = [DocumentView(f"{XSS}.txt", XSS, XSS, 2025, True)]
    for page in (render.message(made, 0), render.panel(evidence(made), documents)):
        read = Reader(page)
        assert set(read.tags) <= OURS
        assert not {
            name for name in read.names if name.startswith("on") or name in {"src", "style"}
        }
        assert "\n" not in page
        assert "\r" not in page
        assert page.startswith("<div")


def test_traps_are_shown_as_they_are():
    read = Reader(render.message(attack(XSS), 0))
    assert TRAPS in read.text
    assert XSS in read.text
    assert not {"del", "ol", "em", "code"} & set(read.tags)


@given(st.text())
def test_every_character_survives(written):
    read = Reader(text(written)).text
    lines = re.split("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", written)
    hidden = re.compile("[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
    shown = (hidden.sub(lambda c: f"⟨U+{ord(c[0]):04X}⟩", line) for line in lines)
    assert read == "\n".join(shown)


def test_direction_override_is_shown_not_obeyed():
    assert text("보고\u202egpj.exe") == "보고⟨U+202E⟩gpj.exe"


def test_attributes_are_escaped():
    assert tag("td", "", title='"><script>\n') == '<td title="&#34;&gt;&lt;script&gt; "></td>'


def test_lone_surrogate_does_not_stop_the_page():
    assert text("가\ud800나").encode() == "가?나".encode()


def test_marks_link_only_to_citations_that_exist():
    page = render.message(attack(XSS), 3)
    assert 'href="#bogo-3-1"' in page
    assert "#bogo-3-9" not in page
    assert "[9]" in page


def test_amount_is_emphasised_but_not_inside_a_longer_one():
    made = answer(
        "?",
        "12,000원 가운데 2,000원입니다.",
        values=(Value(value=2000, unit="원", label="값"),),
    )
    page = render.message(made, 0)
    assert page.count("<strong") == 1
    assert "12,000원 가운데 <strong" in page


def test_calculation_shows_formula_operands_and_result():
    read = Reader(render.message(computed(), 0)).text
    assert "3,615,983 - 3,302,921 = 313,062" in read
    assert "2024년 당초예산3,302,921천원[2]" in read
    assert "결과 313,062천원 (반올림 없음)" in read


def test_basis_assumptions_checks_and_origin_are_shown():
    read = Reader(render.message(figure(), 0)).text
    for said in ("연도2025년", "단계본예산", "기준일'25. 1월 말", "단위천원", "2025년 기준으로"):
        assert said in read
    assert "규칙에 따라 자동으로 작성" in read
    model = figure().model_copy(update={"generated_by": "모형-1"})
    assert "인공지능(모형-1)이" in Reader(render.message(model, 0)).text


@pytest.mark.parametrize(
    ("made", "status"),
    [(figure(), "답변"), (clarify(), "되묻기"), (missing(), "찾지 못함")],
    ids=["answered", "clarify", "not_found"],
)
def test_status_is_named(made, status):
    assert Reader(render.message(made, 0)).text.startswith(status)


def test_options_carry_values_and_ask_each_question_once():
    assert [label for label, _ in render.options(clarify())] == [
        "2025년 본예산 · 3,615,983천원",
        "2024년 당초예산 · 3,302,921천원",
    ]
    choice = Choice(id="1", label="가 1천원", question="가?", value=1, unit="천원")
    twice = missing().model_copy(
        update={"nearest": (choice, choice), "suggestions": ("가?", "나?")}
    )
    assert render.options(twice) == [("가 1천원", "가?"), ("나?", "나?")]


def test_citations_of_one_table_share_it_and_both_cells_are_marked():
    page = render.panel(evidence(computed()), [])
    assert page.count("<article") == 1
    assert page.count("<mark") == 2
    assert 'id="bogo-0-1"' in page
    assert 'id="bogo-0-2"' in page
    read = Reader(page).text
    assert "[1][2]2025년 주요업무계획예시 문서" in read
    assert "단위: 천원기준일: '25. 1월 말" in read
    assert read.count("원문 32~39행") == 2  # each citation's own lines


def test_cited_lines_are_marked_with_their_numbers():
    page = render.panel(evidence(listing()), [])
    assert page.count("<mark") == 3
    assert "102- 개청 기념 홍보: 3월~5월, 10월~12월" in Reader(page).text


def test_source_that_is_gone_leaves_the_quote():
    made = citation(1, quote="계 3,615,983", sample=False)
    read = Reader(render.panel([Shown(0, "?", [(made, None)])], [])).text
    assert "계 3,615,983" in read
    assert "원문을 지금은 열 수 없어" in read


@pytest.mark.parametrize(
    ("page", "source", "said"), [(3, "exact", "3쪽 · 원문"), (3, "layout", "3쪽 (추정)")]
)
def test_page_says_whether_it_is_certain(page, source, said):
    made = citation(1, page=page, page_source=source)
    assert said in Reader(render.panel([Shown(0, "?", [(made, None)])], [])).text


def test_large_table_keeps_headers_and_what_surrounds_the_cell():
    rows = (("머리", *map(str, range(39))), *((f"행{r}", *["1"] * 39) for r in range(200)))
    page = table(SourceTable(rows, marked=(100, 20)), {(100, 20): (1,)})
    read = Reader(page).text
    assert "행99" in read
    assert "행93" in read
    assert "행92" not in read
    assert "⋮ 93행 생략" in read
    assert "머리" in read
    shown_rows = 1 + 6 + 1 + 6
    assert page.count('title="16열 생략"') == 2 * shown_rows  # before and after
    assert "(빈칸)" not in read


def test_empty_cell_and_ragged_rows():
    page = table(SourceTable((("가", "나"), ("다",))), {(1, 1): (4,)})
    assert "(빈칸)" in page
    assert "<sup>[4]</sup>" in page


def test_table_out_of_range_marks_nothing():
    view = SourceView("제목", "x.txt", table=SourceTable((("가",),), marked=(9, 9)))
    assert "<mark" not in render.panel([Shown(0, "?", [(citation(), view)])], [])


def test_earlier_evidence_is_folded_and_samples_are_labelled():
    shown = [*evidence(figure()), Shown(1, "둘째", evidence(listing())[0].evidence)]
    page = render.panel(shown, FakeAssistant().documents())
    assert page.count('class="bogo-earlier"') == 1
    assert "답할 수 있는 자료 2건" in page
    assert html.unescape(page).count("예시 문서") == 2


def test_no_documents_says_what_to_do():
    assert "등록된 보고서가 없습니다" in render.panel([], [])


def test_merged_cells_are_drawn_as_such():
    rows = (("구분", "2031년", ""), ("", "예산", "집행"), ("도로", "7", "5"))
    spans = (Span(0, 0, 2, 1), Span(0, 1, 1, 2))
    page = table(SourceTable(rows, header_rows=2, marked=(2, 1), spans=spans), {(2, 1): (1,)})
    assert '<th scope="col" rowspan="2">구분</th>' in page
    assert '<th scope="col" colspan="2">2031년</th>' in page
    assert page.count("<th ") == 5


def test_labels_of_merged_cells_stay_where_a_table_is_cut():
    rows = (("구분", *["2031년", *[""] * 29]), *(("도로", *map(str, range(30))),) * 2)
    page = table(SourceTable(rows, marked=(1, 20), spans=(Span(0, 1, 1, 30),)), {(1, 20): (1,)})
    assert page.count("2031년") > 5
    assert "colspan" not in page
