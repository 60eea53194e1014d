"""Accounts and budget sheets: halves side by side, brackets, units of two kinds, sheets of projects."""

from __future__ import annotations

import pytest
from ingest_items import drawn, report, said
from ingest_reading import cell, read, values

from ingest import sentences
from ingest.content import Role
from ingest.lines import read_line
from ingest.model import BlockKind, SectionKind
from ingest.periods import years

HALVES = """
수입의 부 | | | 지출의 부 | |
과목 | 예산액 | 증감 | 과목 | 예산액 | 증감
매각수입 | 900 | (170) | 건물 | 700 | 30
이자수익 | 38 | 5 | 비품 | 60 | (4)
"""
OVER = ((0, 0, 1, 3), (0, 3, 1, 3))


def test_each_half_of_an_account_has_its_own_labels():
    made = report(said("(단위: 원)"), drawn(HALVES, *OVER))
    assert made.tables == 2
    assert values(cell(made, "건물", "지출의 부>예산액").figures) == ["700 원"]
    assert values(cell(made, "매각수입", "수입의 부>예산액").figures) == ["900 원"]
    assert not [s for s in made.statements if s.row_path == ("매각수입",) and "700" in s.text]


def test_halves_are_found_in_a_text_too():
    made = read("(단위: 원)\n과목\t예산액\t과목\t예산액\n이자\t38\t건물\t700\n매각\t9\t비품\t60\n")
    found = {(s.row_path, s.text) for s in made.statements if s.column_path == ("예산액",)}
    assert found == {(("이자",), "38"), (("건물",), "700"), (("매각",), "9"), (("비품",), "60")}


def test_a_head_that_comes_again_over_amounts_is_one_table():
    made = report(drawn("계 | 예산 | 계 | 집행\n5 | 3 | 7 | 1\n6 | 4 | 8 | 2"))
    assert made.tables == 1


def test_brackets_are_below_zero_under_changes_and_no_number_elsewhere():
    made = report(said("(단위: 원)"), drawn(HALVES.replace("900", "(900)"), *OVER))
    (change,) = cell(made, "매각수입", "수입의 부>증감").figures
    assert (int(change.value), change.printed) == (-170, "(170)")
    assert "음수" in change.reading
    assert cell(made, "매각수입", "수입의 부>예산액").figures == ()


def test_units_of_two_kinds_go_by_their_columns():
    made = report(
        said("(단위: 백만원, %)"),
        drawn(
            "목명 | 2030년 결산 | 증감 | \n | | (B-A) | (B-A)/A\n출자금 | 564,342 | △155,824 | △22.8",
            (0, 0, 2, 1),
            (0, 1, 2, 1),
            (0, 2, 1, 2),
        ),
    )
    assert values(cell(made, "출자금", "2030년 결산").figures) == ["564342 백만원"]
    assert values(cell(made, "출자금", "증감>(B-A)").figures) == ["-155824 백만원"]
    assert values(cell(made, "출자금", "증감>(B-A)/A").figures) == ["-22.8 %"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("2031예산", [2031]), ("2031계획", [2031]), ("(2030 결산)", [2030]), ("2031호", [])],
)
def test_years_right_before_what_they_are_of(text, found):
    assert years(text) == found


def test_a_sheet_of_a_project_is_named_below_its_heading():
    made = report(
        said("1. 사업명"),
        said("(26) 행복마을조성 (1440-408)"),
        said("□ 사업목적", Role.BODY),
        said("○ 주거 안정"),
        said("1. 사업명"),
        said("(27) 물길정비 (1440-409)"),
        said("○ 하천 정비"),
    )
    found = [s.title for s in made.sections if s.kind is SectionKind.PROJECT]
    assert found == ["행복마을조성", "물길정비"]


def test_headings_of_a_sheet_go_on_from_its_number():
    made = report(
        said("1. 사업명"),
        said("□ 물길정비"),
        said("2. 사업기간"),
        said("□ 계약일부터 270일"),
        said("3. 소요예산"),
        said("○ 360백만원"),
    )
    (sheet,) = [s for s in made.sections if s.kind is SectionKind.PROJECT]
    numbered = [s for s in made.sections if s.title in {"사업기간", "소요예산"}]
    assert {s.parent for s in numbered} == {sheet.id}


@pytest.mark.parametrize("line", ["o 올해 예산은 3억원임", "ㅇ 추진계획", "○ 추진계획"])
def test_letters_that_stand_for_circles_are_marks(line):
    assert read_line(line).kind == "item"


@pytest.mark.parametrize("line", ["o형 도로", "of the people", "ㅇㅇ구"])
def test_other_letters_are_no_marks(line):
    assert read_line(line).kind == "text"


def test_a_box_mark_before_a_whole_sentence_is_no_heading():
    told = "□ 과학기술과는 우리나라 처음으로 만든 발사체의 이름이 하늘로 정해졌다고 밝혔다."
    made = report(said("□ 개요"), said(told))
    assert [s.title for s in made.sections[1:]] == ["개요"]
    assert made.blocks[-1].kind is BlockKind.ITEM


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("부채 6억 5천 8백 만원", ["658000000 원"]),
        ("부채 3억 6천 600만원", ["366000000 원"]),
        ("과태료 1천 5백 만원", ["15000000 원"]),
        ("과태료 1천3백만원", ["13000000 원"]),
        ("11 일반회계", []),
        ("'13.04 4.1, 8.28 부동산대책", []),
        ("(1세부) 총괄", []),
        ("4.4만세로 15", []),
        ("3개년부터", []),
        ("100분의 30", []),
        ("29인승 1대", ["1 대"]),
        ("5대 핵심과제", []),
        ("버스 5대 구입", ["5 대"]),
        ("(12/31일 기준)", []),
        ("`12년까지", []),
        ("정부지원금 00백만원, 고용 00명", []),
        ("직원 12 명", ["12 명"]),
        ("정부 지원 70-100%", []),
        ("증감률 -3.5%", ["-3.5 %"]),
    ],
)
def test_numbers_and_words_that_begin_like_units(text, found):
    assert values(sentences.figures(text)) == found


def test_labels_that_come_again_are_of_the_year_beside_them():
    made = report(
        drawn(
            "구분 | 2031년 목표 | 구성비(%) | 2030년 목표 | 구성비(%)\n가 | 34 | 26.0 | 32 | 27.0"
        )
    )
    (now,) = cell(made, "가", "2031년 목표>구성비(%)").figures
    (before,) = cell(made, "가", "2030년 목표>구성비(%)").figures
    assert (now.year, before.year) == (2031, 2030)


def test_codes_and_years_of_building_count_nothing():
    made = report(drawn("구분 | 분야코드 | 조성년도 | 면적(㎡)\n공원 | 080 | 2010 | 350"))
    assert [f.printed for s in made.statements for f in s.figures] == ["350"]


def test_a_bound_is_no_year():
    made = report(drawn("구분 | 2030년도 이전 | 2031년\n도로 | 12 | 3"))
    assert cell(made, "도로", "2030년도 이전").figures[0].year != 2030
    assert cell(made, "도로", "2031년").figures[0].year == 2031


def test_numbers_of_households_are_no_vehicles():
    made = report(drawn("구분 | 세대수 | 차량대수\n도로 | 4,318 | 12"))
    assert values(cell(made, "도로", "세대수").figures) == ["4318 세대"]
    assert values(cell(made, "도로", "차량대수").figures) == ["12 대"]


def test_stages_are_those_of_the_columns_where_they_tell_them():
    made = report(
        said("□ 사업예산 결산 총괄"),
        said("(단위: 원)"),
        drawn("과목 | 예산액 | 결산액\n자본예산 | 900 | 800\n경비 | 70 | 60"),
    )
    (budget,) = cell(made, "자본예산", "예산액").figures
    (settled,) = cell(made, "자본예산", "결산액").figures
    assert (budget.stage, settled.stage) == ("", "결산액")
    assert (budget.measure, settled.measure) == ("예산", "결산액")


def test_a_remark_on_stages_is_not_the_table_s():
    made = report(
        said("(예산액 기준, 추경편성한 연도에는 추경 포함) (단위: 백만원)"),
        drawn("구분 | 2030년 | 2031년\n도로 | 900 | 800"),
    )
    assert cell(made, "도로", "2030년").figures[0].stage != "추경"


def test_an_item_with_a_name_is_of_the_year_that_it_begins_with():
    made = read(
        "2030년 주요업무계획\n\n□ 재정\n ○ (재원별) 2029년 예산안에서 8조 5,000억원을 편성\n"
    )
    (figure,) = [f for s in made.statements for f in s.figures if f.unit == "원"]
    assert figure.year == 2029


NUMBERED = (
    said("2031년 주요업무계획"),
    said("Ⅲ. 주요업무 추진계획"),
    drawn("1 | 주민참여예산 운영"),
    said("□ 추진배경"),
    said("○ 주민 의견 수렴"),
    said("□ 소요예산 : 320,000천원"),
    drawn("2 | 찾아가는 법률 지원"),
    said("□ 추진계획"),
    said("○ 순회 상담 12회"),
    said("□ 소요예산 : 48,500천원"),
)


def test_numbered_headings_with_budgets_are_projects_where_no_list_names_them():
    made = report(*NUMBERED)
    projects = {s.id: s.title for s in made.sections if s.kind is SectionKind.PROJECT}
    assert list(projects.values()) == ["주민참여예산 운영", "찾아가는 법률 지원"]
    budgets = [s for s in made.statements if s.row_path == ("소요예산",)]
    found = {values(s.figures)[0]: projects[s.section] for s in budgets}
    assert found == {
        "320000 천원": "주민참여예산 운영",
        "48500 천원": "찾아가는 법률 지원",
    }


def test_numbers_that_begin_anew_are_of_something_inside():
    made = report(*NUMBERED[:6], drawn("1 | 세부 추진계획"), *NUMBERED[6:])
    assert not [s for s in made.sections if s.kind is SectionKind.PROJECT]


def test_a_caption_leaves_out_the_total_that_it_gives():
    made = report(said("□ 소요예산 : 320,000천원"), drawn("구분 | 2031년\n구비 | 320,000"))
    assert made.blocks[-1].table.caption == "소요예산"
