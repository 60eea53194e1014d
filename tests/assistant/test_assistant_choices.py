"""Every choice, asked as it stands, gives exactly the figure that it shows."""

from __future__ import annotations

import pytest

from assistant.answer import Reason, Status

QUESTIONS = [
    "예산은?",
    "문화체육과 예산은?",
    "정원은 몇 명이야?",
    "2030년 문화체육과 예산은?",
    "2028년 생활체육관 국비는?",
    "2019년 새우젓 축제 구비는?",
    "새우젓 축제 집행액은?",
    "공원녹지과 정원과 현원을 더하면?",
    "새우젓 축제는 잘한 거야?",
    "2026년 새우젓 축제 자원봉사자 몇 명?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_choice_is_answered_by_its_own_figure(ask, question):
    answer = ask(question)
    choices = (*answer.choices, *answer.nearest)
    assert choices, answer.answer
    for choice in choices:
        chosen = ask(choice.question, question)
        assert chosen.status is Status.ANSWERED, choice.question
        if choice.value is not None:
            found = [(value.value, value.unit) for value in chosen.values]
            assert found == [(choice.value, choice.unit)], choice.question


def test_a_choice_is_asked_in_korean_that_fits_its_figure(ask):
    questions = [choice.question for choice in ask("2030년 문화체육과 예산은?").nearest]
    assert len(set(questions)) == len(questions)
    assert all(question.endswith(("은?", "는?")) for question in questions)


@pytest.mark.parametrize(
    "question",
    ["새우젓 축제 잘한 거야?", "문화체육과 예산이 적절한가?", "재활용 정거장 어떻게 생각해?"],
)
def test_an_opinion_is_refused_with_what_can_be_asked(ask, question):
    answer = ask(question)
    assert (answer.status, answer.reason) == (Status.REFUSED, Reason.OPINION)
    assert "사실만 답합니다" in answer.answer
    assert answer.values == ()


def test_an_agency_that_is_only_mentioned_has_no_report(ask):
    answer = ask("부산광역시 예산은 얼마야?")
    assert (answer.status, answer.reason) == (Status.NOT_FOUND, Reason.NO_SUCH_DOCUMENT)
    assert "부산광역시" in answer.answer


def test_there_is_no_fifth_of_three(ask):
    assert ask("회원이 다섯 번째로 많은 도서관은?").values == ()
    second = ask("회원이 두 번째로 많은 도서관은?")
    assert [value.value for value in second.values] == [3310]
    assert "2번째로 많습니다" in second.answer
