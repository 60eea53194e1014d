"""The words of a question in a passage, and excerpts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.finding.marking import excerpt, pieces


def marked(text, *terms):
    return [part for part, held in pieces(text, terms) if held]


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("도서관팀 예산", ["예산", "도서관팀", "도서관"], ["도서관팀", "예산"]),
        ("정책사업비 계", ["정책", "사업비"], ["정책사업비"]),
        ("행정 지원과의 일", ["행정지원과"], ["행정 지원과"]),
        ("합계 3,615,983천원", ["3615983"], ["3,615,983"]),
        ("13,615,983 3,615,983,000", ["3615983"], []),
        ("'25년과 2025년, 12025", ["2025"], ["'25", "2025"]),
        ("10월, 10 월, 110월", ["10월"], ["10월", "10 월"]),
        ("오늘 늘었다", ["늘"], ["늘"]),
        ("SNS와 sns, SNSX", ["sns"], ["SNS", "sns"]),
        ("a + (c)", ["+", "(c)"], ["+", "(c)"]),
        ("예산", [], []),
        ("예산", ["", " "], []),
        ("", ["예산"], []),
    ],
)
def test_words_are_marked_as_texts_write_them(text, terms, expected):
    assert marked(text, *terms) == expected


def test_the_second_syllable_is_not_a_word():
    assert pieces("오늘 늘었다", ["늘"]) == [("오늘 ", False), ("늘", True), ("었다", False)]


@given(st.text(), st.lists(st.text(max_size=6), max_size=6))
def test_the_pieces_are_the_text(text, terms):
    assert "".join(part for part, _ in pieces(text, terms)) == text


@given(st.text(max_size=400), st.lists(st.text(max_size=4), max_size=4), st.integers(60, 200))
def test_an_excerpt_is_one_bounded_line(text, terms, most):
    shown = "".join(part for part, _ in excerpt(text, terms, most))
    assert len(shown) <= most + 4
    assert "\n" not in shown


def test_a_short_text_is_shown_whole():
    assert excerpt("예산\n 현황", ["예산"], 100) == [("예산", True), (" 현황", False)]


def test_an_excerpt_shows_where_most_words_are():
    text = "예산 " + "아무 말 " * 60 + "문화과 도서관 예산 " + "다른 말 " * 60
    found = excerpt(text, ["예산", "문화과", "도서관"], 120)
    assert [part for part, held in found if held] == ["문화과", "도서관", "예산"]
    assert found[0] == ("… ", False)
    assert found[-1] == (" …", False)
    whole = "".join(part for part, _ in found[1:-1])
    assert set(whole.split()) <= set(text.split())  # no word is cut
