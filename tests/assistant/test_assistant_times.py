"""The times of a question: absolute, short, relative with what was assumed, ranges, reports."""

from __future__ import annotations

import pytest

from assistant.times import asked_times, without_times


def times(text, base=2025):
    return asked_times(text, text, base)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2025년 예산", (2025,)),
        ("2025년도 예산", (2025,)),
        ("2025 예산", (2025,)),
        ("25년 예산", (2025,)),
        ("'25년 예산", (2025,)),
        ("’24년 예산", (2024,)),
        ("2024년과 2025년 예산", (2024, 2025)),
        ("2025년이랑 2023년 예산", (2023, 2025)),
        ("예산은 얼마", ()),
        ("25명", ()),
        ("제25회 축제", ()),
    ],
)
def test_years_are_read_as_people_write_them(text, years):
    asked = times(text)
    assert asked.years == years
    assert asked.assumptions == ()


@pytest.mark.parametrize(
    ("word", "year"),
    [("올해", 2025), ("금년", 2025), ("이번 해", 2025), ("작년", 2024), ("지난해", 2024),
     ("재작년", 2023), ("내년", 2026), ("내후년", 2027)],
)  # fmt: skip
def test_relative_years_count_from_the_report_and_say_so(word, year):
    asked = times(f"{word} 예산은?")
    assert asked.years == (year,)
    (said,) = asked.assumptions
    assert f"{year}년" in said
    assert "2025년" in said
    assert said.startswith(f"‘{word.replace(' ', '')}’")
    assert said.endswith("습니다.")


def test_two_relative_years_are_two_years_and_two_assumptions():
    asked = times("작년이랑 올해 예산")
    assert asked.years == (2024, 2025)
    assert len(asked.assumptions) == 2


def test_without_a_report_a_relative_year_is_no_year():
    assert times("작년 예산", base=None).years == ()


def test_a_year_that_is_named_goes_before_a_relative_one():
    asked = times("2023년 예산은 작년 것인가")
    assert asked.years == (2023,)
    assert asked.assumptions == ()


@pytest.mark.parametrize(
    "text",
    ["24~26년 예산", "2024~2026년 예산", "2024년~2026년 예산", "'24∼'26년 예산", "24-26년 예산"],
)
def test_a_range_is_every_year_of_it(text):
    assert times(text).years == (2024, 2025, 2026)


def test_a_range_that_runs_backwards_or_too_far_is_none():
    assert 2010 not in times("2005~2024년 통계").years
    assert 2025 not in times("2026~2024년 예산").years


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("9월 말 집행액", ((0, 9),)),
        ("2024년 7월 구독자", ((2024, 7),)),
        ("'24. 12월 구독자", ((2024, 12),)),
        ("1월과 7월 교육", ((0, 1), (0, 7))),
        ("21월", ()),
    ],
)
def test_months_are_read_with_their_year(text, months):
    assert times(text).months == months


@pytest.mark.parametrize(
    "text",
    [
        "24년 보고서에서 참여업체",
        "2024년 보고서의 장소",
        "2024년 업무계획에 나온 장소",
        "'24년 주요업무계획 예산",
        "2024년 7월 보고서",
    ],
)
def test_the_report_of_a_year_is_no_year_of_the_figure(text):
    asked = times(text)
    assert asked.document_years == (2024,)
    assert asked.years == ()


def test_a_report_and_a_year_are_told_apart():
    asked = times("2025년 보고서에서 2024년 예산")
    assert asked.document_years == (2025,)
    assert asked.years == (2024,)


@pytest.mark.parametrize(
    ("text", "rest"),
    [("2025년 예산", "예산"), ("올해 예산", "예산"), ("작년에는 예산", "예산"), ("'25년 예산", "예산"),
     ("9월 말 예산", "예산"), ("2024년 보고서에서 예산", "에서 예산"), ("예산 350명", "예산 350명")],
)  # fmt: skip
def test_times_are_no_words_to_be_found(text, rest):
    assert without_times(text).split() == rest.split()
