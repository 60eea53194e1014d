"""A series is a table that can be read without its bars, and its bars tell the truth."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_fake_assistant import answer, citation

from assistant.web import render
from assistant.web.render.series import bars


def row(label, value, unit="천원", **more):
    return {"label": label, "value": Decimal(value), "unit": unit, **more}


YEARS = [
    row("소통담당관 예산", 3758650, year=2023, citation=1),
    row("소통담당관 예산", 3302921, year=2024, citation=2),
    row("소통담당관 예산", 3615983, year=2025),
]


def shown(*rows):
    return render.message(
        answer("?", "답", series=rows, citations=(citation(1), citation(2))), turn=4
    )


def test_years_of_one_thing_are_headed_by_it():
    page = shown(*YEARS)
    assert '<p class="bogo-caption">소통담당관 예산</p>' in page
    assert '<th scope="col">연도</th><th scope="col" colspan="2">값 (천원)</th>' in page
    assert '<th scope="row">2023년</th>' in page
    assert '<td class="bogo-number">3,758,650</td>' in page
    assert page.count("bogo-drawn") == 3
    assert '<a class="bogo-ref" href="#bogo-4-2">[2]</a>' in page


def test_things_are_named_in_their_rows():
    page = shown(row("가", 3, "명"), row("나", 2, "명"), row("다", 0, "명"))
    assert '<th scope="col">구분</th><th scope="col" colspan="2">값 (명)</th></tr>' in page
    assert '<th scope="row">나</th>' in page


@pytest.mark.parametrize(
    ("rows", "drawn"),
    [
        (YEARS[:2], 2),
        ([row("가", 1), row("나", 2)], 0),
        ([row("가", 1), row("나", 2), row("다", 3)], 3),
        ([row("가", 1), row("나", 2, "명"), row("다", 3)], 0),
        (YEARS[:1], 0),
    ],
)
def test_bars_where_they_say_something(rows, drawn):
    assert shown(*rows).count('class="bogo-drawn"') == drawn


def test_units_that_differ_stand_with_their_values():
    page = shown(row("가", "12.5", "%"), row("나", 3000))
    assert '<th scope="col">값</th>' in page
    assert "12.5%" in page
    assert "3,000천원" in page


def test_a_citation_that_the_answer_does_not_have_is_no_link():
    page = shown(row("가", 1, citation=9), row("나", 2, citation=1))
    assert "bogo-4-9" not in page
    assert "bogo-4-1" in page


def test_falls_go_to_the_left_of_zero():
    page = shown(row("가", 30, "%"), row("나", -10, "%"), row("다", 0, "%"))
    assert page.count("bogo-below-zero") == 1
    assert "△10" in page
    found = [(bar.start, bar.length) for bar in bars([Decimal(30), Decimal(-10), Decimal(0)])]
    assert found == [(25, 75), (0, 25), (25, 0)]


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        ([0, 0], [(0, 0), (0, 0)]),
        ([5], [(0, 100)]),
        ([-5, -10], [(50, 50), (0, 100)]),
        ([1000, 1], [(0, 100), (0, 1)]),
        ([1, -1000], [(99, 1), (0, 100)]),
    ],
)
def test_bars(values, drawn):
    assert [(bar.start, bar.length) for bar in bars(list(map(Decimal, values)))] == drawn


@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=2), min_size=1))
def test_bars_stay_in_their_room_and_in_their_order(values):
    drawn = bars(values)
    assert all(bar.start >= 0 and bar.start + bar.length <= 100 for bar in drawn)
    by_size = sorted(zip(values, drawn, strict=True), key=lambda one: abs(one[0]))
    lengths = [bar.length for _, bar in by_size]
    assert lengths == sorted(lengths)
    assert all((bar.length > 0) == (value != 0) for value, bar in by_size)
