"""Forms on many narrow columns, titles over all columns, names beside their values."""

from __future__ import annotations

from ingest_items import drawn, report

from ingest.layout import compacted, parted
from ingest.model import StatementKind


def test_columns_and_rows_where_nothing_begins_are_left_out():
    grid = compacted(
        drawn(
            "구분 | | | 2031년 |\n | | | |\n도로 | | | 7 |",
            (0, 0, 1, 3),
            (2, 0, 1, 3),
            (0, 3, 1, 2),
            (2, 3, 1, 2),
        )
    )
    assert (grid.height, grid.width) == (2, 2)
    assert [(cell.text, cell.rows, cell.columns) for cell in grid.cells] == [
        ("구분", 1, 1), ("2031년", 1, 1), ("도로", 1, 1), ("7", 1, 1),
    ]  # fmt: skip


def test_without_merged_cells_blank_columns_stay():
    grid = drawn("구분 | | 계\n도로 | | 7")
    assert compacted(grid) is grid


def test_titles_over_all_columns_are_lines_above():
    titles, rest = parted(drawn("도로 현황 | \n구분 | 계\n도로 | 7\n공원 | 8", (0, 0, 1, 2)))
    assert [cell.text for cell in titles] == ["도로 현황"]
    assert (rest.height, rest.cells[0].text, rest.cells[0].row) == (3, "구분", 0)


def test_a_table_keeps_two_rows_at_the_least():
    grid = drawn("도로 현황 | \n구분 | 계", (0, 0, 1, 2))
    assert parted(grid) == ((), grid)


def test_names_beside_their_values_are_no_head():
    made = report(
        drawn(
            "보도일시 | 9. 4.(화) 조간 | | \n담당부서 | 정책과 | 전화 | 국번\n담당자 | 홍길동 | 과장 | 김철수",
            (0, 1, 1, 3),
        )
    )
    table = made.blocks[0].table
    assert (table.header_rows, table.header_columns) == (0, 0)
    assert [s.text for s in made.statements] == [
        "보도일시 | 9. 4.(화) 조간",
        "담당부서 | 정책과 | 전화 | 국번",
        "담당자 | 홍길동 | 과장 | 김철수",
    ]
    assert {s.kind for s in made.statements} == {StatementKind.LINE}


def test_a_head_over_several_columns_is_no_value():
    made = report(drawn("유형 | 주요 사례 | \n가형 | 도로 | 공원\n나형 | 하천 | 숲", (0, 1, 1, 2)))
    assert made.blocks[0].table.header_rows == 1


def test_names_that_stand_after_values_make_a_form():
    made = report(drawn("고용 | 2명 | 매출 | 53백만원\n수출 | 5건 | 투자 | 20백만원"))
    table = made.blocks[0].table
    assert (table.header_rows, table.header_columns) == (0, 0)
    assert [s.text for s in made.statements] == [
        "고용 | 2명 | 매출 | 53백만원",
        "수출 | 5건 | 투자 | 20백만원",
    ]


def test_rows_that_are_cut_at_other_columns_make_a_form():
    made = report(
        drawn(
            "과제명 | 도로 정비 | | |\n지원금 | 70백만원 | | 고용 | 2명\n"
            "현금 | | 10백만원 | 매출 | \n현물 | | | 20백만원 | 비고",
            (0, 1, 1, 4),
            (1, 1, 1, 2),
            (2, 0, 1, 2),
            (2, 3, 1, 2),
            (3, 0, 1, 3),
        )
    )
    table = made.blocks[0].table
    assert (table.header_rows, table.header_columns) == (0, 0)


def test_a_table_with_wider_sums_is_no_form():
    made = report(
        drawn(
            "구분 | 사업 | 예산 | 집행\n도로 | 포장 | 7 | 5\n | 보수 | 3 | 1\n소계 | | 10 | 6\n"
            "공원 | 조성 | 4 | 2\n합계 | | 14 | 8",
            (1, 0, 2, 1),
            (3, 0, 1, 2),
            (5, 0, 1, 2),
        )
    )
    table = made.blocks[0].table
    assert (table.header_rows, table.header_columns) == (1, 2)
