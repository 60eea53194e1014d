"""Follow-up questions take what they leave out from the questions before; new topics do not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from assistant_library import BUREAU_2025, amounts, cited, money, people

from assistant.answer import Status

CONVERSATIONS = [
    # earlier questions, the last one, its values
    (["2025년 문화체육과 예산은 얼마인가요?"], "그럼 작년은?", money(3950200)),
    (["2024년 문화체육과 예산은?"], "올해는?", money(4210600)),
    (["2025년 문화체육과 예산은 얼마인가요?"], "자원순환과는?", money(26244600)),
    (["2024년 문화체육과 예산은?"], "공원녹지과는?", money(16230400)),
    (["2025년 문화체육과 정원은?"], "현원은?", people(20)),
    (["2024년 문화체육과 정원은?"], "현원은?", people(19)),
    (["2025년 문화체육과 예산은?", "공원녹지과는?"], "그럼 현원은?", people(31)),
    (["공원녹지과 정원은?", "자원순환과는?"], "예산은?", money(26244600)),
    (["2025년 새우젓 축제 예산은?"], "구비는?", money(680000)),
    (["2026년 생활체육관 국비는?", "시비는?"], "2027년은?", money(2400000)),
    (["경의선 숲길 정비 사업기간은?"], "예산은 얼마야?", money(1380000)),
    (["청사 관리 예산액은?"], "집행률은?", [(Decimal("75.0"), "%")]),
    (["서대문구 공용차량은 몇 대야?"], "그중 승용은?", [(Decimal(52), "대")]),
    (["문화체육과 2024년 예산은?"], "정책사업비는?", money(3886500)),
    (["2025년 문화체육과 정책사업비는?"], "공원녹지과는?", money(15312200)),
    (["청사 관리 예산액은?"], "직원 복지는?", money(5014000)),
    (["경의선 숲길 2026년 예산은?"], "무장애 산책로는?", money(300000)),
    (["2025년 새우젓 축제 예산은?"], "그럼 작년 참여업체는?", [(Decimal(31), "개소")]),
]


@pytest.mark.parametrize(
    ("earlier", "question", "values"),
    CONVERSATIONS,
    ids=[" > ".join((*row[0], row[1])) for row in CONVERSATIONS],
)
def test_a_follow_up_inherits_what_it_leaves_out(ask, earlier, question, values):
    answer = ask(question, *earlier)
    assert answer.status is Status.ANSWERED, answer.answer
    assert amounts(answer) == values


def test_another_kind_of_answer_drops_the_measure(ask):
    assert ask("위치는?", "경의선 숲길 예산은?").answer.startswith("위치 : 연남동 ~ 도화동 일대")


def test_a_change_is_asked_of_what_was_counted(ask):
    answer = ask("작년보다 얼마나 늘었어?", "새우젓 축제 참여업체는?")
    assert "4개소(12.9%) 증가했습니다" in answer.answer


def test_a_change_is_asked_after_a_budget(ask):
    answer = ask("작년보다 얼마나 줄었어?", "2025년 공원녹지과 예산은?")
    assert amounts(answer) == [(Decimal(749700), "천원"), (Decimal("4.6"), "%")]
    assert "감소했습니다" in answer.answer


def test_where_after_when(ask):
    answer = ask("어디서?", "새우젓 축제 개막식은 언제?")
    assert answer.answer.startswith("개막식 장소: 평화의광장")


NEW_TOPICS = [
    (["2024년 문화체육과 예산은?"], "서대문구 공용차량은 모두 몇 대입니까?"),
    (["2024년 문화체육과 예산은?"], "공원녹지과 예산은 얼마입니까?"),
    (["2024년 보고서에서 새우젓 축제 장소는?"], "자원순환과 정원은 몇 명인가요?"),
    (["서대문구 공용차량은 몇 대야?"], "마포구 문화체육과 2025년 예산은 얼마인가요?"),
    (["2023년 플라스틱 수거량은?"], "경의선 숲길 정비 2026년 구비는?"),
    (["생활체육관 건립 국비는?"], "새우젓 축제 장소는 어디야?"),
]


@pytest.mark.parametrize(
    ("earlier", "question"), NEW_TOPICS, ids=[" > ".join((*row[0], row[1])) for row in NEW_TOPICS]
)
def test_a_new_topic_is_answered_as_if_it_were_the_first(ask, earlier, question):
    alone, after = ask(question), ask(question, *earlier)
    assert alone.status is Status.ANSWERED
    assert amounts(after) == amounts(alone)
    assert cited(after) == cited(alone)


def test_a_new_topic_has_its_own_year(ask):
    answer = ask("공원녹지과 예산은 얼마입니까?", "2024년 문화체육과 예산은?")
    assert amounts(answer) == money(15480700)
    assert cited(answer)[0][0] == BUREAU_2025


def test_nothing_is_remembered_but_what_is_handed_in(ask):
    ask("2025년 공원녹지과 정원은?")
    assert ask("정원은?").status is Status.CLARIFY
    assert amounts(ask("현원은?", "2025년 공원녹지과 정원은?")) == people(31)


def test_the_context_is_the_conversation_so_far(ask):
    answer = ask("현원은?", "2025년 공원녹지과 정원은?", "  ")
    assert answer.context == {"history": ["2025년 공원녹지과 정원은?", "현원은?"]}
    assert answer.history == ("2025년 공원녹지과 정원은?",)
    assert answer.question == "현원은?"
