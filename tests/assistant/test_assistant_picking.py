"""Which of several figures is meant: named columns, budgets stated twice, dates of two years."""

from __future__ import annotations

import pytest
from assistant_library import amounts, counted, library_of, money

from assistant.answer import Status
from assistant.assistant import Assistant

REPORT = """2025년 주요업무계획

마포구 도시안전과

주요사업 목록

연번	주요사업	구분	쪽
1	폭염·한파 종합대책 추진	계속	3
2	안전교실 운영	계속	5

1 | 폭염·한파 종합대책 추진

□ 사업개요

- 사업기간 : {period}
- 소요예산 : {outline}

□ 추진실적

○ 폭염·한파 대책본부 운영

구 분	한파실적	폭염실적
대책본부 운영	16일, 근무자 99명	59일, 근무자 944명

□ 2025년 소요예산 : 36,500천원

2 | 안전교실 운영

□ 추진실적

- 어린이 안전교실(4~6월) : 12회 310명

□ 2026년 추진계획

- 어린이 안전교실 : 2026년 3~11월
"""


@pytest.fixture
def asked(tmp_path):
    def ask(question: str, *, period: str = "2025. 1. ~ 12.", outline: str = "1,536,500천원"):
        name = "마포구_도시안전과_2025_주요업무계획.txt"
        (tmp_path / name).write_text(REPORT.format(period=period, outline=outline), "utf-8")
        library = library_of(tmp_path / "home", (name,), folder=tmp_path)
        return Assistant(library.catalogue, library.search).ask(question)

    return ask


def test_the_column_that_is_named_answers_though_the_heading_names_both(asked):
    assert amounts(asked("폭염 대책본부 운영일수는?")) == counted(59, "일")


def test_a_budget_that_is_stated_twice_is_asked_back(asked):
    answer = asked("폭염·한파 종합대책 2025년 소요예산은?")
    assert answer.status is Status.CLARIFY
    assert {choice.value for choice in answer.choices} == {36500, 1536500}


@pytest.mark.parametrize(
    "outline",
    [{"outline": "37백만원"}, {"outline": "1,536백만원", "period": "2023. 1. ~ 2027. 8."}],
    ids=["rounded", "all-years"],
)
def test_a_rounded_budget_or_one_of_several_years_is_no_other_reading(asked, outline):
    answer = asked("폭염·한파 종합대책 2025년 소요예산은?", **outline)
    assert amounts(answer) == money(36500)


def test_dates_of_two_years_are_asked_back_and_of_a_named_one_answered(asked):
    answer = asked("어린이 안전교실은 몇 월에 열려요?")
    assert answer.status is Status.CLARIFY
    assert len(answer.choices) == 2
    assert "3~11월" in asked("2026년 어린이 안전교실은 몇 월에 열려요?").answer


def test_the_cost_of_several_years_is_not_told_as_one_years(asked):
    whole = {"period": "2023. 1. ~ 2027. 8.", "outline": "1,536백만원"}
    readings = asked("폭염·한파 종합대책 소요예산은?", **whole)
    chosen = next(c for c in readings.choices if c.unit == "백만원")
    answer = asked(chosen.question, **whole)
    assert "2025년" not in answer.answer
    assert any("여러 해" in note for note in answer.assumptions)
