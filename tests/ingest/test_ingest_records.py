"""Lists of records: open-data files, statistics, budgets by department and project."""

import pytest
from ingest_reading import cell, read, values


def csv(*lines: str, name: str = "목록.csv"):
    return read("\n".join(lines) + "\n", name)


def said(report, row: str, column: str):
    found = cell(report, row, column)
    return values(found.figures), found.year


def test_codes_are_no_amounts_and_the_names_beside_them_are_the_labels():
    report = csv("행정기관코드,시도명,시군구명,총인구수", "1100,하늘시,,938", "1200,물빛시,,328")
    assert said(report, "하늘시", "총인구수") == (["938"], None)
    report = csv("사업코드,사업명,예산액", "1001,꽃길,300", "1002,물길,200")
    assert said(report, "물길", "예산액") == (["200"], None)


def test_short_lists_take_as_many_columns_as_tell_their_rows_apart():
    report = csv(
        "연도,분기,구분,건수", "2023,1,접수,10", "2023,1,처리,9", "2023,2,접수,20", "2024,1,처리,11"
    )
    assert said(report, "2023 > 1 > 접수", "건수") == (["10 건"], 2023)
    assert said(report, "2024 > 1 > 처리", "건수") == (["11 건"], 2024)


def test_thousands_that_look_like_years_are_amounts_of_a_list():
    report = csv(
        "기준년월,동,인구", "2024-01,가동,1000", "2024-01,나동,2000", "2024-02,가동,1010",
        "2024-02,나동,2010",
    )  # fmt: skip
    assert said(report, "2024-01 > 나동", "인구") == (["2000"], 2024)


def test_labels_that_are_left_blank_below_are_those_above():
    report = csv(
        "부서,정책,단위,세부사업,예산액", "기획과,재정,예산,예산서,250", ",,,참여예산,485",
        ",,소계,,735", "합계,,,,735",
    )  # fmt: skip
    assert said(report, "기획과 > 재정 > 예산 > 참여예산", "예산액")[0] == ["485"]
    assert said(report, "기획과 > 재정 > 소계", "예산액")[0] == ["735"]
    assert said(report, "합계", "예산액")[0] == ["735"]


def test_a_blank_among_labels_that_are_written_out_is_missing_and_not_the_label_above():
    lines = ["집행목적,금액", "간담회,100", "간담회,200", ",300", "회의,400"]
    report = csv(*lines)
    paths = {s.text: s.row_path for s in report.statements}
    assert paths["200"] == ("간담회",)
    assert paths["300"] == ()


def test_months_below_a_year_are_of_that_year():
    report = csv("연월별,방문객수(명)", "2023년,120", "1월,10", "2월,9", "2024년,130", "1월,11")
    assert said(report, "2023년 > 1월", "방문객수(명)") == (["10 명"], 2023)
    assert said(report, "2024년 > 1월", "방문객수(명)") == (["11 명"], 2024)


def test_the_year_of_a_time_without_a_word():
    report = csv("기준년월,건수", "202312,10", "202401,12")
    assert said(report, "202312", "건수") == (["10 건"], 2023)
    assert said(report, "202401", "건수") == (["12 건"], 2024)


def test_each_row_has_the_unit_of_its_own_column_of_units():
    report = csv(
        "항목,단위,2022,2023", "인구,명,500,510", "예산,백만원,700,710", "자립도,%,20.1,20.2"
    )
    assert said(report, "인구", "2022") == (["500 명"], 2022)
    assert said(report, "예산", "2023") == (["710 백만원"], 2023)
    assert said(report, "자립도", "2023") == (["20.2 %"], 2023)


@pytest.mark.parametrize(
    ("label", "year"),
    [
        ("전년도 예산액", 2023), ("전년도예산액(천원)", 2023), ("전전년도 결산액", 2022), ("전년도", 2023),
        ("내년도 계획", 2025), ("전년 대비 증감", 2024), ("전년도 이월액", 2024), ("전년도(2021) 결산", 2021),
    ],
)  # fmt: skip
def test_amounts_of_the_year_before(label, year):
    report = csv(f"회계연도,과목,예산액,{label}", "2024,보조금,9,7", "2024,출연금,8,6")
    assert said(report, "2024 > 보조금", "예산액")[1] == 2024
    assert said(report, "2024 > 보조금", label)[1] == year


def test_triangles_point_up_where_others_point_down():
    report = csv("구분,증감", "가동,▲10", "나동,▼5", "다동,▲ 3")
    assert [said(report, row, "증감")[0] for row in ("가동", "나동", "다동")] == [
        ["10"],
        ["-5"],
        ["3"],
    ]
    report = csv("구분,증감", "가동,▲10", "나동,5")
    assert said(report, "가동", "증감")[0] == ["-10"]


def test_an_amount_that_looks_like_a_year_where_thousands_have_no_commas():
    report = csv("과목,예산액,산출기초", "사무관리비,2000,인쇄비", '공공요금,8000,"1,000원*8"')
    assert said(report, "사무관리비", "예산액")[0] == ["2000"]


def test_shares_of_one_are_no_percentages():
    report = csv("부서,집행률", "가과,0.85", "나과,1", "다과,0.4")
    assert said(report, "가과", "집행률")[0] == ["0.85"]
    report = csv("부서,집행률", "가과,85.2", "나과,100", "다과,0.4")
    assert said(report, "다과", "집행률")[0] == ["0.4 %"]
    assert said(csv("동,남녀 비율", "가동,0.93"), "가동", "남녀 비율")[0] == ["0.93"]


def test_a_number_with_blanks_in_it_is_not_two():
    assert said(csv("구분,2023,2024", "수,1 234,5"), "수", "2023")[0] == []


def test_codes_with_marks_are_codes_and_lists_with_titles_are_lists():
    report = csv("예산과목코드,예산과목명,예산액", "101-01,보수,100", "201-01,사무관리비,50")
    assert said(report, "사무관리비", "예산액")[0] == ["50"]
    report = csv(
        "2031년 시설 현황,,,,", ",,,,", '번호,시설명,"주소\n(도로명)",면적(㎡),이용자수(명)',
        '1,"가, 나 센터",길 1,"1,234.5","3,456"', "2,다관,길 2,500,100",
    )  # fmt: skip
    assert said(report, "다관", "면적(㎡)")[0] == ["500 m²"]
    assert said(report, "가, 나 센터", "이용자수(명)")[0] == ["3456 명"]


def test_all_words_before_the_units_say_what_is_counted():
    report = csv("지역,항목명,단위,2022", "가시,면적,㎡,54.8", "나시,면적,㎡,77")
    assert said(report, "가시 > 면적", "2022")[0] == ["54.8 m²"]
