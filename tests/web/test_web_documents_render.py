"""How a recovered table is drawn, what is said of its cells, and that text stays text."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from web_fake_assistant import TRAPS, XSS, FakeAssistant, citation

from assistant.web import render
from assistant.web.ports import DocumentPage, DocumentView, PartView, Remark, SourceLine
from assistant.web.render.evidence import Shown
from assistant.web.render.spans import drawn
from ingest.lines import Piece
from ingest.model import (
    Basis,
    Block,
    BlockKind,
    Check,
    Figure,
    Place,
    Section,
    SectionKind,
    Span,
    Statement,
    StatementKind,
    Table,
)
from ingest.tables import understand

BRAND = "보고"


class Reader(HTMLParser):
    """What a browser would see: elements with their attributes, and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def named(self, id: str) -> dict[str, str | None]:
        (found,) = [attrs for _, attrs in self.elements if attrs.get("id") == id]
        return found


def table(*rows: str, unit: str | None = "천원") -> Table:
    grid = tuple(tuple(row.split("|")) for row in rows)
    places = tuple(Place(line, line) for line in range(5, 5 + len(grid)))
    piece = Piece("table", "", 5, 4 + len(grid), rows=grid, row_places=places)
    return understand(piece, "예산현황", Basis(unit, "'30. 1. 1."))


def layout(*rows: str) -> list[str]:
    """Each row as `text(rows x columns)`, spans of one left out."""
    return [
        " | ".join(
            f"{cell.text}({cell.rows}x{cell.columns})"
            if (cell.rows, cell.columns) != (1, 1)
            else cell.text
            for cell in row
        )
        for row in drawn(table(*rows))
    ]


def test_labels_that_cover_several_places_are_one_cell():
    assert layout(
        "구분||2030년|2029년",
        "합계||30|25",
        "푸른과|계|30|25",
        "|사업비|20|15",
        "|경비|10|10",
    ) == [
        "구분(1x2) | 2030년 | 2029년",
        "합계(1x2) | 30 | 25",
        "푸른과(3x1) | 계 | 30 | 25",
        "사업비 | 20 | 15",
        "경비 | 10 | 10",
    ]


def test_groups_of_columns_are_one_cell_over_their_columns():
    assert layout(
        "재원별|합계|연차별 소요재원||",
        "||2030년|2031년|2032년",
        "계|45|15|15|15",
        "구비|45|15|15|15",
    )[:2] == [
        "재원별(2x1) | 합계(2x1) | 연차별 소요재원(1x3)",
        "2030년 | 2031년 | 2032년",
    ]


def test_every_place_of_a_table_is_drawn_exactly_once():
    for rows in (
        ("구분|계|일반직||", "||6급|7급|8급", "정원|3|1|1|1", "현원|3|1|1|1"),
        ("가|나", "|1", "|2", "다|3"),
        ("가||나|", "1||2|", "||3|4"),
        ("하나",),
    ):
        made = table(*rows)
        covered = [
            (cell.row + down, cell.column + right)
            for row in drawn(made)
            for cell in row
            for down in range(cell.rows)
            for right in range(cell.columns)
        ]
        assert sorted(covered) == [(r, c) for r in range(len(made.grid)) for c in range(made.width)]


def test_blank_amounts_are_not_joined_to_the_amount_above():
    assert layout("구분|2030년|2029년", "가|10|20", "나||30")[2] == "나 |  | 30"


def figure(check: Check = Check.UNCHECKED, **changes: object) -> Figure:
    base = Figure(
        Decimal(10), "천원", "10", Decimal(10_000), measure="예산", year=2030, check=check
    )
    return replace(base, **changes)


def one_table(check: Check, *remarks: str, **changes: object) -> str:
    """A page with one table, whose cell (1, 1) holds a figure."""
    made = table("구분|2030년", "푸른과|10")
    said = Statement(
        0, StatementKind.CELL, 0, 0, "10", Place(6, 6), ("푸른과",), ("2030년",),
        row=1, column=1, year=2030, figures=(figure(check, **changes),),
    )  # fmt: skip
    block = Block(0, BlockKind.TABLE, 0, "", Place(5, 6), table=made)
    lines = ("구분\t2030년", "푸른과\t 10 ")
    page = document(
        blocks=(block,),
        statements=(said,),
        lines=tuple(SourceLine(text, n) for n, text in enumerate(lines, 5)),
        checks=((check, 1),),
        remarks=tuple(Remark(sentence, said) for sentence in remarks),
    )
    return render.document(page, BRAND)


def document(**changes: object) -> DocumentPage:
    base = DocumentPage(
        DocumentView("계획.txt", "2030년 계획", id="d1"),
        (Section(0, None, SectionKind.REPORT, "2030년 계획", Place(1, 1)),),
        (1,),
        (PartView("2030년 계획", (1, 9)),),
        1,
        (),
        (),
    )
    return replace(base, **changes)


@pytest.mark.parametrize(
    ("check", "spoken"),
    [(Check.CONFIRMED, " (확인됨)"), (Check.CONTRADICTED, " (맞지 않음)"), (Check.UNCHECKED, "")],
)
def test_a_check_has_a_class_for_its_mark_and_words(check, spoken):
    page = one_table(check)
    cell = Reader(page).named("b0r1c1")
    assert f"bogo-{check}" in cell["class"].split()
    words = f'<span class="bogo-spoken">{spoken}</span>' if spoken else ""
    assert f">10{words}</td>" in page
    assert cell["title"].splitlines()[-1] in ("확인됨", "맞지 않음", "검산하지 않음")


def test_title_of_a_cell_says_all_that_is_known():
    page = one_table(
        Check.CONTRADICTED,
        "내역을 더하면 11천원입니다.",
        stage="본예산",
        reading="1O을 10으로 읽었습니다.",
    )
    cell = Reader(page).named("b0r1c1")
    assert cell["title"].splitlines() == [
        "푸른과 × 2030년",
        "연도 2030년 · 단계 본예산 · 항목 예산 · 단위 천원 · 기준일 '30. 1. 1.",
        "1O을 10으로 읽었습니다.",
        "원문 6행",
        "맞지 않음",
        "내역을 더하면 11천원입니다.",
    ]
    assert cell["tabindex"] == "0"


def test_headers_have_scopes_and_the_caption_has_the_unit():
    read = Reader(one_table(Check.CONFIRMED))
    scopes = [attrs["scope"] for tag, attrs in read.elements if tag == "th"]
    assert scopes == ["col", "col", "row"]
    assert "예산현황단위: 천원기준일: '30. 1. 1." in read.text


def test_original_lines_stand_under_the_table_exactly_as_in_the_file():
    page = one_table(Check.CONFIRMED)
    assert '<span class="bogo-raw">푸른과\t 10 </span>' in page
    assert "원문 5~6행 그대로 보기" in page


def test_rows_carry_the_names_of_their_lines_once():
    read = Reader(one_table(Check.CONFIRMED))
    names = [attrs["id"] for _, attrs in read.elements if attrs.get("id")]
    assert len(names) == len(set(names))
    assert [tag for tag, attrs in read.elements if attrs.get("id") == "L6"] == ["tr"]


def test_a_checked_figure_in_a_line_is_marked_and_the_line_stays_whole():
    block = Block(0, BlockKind.ITEM, 0, "소요예산 : 10천원(전액구비)", Place(3, 3), "○")
    said = Statement(
        0, StatementKind.ITEM, 0, 0, "10천원(전액구비)", Place(3, 3), ("소요예산",),
        figures=(figure(Check.CONTRADICTED, span=(0, 4)),),
    )  # fmt: skip
    page = render.document(document(blocks=(block,), statements=(said,)), BRAND)
    assert "○</span> 소요예산 : <span class=" in page
    read = Reader(page)
    assert "소요예산 : 10천원 (맞지 않음)(전액구비)" in read.text
    (mark,) = [a for _, a in read.elements if "bogo-figure" in (a.get("class") or "")]
    assert "bogo-contradicted" in mark["class"]


def test_legend_counts_the_checks_and_lists_what_does_not_agree():
    read = Reader(one_table(Check.CONTRADICTED, "내역을 더하면 11천원입니다."))
    assert "확인됨 0건맞지 않음 1건검산하지 않음 0건" in read.text
    assert "맞지 않는 곳 1곳 보기원문 6행 내역을 더하면 11천원입니다." in read.text
    assert any(attrs.get("href") == "?block=0#b0r1c1" for _, attrs in read.elements)


def test_recovered_titles_are_marked_in_the_outline_and_in_the_text():
    sections = (
        Section(0, None, SectionKind.REPORT, "계획", Place(1, 1)),
        Section(1, 0, SectionKind.DEPARTMENT, "푸른과", Place(2, 2)),
        Section(2, 1, SectionKind.PROJECT, "숲 가꾸기", Place(3, 3), recovered=True),
        Section(3, 2, SectionKind.HEADING, "사업개요", Place(3, 3)),
    )
    blocks = (
        Block(0, BlockKind.HEADING, 1, "푸른과", Place(2, 2)),
        Block(1, BlockKind.HEADING, 3, "사업개요", Place(3, 3), "□"),
    )
    page = render.document(document(sections=sections, starts=(1,) * 4, blocks=blocks), BRAND)
    levels = [
        tag for tag, attrs in Reader(page).elements if (attrs.get("id") or "").startswith("s")
    ]
    assert levels == ["h2", "h3", "h4"]
    text, outline = page.split('<main id="content"')[1], page.split('<main id="content"')[0]
    assert "숲 가꾸기 <span" in text
    assert "목록에서 찾은 제목" in Reader(text).text
    assert "목록에서 찾은 제목" in Reader(outline).text
    assert "사업개요" not in Reader(outline).text  # within a project


def test_text_is_shown_as_it_is_and_nothing_of_it_is_obeyed():
    hostile = f"{XSS}\n{TRAPS}"
    made = table(f"{XSS}|{XSS}", f"{XSS}|{XSS}", unit=XSS)
    blocks = (
        Block(0, BlockKind.PARAGRAPH, 0, hostile, Place(1, 2), marker=XSS),
        Block(1, BlockKind.HEADING, 1, hostile, Place(3, 3)),
        Block(2, BlockKind.TABLE, 1, "", Place(5, 6), table=replace(made, caption=XSS)),
    )
    page = render.document(
        document(
            document=DocumentView(XSS, XSS, XSS, 2030, True, XSS, XSS, XSS, XSS),
            sections=(
                Section(0, None, SectionKind.REPORT, XSS, Place(1, 1)),
                Section(1, 0, SectionKind.PROJECT, XSS, Place(3, 3), recovered=True),
            ),
            starts=(1, 2),
            parts=(PartView(XSS, (1, 5)), PartView(XSS)),
            blocks=blocks,
            lines=tuple(SourceLine(hostile, n) for n in range(1, 7)),
        ),
        XSS,
    )
    for whole in (
        page,
        render.library([DocumentView(XSS, XSS, id=XSS)], XSS),
        render.problem(XSS, XSS),
    ):
        read = Reader(whole)
        tags = [tag for tag, _ in read.elements]
        assert tags.count("script") == 1
        assert not {"img", "svg", "iframe", "form", "style"} & set(tags)
        assert not {
            name for _, a in read.elements for name in a if name[:2] == "on" or name == "style"
        }
        assert XSS in read.text


def test_the_list_shows_what_a_document_is_and_samples_are_marked():
    documents = [
        DocumentView(
            "계획.txt", "2030년 계획", "푸른구", 2030, True, "d1", "푸른과",
            sections=9, tables=5, figures=1_234,
        )
    ]  # fmt: skip
    read = Reader(render.library(documents, BRAND))
    for said in (
        "2030년 계획",
        "계획.txt",
        "푸른구",
        "푸른과",
        "2030년",
        "9",
        "5",
        "1,234",
        "예시 문서",
    ):
        assert said in read.text
    assert any(attrs.get("href") == "d1" for _, attrs in read.elements)
    assert "등록된 보고서가 없습니다" in render.library([], BRAND)


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({}, "documents/d1?block=7#b7r2c2"),
        ({"table_cell": None}, "documents/d1?line=32#L32"),
        ({"table_cell": None, "lines": None}, "documents/d1?block=7#b7"),
        ({"document_id": "../x?y"}, "documents/..%2Fx%3Fy?block=7#b7r2c2"),
    ],
)
def test_a_citation_links_to_its_place_in_the_document(changes, address):
    made = citation(**changes)
    view = FakeAssistant().source(citation())
    read = Reader(render.panel([Shown(0, "?", [(made, view)])], []))
    (link,) = [attrs for tag, attrs in read.elements if tag == "a"]
    assert (link["href"], link["target"]) == (address, "_blank")
    assert "문서에서 보기" in read.text


def test_each_of_several_citations_in_one_table_has_its_own_link():
    fake = FakeAssistant()
    cited = [citation(1), citation(2, table_cell=(2, 3))]
    page = render.panel([Shown(0, "?", [(c, fake.source(c)) for c in cited])], [])
    links = [attrs["href"] for tag, attrs in Reader(page).elements if tag == "a"]
    assert links == ["documents/d1?block=7#b7r2c2", "documents/d1?block=7#b7r2c3"]


def test_what_is_gone_has_no_link():
    assert "<a " not in render.panel([Shown(0, "?", [(citation(), None)])], [])


def test_the_chat_leads_to_the_documents():
    assert 'href="documents/"' in render.header(BRAND)
    page = render.panel([], [DocumentView("계획.txt", "계획", id="d1"), DocumentView("x", "y")])
    assert [a["href"] for tag, a in Reader(page).elements if tag == "a"] == ["documents/d1"]


def test_editions_lead_to_each_other_and_this_one_stands_among_them():
    editions = tuple(
        DocumentView(f"{key}.hwp", title, id=key, report_date=date)
        for key, title, date in (("d0", "2029년 업무보고", "2029. 9."), ("d1", "2030년 계획", ""))
    )
    page = render.document(document(editions=editions), BRAND)
    assert '<a href="d0"><bdi>2029년 업무보고</bdi></a> (2029. 9.)' in page
    assert '<b aria-current="page"><bdi>2030년 계획</bdi></b>' in page
    assert "bogo-editions" not in render.document(document(editions=editions[:1]), BRAND)


def test_pages_begin_where_their_blocks_do_and_warnings_are_said():
    blocks = tuple(
        Block(n, BlockKind.PARAGRAPH, 0, f"{page}쪽 글", Place(page=page, page_source="exact"))
        for n, page in enumerate((1, 1, 2))
    )
    shown = DocumentView("a.pdf", "가", id="d1", pages=2, pictures=True, warnings=("덜 읽음.",))
    page = render.document(document(document=shown, blocks=blocks), BRAND)
    assert page.count('class="bogo-page"') == 2
    assert page.index('id="p2"') < page.index("2쪽 글")
    assert 'href="d1/pages/2.png?width=1000"' in page
    assert "<li>덜 읽음.</li>" in page
    assert "<span>2쪽</span>" in page


def test_merged_cells_of_amounts_are_one_cell():
    made = Table(
        (("구분", "예산"), ("도로", "5"), ("공원", "")),
        (Place(),) * 3, 1, 1, ((), ("도로",), ("공원",)), ((), ("예산",)),
        spans=(Span(1, 1, 2, 1),),
    )  # fmt: skip
    block = Block(0, BlockKind.TABLE, 0, "", Place(), table=made)
    page = render.document(document(blocks=(block,)), BRAND)
    assert Reader(page).named("b0r1c1")["rowspan"] == "2"
    assert 'id="b0r2c1"' not in page
