"""Tables right below one another, each with a head of its own."""

from ingest_reading import cell, read, values


def csv(*lines: str):
    return read("\n".join(lines) + "\n", "목록.csv")


def test_a_head_in_the_middle_begins_another_table():
    report = csv("구분,2022,2023", "건수,1,2", "구분,2024,2025", "금액,4,5", "면적,6,7")
    found = cell(report, "금액", "2025")
    assert values(found.figures) == ["5"]
    assert (found.figures[0].year, found.place.first_line, report.tables) == (2025, 4, 2)
    assert not any(s.row_path == ("구분",) for s in report.statements)
    places = [block.place for block in report.blocks if block.table]
    assert [(place.first_line, place.last_line) for place in places] == [(1, 2), (3, 5)]


def test_a_head_that_comes_again_is_left_out():
    report = csv("구분,예산,집행", "가과,1,2", "나과,3,4", "구분,예산,집행", "다과,5,6")
    assert report.tables == 1
    found = cell(report, "다과", "집행")
    assert (values(found.figures), found.place.first_line) == (["6"], 5)


def test_rows_of_a_head_that_repeat_its_first_label_are_one_head():
    report = csv("구분,2022,2022", "구분,인구,인구", "구분,남,여", "가동,5,6", "나동,7,8")
    assert values(cell(report, "가동", "2022 > 인구 > 여").figures) == ["6"]
    assert report.tables == 1


def test_a_head_whose_merged_cells_were_filled_with_one_column_of_labels():
    report = csv(
        "시군구별,2021,2021", "시군구별,사업체수 (개),종사자수 (명)", "가시,10,20", "나시,30,40"
    )
    found = cell(report, "가시", "2021 > 종사자수 (명)")
    assert (values(found.figures), found.figures[0].year) == (["20 명"], 2021)


def test_a_second_head_below_one_column_of_years():
    report = csv("구분,2021", "구분,인구(명)", "가시,56", "나시,2010")
    assert values(cell(report, "나시", "2021 > 인구(명)").figures) == ["2010 명"]
    report = csv("구분,2021", ",인구(명)", "가시,56", "나시,2010")
    assert values(cell(report, "가시", "2021 > 인구(명)").figures) == ["56 명"]
    report = csv(
        "시군,과목,2021,2023", ",,면적(㎡),면적(㎡)", "가시,임야,32,1488", "가시,농지,9,2007"
    )
    assert values(cell(report, "가시 > 농지", "2023 > 면적(㎡)").figures) == ["2007 m²"]
