"""Questions that are answered by yes or no, with the figure that says so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from assistant_library import amounts, money, people

from assistant.answer import Status
from assistant.yesno import agrees, asks_whether
from ingest.model import Figure
from ingest.numbers import mentions


@pytest.mark.parametrize(
    ("question", "yes", "value"),
    [
        ("문화체육과 2025년 예산이 40억 넘어?", True, money(4210600)),
        ("문화체육과 2025년 예산이 50억을 넘나요?", False, money(4210600)),
        ("문화체육과 2025년 예산이 42억 이하인가요?", False, money(4210600)),
        ("문화체육과 2025년 정원이 18명 이하인가요?", True, people(18)),
        ("문화체육과 2025년 현원이 20명 미만인가요?", False, people(20)),
        ("새우젓 축제 2025년 자원봉사자가 100명보다 많아?", True, people(120)),
    ],
)
def test_a_stated_bound_is_held_against_the_figure(ask, question, yes, value):
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.answer.startswith("예." if yes else "아니요.")
    assert amounts(answer) == value


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("공원녹지과 예산이 자원순환과보다 많아?", False),
        ("자원순환과 예산이 공원녹지과보다 많아?", True),
        ("공원녹지과 예산이 자원순환과보다 적니?", True),
        ("공원녹지과 예산이 줄었나요?", True),
        ("자원순환과 예산이 줄었나요?", False),
        ("공원녹지과 정원이 현원보다 많아?", True),
        ("자원순환과 정원이 현원보다 많아?", False),
    ],
)
def test_which_of_two_is_more_is_judged_from_the_asked_side(ask, question, yes):
    assert ask(question).answer.startswith("예." if yes else "아니요.")


def test_a_direction_taken_for_granted_is_corrected(ask):
    answer = ask("자원순환과 예산이 줄었다던데 얼마나 줄었어?").answer
    assert answer.startswith("아니요. ")
    assert "자원순환과 예산은" in answer
    assert "2,856,900천원(12.2%) 증가했습니다" in answer
    right = ask("공원녹지과 예산이 줄었다던데 얼마나 줄었어?").answer
    assert "749,700천원(4.6%) 감소했습니다" in right
    assert "아니요" not in right


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("문화체육과 2025년 예산 42억 맞아?", "예, 맞습니다."),
        ("문화체육과 2025년 예산이 약 42억이라던데 맞아?", "예, 맞습니다."),
        ("문화체육과 2025년 예산 39억 맞아?", "질문의 39억은 보고서와 다릅니다."),
        ("문화체육과 2025년 정원 20명 맞아?", "질문의 20명은 보고서와 다릅니다."),
    ],
)
def test_a_stated_amount_is_confirmed_or_corrected(ask, question, start):
    assert ask(question).answer.startswith(start)


@pytest.mark.parametrize(
    ("text", "value", "unit", "alike"),
    [
        ("36억이 맞나요", 3615983, "천원", True),
        ("35억이 맞나요", 3615983, "천원", False),
        ("36억 2천만원", 3615983, "천원", True),
        ("2천억", 137411335, "천원", False),
        ("약 200명", 198, "명", True),
        ("200명", 198, "명", False),
        ("200명 정도", 170, "명", False),
        ("9억 정도", 850000, "천원", False),
        ("8곳", 6, "개", False),
        ("6곳", 6, "개", True),
    ],
)
def test_a_rounded_amount_is_the_same_amount(text, value, unit, alike):
    (number,) = mentions(text)
    factor = 1000 if unit == "천원" else 1
    figure = Figure(Decimal(value), unit, str(value), Decimal(value) * factor)
    assert agrees(text, number, figure) is alike


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("예산이 늘었나요?", True),
        ("정원이 현원보다 많아?", True),
        ("얼마나 늘었나요?", False),
        ("예산은 얼마야?", False),
        ("어느 과가 더 많아?", False),
        ("소통담당관 예산", False),
    ],
)
def test_what_asks_for_yes_or_no(text, whether):
    assert asks_whether(text) is whether
