"""One figure over the years, and what another report says of the same year."""

from __future__ import annotations

from decimal import Decimal

import pytest
from assistant_library import (
    REPORTS,
    SPORTS_2024,
    SPORTS_2025,
    amounts,
    cited,
    counted,
    library_of,
    money,
    text_of,
)

from assistant.answer import Status
from assistant.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "years", "values", "change"),
    [
        (
            "새우젓 축제 예산 추이",
            [2023, 2024, 2025, 2026, 2027],
            money(760000, 790000, 850000, 815000, 815000),
            money(55000),
        ),
        (
            "종이 수거량은 해마다 어떻게 변했어?",
            [2023, 2024],
            [*counted(2140, "톤"), *counted(2095, "톤")],
            counted(45, "톤"),
        ),
        (
            "최근 2년간 문화체육과 예산은?",
            [2024, 2025],
            money(3950200, 4210600),
            money(260400),
        ),
    ],
)
def test_a_trend_gives_each_year_once_and_the_change(ask, question, years, values, change):
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert amounts(answer) == [*values, *change]
    assert [row["year"] for row in answer.series] == years
    assert [row["value"] for row in answer.series] == [value for value, _ in values]
    for row in answer.series:
        citation = answer.citations[row["citation"] - 1]
        assert f"{row['value']:,}" in citation.quote


def test_the_direction_of_a_trend_is_told_by_its_ends(ask):
    assert "45톤(2.1%) 줄었습니다" in ask("종이 수거량 연도별 추이").answer
    assert "387톤(19.5%) 늘었습니다" in ask("플라스틱 수거량 연도별 추이").answer


def test_years_to_come_are_told_to_be_plans(ask):
    assert ask("경의선 숲길 정비 연도별 예산").assumptions == (
        "2026년부터는 보고서가 적은 계획입니다.",
    )
    assert ask("종이 수거량 추이").assumptions == ()


def test_a_trend_takes_years_from_two_reports(ask):
    documents = {document for document, _ in cited(ask("새우젓 축제 예산 추이"))}
    assert documents == {SPORTS_2025, SPORTS_2024}


@pytest.fixture
def differing(tmp_path):
    """The two reports of one department; the newer one gives the year before another amount."""
    texts = {SPORTS_2024: text_of(SPORTS_2024)}
    texts[SPORTS_2025] = text_of(SPORTS_2025).replace(
        "계\t3,270,000\t790,000\t850,000", "계\t3,275,000\t795,000\t850,000"
    )
    assert texts[SPORTS_2025] != text_of(SPORTS_2025)
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    library = library_of(tmp_path / "home", tuple(texts), folder=tmp_path)
    yield Assistant(library.catalogue, library.search)
    library.close()


def test_two_reports_that_disagree_are_both_given_with_their_dates(differing):
    answer = differing.ask("새우젓 축제 2024년 예산은?")
    assert {value for value, _ in amounts(answer)} == {Decimal(790000), Decimal(795000)}
    (check,) = answer.checks
    assert check.kind == "between_reports"
    assert "‘2025년 주요업무계획’(2025. 02.)에 795,000천원" in check.message
    assert "‘2024년 주요업무계획’(2024. 01.)에 790,000천원" in check.message
    assert check.message in answer.answer
    named = {answer.citations[n - 1].document for n in check.citations}
    assert named == {SPORTS_2025, SPORTS_2024}


def test_what_was_planned_for_a_later_year_contradicts_nothing(ask):
    answer = ask("2025년 새우젓 축제 예산은?")  # planned as 800,000 a year before
    assert amounts(answer) == money(850000)
    assert answer.checks == ()
    assert (REPORTS / SPORTS_2024).exists()
