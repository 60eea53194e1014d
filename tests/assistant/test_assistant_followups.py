"""Follow-ups on the ground of the answer before: one test for each thing that is kept or replaced."""

from __future__ import annotations

from decimal import Decimal

import pytest
from assistant_library import amounts, counted, money, people

from assistant.answer import Status

REPLACED = [
    # earlier questions, the follow-up, its values
    pytest.param(["서강도서관 2024년 대출은 몇 권이야?"], "아현도서관은?", counted(27120, "권"), id="row"),
    pytest.param(["서강도서관 2024년 대출은 몇 권이야?"], "23년은?", counted(41210, "권"), id="year"),
    pytest.param(
        ["서강도서관 2024년 대출은 몇 권이야?", "아현도서관은?"], "전년도는?", counted(28430, "권"),
        id="year before",
    ),
    pytest.param(["청사 관리 예산액은?"], "집행액은?", money(2205000), id="column"),
    pytest.param(["청사 관리 예산액은?", "집행액은?"], "인사 운영은?", money(819000), id="row, column kept"),
    pytest.param(["2025년 문화체육과 정책사업비는?"], "정원은 몇 명이야?", people(18), id="other table"),
    pytest.param(["새우젓 축제 장소는?"], "소요예산은?", money(850000), id="item of the list"),
    pytest.param(["생활체육관 위치는?"], "연면적은?", counted(5320, "m²"), id="item of the project"),
    pytest.param(["2025년 공원녹지과 예산은?"], "자원순환과는?", money(26244600), id="department"),
]  # fmt: skip


@pytest.mark.parametrize(("earlier", "question", "values"), REPLACED)
def test_what_is_named_is_replaced_and_the_rest_is_kept(ask, earlier, question, values):
    answer = ask(question, *earlier)
    assert answer.status is Status.ANSWERED, answer.answer
    assert amounts(answer) == values


TOLD = [
    # earlier questions, the follow-up, words of its answer
    (["개막식 일시는?"], "장소는?", "평화의광장"),
    (["개막식 일시는?", "장소는?"], "김장 체험은?", "하늘공원 주차장"),
    (["생활체육관 소요예산은?"], "착공은?", "2025. 11."),
    (["생활체육관 소요예산은?"], "착공은 26년이라던데 맞아?", "2025. 11."),
    (["경의선 숲길 정비 예산은?"], "언제까지 하는데?", "2025. 2. ~ 10."),
]


@pytest.mark.parametrize(("earlier", "question", "told"), TOLD, ids=[row[1] for row in TOLD])
def test_words_are_told_from_around_the_answer(ask, earlier, question, told):
    answer = ask(question, *earlier)
    assert answer.status is Status.ANSWERED, answer.answer
    assert told in answer.answer


COMPUTED = [
    # earlier questions, the follow-up, its first value
    (["2025년 공원녹지과 예산은?", "자원순환과는?"], "둘 합치면?", (Decimal(41725300), "천원")),
    (["서강도서관 2024년 대출은 몇 권이야?"], "23년이랑 합치면?", (Decimal(85190), "권")),
    (["서강도서관 2024년 대출은 몇 권이야?"], "아현도서관이랑 합치면?", (Decimal(71100), "권")),
    (["2025년 문화체육과 정책사업비는?"], "작년보다 얼마나 늘었어?", (Decimal(263600), "천원")),
]


@pytest.mark.parametrize(
    ("earlier", "question", "value"), COMPUTED, ids=[row[1] for row in COMPUTED]
)
def test_what_was_told_is_computed_with(ask, earlier, question, value):
    answer = ask(question, *earlier)
    assert answer.status is Status.ANSWERED, answer.answer
    assert amounts(answer)[0] == value


def test_two_years_that_were_told_change(ask):
    answer = ask("얼마나 느는 거야?", "아현도서관 2023년 회원은 몇 명이야?", "24년은?")
    assert "330명" in answer.answer
    assert "증가" in answer.answer


def test_a_rate_after_a_change_is_the_rate_of_the_change(ask):
    earlier = ["2025년 문화체육과 정책사업비는?", "작년보다 얼마나 늘었어?"]
    assert (Decimal("6.8"), "%") in amounts(ask("비율로는?", *earlier))


def test_what_was_computed_leaves_the_plain_question(ask):
    earlier = ["2025년 공원녹지과 예산은?", "자원순환과는?", "차이는?"]
    assert amounts(ask("24년은?", *earlier))[0][1] == "천원"
    assert ask("24년은?", *earlier).calculation is None


LISTED = ["2025년 문화체육과 주요사업 목록 알려줘"]
PLACES = [
    ([], "두 번째 사업 예산은 얼마야?", money(1240000)),
    (["첫 번째 사업 예산은?"], "그 다음은?", money(1240000)),
    (["첫 번째 사업 예산은?", "그 다음은?"], "마지막은?", money(96300)),
]


@pytest.mark.parametrize(("between", "question", "values"), PLACES, ids=[row[1] for row in PLACES])
def test_listed_things_are_counted(ask, between, question, values):
    answer = ask(question, *LISTED, *between)
    assert answer.status is Status.ANSWERED, answer.answer
    assert amounts(answer) == values


@pytest.mark.parametrize("reply", ["1번", "첫 번째"])
def test_a_reading_that_was_offered_is_picked(ask, reply):
    offered = ask("정원은?")
    assert offered.status is Status.CLARIFY
    first = offered.choices[0]
    assert amounts(ask(reply, "정원은?")) == [(first.value, first.unit)]


ABSENT = [
    (["서강도서관 2024년 대출은 몇 권이야?"], "22년은?"),
    (["서강도서관 2024년 대출은 몇 권이야?"], "망원도서관은?"),
    (["개막식 일시는?", "장소는?"], "입장료는 얼마야?"),
    (["작은도서관 활성화 소요예산은?"], "장소는?"),
    (["서강도서관 2024년 대출은 몇 권이야?"], "둘 합치면?"),
]


@pytest.mark.parametrize(("earlier", "question"), ABSENT, ids=[row[1] for row in ABSENT])
def test_what_the_report_does_not_say_is_not_taken_from_elsewhere(ask, earlier, question):
    assert ask(question, *earlier).status is Status.NOT_FOUND


def test_a_place_that_the_list_does_not_have_is_told(ask):
    assert "모두 3건" in ask("다섯 번째는?", *LISTED).answer
    assert "목록이 없어" in ask("두 번째는?", "2025년 문화체육과 예산은?").answer


def test_the_next_in_the_list_is_asked_the_same(ask):
    earlier = [*LISTED, "첫 번째 사업 예산은?", "그 다음은?", "그 앞은?"]
    assert amounts(ask(earlier[-1], *earlier[:-1])) == money(850000)


TOPICS = [
    # a question with a subject of its own, after another one
    "작은도서관 활성화 대상은 몇 개소야?",
    "성미산 무장애 산책로는 뭘로 만드는 거예요?",
    "서대문구 직원 상담은 1인 최대 몇 회야?",
    "염리도서관 2023년 회원은 몇 명이야?",
]


@pytest.mark.parametrize("question", TOPICS)
def test_a_subject_of_its_own_is_answered_as_if_it_were_the_first(ask, question):
    alone = ask(question)
    assert alone.status is Status.ANSWERED, alone.answer
    assert ask(question, "2025년 자원순환과 예산은?", "작년은?").answer == alone.answer


def test_a_blank_cell_is_told_as_blank(ask):
    answer = ask("폐막 공연은?", "개막식 장소는?")
    assert answer.status is Status.NOT_FOUND
    assert "비어" in answer.answer


def test_what_was_not_answered_leaves_the_ground(ask):
    earlier = ["서강도서관 2024년 대출은 몇 권이야?", "망원도서관은?"]
    assert amounts(ask("아현도서관은?", *earlier)) == counted(27120, "권")
