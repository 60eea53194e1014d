"""Questions as they were meant: mistyped, run together, in everyday words."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.as_meant import as_meant
from assistant.landscape import Landscape
from index.types import EVERYTHING


@pytest.fixture(scope="module")
def read(library):
    """`read(question, scope)`: the text to understand, and what is said of it."""

    def reading(question, scope=EVERYTHING):
        return as_meant(question, Landscape.of(library.catalogue, scope), library.search)

    return reading


def test_a_mistyped_name_is_put_right_and_said(read):
    reading = read("생활체육괸의 예산은 얼마야?")
    assert reading.text == "생활체육관의 예산은 얼마야?"
    assert reading.assumptions == ("‘생활체육괸’은 ‘생활체육관’으로 읽었습니다.",)


def test_a_mistyped_question_word_is_put_right_without_a_word(read):
    reading = read("문화체육과 2025년 예ㅏㅅㄴ은?")
    assert reading.text == "문화체육과 2025년 예산은?"
    assert reading.assumptions == ()


def test_the_answer_says_which_name_it_read(ask):
    answer = ask("생활체육괸 건립 2025년 소요예산은?")
    plain = ask("생활체육관 건립 2025년 소요예산은?")
    assert answer.values == plain.values
    assert "‘생활체육괸’은 ‘생활체육관’으로 읽었습니다." in answer.assumptions


@pytest.mark.parametrize(
    "question",
    [
        "강서구 문화체육과 예산은?",  # another place
        "전기요금은 얼마야?",  # words that no report has
        "보초를 서는 일반인은 몇 명이야?",
        "2025년 소요예산이 900,000천원이라던데 맞아?",
        "오늘 저녁 메뉴 추천이나 해봐",
    ],
)
def test_what_is_right_stays_as_it_is(read, question):
    assert read(question).text == question
    assert read(question).assumptions == ()


def test_a_report_that_may_not_be_seen_lends_no_names(read, scope_of):
    question = "생활체육괸 예산은 얼마야?"
    assert read(question).assumptions
    assert read(question, scope_of("행정지원과")).text == question


def test_words_that_were_run_together_are_set_apart(read):
    assert read("문화체육과정원은몇명이에요?").text == "문화체육과 정원은 몇명이에요?"
    assert read("청사관리,27년에는얼마야").text.startswith("청사관리, 27년에는 얼마야")


@pytest.mark.parametrize(
    ("everyday", "usual"),
    [
        ("현재 근무 인원은?", "현원은?"),
        ("정해진 인원은?", "정원은?"),
        ("드는 돈은?", "소요예산은?"),
        ("쓴 금액은?", "집행액은?"),
        ("다음 해 예산은?", "내년 예산은?"),
        ("본관 완공일", "본관 준공일"),
        ("예산중 국비는?", "예산 중 국비는?"),
        ("전부 합치면 얼마?", "다 더하면 얼마?"),
    ],
)
def test_everyday_words_become_those_of_the_reports(read, everyday, usual):
    assert read(everyday).text == usual


def test_the_run_together_question_has_the_answer_of_the_spaced_one(ask):
    run_together = ask("마포구문화체육과2025년예산은얼마야?")
    spaced = ask("마포구 문화체육과 2025년 예산은 얼마야?")
    assert run_together.answer == spaced.answer
    assert run_together.values


def test_a_broken_word_that_nothing_explains_is_not_passed_over(ask):
    answer = ask("ㅂㄷㅅㅈ도서관 활성화 2025년 소요예산은?")
    assert answer.status is not Status.ANSWERED
    assert not answer.values


@pytest.mark.parametrize("mood", [" ㅋㅋ", "ㅠㅠ", " ㅎㅎㅎ", " ㅇㅇ"])
def test_laughter_and_tears_ask_for_nothing(read, mood):
    assert read(f"문화체육과 정원은 몇 명이야{mood}").text == "문화체육과 정원은 몇 명이야"


@pytest.mark.parametrize("question", ["문화체육과 예산ㅇ은?", "문화체육과 예산ㄴ은?"])
def test_a_key_that_was_hit_twice_is_read_once(read, question):
    assert read(question).text == read("문화체육과 예산은?").text
