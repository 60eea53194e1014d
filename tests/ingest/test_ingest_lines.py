import pytest

from ingest.lines import Piece, is_page_number, read_line
from ingest.pieces import pieces
from ingest.text_items import is_rule, items, table_cells


def found(*lines: str) -> list[Piece]:
    return list(pieces(items(list(lines)), printed_lines=True))


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("□ 추진계획", "heading", "추진계획"),
        ("■ 추진계획", "heading", "추진계획"),
        ("] 향후계획", "heading", "향후계획"),
        ("#### □ 추진계획", "heading", "추진계획"),
        ("- □ 물빛팀", "heading", "물빛팀"),
        ("## Ⅰ. 일반현황", "heading", "일반현황"),
        ("Ⅱ 꽃길 사업", "heading", "꽃길 사업"),
        ("II. 꽃길 사업", "heading", "꽃길 사업"),
        ("Ι. 일 반 현 황", "heading", "일반현황"),
        ("# 1 조 직", "heading", "조직"),
        ("2 | 꽃길 넓히기", "heading", "꽃길 넓히기"),
        ("3. 물길 넓히기", "heading", "물길 넓히기"),
        ("<최근 꽃길 현황>", "heading", "최근 꽃길 현황"),
        ("【 중점사항 】", "heading", "중점사항"),
        ("|| 목 차 ||", "heading", "목차"),
        ("○ 꽃길 조성", "item", "꽃길 조성"),
        ("● 꽃길 조성", "item", "꽃길 조성"),
        ("- 꽃길 조성", "item", "꽃길 조성"),
        ("  - 꽃길 조성", "item", "꽃길 조성"),
        ("- ✓ 꽃길 조성", "item", "꽃길 조성"),
        ("· 꽃길 조성", "item", "꽃길 조성"),
        ("① 꽃길 조성", "item", "꽃길 조성"),
        ("가. 꽃길 조성", "item", "꽃길 조성"),
        ("1) 꽃길 조성", "item", "꽃길 조성"),
        ("▸ 꽃길 조성", "item", "꽃길 조성"),
        ("○ **신규** 꽃길 조성", "item", "신규 꽃길 조성"),
        ("※ 꽃길은 제외", "note", "꽃길은 제외"),
        ("- ※ 꽃길은 제외", "note", "꽃길은 제외"),
        ("*꽃길: 물빛로", "note", "꽃길: 물빛로"),
        ("⇒ 내년에 추진", "note", "내년에 추진"),
        ("꽃길 조성", "text", "꽃길 조성"),
        ("2031. 7. 15. 개최", "text", "2031. 7. 15. 개최"),
        ("3월~5월 개최", "text", "3월~5월 개최"),
        ("-3도 이하", "text", "-3도 이하"),
        ("12,000명이 찾음", "text", "12,000명이 찾음"),
        ("(단위 : 천원)", "text", "(단위 : 천원)"),
        ("[단위: 천원]", "text", "[단위: 천원]"),
    ],
)
def test_marks_say_what_a_line_is(line, kind, text):
    piece = read_line(line, 7)
    assert (piece.kind, piece.text) == (kind, text)
    assert (piece.first_line, piece.last_line) == (7, 7)


def test_marks_nest():
    order = ["Ⅰ. 총괄", "□ 계획", "1 세부계획", "○ 꽃길", "① 첫째", "- 물길", "· 물빛", "※ 참고"]
    ranks = [read_line(line, 1).rank for line in order]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)


def test_deeper_dashes_are_deeper():
    ranks = [read_line(line, 1).rank for line in ("- 가로수", " - 꽃길", "  - 물길")]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("tag", ["신규", "**계속**", "<mark>진행 중</mark>", "**확대**"])
def test_a_tagged_task_has_the_rank_of_a_circle_whatever_its_mark(tag):
    assert read_line(f"- {tag} 꽃길 조성", 1).rank == read_line(f"○ {tag} 꽃길 조성", 1).rank


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("구분\t2030년\t2031년", ("구분", "2030년", "2031년")),
        ("\t계\t1,200", ("", "계", "1,200")),
        ("꽃길\t\t", ("꽃길", "", "")),
        ("| 구분 | **2031년** |", ("구분", "2031년")),
        ("|꽃길||", ("꽃길", "")),
        (r"| 가\|나 | 다 |", ("가|나", "다")),
        ("꽃길 조성", None),
        ("1 | 꽃길 조성", None),
        ("|| 목 차 ||", None),
        ("", None),
    ],
)
def test_cells_of_a_row(line, cells):
    assert table_cells(line) == cells


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("---\t---", True),
        ("|---|:---:|", True),
        ("| --- | --- |", True),
        ("-----", True),
        ("-\t-\t5", False),
        ("꽃길", False),
        ("", False),
        ("=====", False),
    ],
)
def test_lines_that_only_draw(line, rule):
    assert is_rule(line) is rule


def test_rows_under_each_other_are_one_table_with_their_lines():
    piece, after = found("구분\t2031년", "---\t---", "꽃길\t3", "물길", "")
    assert piece.rows == (("구분", "2031년"), ("꽃길", "3"))
    assert [place.first_line for place in piece.row_places] == [1, 3]
    assert (piece.first_line, piece.last_line) == (1, 3)
    assert (after.kind, after.text, after.first_line) == ("text", "물길", 4)


def test_short_rows_are_filled_up():
    (piece,) = found("| 구분 | 꽃길 | 물길 |", "|---|---|---|", "| 계 | 3 |")
    assert piece.rows == (("구분", "꽃길", "물길"), ("계", "3", ""))


def test_a_blank_line_separates_tables():
    first, second = found("구분\t꽃길", "계\t3", "", "구분\t물길", "계\t4")
    assert [place.first_line for place in (*first.row_places, *second.row_places)] == [1, 2, 4, 5]


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        (["- 꽃길을 넓히고", "물길을 잇는 사업"], [("꽃길을 넓히고 물길을 잇는 사업", 1, 2)]),
        (["※ 꽃길은", "제외"], [("꽃길은 제외", 1, 2)]),
        (["- 꽃길", "", "물길"], [("꽃길", 1, 1), ("물길", 3, 3)]),
        (["- 꽃길", "- 물길"], [("꽃길", 1, 1), ("물길", 2, 2)]),
        (["- 꽃길", "- 12 -"], [("꽃길", 1, 1), ("12 -", 2, 2)]),
        (["짧은 줄", "다음 줄"], [("짧은 줄", 1, 1), ("다음 줄", 2, 2)]),
        (
            ["주민이 함께 꽃길을 가꾸고 물길을 되살려 쾌적한", "마을을 만들고자 함"],
            [("주민이 함께 꽃길을 가꾸고 물길을 되살려 쾌적한 마을을 만들고자 함", 1, 2)],
        ),
        (
            ["주민이 함께 꽃길을 가꾸고 물길을 되살려 나가고자 함", "물빛과"],
            [("주민이 함께 꽃길을 가꾸고 물길을 되살려 나가고자 함", 1, 1), ("물빛과", 2, 2)],
        ),
    ],
    ids=["item", "note", "blank line", "marks", "page number", "short", "sentence", "ended"],
)
def test_sentences_that_are_cut_by_line_breaks(lines, texts):
    assert [(p.text, p.first_line, p.last_line) for p in found(*lines)] == texts


@pytest.mark.parametrize(
    ("text", "page"),
    [("12", True), ("- 12 -", True), ("– 3 –", True), ("1234", False), ("12쪽", False)],
)
def test_page_numbers(text, page):
    assert is_page_number(text) is page


def test_an_article_of_a_rule_is_an_item_though_it_is_long():
    assert read_line("제3조(소재지) 주 사무소는 가온시에 둔다.").kind == "item"
    assert read_line("제3조제1항에 따른 신고").kind == "text"


def test_a_note_on_an_amendment_heads_nothing():
    assert read_line("[본조 신설 2031. 1. 3.]").kind == "text"
    assert read_line("[시설 현황]").kind == "heading"
