"""Each kind of question gets its kind of answer: the exact value, from the exact place."""

from __future__ import annotations

import pytest
from assistant_library import (
    BUREAU_2025,
    OFFICE_2025,
    SPORTS_2024,
    SPORTS_2025,
    amounts,
    cited,
    counted,
    money,
    people,
)

from assistant.answer import Reason, Status

FIGURES = [
    # question, its one value, document and beginning of the line that is cited first
    ("2025년 문화체육과 예산은 얼마인가요?", money(4210600), SPORTS_2025, "문화체육과\t계\t4,210,600"),
    ("2024년 문화체육과 예산은?", money(3950200), SPORTS_2024, "문화체육과\t계\t3,950,200"),
    ("2023년 문화체육과 예산 얼마였어?", money(4120900), SPORTS_2024, "문화체육과\t계\t3,950,200"),
    ("올해 문화체육과 예산 알려줘", money(4210600), SPORTS_2025, "문화체육과\t계\t4,210,600"),
    ("2025년문화체육과예산얼마", money(4210600), SPORTS_2025, "문화체육과\t계\t4,210,600"),
    ("2025년 문화채육과 예산은?", money(4210600), SPORTS_2025, "문화체육과\t계\t4,210,600"),
    ("2025년 문화체육과 현원은?", people(20), SPORTS_2025, "문화체육과\t18 (20)"),
    ("2024년 문화체육과 현원은?", people(19), SPORTS_2024, "문화체육과\t18 (19)"),
    ("2025년 문화체육과 7급 정원은?", people(8), SPORTS_2025, "문화체육과\t18 (20)"),
    ("2025년 문화체육과 7급 현원은 몇 명?", people(9), SPORTS_2025, "문화체육과\t18 (20)"),
    ("공원녹지과 예산", money(15480700), BUREAU_2025, "공원녹지과\t계"),
    ("2024년 공원녹지과 예산은?", money(16230400), BUREAU_2025, "공원녹지과\t계"),
    ("공원녹지과 행정운영경비는?", money(168500), BUREAU_2025, "\t행정운영경비\t168,500"),
    ("자원순환과 정책사업비는 얼마?", money(26030100), BUREAU_2025, "\t정책사업비\t26,030,100"),
    ("도시환경국 예산은?", money(41725300), BUREAU_2025, "합계\t\t41,725,300"),
    ("도시환경국 정원은 몇 명인가요?", people(62), BUREAU_2025, ("도시환경국\t62 (60)", "□ 인력현황 : 정원 62명")),
    ("도시환경국 8급 현원은?", people(16), BUREAU_2025, "도시환경국\t62 (60)"),
    ("자원순환과 6급 정원은 몇 명?", people(6), BUREAU_2025, "자원순환과\t28 (29)"),
    ("경의선 숲길 정비 2025년 예산은?", money(1380000), BUREAU_2025, "□ 2025년 소요예산 : 1,380,000"),
    ("경의선숲길 예산이 얼만지 좀 알려줄래?", money(1380000), BUREAU_2025, "□ 2025년 소요예산 : 1,380,000"),
    ("경이선 숲길 예산은?", money(1380000), BUREAU_2025, "□ 2025년 소요예산 : 1,380,000"),
    ("무장애 산책로 조성 2025년 국비는?", money(220000), BUREAU_2025, "국비\t320,000\t220,000"),
    ("2024년 새우젓 축제 예산", money(790000), SPORTS_2024, "□ 2024년 소요예산 : 790,000"),
    ("2025년 새우젓 축제 구비는 얼마?", money(680000), SPORTS_2025, "구비\t2,650,000"),
    ("2026년 새우젓 축제 시비는?", money(150000), SPORTS_2025, "시비\t620,000"),
    ("내년 새우젓 축제 구비는?", money(665000), SPORTS_2025, "구비\t2,650,000"),
    ("생활체육관 건립 국비는?", money(300000), SPORTS_2025, "국비\t5,000,000"),
    ("생활체육관 건립 2026년 국비는?", money(2700000), SPORTS_2025, "국비\t5,000,000"),
    ("2025년 새우젓 축제 참여업체는 몇 개소?", counted(35, "개소"), SPORTS_2025, "○ 참여업체 : 35"),
    ("24년 보고서에서 새우젓 축제 참여업체는 몇 개소야?", counted(31, "개소"), SPORTS_2024, "○ 참여업체 : 31"),
    ("작은도서관 몇 개소야", counted(22, "개소"), SPORTS_2025, "○ 대상 : 작은도서관 22"),
    ("자원순환과는 몇 팀이야?", counted(3, "팀"), BUREAU_2025, "자원순환과\t3팀"),
    ("2023년 아현도서관 회원 수는?", people(2980), SPORTS_2025, "아현도서관\t2,980"),
    ("서대문구 공용차량은 몇 대야?", counted(148, "대"), OFFICE_2025, "□ 공용차량 : 총 148대"),
    ("화물 차량은 몇 대?", counted(46, "대"), OFFICE_2025, "148\t52\t19\t46"),
    ("청사 관리 예산은?", money(2940000), OFFICE_2025, "청사 관리\t2,940,000"),
    ("청사 관리 집행액은?", money(2205000), OFFICE_2025, "청사 관리\t2,940,000"),
    ("청사 관리 집행률은 얼마야?", counted("75.0", "%"), OFFICE_2025, "청사 관리\t2,940,000"),
    ("직원복지집행률", counted("80.0", "%"), OFFICE_2025, "직원 복지\t5,014,000"),
    ("쾌적한 청사 환경 조성 집행률은?", counted("80.0", "%"), OFFICE_2025, "1,840,000\t1,472,000"),
    ("직원 마음건강 지원 2026년 예산", money(81000), OFFICE_2025, "직원 마음건강 지원\t81,000"),
    ("서대문구 임기제 현원은?", people(4), OFFICE_2025, "임기제\t3 (4)"),
    ("임기제 6급 정원은?", people(1), OFFICE_2025, "임기제\t3 (4)"),
    ("상담 이용 몇 건?", counted(315, "건"), OFFICE_2025, "○ 상담 이용 : 315건"),
    ("상담 이용은 1인 최대 몇 회?", counted(6, "회"), OFFICE_2025, "○ 상담 이용 : 315건"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "values", "document", "line"), FIGURES, ids=[row[0] for row in FIGURES]
)
def test_one_figure(ask, question, values, document, line):
    answer = ask(question)
    assert answer.status is Status.ANSWERED, answer.answer
    assert amounts(answer) == values
    name, printed = cited(answer)[answer.values[0].citation - 1]
    assert name == document
    assert printed.startswith(line)


def test_the_answer_is_a_sentence_with_printed_amount_aid_and_mark(ask):
    answer = ask("2025년 문화체육과 예산은 얼마인가요?")
    assert answer.answer.startswith(
        "2025년 문화체육과 예산은 4,210,600천원(42억 1,060만 원)입니다. [1]"
    )
    assert answer.basis.year == 2025
    assert answer.basis.unit == "천원"


def test_a_cited_cell_names_its_row_column_section_and_unit(ask):
    citation = ask("2025년 문화체육과 정책사업비는?").citations[0]
    assert citation.cell.row == ("문화체육과", "정책사업비")
    assert citation.cell.column == ("2025년",)
    assert citation.quote == "문화체육과 정책사업비 | 2025년 | 4,150,100 (단위: 천원)"
    assert "예산현황" in citation.section
    assert citation.title == "2025년 주요업무계획"
    assert citation.table_cell is not None


def test_the_basis_date_of_a_table_comes_with_its_figures(ask):
    assert ask("공원녹지과 현원은?").basis.basis_date == "'24. 10월 말"
    assert ask("청사 관리 집행액은?").basis.basis_date.startswith("2025. 9. 30")


def test_the_year_that_was_taken_is_said(ask):
    (said,) = ask("공원녹지과 예산").assumptions
    assert "2025년" in said
    assert ask("2025년 공원녹지과 예산").assumptions == ()


def test_a_relative_year_is_said(ask):
    answer = ask("작년 문화체육과 예산은?")
    assert amounts(answer) == money(3950200)
    assert any("‘작년’" in said and "2024년" in said for said in answer.assumptions)


# --- several --------------------------------------------------------------------------------------

SEVERAL = [
    ("공원녹지과 정원과 현원은?", people(34, 31)),
    ("2025년 문화체육과 정책사업비와 행정운영경비는?", money(4150100, 60500)),
    ("2024년과 2025년 문화체육과 예산은?", money(3950200, 4210600)),
    ("공원녹지과와 자원순환과 예산은?", money(15480700, 26244600)),
    ("공원녹지과와 자원순환과 정원은?", people(34, 28)),
    ("2025년 새우젓 축제 시비와 구비는?", money(170000, 680000)),
    ("2025년 새우젓 축제 예산 시비 구비로 나눠서 알려줘", money(850000, 170000, 680000)),
    ("2025년 생활체육관 국비 시비 구비를 각각 알려줘", money(300000, 420000, 520000)),
    ("2026년 생활체육관 건립 국비와 시비는?", money(2700000, 3180000)),
    ("24~26년 새우젓 축제 예산은?", money(790000, 850000, 815000)),
]


@pytest.mark.parametrize(("question", "values"), SEVERAL, ids=[row[0] for row in SEVERAL])
def test_several_figures_stand_side_by_side(ask, question, values):
    answer = ask(question)
    assert answer.status is Status.ANSWERED, answer.answer
    assert amounts(answer) == values
    lines = answer.answer.splitlines()
    for (value, unit), line in zip(values, lines, strict=True):
        assert line.startswith("- ")
        assert f"{value:,}{unit}" in line


def test_what_is_missing_among_several_is_said(ask):
    answer = ask("2025년과 2031년 공원녹지과 예산은?")
    assert amounts(answer) == money(15480700)
    assert "찾지 못했습니다" in answer.answer


# --- asking back ----------------------------------------------------------------------------------

ASKED_BACK = [
    ("새우젓 축제 예산은?", money(850000, 790000)),
    ("새우젓 축제 구비는 얼마?", money(680000, 640000)),
    ("문화체육과예산얼마", money(4210600, 3950200)),
    ("문화체육과 현원은?", people(20, 19)),
    ("자원봉사자 몇 명 모집해?", people(120, 105)),
    ("예산은?", money(88214000, 41725300, 4210600, 3950200)),
]


@pytest.mark.parametrize(("question", "values"), ASKED_BACK, ids=[row[0] for row in ASKED_BACK])
def test_where_several_fit_the_choices_are_offered_with_their_values(ask, question, values):
    answer = ask(question)
    assert answer.status is Status.CLARIFY, answer.answer
    assert answer.reason is Reason.SEVERAL_READINGS
    assert sorted((c.value, c.unit) for c in answer.choices) == sorted(values)
    assert answer.values == ()


@pytest.mark.parametrize("question", [question for question, _ in ASKED_BACK])
def test_every_choice_answers_exactly_its_value_when_asked(ask, question):
    for choice in ask(question).choices:
        chosen = ask(choice.question)
        assert chosen.status is Status.ANSWERED, (choice.question, chosen.answer)
        assert amounts(chosen) == [(choice.value, choice.unit)]


def test_one_value_in_both_reports_needs_no_asking_back(ask):
    answer = ask("문화체육과 정원은?")
    assert amounts(answer) == people(18)
    assert {name for name, _ in cited(answer)} == {SPORTS_2025, SPORTS_2024}


# --- lists and words ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (
            "2025년 문화체육과 주요사업을 모두 알려줘",
            ["새우젓 축제 개최", "생활체육관 건립", "작은도서관 활성화"],
        ),
        ("2024년 문화체육과 주요사업 목록", ["새우젓 축제 개최", "작은도서관 활성화"]),
        ("공원녹지과 주요사업을 모두 알려줘", ["경의선 숲길 정비", "무장애 산책로 조성"]),
        ("자원순환과 주요사업 목록", ["재활용 정거장 운영"]),
        ("서대문구 주요사업 목록", ["쾌적한 청사 환경 조성", "직원 마음건강 지원"]),
    ],
)
def test_the_projects_of_a_department_are_listed_in_order(ask, question, names):
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    first, *lines = answer.answer.splitlines()
    assert f"({len(names)}건)" in first
    assert [line.split(" [")[0] for line in lines] == [f"- {name}" for name in names]


def test_the_cells_of_a_row_are_listed(ask):
    answer = ask("아현도서관 대출 실적을 모두 알려줘")
    assert [value.value for value in answer.values] == [28430, 27120]
    assert {line for _, line in cited(answer)} == {"아현도서관\t28,430\t27,120"}


def test_the_cells_of_a_column_are_listed(ask):
    answer = ask("2024년 도서관별 회원을 모두 알려줘")
    assert {4250, 3310, 2780} <= {value.value for value in answer.values}
    assert not {4120, 2980, 2560} & {value.value for value in answer.values}


@pytest.mark.parametrize(
    ("question", "words", "document"),
    [
        ("2025년 새우젓 축제 장소는?", "평화의광장", SPORTS_2025),
        ("2024년 보고서의 새우젓 축제 장소는?", "월드컵공원", SPORTS_2024),
        ("김장 체험은 어디서 해?", "하늘공원 주차장", SPORTS_2025),
        ("생활체육관 위치가 어디야?", "상암동 1654", SPORTS_2025),
        ("경의선 숲길 정비 위치", "연남동 ~ 도화동", BUREAU_2025),
        ("공원관리팀은 어느 과야?", "공원녹지과", BUREAU_2025),
        ("인사팀 업무는?", "임용과 승진, 교육훈련", OFFICE_2025),
        ("휴양소는 어디어디야?", "제주, 속초, 여수", OFFICE_2025),
        ("민원실 좌석 몇 석 교체했어?", "60석", OFFICE_2025),
    ],
)
def test_what_the_report_says_in_words_is_quoted(ask, question, words, document):
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert words in answer.answer
    assert words in cited(answer)[0][1]
    assert cited(answer)[0][0] == document


@pytest.mark.parametrize(
    ("question", "printed", "spoken"),
    [
        ("새우젓 축제 개막식은 언제?", "2025. 10. 17.(금) 18:00", "2025년 10월 17일"),
        ("옥상 방수공사 기간은?", "2025. 6. ~ 8.", "2025년 6월~8월"),
        ("생활체육관은 언제부터 언제까지 지어?", "2025. 1. ~ 2027. 6.", "2025년 1월 ~ 2027년 6월"),
        ("생활체육관 착공은 언제?", "2025. 11.", "2025년 11월"),
        ("공용차량 교체는 언제?", "2026. 3. ~ 4.", "2026년 3월~4월"),
    ],
)
def test_dates_are_quoted_and_read_out(ask, question, printed, spoken):
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert f"{printed} ({spoken})" in answer.answer
    assert printed in cited(answer)[0][1]


def test_an_empty_cell_is_no_answer(ask):
    answer = ask("새우젓 축제 폐막 공연 장소는?")
    assert answer.status is Status.NOT_FOUND
    assert answer.reason is Reason.EMPTY_CELL
    assert answer.values == ()
    assert cited(answer) == [(SPORTS_2025, "폐막 공연\t2025. 10. 19.(일) 19:00\t")]
    assert "비어 있어" in answer.answer


# --- premises -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "asked", "values"),
    [
        ("공원녹지과 예산이 120억이라던데 맞아?", "120억", money(15480700)),
        ("경의선 숲길 정비 예산이 900,000천원이라던데 맞아?", "900,000천원", money(1380000)),
        ("공원녹지과 정원이 30명이라던데?", "30명", people(34)),
        ("공용차량이 150대라던데 맞나요?", "150대", counted(148, "대")),
        ("2025년 새우젓 축제 예산이 900,000천원이라던데", "900,000천원", money(850000)),
        ("24년 공원녹지과 정원이 30명이라던데?", "30명", people(34)),
        ("2025년 새우젓 축제 예산이 9억 정도라던데", "9억", money(850000)),
        ("공원녹지과 현원이 34명이라던데?", "34명", people(31)),
        ("공원녹지과 현원이 33명인데 정원은 몇 명이야?", "33명", people(31)),
        ("2025년 새우젓 축제 예산이 900,000천원인데 2026년은?", "900,000천원", money(850000)),
    ],
)
def test_a_wrong_premise_is_corrected(ask, question, asked, values):
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert amounts(answer) == values
    assert answer.answer.startswith(f"질문의 {asked}")
    assert "보고서와 다릅니다" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "공원녹지과 예산이 15,480,700천원이라던데 맞아?",
        "공원녹지과 예산이 15,480.7백만원이라던데 맞아?",
    ],
)
def test_a_right_premise_is_not_contradicted(ask, question):
    answer = ask(question)
    assert amounts(answer) == money(15480700)
    assert "다릅니다" not in answer.answer


@pytest.mark.parametrize(
    "question",
    ["공원녹지과 현원이 31명인데 정원은 몇 명이야?", "공원녹지과 현원이 31명이라던데 맞아?"],
)
def test_a_right_premise_about_one_measure_is_not_held_against_another(ask, question):
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert "다릅니다" not in answer.answer


def test_a_total_over_all_years_is_not_contradicted(ask):
    assert "다릅니다" not in ask("경의선 숲길 정비 예산이 4,530,000천원이라던데 맞아?").answer
