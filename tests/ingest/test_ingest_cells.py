import pytest
from ingest_reading import cell, named, on_line, planned, values

from ingest.cells import ALL_YEARS


def table(*lines: str, above: str = "") -> str:
    return f"{above}\n\n" + "\n".join(line.replace("|", "\t") for line in lines)


@pytest.mark.parametrize(
    ("text", "row", "column", "wanted"),
    [
        (table("구분|꽃길", "계|1,200천원"), "계", "꽃길", "1200 천원"),
        (table("구분|예산(천원)", "꽃길|1,200"), "꽃길", "예산(천원)", "1200 천원"),
        (table("구분|꽃길", "인원(명)|30"), "인원(명)", "꽃길", "30 명"),
        (table("구분|집행률", "꽃길|95.6"), "꽃길", "집행률", "95.6 %"),
        (table("구분|운영횟수", "꽃길|12"), "꽃길", "운영횟수", "12 회"),
        (table("구분|꽃길", "정원|12"), "정원", "꽃길", "12 명"),
        (table("구분|꽃길", "계|1,200", above="(단위 : 천원)"), "계", "꽃길", "1200 천원"),
        (table("구분|꽃길", "계|1,200", above="[단위: 백만 원]"), "계", "꽃길", "1200 백만원"),
        (table("구분|증감률", "꽃길|△3.5", above="(단위 : 천원)"), "꽃길", "증감률", "-3.5 %"),
        (
            table("구분|꽃길", "계|7", above="(2031. 10. 31. 기준, 단위 : 건)"),
            "계",
            "꽃길",
            "7 건",
        ),
        (table("구분|소 계(대)|꽃길", "수거|9|4"), "수거", "꽃길", "4 대"),
        (
            table("구분|계|꽃길", "합계|325|25", above="- 2030년 물빛 교육 현황: 총 325명"),
            "합계",
            "꽃길",
            "25 명",
        ),
        (table("구분|꽃길", "계|1,200"), "계", "꽃길", "1200"),
    ],
    ids=[
        *("cell", "column", "row", "rate", "count by name", "persons by name", "unit line"),
        *("unit in brackets", "a rate under a unit line", "unit and date", "total", "caption"),
        "none",
    ],
)
def test_where_a_unit_comes_from(text, row, column, wanted):
    assert values(cell(planned(text), row, column).figures) == [wanted]


def test_a_unit_line_with_a_unit_for_each_row():
    report = planned(table("구분|1월", "발급 현황|30", "수입 현황|90", above="(단위 : 건/천원)"))
    assert values(cell(report, "발급 현황", "1월").figures) == ["30 건"]
    assert values(cell(report, "수입 현황", "1월").figures) == ["90 천원"]


def test_a_unit_line_governs_only_the_next_table():
    first = table("구분|꽃길", "계|1,200", above="(단위 : 천원)")
    report = planned(first + "\n" + table("이름|물길", "합|30"))
    assert values(cell(report, "합", "물길").figures) == ["30"]


def test_a_table_without_a_unit_line_has_that_of_an_earlier_one_with_the_same_header():
    first = table("예산액|집행액", "1,200(구비)|600(구비)", above="(단위 : 천원)")
    report = planned(first + "\n\n□ 물길\n" + table("예산액|집행액", "500(구비)|400(구비)"))
    found = [values(s.figures) for s in report.statements if s.column_path == ("집행액",)]
    assert found == [["600 천원"], ["400 천원"]]


@pytest.mark.parametrize(
    ("above", "label", "text"),
    [
        ("정원(현원), (기준일 : '31. 1월 말)", "물빛과", "21 (22)"),
        ("정원(현원)", "물빛과", "21(22)"),
        ("", "정원(현원)", "21 (22)"),
    ],
    ids=["unit line", "tight", "row label"],
)
def test_pairs_are_named(above, label, text):
    report = planned(table("부서명|합 계|5급", f"{label}|{text}|1 (0)", above=above))
    assert named(cell(report, label, "합계").figures) == {"정원": "21 명", "현원": "22 명"}
    assert named(cell(report, label, "5급").figures) == {"정원": "1 명", "현원": "0 명"}


def test_numbers_of_a_cell_are_named_by_a_label_of_the_same_shape():
    report = planned(
        table("구분|2031년|2030년", "지연 / 접수 (지연율)|12 / 203,147 (0.0059%)|63 / 900 (7%)")
    )
    found = cell(report, "지연 / 접수 (지연율)", "2031년").figures
    assert named(found) == {"지연": "12", "접수": "203147", "지연율": "0.0059 %"}


def test_a_share_in_brackets_is_a_share():
    report = planned(table("구분|6급|7급", "계|5(20%)|20(80%)"))
    assert values(cell(report, "계", "6급").figures) == ["5", "20 %"]


def test_several_amounts_in_a_cell():
    report = planned(table("구분|꽃길", "대수|총 46대 (안 36대, 밖 10대)", "비고|-"))
    assert values(cell(report, "대수", "꽃길").figures) == ["46 대", "36 대", "10 대"]


def test_a_label_that_counts_what_its_cell_lists():
    report = planned(table("구 분|도 시 명", "국내(3개)|춘천시, 홍천군, 청양군", "국외(1개)|-"))
    found = cell(report, "국내(3개)", "도시명")
    assert named(found.figures) == {"국내": "3 개"}
    assert cell(report, "국외(1개)", "도시명").figures == ()


@pytest.mark.parametrize("text", ["-", "_", "순감", "비예산", "", "꽃길 정비"])
def test_cells_without_a_number_have_no_figures(text):
    report = planned(table("구분|꽃길|물길", f"계|{text}|3", "합|5|6"))
    found = cell(report, "계", "꽃길")
    assert (found.text, found.figures) == (text, ())


def test_blank_is_not_zero():
    report = planned(table("구분|꽃길|물길", "계|0|", "합|5|6"))
    assert values(cell(report, "계", "꽃길").figures) == ["0"]
    assert cell(report, "계", "물길").figures == ()


@pytest.mark.parametrize(
    ("text", "row", "column", "year"),
    [
        (table("구분|2030년|2031년", "꽃길|3|4"), "꽃길", "2030년", 2030),
        (table("구분|2030년 (당초예산)|증감", "꽃길|3|4"), "꽃길", "2030년 (당초예산)", 2030),
        (table("구분|'29. 12월|'30. 7월", "꽃길|3|4"), "꽃길", "'29. 12월", 2029),
        (table("구분|꽃길|물길", "2029년|3|4"), "2029년", "꽃길", 2029),
        (table("구분|꽃길", "계|3", above="<2028년 꽃길 현황>"), "계", "꽃길", 2028),
        (table("구분|꽃길", "계|3", above="(2029. 10월 말 기준)"), "계", "꽃길", 2029),
        (table("구분|꽃길", "계|3"), "계", "꽃길", 2031),
    ],
    ids=["column", "stage", "short", "row", "caption", "basis date", "report"],
)
def test_the_year_of_a_cell(text, row, column, year):
    found = cell(planned(text), row, column)
    assert found.year == year
    assert [figure.year for figure in found.figures] == [year]


def test_the_total_beside_yearly_columns_is_of_all_years():
    report = planned(
        table(
            "재원별|합계|연차별 소요재원||", "||2030년|2031년|2032년", "계|6|1|2|3", "구비|6|1|2|3"
        )
    )
    total = cell(report, "계", "합계")
    assert total.year is None
    assert [(figure.year, figure.period) for figure in total.figures] == [(None, ALL_YEARS)]
    part = cell(report, "계", "연차별 소요재원>2032년")
    assert [figure.year for figure in part.figures] == [2032]
    assert ALL_YEARS not in [figure.period for figure in part.figures]


def test_basis_dates_are_bound_to_the_cells():
    report = planned(table("구분|꽃길", "계|3", above="(기준일 : '30. 10월 말)"))
    (figure,) = cell(report, "계", "꽃길").figures
    assert (figure.basis_date, figure.year) == ("'30. 10월 말", 2030)


@pytest.mark.parametrize(
    ("column", "measure", "stage"),
    [
        ("2030년 (당초예산)", "예산", "본예산"),
        ("집행액", "집행액", "집행액"),
        ("집행률(%)", "집행률", "집행액"),
        ("현원", "현원", ""),
    ],
)
def test_measure_and_stage_of_a_cell(column, measure, stage):
    (figure,) = cell(planned(table(f"구분|{column}|비고", "꽃길|3|-")), "꽃길", column).figures
    assert (figure.measure, figure.stage) == (measure, stage)


def test_every_cell_has_its_row_its_column_and_its_line():
    report = planned(table("구분|꽃길|물길", "앞마을|3|4", "뒷마을|5|6"))
    assert len(on_line(report, 10)) == 2
    found = cell(report, "뒷마을", "물길")
    assert (found.row, found.column) == (2, 2)
    assert (found.place.first_line, found.place.last_line) == (11, 11)
    assert report.blocks[found.block].table.grid[2][2] == "6"


def test_a_header_row_with_amounts_says_something_by_itself():
    report = planned(table("등급|가등급 (10%)|나등급 (20%)", "순위|앞쪽|뒤쪽"))
    (header,) = [s for s in report.statements if s.row is None and "가등급" in s.text]
    assert values(header.figures) == ["10 %", "20 %"]


@pytest.mark.parametrize(
    ("unit", "header", "wanted"),
    [
        ("천원, %", "구분|예산액|집행액|집행률", ["3000 천원", "1000 천원", "50 %"]),
        ("명, 백만원", "구분|예산액|직원수|이용인원", ["3000 백만원", "1000", "50 명"]),
        ("개소, 백만원", "구분|사업비|시설수|비율", ["3000 백만원", "1000 개소", "50 %"]),
    ],
    ids=["rate", "people", "places"],
)
def test_the_units_of_a_unit_line_go_by_the_labels(unit, header, wanted):
    rows = ["꽃길|3,000|1,000|50", "물길|3,000|1,000|50"]
    report = planned(table(header, *rows, above=f"(단위 : {unit})"))
    for name in ("꽃길", "물길"):
        found = [f for s in report.statements if s.row_path == (name,) for f in s.figures]
        assert values(found) == wanted


def test_thousands_with_a_stop_for_a_comma_are_read_and_told():
    report = planned(table("구분|예산", "꽃길|8,412.500", "물길|149,146", above="(단위 : 천원)"))
    (figure,) = cell(report, "꽃길", "예산").figures
    assert (values([figure]), "8,412,500" in figure.reading) == (["8412500 천원"], True)


def test_decimals_of_a_coarse_unit_stay_decimals():
    report = planned(table("구분|예산", "꽃길|149.146", "물길|1,200", above="(단위 : 백만원)"))
    assert values(cell(report, "꽃길", "예산").figures) == ["149.146 백만원"]


def test_a_unit_line_with_a_unit_for_each_column():
    lines = ("업체|노선|보유|이용객", "하늘|19|124|9,651")
    report = planned(table(*lines, above="(단위: 개, 대, 천명)"))
    found = [values(cell(report, "하늘", column).figures) for column in ("노선", "보유", "이용객")]
    assert found == [["19 개"], ["124 대"], ["9651 천명"]]
    assert cell(report, "하늘", "이용객").figures[0].amount == 9_651_000


def test_rates_in_a_table_of_rates_and_money():
    lines = ("구분|2030년|2031년", "재정자립도|25.7|24|", "1인당 세출|2,014|2,138")
    report = planned(table(*lines, above="[단위: %, 천원]"))
    assert values(cell(report, "재정자립도", "2030년").figures) == ["25.7 %"]
    assert values(cell(report, "재정자립도", "2031년").figures) == ["24 %"]
    assert values(cell(report, "1인당 세출", "2031년").figures) == ["2138 천원"]


def test_the_one_date_in_a_header_holds_for_the_whole_table():
    report = planned(table("사업|예산액|집행률(%) (9. 30.기준)", "꽃길|1,200|72.5"))
    assert cell(report, "꽃길", "예산액").figures[0].basis_date == "9. 30."


def test_amounts_named_in_the_brackets_behind_them():
    report = planned(table("구분|와이파이", "2030년|12대(하늘구) 141대(하늘시)"))
    found = cell(report, "2030년", "와이파이").figures
    assert [(figure.label, figure.value) for figure in found] == [("하늘구", 12), ("하늘시", 141)]
