"""What workbooks say once they are understood: titles, years, notes and rows that are set in."""

from ingest_reading import cell, values
from sheet_files import rows_of, xlsx

from ingest.limits import Limits
from ingest.reading import read_report

BUDGET = ["기획과", "재정", "예산서 발간", "사무관리비", "공공운영비", "법무", "사무관리비"]
STEPS = [0, 1, 2, 3, 3, 1, 2]


def report(data: bytes):
    return read_report(data, "현황.xlsx", Limits())


def paths(found):
    return {s.text: s.row_path for s in found.statements if s.figures}


def test_the_title_of_a_sheet_gives_the_year_of_all_its_tables():
    rows = [
        ["2031회계연도 결산 총괄"], ["가. 세입"], [None, "(단위: 천원)"], ["구분", "수납액"],
        ["지방세", 480], ["계", 480], [], ["1. 세출"], [None, "(단위: 천원)"], ["구분", "지출액"],
        ["교육", 420], ["계", 420],
    ]  # fmt: skip
    found = report(rows_of(rows, name="결산"))
    assert cell(found, "지방세", "수납액").figures[0].year == 2031
    assert cell(found, "교육", "지출액").figures[0].year == 2031


def test_a_note_below_a_table_dates_that_table_and_not_the_next():
    rows = [
        ["1. 시설"], ["구분", "개소수"], ["도서관", 5], ["공원", 8], ["※ 2030년 말 기준"], [],
        ["2. 차량"], ["구분", "대수"], ["승용", 10], ["승합", 4],
    ]  # fmt: skip
    found = report(rows_of(rows))
    assert cell(found, "도서관", "개소수").figures[0].year == 2030
    assert cell(found, "승용", "대수").figures[0].year is None


def test_rows_that_are_set_in_are_of_those_above():
    def build(book):
        sheet = book.add_worksheet("예산")
        sheet.write_row(0, 0, ["부서·사업", "예산액"])
        for row, (name, step) in enumerate(zip(BUDGET, STEPS, strict=True), start=1):
            sheet.write(row, 0, name, book.add_format({"indent": step}))
            sheet.write(row, 1, row * 100)

    wanted = {
        "400": ("기획과", "재정", "예산서 발간", "사무관리비"),
        "500": ("기획과", "재정", "예산서 발간", "공공운영비"),
        "700": ("기획과", "법무", "사무관리비"),
    }
    found = paths(report(xlsx(build)))
    assert {text: found[text] for text in wanted} == wanted
    blanks = [["부서·사업", "예산액"]]
    blanks += [["  " * STEPS[r] + name, r * 100 + 100] for r, name in enumerate(BUDGET)]
    found = paths(report(rows_of(blanks)))
    assert {text: found[text] for text in wanted} == wanted


def test_labels_that_are_centred_with_blanks_are_of_nothing_above():
    rows = [["구분", "금액"], ["일반회계", 1], ["특별회계", 2], ["      계", 3], ["기타", 4]]
    assert paths(report(rows_of(rows)))["3"] == ("계",)
    rows = [["구분", "금액"], ["   계", 3], ["일반회계", 1], [" 특별", 2], ["     공기업", 4]]
    assert paths(report(rows_of(rows)))["4"] == ("공기업",)
    rows = [["구분", "금액"], ["일반", 1], [" 특별", 2], ["기타", 3], ["공기업", 4]]
    assert paths(report(rows_of(rows)))["2"] == ("특별",)


def test_the_stage_of_a_table_is_not_that_of_the_year_before():
    rows = [
        ["2031년 본예산"],
        ["과목", "예산액", "전년도예산액"],
        ["보조금", 9, 7],
        ["출연금", 8, 6],
    ]
    found = report(rows_of(rows))
    now, before = (
        cell(found, "보조금", "예산액").figures,
        cell(found, "보조금", "전년도예산액").figures,
    )
    assert (now[0].year, now[0].stage) == (2031, "본예산")
    assert (before[0].year, before[0].stage) == (2030, "")
    assert values(before) == ["7"]
