"""How many things a question wants named, and which texts name so many."""

from __future__ import annotations

import pytest

from assistant.counting import (
    Range,
    asked_count,
    asked_each,
    asked_noun,
    asked_range,
    listed_in,
    named_after,
)
from assistant.lexicon import Operation, Wanted
from assistant.query import Query


def query(text: str, **changes: object) -> Query:
    return Query(text=text, squeezed=text.replace(" ", ""), **changes)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("거점학교 4개교는 어디", 4),
        ("친선도시 다섯 곳 이름", 5),
        ("5개 팀을 모두 알려줘", 5),
        ("추진사업 5가지", 5),
        ("4대 체험학교가 뭐뭐야", 4),
        ("키움센터 6곳 중에 5호점은 어디", None),
        ("제3회 박람회는 어디", None),
        ("2025년 사업은 뭐야", None),
        ("1곳 이름", None),
        ("3층에 뭐가 있어", None),
    ],
)
def test_the_number_of_things_to_name(text, count):
    assert asked_count(query(text)) == count


def test_a_question_for_an_amount_or_a_date_names_nothing():
    assert asked_count(query("3곳 예산은", families=("money",))) is None
    assert asked_count(query("3곳은 언제 열어", wanted=(Wanted.DATE,))) is None
    assert asked_count(query("3곳 합계", operation=Operation.SUM)) is None


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("팀 이름 다 말해봐", "팀"),
        ("지원 항목이 뭐뭐 있어", "항목"),
        ("분야를 모두 말해줘", "분야"),
    ],
)
def test_what_is_to_be_named(text, noun):
    assert asked_noun(query(text)) == noun


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("지상 1층부터 5층까지", Range(1, 5, "층")),
        ("1~4호점 주소", Range(1, 4, "호점")),
        ("5층부터 1층까지", None),
        ("3월부터 5월까지", None),
        ("2호점 주소", None),
    ],
)
def test_a_range_of_numbered_things(text, span):
    assert asked_range(query(text)) == span


def test_the_number_of_a_label_in_a_range():
    assert Range(1, 3, "층").number_of("지상 2층") == 2
    assert Range(1, 3, "층").number_of("지상 12층") is None
    assert Range(1, 3, "층").number_of("2호점") is None


def test_what_is_told_one_by_one():
    assert asked_each(query("호점별로 언제")) == "호점"
    assert asked_each(query("팀마다 하는 일")) == "팀"
    assert asked_each(query("특별한 사업")) == ""


@pytest.mark.parametrize(
    ("text", "count", "names"),
    [
        ("일반고 4개교 (가고·나고·다고·라고)", 4, ("가고", "나고", "다고", "라고")),
        ("활력소 3곳(독1,독2,시4)", 3, ("독1", "독2", "시4")),
        ("교통·주택, 공원·환경, 복지·여성", 3, ("교통·주택", "공원·환경", "복지·여성")),
        ("일반고 4개교 (가고·나고·다고·라고)", 3, ()),
        ("가온부(장관 김가온, 이하 부처)가 두 곳을 찾았다", 2, ()),  # says what is called how
        ("3종(신규 1, 교체 2)", 2, ()),  # amounts are no names
        ("서버에 함부로 들어오는 접근을 차단, 감시, 제어", 3, ()),  # a sentence lists no names
    ],
)
def test_a_text_lists_just_so_many(text, count, names):
    assert listed_in(text, count) == names


def test_names_after_their_number():
    text = "총무과 - (3)개팀 교육후생팀 인 사 팀 총무팀 - 행사"
    assert named_after("팀", text, 3) == ("교육후생팀", "인사팀", "총무팀")
    assert named_after("팀", text, 4) == ()
    assert named_after("", text, 3) == ()
