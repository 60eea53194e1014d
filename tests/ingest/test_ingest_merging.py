"""Merged cells as the format tells them: labels, amounts over several rows, what is covered."""

from __future__ import annotations

from ingest_items import drawn, report, said
from ingest_reading import cell, values

from ingest import merging
from ingest.model import Span

BUDGET = """
구분 | 세부사업 | 2030년 | | 2031년 |
 | | 예산액 | 집행액 | 예산액 | 집행액
교통 | 주차장 | 100 | 90 | 200 | 20
 | 도로 | 300 | 250 | 400 | 40
합계 | | 400 | 340 | 600 | 60
"""
MERGED = ((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2), (0, 4, 1, 2), (2, 0, 2, 1), (4, 0, 1, 2))


def test_labels_reach_as_far_as_their_cells():
    read = report(said("(단위: 천원)"), drawn(BUDGET, *MERGED))
    table = read.blocks[-1].table
    assert (table.header_rows, table.header_columns) == (2, 2)
    found = cell(read, "교통>도로", "2031년>예산액")
    assert values(found.figures) == ["400 천원"]
    assert found.year == 2031
    assert values(cell(read, "합계", "2030년>집행액").figures) == ["340 천원"]


def test_a_label_does_not_go_on_over_places_that_are_blank_themselves():
    read = report(
        drawn(
            "구분 | 2031년 | | \n | 예산 | 집행 | 비고\n교통 | 100 | 90 | 없음\n공원 | 7 | 5 | 없음",
            (0, 0, 2, 1),
            (0, 1, 1, 2),
        )
    )
    table = read.blocks[-1].table
    assert table.column_paths == ((), ("2031년", "예산"), ("2031년", "집행"), ("비고",))


def test_an_amount_over_two_rows_is_of_both_and_told_once():
    read = report(
        said("(단위: 천원)"),
        drawn(
            "구분 | 예산\n주차장 | 500\n도로 | \n공원 | 70",
            (1, 1, 2, 1),
        ),
    )
    both = cell(read, "주차장, 도로", "예산")
    assert values(both.figures) == ["500 천원"]
    assert len([s for s in read.statements if s.column_path == ("예산",)]) == 2


def test_an_amount_over_columns_of_two_years_is_of_no_single_year():
    read = report(
        said("(단위: 천원)"),
        drawn("구분 | 2030년 | 2031년\n도로 | 900 | \n공원 | 70 | 80", (1, 1, 1, 2)),
    )
    (over,) = [s for s in read.statements if s.row_path == ("도로",)]
    assert over.column_path == ("2030년, 2031년",)
    assert over.year is None
    assert [figure.year for figure in over.figures] == [None]


def test_a_blank_cell_that_is_not_covered_is_still_told():
    read = report(drawn("구분 | 1월 | 2월\n도로 | 5 | \n공원 | 3 | 4"))
    blank = cell(read, "도로", "2월")
    assert (blank.text, blank.figures) == ("", ())


def test_joint_labels_keep_what_they_share():
    paths = [("2031년", "1분기"), ("2031년", "2분기")]
    assert merging.joint(paths) == ("2031년", "1분기, 2분기")
    assert merging.joint([("계",), ("계",)]) == ("계",)
    assert merging.joint([(), ("계",)]) == ("계",)
    assert merging.covered([Span(1, 1, 2, 2)]) == {(1, 2), (2, 1), (2, 2)}


def test_all_columns_of_words_under_the_corner_are_labels():
    made = report(
        said("(단위: 원)"),
        drawn(
            "과목 | | 예산액 | 불용액\n관 | 항 | |\n합계(A+B) | | 90 | 7\n사업 | 경비 | 60 | 4",
            (0, 0, 1, 2),
            (0, 2, 2, 1),
            (0, 3, 2, 1),
            (2, 0, 1, 2),
        ),
    )
    assert made.blocks[-1].table.header_columns == 2
    assert values(cell(made, "사업>경비", "불용액").figures) == ["4 원"]


def test_rows_that_a_merged_label_shares_are_told_apart_by_the_next_column():
    made = report(
        drawn(
            "사업 | 기관 | 금액\n도로 | 지자체 | 17\n | 민간 | 19\n공원 | 민간 | 5",
            (1, 0, 2, 1),
        )
    )
    rows = {s.row_path: s.text for s in made.statements if s.column_path == ("금액",)}
    assert rows == {("도로", "지자체"): "17", ("도로", "민간"): "19", ("공원", "민간"): "5"}
