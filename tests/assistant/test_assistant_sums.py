"""Sums that are made and sums that are refused; means; other units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from assistant_library import amounts, counted, money, people

from assistant.answer import Reason, Status

REFUSED = [
    # question, a word of the reason, the figures that the report does print
    ("공원녹지과 정원과 현원을 더하면?", "서로 다른 것", [34, 31]),
    ("직원 복지 예산과 집행액을 합치면?", "서로 다른 것", [4011200]),
    ("직원 복지 예산액이랑 집행액 합하면 얼마야?", "서로 다른 것", [5014000, 4011200]),
    ("집행률을 모두 더하면?", "비율", []),
    ("2024년과 2025년 문화체육과 정원을 합치면?", "시점", []),
    ("생활체육관 총사업비에 2025년 소요예산 더하면?", "이미 들어 있어", [18500000, 1240000]),
    ("주요사업 예산 다 더하면 문화체육과 예산이야?", "일부", [4210600]),
    ("상반기 30명이랑 연간 70명을 합치면?", "이미 들어 있어", []),
    ("공원 48개소랑 차량 148대 더하면?", "단위", [148]),
    ("이용률 70%랑 참여율 52%를 합치면 몇 퍼센트야?", "비율", []),
]


@pytest.mark.parametrize(("question", "why", "printed"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_sum_that_says_nothing_is_refused_with_its_reason(ask, question, why, printed):
    answer = ask(question)
    assert (answer.status, answer.reason) == (Status.REFUSED, Reason.NOT_ADDABLE), answer.answer
    assert why in answer.answer
    assert answer.values == ()
    assert answer.calculation is None
    assert {Decimal(n) for n in printed} <= {choice.value for choice in answer.nearest}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("공원녹지과와 자원순환과 정원 합치면?", people(62)),
        ("공원녹지과와 자원순환과 예산을 더하면?", money(41725300)),
        ("경의선 숲길 정비와 무장애 산책로 조성의 2025년 예산을 합치면?", money(2020000)),
    ],
)
def test_a_sum_of_different_things_of_one_kind_is_made(ask, question, expected):
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert amounts(answer) == expected
    assert len(answer.calculation.operands) == 2
    assert all(operand.citation for operand in answer.calculation.operands)


def test_one_operand_is_no_answer_to_a_sum(ask):
    answer = ask("공원녹지과 예산이랑 달나라 기지 예산을 더하면?")
    assert answer.status is not Status.ANSWERED
    assert answer.values == ()


# --- means ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "expected", "formula"),
    [
        ("도시환경국 과별 정원 평균은?", people(31), "(34 + 28) ÷ 2"),
        ("도서관별 회원 평균은 몇 명이야?", people(3447), "(4,250 + 3,310 + 2,780) ÷ 3"),
    ],
)
def test_a_mean_is_worked_out_over_cited_rows(ask, question, expected, formula):
    answer = ask(question)
    assert amounts(answer) == expected
    assert answer.calculation.formula == formula
    assert all(operand.citation for operand in answer.calculation.operands)


def test_a_rounded_mean_says_so(ask):
    answer = ask("도서관별 회원 평균은 몇 명이야?")
    assert answer.calculation.rounding
    assert answer.calculation.rounding in answer.answer
    assert "약 3,447명" in answer.answer


def test_rates_are_not_averaged(ask):
    answer = ask("서대문구 행정지원과 집행률 평균은?")
    assert (answer.status, answer.reason) == (Status.REFUSED, Reason.NOT_ADDABLE)
    assert "평균을 낼 수 없습니다" in answer.answer


def test_a_mean_per_head_without_both_figures_is_not_found(ask):
    answer = ask("회원 1명당 장서 수는?")
    assert answer.status is Status.NOT_FOUND
    assert answer.values == ()


# --- units ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "converted", "unit"),
    [
        ("2025년 문화체육과 예산은 몇 억원이야?", "42.11", "억원"),
        ("2025년 문화체육과 예산을 원으로 환산하면?", "4210600000", "원"),
        ("2025년 문화체육과 예산을 백만원 단위로 알려줘", "4210.6", "백만원"),
    ],
)
def test_money_is_told_as_printed_and_then_converted(ask, question, converted, unit):
    answer = ask(question)
    assert amounts(answer) == [*money(4210600), *counted(converted, unit)]
    printed, asked = answer.values
    assert printed.citation
    assert asked.calculation.operands[0].value == printed.value
    assert answer.answer.index("4,210,600천원") < answer.answer.index("환산하면")


def test_an_exact_conversion_is_not_called_rounded(ask):
    assert not ask("2025년 문화체육과 예산을 원으로 환산하면?").calculation.rounding
    assert ask("2025년 문화체육과 예산은 몇 억원이야?").calculation.rounding
