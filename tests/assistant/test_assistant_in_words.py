"""Answers in words: lists of so many, one thing after the other, dates, places and persons."""

from __future__ import annotations

import pytest
from assistant_library import NAMES, library_of

from assistant.answer import Status
from assistant.assistant import Assistant

LEARNING = "마포구_평생교육과_2025_주요업무계획.txt"


@pytest.fixture(scope="module")
def tell(tmp_path_factory):
    made = library_of(tmp_path_factory.mktemp("learning"), (*NAMES, LEARNING))
    yield Assistant(made.catalogue, made.search).ask
    made.close()


TOLD = [
    # question, what the answer says, what it leaves out
    ("거점학교 4개교는 어디인가요", ("서강초·염리초·성산초·한서초",), ("사업기간",)),
    ("평생교육과 팀 이름 다 알려줘", ("학습지원팀", "교육협력팀", "돌봄지원팀"), ("문해교육",)),
    ("평생교육과 3개 팀 이름은?", ("학습지원팀", "교육협력팀", "돌봄지원팀"), ("진로교육",)),
    ("초등돌봄센터 1~3호점 주소는 각각 어디야", ("손기정로 12", "백범로 35", "포은로 88"), ("초",)),
    ("초등돌봄센터 호점별로 언제 문 열었어", ("2021. 3. 2.", "2022. 9. 1.", "2024. 5. 20."), ()),
    (
        "강변 평생학습관 지상 1층부터 3층까지 층별로 뭐가 들어가나요",
        ("북카페", "세미나실", "강의실 1~4"),
        ("기계실", "250.7"),
    ),
    ("초등돌봄센터 세부사업 세 가지를 순서대로", ("돌봄 공백 해소", "부모:함께 돌봄 한마당", "주말 돌봄"), ()),
    ("미복귀 종사자에 대해 어떤 조치가 있나요", ("인건비 지급 중단", "계약 해지"), ("교육",)),
    ("종사자 집합교육은 어디서 받아요", ("마포아트센터",), ("QR",)),
    ("강변 평생학습관은 언제 착공해서 언제 준공하나요", ("'25. 11.", "'27. 05."), ("2024. 1.",)),
    ("강변 평생학습관 착공일이랑 준공일", ("'25. 11.", "'27. 05."), ("설계",)),
    ("초등돌봄센터 2호점은 언제 개소했나요", ("2022. 9. 1.",), ("2021", "2024")),
]  # fmt: skip


@pytest.mark.parametrize(("question", "said", "unsaid"), TOLD, ids=[row[0] for row in TOLD])
def test_what_is_asked_is_told_in_full_and_nothing_else(tell, question, said, unsaid):
    answer = tell(question)
    assert answer.status is Status.ANSWERED, answer.answer
    assert [part for part in said if part not in answer.answer] == []
    assert [part for part in unsaid if part in answer.answer] == []
    assert answer.citations


UNTOLD = [
    "거점학교 6개교는 어디인가요",  # four are named
    "초등돌봄센터 놀이터 3곳 이름",
    "초등돌봄센터 2호점 위탁 만료는 몇 월이야",  # a dash stands there; its opening day is another
    "초등돌봄센터 3호점 센터장은 누구야",
    "초등돌봄센터 휴관일은 언제야",
    "강변 평생학습관 주차장은 어디에 있어",
]


@pytest.mark.parametrize("question", UNTOLD)
def test_what_no_place_tells_is_not_answered_with_something_near(tell, question):
    answer = tell(question)
    assert answer.status is Status.NOT_FOUND, answer.answer


def test_a_date_that_is_missing_is_said_beside_the_other(tell):
    answer = tell("강변 평생학습관은 언제 착공해서 언제 철거하나요")
    assert answer.status is not Status.ANSWERED or "철거" in answer.answer


def test_known_words_are_never_off_topic(tell):
    assert tell("북카페 좋아해").status is not Status.REFUSED
    assert tell("오늘 날씨 맑음").status is Status.REFUSED
