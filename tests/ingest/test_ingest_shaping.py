"""Tables that are none: headings in boxes, prose in frames, tables nested in cells."""

from __future__ import annotations

import pytest
from ingest_items import drawn, on, report, said

from ingest.content import Cell, Grid, Line, Role
from ingest.model import BlockKind, SectionKind
from ingest.shaping import shaped


def texts(*items):
    return [item.text if isinstance(item, Line) else "표" for item in shaped(items)]


def framed(*inside):
    return Grid(1, 1, (Cell(0, 0, inside, place=on(1)),), (on(1),))


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("Ⅰ | 일 반 현 황", "Ⅰ. 일반현황"),
        ("1 | 예산현황", "1. 예산현황"),
        ("Ⅱ | | 추진 계획", "Ⅱ. 추진 계획"),
        ("□ | 추진배경", "□ 추진배경"),
    ],
)
def test_a_heading_in_a_box_is_a_heading(row, text):
    (line,) = shaped([drawn(row)])
    assert (line.text, line.role) == (text, Role.HEADING)


@pytest.mark.parametrize(
    "row", ["1 | 3,000천원", "1 | 사업 수: 3건", "계 | 예산현황", "1 | 2", "2031년 | 예산현황"]
)
def test_other_short_rows_stay_tables(row):
    assert texts(drawn(row)) == ["표"]


def test_parts_open_where_their_boxes_stand():
    read = report(
        said("2031년 주요업무계획"),
        drawn("Ⅰ | 일반현황"),
        said("정원은 21명입니다."),
        drawn("Ⅱ | 추진계획"),
        said("□ 예산 : 5,000천원"),
    )
    parts = [s.title for s in read.sections if s.kind is SectionKind.PART]
    assert parts == ["일반현황", "추진계획"]


def test_prose_in_a_frame_is_read_as_if_there_were_none():
    inside = said("□ 추진방향"), said("○ 예산 : 5,000천원"), said("○ 기간 : 3월")
    read = report(said("머리말입니다."), framed(*inside))
    assert read.tables == 0
    assert [b.text for b in read.blocks if b.kind is BlockKind.ITEM] == [
        "예산 : 5,000천원",
        "기간 : 3월",
    ]


def test_a_short_frame_is_a_heading_and_a_sentence_is_none():
    read = report(framed(said("주요 성과")), said("○ 하나"), framed(said("모두 마쳤습니다.")))
    assert [s.title for s in read.sections[1:]] == ["주요 성과"]


def test_a_form_with_passages_in_its_cells_is_taken_apart():
    passage = tuple(said(text) for text in ("○ 기간 : 3월", "○ 장소 : 구청", "○ 대상 : 주민", "끝"))
    grid = Grid(1, 2, (Cell(0, 0, (said("개요"),)), Cell(0, 1, passage)), (on(1),))
    assert texts(grid) == ["개요", "○ 기간 : 3월", "○ 장소 : 구청", "○ 대상 : 주민", "끝"]


def test_a_nested_table_stands_after_the_one_that_holds_it():
    inner = drawn("구분 | 금액\n계 | 7")
    cells = (
        Cell(0, 0, (said("사업"),)),
        Cell(0, 1, (said("내역"),)),
        Cell(1, 0, (said("도로"),)),
        Cell(1, 1, (said("아래와 같음"), inner)),
    )
    read = report(Grid(2, 2, cells, (on(1), on(1))))
    assert [b.table.grid for b in read.blocks] == [
        (("사업", "내역"), ("도로", "아래와 같음")),
        (("구분", "금액"), ("계", "7")),
    ]


def test_line_breaks_begin_lines_only_where_something_begins():
    assert texts(said("○ 예산은 다음과\n같음\n- 도로 5건\n장소: 구청")) == [
        "○ 예산은 다음과 같음",
        "- 도로 5건",
        "장소: 구청",
    ]


def test_running_heads_and_what_programs_say_of_pictures_are_left_out():
    assert texts(
        said("- 3 -", Role.RUNNING),
        said("그림입니다.\n원본 그림의 이름: a.png", Role.PICTURE),
        said("조직도", Role.PICTURE),
    ) == ["조직도"]


def test_blank_tables_say_nothing():
    assert texts(drawn(" | \n | ")) == []
