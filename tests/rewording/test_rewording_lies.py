"""A lying model: nothing wrong reaches the reader, not even while the answer is being told."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from lies import invented_marks, lie, said, wrong_numbers, wrong_words
from questions import QUESTIONS, answers

from assistant.answer import Status

ANSWERS = 200
ON_THE_REAL_ONES = (
    "소통담당관 7급 정원이랑 현원",
    "언론사 보도실적은 24년에 전년보다 몇 건 늘었나요?",
    "키오스크 체험존이 있는 기관을 다 알려줘",
    "민원여권과 행정운영경비는 25년에 몇 퍼센트 늘었나요?",
    "재난안전 예찰활동 사업 구비 24~27년을 다 더하면 얼마야?",
    "총무과 일반직만 정원 몇 명인지 합산해 줘",
    "온종일돌봄 2025 예산에서 시비가 차지하는 비율은?",
    "9월말 기준으로 총무과가 아직 안 쓴 예산이 얼마나 남았나",
    "전문직위수당 1년 미만이랑 4년 이상이랑 얼마나 차이나?",
    "평생교육이용권 지원사업 예산 국비 시비 구비 나눠서",
    "국내 친선도시 5곳 인구를 다 더하면 몇 명이에요",
    "주민총회에 몇 명 왔고 인구대비 몇 프로야?",
)


def told_lies(found, server, reword):
    """(lie, answer by rules, what was shown) of `ANSWERS` answers, each with one lie in it."""
    chance = random.Random(20251120)  # noqa: S311 (a lie is no secret)
    for number in range(ANSWERS):
        answer = found[number % len(found)]
        told = lie(answer, chance)
        server.says(told.text)
        shown, final = reword(answer)
        yield told, answer, (shown, final)


def judge(found, server, reword):
    wrong, kinds, outcomes = [], Counter(), Counter()
    for told, answer, (shown, final) in told_lies(found, server, reword):
        kinds[told.kind] += 1
        outcomes[final.context["rewording"]["outcome"]] += 1
        for text in (shown, final.answer):
            faults = (
                *wrong_numbers(text, answer),
                *wrong_words(text, answer),
                *invented_marks(text, answer),
                *([told.sentence] if said(told.sentence, text) else []),
            )
            wrong += [(told.kind, told.text, text, faults)] if faults else []
        kept = {"answer", "generated_by", "context"}
        assert final.model_dump(exclude=kept) == answer.model_dump(exclude=kept)
    assert wrong == []
    assert len(kinds) >= 15, kinds
    assert sum(kinds.values()) == ANSWERS
    # a lie beside the truth costs nothing, a lie in its place costs the model's wording
    assert outcomes["reworded"] >= 20
    assert outcomes["unverified"] >= 60
    assert set(outcomes) == {"reworded", "unverified"}
    return outcomes


def test_no_lie_about_the_samples_reaches_the_reader(rules, server, reword):
    found = answers(rules)
    assert len(found) >= 40
    judge(found, server, reword)
    assert len(server.asked) == ANSWERS


@pytest.mark.reports
def test_no_lie_about_the_real_reports_reaches_the_reader(real, server, reword):
    found = answers(real, [*QUESTIONS, *ON_THE_REAL_ONES])
    assert len(found) >= 60
    judge(found, server, reword)


def test_the_judge_sees_every_kind_of_lie(rules):
    """Shown as they are, the lies are seen: a judge that sees nothing proves nothing."""
    chance, seen = random.Random(7), Counter()  # noqa: S311 (a lie is no secret)
    found = answers(rules)
    for number in range(400):
        answer = found[number % len(found)]
        told = lie(answer, chance)
        caught = (
            wrong_numbers(told.text, answer)
            or wrong_words(told.text, answer)
            or invented_marks(told.text, answer)
            or said(told.sentence, told.text)
        )
        seen[told.kind, bool(caught)] += 1
    assert all(caught for _, caught in seen), seen
    assert len(seen) >= 15


def test_what_was_not_answered_is_not_given_to_a_model(rules, server, reword):
    for question in ("강남구 예산은?", "2031년 소통담당관 예산은?", "오늘 날씨 어때?", ""):
        answer = rules.find(question)
        assert answer.status is not Status.ANSWERED
        shown, final = reword(answer)
        assert (shown, final) == ("", answer)
    assert server.asked == []
