"""What holds for every answer, checked over many kinds of question."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest
from assistant_library import NAMES, text_of
from assistant_numbers import (
    aids,
    marks,
    numbers,
    without_aids,
    without_marks,
    worked_out,
    years,
)

from assistant.answer import Reason, Status

# A question a line; earlier questions of its conversation stand before it, after `>` each.
QUESTIONS = """
2025년 문화체육과 예산은 얼마인가요?
2024년 문화체육과 예산은?
2023년 문화체육과 예산 얼마였어?
문화체육과예산얼마
올해 문화체육과 예산 알려줘
작년 문화체육과 예산은?
문화체육과 정원은 몇 명이야?
2025년 문화체육과 현원은?
문화체육과 정원과 현원은?
2025년 문화체육과 정책사업비와 행정운영경비는?
2024년 공원녹지과 예산은?
공원녹지과 현원은?
자원순환과 6급 정원은 몇 명?
도시환경국 예산은?
도시환경국 정원은 몇 명인가요?
자원순환과 예산은 작년보다 얼마나 늘었어?
공원녹지과 예산 증감률은?
공원녹지과와 자원순환과 예산은?
공원녹지과와 자원순환과 예산 차이는?
2024년과 2025년 문화체육과 예산 비교해줘
문화체육과 예산이 2024년에 비해 몇 퍼센트 늘었나요?
2024년 문화체육과 정원과 2025년 문화체육과 정원은 같은가?
새우젓 축제 예산은?
2025년 새우젓 축제 구비는 얼마?
2026년 새우젓 축제 시비는?
2024년 새우젓 축제 예산
2025년 새우젓 축제 참여업체는 몇 개소?
생활체육관 건립 국비는?
생활체육관 건립 2026년 국비는?
생활체육관 건립 국비 시비 구비 합계는?
생활체육관 건립은 어디에?
새우젓 축제 폐막 공연 장소는?
새우젓 축제 개막식은 언제?
김장 체험은 어디서 해?
서강도서관 2024년 대출 실적은?
플라스틱 2024년 수거량은?
경의선 숲길 정비 2025년 예산은?
경의선 숲길 벤치는 몇 개 교체해?
무장애 산책로 조성 2025년 국비는?
재활용 정거장 운영장소는 몇 개소?
문화체육과 주요사업을 모두 알려줘
2024년 문화체육과 주요사업 목록
공원녹지과 주요사업 모두 알려줘
문화체육과 정책사업비가 전체 예산에서 차지하는 비중은?
서대문구 행정지원과 현원은?
청사 관리 예산액은?
청사 관리 집행액은?
청사 관리 집행률은?
집행률이 가장 높은 단위사업은?
직원 복지 예산에서 남은 금액은?
서대문구 공용차량은 몇 대야?
화물 차량은 몇 대?
휴양소는 어디어디야?
옥상 방수공사 기간은?
2026년 직원 마음건강 지원 예산은?
직원 마음건강 지원 상담 이용 건수는?
마포구와 서대문구 정원은?
강남구 예산은?
지역경제과 예산은?
2030년 문화체육과 예산은?
2019년 새우젓 축제 예산은?
오늘 날씨 어때?
문화체육과 회의록은 어디에 있어?
정원은 몇 명?
예산은?
새우젓 축제 예산이 900,000천원이라던데 맞아?
문화채육과 예산은?
새우젓축제 담당팀은?
시장 연봉은 얼마야?
2025년 문화체육과 예산은 얼마인가요? > 그럼 작년은?
2025년 문화체육과 예산은 얼마인가요? > 자원순환과는?
2025년 문화체육과 정원은? > 현원은?
2025년 새우젓 축제 예산은? > 구비는?
2024년 문화체육과 예산은? > 서대문구 공용차량은 모두 몇 대입니까?
"""
TURNS = [tuple(reversed(line.split(" > "))) for line in QUESTIONS.strip().splitlines()]
NOT_FOUND = {
    Reason.NO_SUCH_DOCUMENT, Reason.NO_SUCH_YEAR, Reason.NO_SUCH_DEPARTMENT, Reason.NO_SUCH_ITEM,
    Reason.EMPTY_CELL, Reason.NOT_ADDABLE, Reason.NO_DOCUMENTS,
}  # fmt: skip
REFUSED = {Reason.EMPTY_QUESTION, Reason.TOO_LONG, Reason.OFF_TOPIC}
LINES = {name: text_of(name).split("\n") for name in NAMES}


@pytest.fixture(params=TURNS, ids=lambda turns: " < ".join(turns))
def turns(request):
    return request.param


@pytest.fixture(scope="module")
def answers(ask):
    """The answer to each of the questions, asked once."""
    return {turns: ask(*turns) for turns in TURNS}


@pytest.fixture
def answer(answers, turns):
    return answers[turns]


def said_elsewhere(answer):
    """Every number that an answer's text may hold."""
    places = [answer.question, *answer.history]
    for citation in answer.citations:
        places += [citation.quote, citation.section, citation.title]
    for choice in (*answer.choices, *answer.nearest):
        places += [choice.label, choice.question]
    allowed = {n for place in places for n in numbers(place)}
    for name in {citation.document for citation in answer.citations}:
        allowed |= years(text_of(name))
    for calculation in calculations(answer):
        allowed |= numbers(calculation.formula) | {abs(calculation.result)}
    return allowed


def calculations(answer):
    found = [answer.calculation, *(value.calculation for value in answer.values)]
    return [calculation for calculation in found if calculation is not None]


def test_many_kinds_of_question_are_checked(answers):
    assert len(answers) >= 60
    found = [answer.status for answer in answers.values()]
    assert {status: found.count(status) >= 2 for status in Status} == dict.fromkeys(Status, True)
    assert sum(bool(calculations(answer)) for answer in answers.values()) >= 4


def test_status_and_reason_agree(answer):
    allowed = {
        Status.ANSWERED: {None},
        Status.CLARIFY: {Reason.SEVERAL_READINGS},
        Status.NOT_FOUND: NOT_FOUND,
        Status.REFUSED: REFUSED,
    }
    assert answer.reason in allowed[answer.status]
    assert bool(answer.choices) == (answer.status is Status.CLARIFY)
    assert answer.status is Status.ANSWERED or not answer.values
    assert not answer.nearest or answer.status is Status.NOT_FOUND
    assert answer.answer == answer.answer.strip() != ""
    assert len(answer.answer) <= 2500


def test_every_answer_is_cited(answer):
    known = [citation.n for citation in answer.citations]
    assert known == list(range(1, len(known) + 1))
    assert set(marks(answer.answer)) <= set(known)
    if answer.status is Status.ANSWERED:
        assert marks(answer.answer)


def test_every_value_stands_where_it_is_cited(answer):
    quotes = {citation.n: citation.quote for citation in answer.citations}
    for value in answer.values:
        assert (value.citation is None) != (value.calculation is None), value
        if value.citation is not None:
            assert abs(value.value) in numbers(quotes[value.citation]), value
        else:
            assert abs(value.calculation.result) == value.value, value
        assert value.value in numbers(without_marks(answer.answer)), value
    for calculation in calculations(answer):
        for operand in calculation.operands:
            assert abs(operand.value) in numbers(quotes[operand.citation]), operand


def test_every_calculation_comes_out(answer):
    for calculation in calculations(answer):
        exact = worked_out(calculation.formula)
        assert abs(
            exact
            - calculation.result.as_integer_ratio()[0]
            / Decimal(calculation.result.as_integer_ratio()[1])
        ) <= Decimal("0.05")


def test_every_choice_has_its_place_and_value(answer):
    quotes = {citation.n: citation.quote for citation in answer.citations}
    for choice in (*answer.choices, *answer.nearest):
        assert choice.citation in quotes
        if choice.value is not None:
            assert abs(choice.value) in numbers(quotes[choice.citation])
            assert abs(choice.value) in numbers(choice.label)
    ids = [choice.id for choice in (*answer.choices, *answer.nearest)]
    assert len(ids) == len(set(ids))


def test_what_is_quoted_stands_in_the_cited_lines(answer):
    for citation in answer.citations:
        first, last = citation.lines
        lines = LINES[citation.document]
        assert 1 <= first <= last <= len(lines)
        assert last - first < 40
        printed = numbers(" ".join(lines[first - 1 : last]))
        own = citation.quote if citation.cell is None else citation.quote.split(" | ")[-1]
        assert numbers(own) <= printed, citation
        assert numbers(citation.quote) <= numbers("\n".join(lines)), citation


def test_no_number_comes_from_nowhere(answer):
    told = without_aids(without_marks(answer.answer))
    unsupported = numbers(told) - said_elsewhere(answer)
    unsupported -= {Decimal(len(re.findall(r"(?m)^- ", answer.answer)))}  # how many are listed
    unsupported -= {n for text in answer.assumptions for n in years(text)}
    assert not unsupported


def test_reading_aids_are_right(answer):
    for amount, aid, about in aids(answer.answer):
        assert abs(amount - aid) < (5000 if about else 1) and about == (amount != aid)


def test_the_same_question_has_the_same_answer(ask, answers, turns):
    again, before = ask(*turns), answers[turns]
    assert again.model_dump(exclude={"timings"}) == before.model_dump(exclude={"timings"})


def test_every_choice_leads_to_its_value(ask, answer):
    for choice in answer.choices:
        chosen = ask(choice.question)
        assert chosen.status is Status.ANSWERED, (choice.question, chosen.answer)
        assert [value.value for value in chosen.values] == [choice.value], choice.question


def secrets(name):
    """What stands in one report alone: numbers of four digits and more."""
    elsewhere = {n for other in NAMES if other != name for n in numbers(text_of(other))}
    return {n for n in numbers(text_of(name)) - elsewhere if n >= 3000}


@pytest.mark.parametrize("name", NAMES)
def test_no_report_is_revealed_to_those_who_may_not_see_it(ask, scope_of, name):
    hidden = secrets(name)
    assert len(hidden) >= 15
    scope = scope_of(*(other for other in NAMES if other != name))
    for turns in TURNS:
        answer = ask(*turns, scope=scope)
        shown = answer.model_dump(
            mode="json", exclude={"question", "history", "context", "timings"}
        )
        assert name not in json.dumps(shown, ensure_ascii=False)
        asked = {n for text in turns for n in numbers(text)}
        assert not numbers(json.dumps(shown, ensure_ascii=False)) & hidden - asked, turns
