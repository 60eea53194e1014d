"""What may never answer, whatever else fits: another measure, another year, a page number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.figure_fit import same_amount
from assistant.labels import all_in, unasked
from assistant.landscape import Landscape
from assistant.matching import matches
from assistant.query import Query
from assistant.splitting import split
from assistant.understanding import understand
from index.types import EVERYTHING
from ingest.cells import ALL_YEARS
from ingest.model import Figure


@pytest.fixture(scope="module")
def records(library):
    """Every statement of every report."""
    found = []
    for document in library.catalogue.documents(EVERYTHING):
        report = library.catalogue.report(document.id, EVERYTHING)
        prefix = f"{document.id}/{document.revision}/"
        ids = [f"{prefix}{statement.id}" for statement in report.statements]
        found += library.catalogue.statements(ids, EVERYTHING)
    assert len(found) > 300
    return found


@pytest.fixture(scope="module")
def matched(library, records):
    """Every match of a question among all statements, best first."""
    landscape = Landscape.of(library.catalogue, EVERYTHING)

    def found(question):
        query = understand(question, landscape, library.search)
        return [match for single in split(query) for match in matches(single, records)]

    return found


def labels(match):
    statement = match.record.statement
    return " ".join((*statement.row_path, *statement.column_path, match.figure.label))


# --- never ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("asked", "other"), [("정원", "현원"), ("현원", "정원")])
@pytest.mark.parametrize("subject", ["문화체육과", "공원녹지과", "서대문구", "도시환경국 7급", ""])
def test_a_quota_is_never_answered_with_a_head_count(matched, subject, asked, other):
    found = matched(f"{subject} {asked}은 몇 명?")
    assert all(match.figure.label != other for match in found)
    assert any(match.figure.label == asked for match in found)


@pytest.mark.parametrize(
    "subject", ["행정지원과", "청사 관리", "직원 복지", "문화체육과", "공원녹지과", "자원순환과"]
)
def test_a_budget_is_never_answered_with_spending_or_change(matched, subject):
    found = matched(f"{subject} 예산은?")
    assert found
    for match in found:
        assert "집행" not in labels(match)
        assert "증감" not in labels(match)
        assert match.figure.unit == "천원"


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ("집행액", "집행액"),
        ("집행률", "집행률"),
        ("국비", "국비"),
        ("시비", "시비"),
        ("구비", "구비"),
        ("증감률", "증감률"),
    ],
)
def test_a_measure_is_answered_by_figures_of_its_name_alone(matched, asked, label):
    found = matched(f"{asked} 알려줘")
    assert len(found) >= 4
    assert all(label in labels(match) for match in found)


YEARS = (2023, 2024, 2025, 2026, 2027)


@pytest.mark.parametrize(
    "subject", ["문화체육과 예산", "새우젓 축제 구비", "경의선 숲길 정비 예산"]
)
def test_a_figure_whose_labels_name_another_year_never_answers(matched, subject):
    answering = 0
    for year in YEARS:
        for match in matched(f"{year}년 {subject}"):
            named = {n for n in YEARS if f"{n}년" in labels(match)}
            assert not named or year in named
            answering += bool(named)
    assert answering >= 4


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_a_total_over_years_never_answers_for_one_year(matched, year):
    found = matched(f"{year}년 새우젓 축제 구비는 얼마?")
    assert found
    assert all(match.figure.period != ALL_YEARS for match in found)
    assert all(match.figure.amount != Decimal(2_650_000_000) for match in found)


def test_a_total_over_years_answers_for_a_sum(matched):
    best = matched("새우젓 축제 구비 합계는?")
    assert any(match.figure.period == ALL_YEARS for match in best)


@pytest.mark.parametrize(
    "question",
    ["새우젓 축제 예산", "생활체육관 건립 얼마?", "무장애 산책로 국비", "청사 환경 조성 집행률은?"],
)
def test_a_page_number_never_answers(matched, question):
    units = {match.figure.unit for match in matched(question)}
    assert units
    assert "쪽" not in units


def test_another_agency_never_answers(matched):
    assert {m.record.agency for m in matched("서대문구 정원은?")} == {"서대문구"}
    assert {m.record.agency for m in matched("마포구 정원은?")} == {"마포구"}


def test_another_department_never_answers(matched):
    found = {match.record.statement.text for match in matched("공원녹지과 정원은?")}
    assert "34 (31)" in found
    assert "28 (29)" not in found


def test_another_report_never_answers(matched):
    found = matched("2024년 보고서에서 새우젓 축제 참여업체는 몇 개소야?")
    assert {match.record.document.year for match in found} == {2024}


def test_people_are_never_counted_in_other_units(matched):
    assert {match.figure.unit for match in matched("독서동아리는 몇 명이야?")} == {"명"}


def test_matches_come_best_first(matched):
    scores = [match.score for match in matched("2025년 문화체육과 예산은?")]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) > 3


# --- labels ---------------------------------------------------------------------------------------


def test_a_label_that_the_question_names_is_not_extra():
    assert unasked(["참여업체"], "새우젓축제참여업체", Query("", "")) == 0.0
    assert unasked(["참여업체"], "새우젓축제", Query("", "")) == 1.0
    assert 0 < unasked(["참여업체 모집"], "새우젓축제참여업체", Query("", "")) < 1


def test_the_most_extra_label_counts():
    query = Query("", "")
    assert unasked(["참여업체", "자원봉사자"], "참여업체", query) == 1.0
    assert unasked([], "참여업체", query) == 0.0


@pytest.mark.parametrize(
    "label", ["2025년", "2024년 (당초예산)", "연차별 소요재원", "구분", "현황"]
)
def test_labels_that_stand_in_every_table_are_not_extra(label):
    assert unasked([label], "참여업체", Query("", "")) == 0.0


def test_a_label_may_be_made_of_the_words_of_the_question():
    assert all_in(["4년", "이상"], "4년이상")
    assert not all_in(["4년"], "4년이상근무자")


# --- amounts and months ---------------------------------------------------------------------------


def figure(value, unit, won=None):
    number = Decimal(value)
    return Figure(value=number, unit=unit, printed=value, amount=Decimal(won) if won else number)


def test_the_same_amount_in_another_unit_is_the_same():
    budget = figure("850000", "천원", won=850_000_000)
    assert same_amount("850000", "천원", budget)
    assert same_amount("850", "백만원", budget)
    assert same_amount("8.5", "억원", budget)
    assert not same_amount("85", "억원", budget)
    assert not same_amount("850000000", "명", budget)


def test_a_fall_is_the_same_amount_without_its_sign():
    assert same_amount("455729", "천원", figure("-455729", "천원", won=-455_729_000))


def test_places_and_pieces_are_counted_alike_but_not_people():
    assert same_amount("22", "곳", figure("22", "개소"))
    assert same_amount("22", "개", figure("22", "개소"))
    assert not same_amount("22", "명", figure("22", "개소"))
