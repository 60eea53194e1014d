"""Saying no: what is missing is named, what is near is offered, and nothing is made up."""

from __future__ import annotations

import pytest
from assistant_library import BUREAU_2025, SPORTS_2024, SPORTS_2025, amounts, library_of, money

from assistant.answer import Reason, Status
from assistant.assistant import Assistant

NOTHING = [
    # question, reason, what the answer names
    ("강남구 예산은?", Reason.NO_SUCH_DOCUMENT, ["강남구", "마포구", "서대문구"]),
    ("용산구 공원녹지과 예산은?", Reason.NO_SUCH_DOCUMENT, ["용산구"]),
    ("건설관리과 정원은?", Reason.NO_SUCH_DEPARTMENT, ["건설관리과"]),
    ("지역경제과 예산은 얼마야?", Reason.NO_SUCH_DEPARTMENT, ["지역경제과"]),
    ("2030년 문화체육과 예산은?", Reason.NO_SUCH_YEAR, ["2030년", "2023년, 2024년, 2025년"]),
    ("2019년 새우젓 축제 구비는?", Reason.NO_SUCH_YEAR, ["2019년"]),
    ("2023년 공원녹지과 예산은?", Reason.NO_SUCH_YEAR, ["2023년", "2024년, 2025년"]),
    ("2023년 문화체육과 정원은?", Reason.NO_SUCH_YEAR, ["2023년", "2024년, 2025년"]),
    ("2026년 문화체육과 정원은?", Reason.NO_SUCH_YEAR, ["2026년"]),
    ("2024년 청사 관리 예산은?", Reason.NO_SUCH_YEAR, ["2024년", "2025년"]),
    ("2026년 새우젓 축제 자원봉사자 몇 명?", Reason.NO_SUCH_YEAR, ["2026년"]),
    ("2028년 생활체육관 국비는?", Reason.NO_SUCH_YEAR, ["2028년", "2025년, 2026년, 2027년"]),
    ("문화체육과 회의록은 어디에 있어?", Reason.NO_SUCH_ITEM, ["회의록"]),
    ("문화체육과 9급 정원은?", Reason.NO_SUCH_ITEM, ["9급"]),
    ("문화체육과 집행률은?", Reason.NO_SUCH_ITEM, ["집행률"]),
    ("서대문구 공원녹지과 예산은?", Reason.NO_SUCH_ITEM, ["공원녹지과"]),
    ("마포구 행정지원과 정원은?", Reason.NO_SUCH_ITEM, ["행정지원과"]),
    ("시장 연봉은 얼마야?", Reason.NO_SUCH_ITEM, ["연봉"]),
    ("새우젓 축제 집행액은?", Reason.NO_SUCH_ITEM, ["새우젓 축제 집행액"]),
    ("무장애 산책로 시비는?", Reason.NO_SUCH_ITEM, ["산책로 시비"]),
    ("세무과 예산은?", Reason.NO_SUCH_DEPARTMENT, ["세무과"]),
]


@pytest.mark.parametrize(("question", "reason", "names"), NOTHING, ids=[row[0] for row in NOTHING])
def test_what_is_missing_is_named(ask, question, reason, names):
    answer = ask(question)
    assert answer.status is Status.NOT_FOUND, answer.answer
    assert answer.reason is reason
    assert answer.values == ()
    assert all(name in answer.answer for name in names)


@pytest.mark.parametrize(
    "question", ["오늘 날씨 어때?", "비트코인 가격은?", "노래 불러줘", "2025년 지하철 요금은?"]
)
def test_what_is_not_about_reports_is_refused(ask, question):
    answer = ask(question)
    assert (answer.status, answer.reason) == (Status.REFUSED, Reason.OFF_TOPIC)
    assert answer.citations == ()
    assert answer.nearest == ()


@pytest.mark.parametrize("question", ["", "   ", "\n\t"])
def test_an_empty_question_is_refused(ask, question):
    answer = ask(question)
    assert (answer.status, answer.reason) == (Status.REFUSED, Reason.EMPTY_QUESTION)


def test_a_question_that_is_too_long_is_refused_with_both_lengths(library):
    short = Assistant(library.catalogue, library.search, max_question=1200)
    answer = short.ask("예산은? " * 300)
    assert (answer.status, answer.reason) == (Status.REFUSED, Reason.TOO_LONG)
    assert "1,500자" in answer.answer
    assert "1,200자" in answer.answer
    assert short.ask(("2025년 문화체육과 예산은?" + " " * 1200)[:1200]).status is Status.ANSWERED


def test_without_documents_the_person_is_told_how_to_add_some(tmp_path):
    library = library_of(tmp_path, ())
    try:
        nobody = Assistant(library.catalogue, library.search)
        answer = nobody.ask("2025년 문화체육과 예산은?")
        assert (answer.status, answer.reason) == (Status.NOT_FOUND, Reason.NO_DOCUMENTS)
        assert "bogo ingest" in answer.answer
        assert nobody.ask("").reason is Reason.EMPTY_QUESTION
        assert nobody.examples() == []
    finally:
        library.close()


def test_near_figures_are_offered_with_their_values(ask):
    answer = ask("2030년 문화체육과 예산은?")
    assert {choice.value for choice in answer.nearest} >= {4210600, 3950200, 4120900}
    assert all(choice.citation for choice in answer.nearest)
    assert "아래에서 고를 수 있습니다" in answer.answer


def test_what_is_near_is_what_was_asked_about(ask):
    labels = [choice.label for choice in ask("2028년 생활체육관 국비는?").nearest]
    assert len(labels) >= 3
    assert all("생활체육관" in label and "국비" in label for label in labels)


def test_one_of_the_near_figures_can_be_asked_for(ask):
    first = ask("2030년 문화체육과 예산은?").nearest[0]
    assert amounts(ask(first.question)) == [(first.value, first.unit)]


def test_what_is_near_is_not_called_what_was_asked(ask):
    labels = [choice.label for choice in ask("새우젓 축제 집행액은?").nearest]
    assert labels
    assert not any("집행액" in label for label in labels)


@pytest.mark.parametrize("question", ["새우젓 축제 쉼터는?", "2030년 새우젓 축제는 몇 개야?"])
def test_page_numbers_are_not_near(ask, question):
    nearest = ask(question).nearest
    assert all(choice.unit != "쪽" and " 쪽" not in choice.label for choice in nearest)


@pytest.mark.parametrize("question", ["2024년과 2030년 새우젓 축제 시비는?", "2024년 도서관 팀은?"])
def test_the_asked_year_is_not_said_to_be_both_missing_and_there(ask, question):
    answer = ask(question)
    if answer.reason is Reason.NO_SUCH_YEAR:
        absent, known = answer.answer.split("보고서에 있는 연도:")
        assert not [year for year in ("2024년", "2030년") if year in absent and year in known]


def test_another_agency_is_not_near(ask):
    labels = [choice.label for choice in ask("마포구 행정지원과 정원은?").nearest]
    assert labels
    assert all(label.startswith("마포구 ") for label in labels)


# --- what may be seen -----------------------------------------------------------------------------


def test_a_department_that_may_not_be_seen_is_as_if_it_were_not_there(ask, scope_of):
    answer = ask("공원녹지과 예산은?", scope=scope_of("문화체육과"))
    assert answer.status is Status.NOT_FOUND
    assert answer.reason is Reason.NO_SUCH_DEPARTMENT
    assert amounts(ask("공원녹지과 예산은?", scope=scope_of("도시환경국"))) == money(15480700)


def test_an_agency_that_may_not_be_seen_is_as_if_it_were_not_there(ask, scope_of):
    answer = ask("서대문구 공용차량은 몇 대야?", scope=scope_of("마포구"))
    assert answer.reason is Reason.NO_SUCH_DOCUMENT
    assert answer.answer.count("서대문구") == 1  # as asked, and not among those that there are


def test_a_year_that_may_not_be_seen_is_not_told_of(ask, scope_of):
    only_2024 = scope_of("문화체육과_2024")
    answer = ask("2025년 문화체육과 현원은?", scope=only_2024)
    assert answer.reason is Reason.NO_SUCH_YEAR
    assert {c.document for c in answer.citations} <= {SPORTS_2024}
    assert amounts(ask("문화체육과 예산은?", scope=only_2024)) == money(3950200)


def test_reports_that_may_not_be_seen_do_not_make_a_question_ambiguous(ask, scope_of):
    assert ask("새우젓 축제 예산은?").status is Status.CLARIFY
    alone = ask("새우젓 축제 예산은?", scope=scope_of("문화체육과_2025"))
    assert amounts(alone) == money(850000)
    assert {c.document for c in alone.citations} == {SPORTS_2025}


# --- examples -------------------------------------------------------------------------------------


def test_every_example_question_is_answered(assistant):
    examples = assistant.examples()
    assert len(examples) >= 4
    assert len(set(examples)) == len(examples)
    found = [assistant.ask(question).status for question in examples]
    assert set(found) <= {Status.ANSWERED, Status.CLARIFY}
    assert found.count(Status.ANSWERED) >= len(found) - 1


def test_examples_are_only_about_what_may_be_seen(assistant, scope_of):
    scope = scope_of("도시환경국")
    examples = assistant.examples(scope)
    assert examples
    for question in examples:
        answer = assistant.ask(question, scope=scope)
        assert answer.status is Status.ANSWERED, question
        assert {c.document for c in answer.citations} == {BUREAU_2025}
