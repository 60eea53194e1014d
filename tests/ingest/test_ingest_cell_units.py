"""The unit of a table's cells, wherever the table says it."""

import pytest
from ingest_reading import cell, read, values


def said(lines, row, column, name="목록.csv"):
    return values(cell(read("\n".join(lines) + "\n", name), row, column).figures)


def test_the_corner_of_a_table_tells_the_unit_of_all():
    assert said(["(단위: 명),2022,2023", "남,10,20", "여,11,21"], "남", "2023") == ["20 명"]
    lines = ["구분(단위: 천원),2022년,2023년", "세입,10,20", "세출,11,21"]
    assert said(lines, "세출", "2022년") == ["11 천원"]


@pytest.mark.parametrize(
    ("unit", "wanted"),
    [
        ("명/㎢", "명/m²"),
        ("천달러", "천달러"),
        ("㎥/일", "㎥/일"),
        ("천명", "천명"),
        ("건/년", "건/년"),
    ],
)
def test_units_that_are_counted_per_something_or_not_known_are_kept_as_printed(unit, wanted):
    lines = ["수요,,", f"(단위: {unit}),,", "연도,가시,나시", "2022,100,200", "2023,110,210"]
    expected = f"200 {wanted.replace('m²', 'km²')}"
    assert said(lines, "2022", "나시") == [expected]


def test_two_units_of_two_columns_are_told_by_what_the_columns_are():
    lines = ["현황,,", "(단위: 명/건),,", "구분,정원,민원 건수", "가과,10,200", "나과,11,210"]
    assert said(lines, "가과", "민원 건수") == ["200 건"]
    assert said(lines, "가과", "정원") == ["10 명"]


def test_thousands_of_people_are_not_people():
    lines = ["관광,", "(단위: 천명),", "연도,관광객수", "2022,100", "2023,110"]
    assert said(lines, "2022", "관광객수") == ["100 천명"]
    assert said(["연도,인구(천명)", "2022,100", "2023,110"], "2022", "인구(천명)") == ["100 천명"]


def test_a_change_has_the_unit_of_the_columns_beside_it():
    lines = ["과목,2024 예산(천원),2023 예산(천원),증감", "보조금,9,7,2", "출연금,8,6,2"]
    assert said(lines, "보조금", "증감") == ["2 천원"]
    lines = ["과목,예산(천원),인원(명),증감", "보조금,9,7,2", "출연금,8,6,2"]
    assert said(lines, "보조금", "증감") == ["2"]


def test_numbered_lists_take_as_many_labels_as_tell_their_rows_apart():
    lines = ["연번,부서,정책,사업,예산(천원)", "1,기획과,재정,편성,10", "2,기획과,재정,공개,20"]
    assert said(lines, "기획과 > 재정 > 공개", "예산(천원)") == ["20 천원"]


def test_what_is_told_as_of_now_is_of_that_day():
    lines = ["2024. 12. 31. 현재,,(단위: 대)", "차종,계,자가용", "승용,100,90", "화물,50,30"]
    found = cell(read("\n".join(lines), "차량.csv"), "승용", "계").figures[0]
    assert (found.year, found.unit) == (2024, "대")


def test_a_header_that_any_table_can_have_brings_no_unit_with_it():
    lines = ["예산,,", "(단위: 백만원),,", "구분,2022,2023", "국비,1,2", "시비,3,4", ",,"]
    lines += ["인구,,", "구분,2022,2023", "가동,50,60", "나동,70,80"]
    assert said(lines, "가동", "2022") == ["50"]
    other = [line.replace("2022", "사업비") for line in lines]
    assert said(other, "가동", "사업비") == ["50 백만원"]


def test_only_money_is_taken_over_by_a_header_about_money():
    lines = [
        "시설,",
        "(단위: 개소),",
        "구분,본예산",
        "가,1",
        "나,3",
        ",",
        "예산,",
        "구분,본예산",
        "다,50",
        "라,70",
    ]
    assert said(lines, "다", "본예산") == ["50"]
