"""From the words of a question to what is asked: subject, time, measure, single questions."""

from __future__ import annotations

import unicodedata

import pytest

from assistant.conversation.merging import continued
from assistant.landscape import Landscape
from assistant.lexicon import Operation
from assistant.splitting import split
from assistant.understanding import understand
from index.types import EVERYTHING


@pytest.fixture(scope="module")
def landscape(library):
    return Landscape.of(library.catalogue, EVERYTHING)


@pytest.fixture(scope="module")
def understood(library, landscape):
    """`understood(question, *earlier)`: the query, after the earlier questions, oldest first."""

    def query(question, *earlier):
        queries = [understand(text, landscape, library.search) for text in (*earlier, question)]
        merged = queries[0]
        for following in queries[1:]:
            merged = continued(following, merged, landscape, library.search)
        return merged

    return query


@pytest.fixture(scope="module")
def single(understood):
    """The single questions of a question."""
    return lambda question: split(understood(question))


def words(query):
    return {term.text for term in query.terms}


def measures(query):
    return [measure.name for measure in query.measures]


# --- the subject ----------------------------------------------------------------------------------


def test_the_landscape_is_what_the_documents_tell_of(landscape):
    assert set(landscape.agencies) == {"마포구", "서대문구"}
    assert {"문화체육과", "도시환경국", "공원녹지과", "자원순환과", "행정지원과"} <= set(
        landscape.departments
    )
    assert landscape.this_year == 2025


def test_the_landscape_knows_nothing_of_what_may_not_be_seen(library, scope_of):
    seen = Landscape.of(library.catalogue, scope_of("문화체육과_2024"))
    assert seen.agencies == ("마포구",)
    assert seen.departments == ("문화체육과",)
    assert seen.this_year == 2024


@pytest.mark.parametrize(
    "question",
    [
        "문화체육과 예산은 얼마인가요?",
        "문화체육과예산얼마",
        "문화 체육과 예산",
        "예산 얼마야? 문화체육과 말이야",
        "문화채육과 예산",  # one wrong letter
        "문화체육과의 예산을 좀 알려 주시겠어요?",
    ],
)
def test_a_department_is_found_however_it_is_written(understood, question):
    query = understood(question)
    assert query.departments == ("문화체육과",)
    assert query.unknown_department == ""
    assert "예산" in measures(query)


def test_a_department_is_found_by_its_abbreviation(landscape):
    assert landscape.asked_departments("도환국 정원은?") == (("도시환경국",), "")


def test_departments_come_in_the_order_of_the_question(understood):
    assert understood("자원순환과와 공원녹지과 예산").departments == ("자원순환과", "공원녹지과")


def test_a_department_that_no_report_tells_of_is_named(understood):
    query = understood("건설관리과 정원은?")
    assert query.departments == ()
    assert query.unknown_department == "건설관리과"


@pytest.mark.parametrize(
    "question",
    ["사업의 효과는?", "추진 결과를 알려줘", "중국과 교류하나?", "문화정책팀은 어느 과야?"],
)
def test_words_that_end_like_offices_are_none(understood, question):
    assert understood(question).unknown_department == ""


@pytest.mark.parametrize(
    "question", ["마포구 예산", "마포 예산", "마포구청 예산", "서울 마포구의 예산"]
)
def test_an_agency_is_found_by_name_and_stem(understood, question):
    assert understood(question).agencies == ("마포구",)


def test_an_agency_without_a_report_is_named(understood):
    query = understood("강남구 예산은?")
    assert query.agencies == ()
    assert query.unknown_agency == "강남구"


@pytest.mark.parametrize(
    "question", ["예산액과 집행액은?", "서대문구 예산액과 집행액은?", "어느과 정원이 많아?"]
)
def test_a_measure_with_a_particle_is_no_office(understood, question):
    assert understood(question).unknown_department == ""


@pytest.mark.parametrize("name", ["세무과", "재무과", "총무과", "건설관리과"])
def test_an_office_of_which_no_report_tells_is_unknown(understood, name):
    assert understood(f"{name} 예산은?").unknown_department == name


# --- the words ------------------------------------------------------------------------------------


def test_polite_and_plain_words_ask_the_same(understood):
    plain = understood("새우젓 축제 구비")
    polite = understood("새우젓 축제의 구비는 얼마인지 알려 주시겠습니까?")
    assert words(plain) == words(polite) == {"새우젓", "축제"}
    assert measures(plain) == measures(polite) == ["구비"]


def test_years_measures_departments_and_question_words_are_no_words_to_find(understood):
    query = understood("2025년 공원녹지과 정원은 몇 명인가요?")
    assert words(query) == set()
    assert query.years == (2025,)
    assert measures(query) == ["정원"]
    assert query.operation is Operation.FIGURE


def test_a_word_has_its_synonyms(understood):
    (term,) = [term for term in understood("센터 오픈은 언제야?").terms if term.text == "오픈"]
    assert {"개소", "개관"} <= set(term.spellings)


@pytest.mark.parametrize(
    ("question", "word", "without"),
    [
        ("수학여행비는 어디에", "수학여행비", "수학여행"),
        ("도서관별 회원", "도서관별", "도서관"),
        ("독서동아리수", "독서동아리수", "독서동아리"),
    ],
)
def test_a_compound_may_lack_its_suffix_in_the_report(understood, question, word, without):
    (term,) = [term for term in understood(question).terms if term.text == word]
    assert term.spellings == (word, without)


def test_an_amount_that_is_stated_is_a_number_and_no_word(understood):
    query = understood("공원녹지과 예산이 120억원이라던데 맞아?")
    assert query.numbers == (("120", "억원"),)
    assert not any("120" in word for word in words(query))


@pytest.mark.parametrize(
    ("question", "department"),
    [
        ("도환국 정원은?", "도시환경국"),
        ("문화채육과 정원은?", "문화체육과"),
        ("공원녹지과 정원이 34명인데 현원은?", "공원녹지과"),
        ("공원녹지과 예산이 얼마야?", "공원녹지과"),
    ],
)
def test_what_was_recognised_is_no_word_to_find(understood, question, department):
    query = understood(question)
    assert query.departments == (department,)
    assert words(query) == set()


def test_a_compound_of_the_reports_stays_whole(understood):
    assert words(understood("정책사업비 알려줘")) == {"정책사업비"}


@pytest.mark.parametrize(
    ("question", "families"),
    [
        ("새우젓 축제 참여업체가 작년보다 얼마나 늘었어?", ("place",)),
        ("새우젓 축제가 작년보다 얼마나 늘었어?", ("money",)),
        ("독서동아리는 작년보다 얼마나 늘었어?", ("money",)),  # counted in two ways
    ],
)
def test_what_grew_is_counted_as_the_reports_count_it(understood, question, families):
    assert understood(question).families == families


def test_relative_years_count_from_the_newest_report_of_the_agency(understood):
    query = understood("작년 문화체육과 예산")
    assert query.years == (2024,)
    assert "2024년" in query.assumptions[0]


def test_more_than_last_year_is_a_comparison_and_no_year(understood):
    query = understood("자원순환과 예산은 작년보다 얼마나 늘었어?")
    assert query.since_last_year
    assert query.years == ()
    assert query.assumptions == ()
    assert query.operation is Operation.DIFFERENCE


def test_unusual_spelling_of_the_same_letters_is_the_same_question(library, landscape):
    composed = understand("문화체육과 정원", landscape, library.search)
    letters = unicodedata.normalize("NFD", "문화체육과 정원")
    assert understand(letters, landscape, library.search) == composed


# --- single questions -----------------------------------------------------------------------------


def test_a_question_for_one_amount_stays_one(single):
    assert len(single("2025년 공원녹지과 정원은?")) == 1


def test_two_measures_are_two_questions(single):
    assert [measures(q) for q in single("공원녹지과 정원과 현원은?")] == [["정원"], ["현원"]]


def test_two_departments_are_two_questions(single):
    found = single("공원녹지과와 자원순환과 정원은?")
    assert [q.departments for q in found] == [("공원녹지과",), ("자원순환과",)]


def test_two_agencies_are_two_questions(single):
    assert [q.agencies for q in single("마포구와 서대문구 정원은?")] == [("마포구",), ("서대문구",)]


def test_years_are_questions_of_their_own_but_not_in_a_sum(single):
    assert [q.years for q in single("2024년과 2025년 문화체육과 예산은?")] == [(2024,), (2025,)]
    assert [q.years for q in single("2024년과 2025년 새우젓 축제 시비를 더하면?")] == [(2024, 2025)]


def test_two_subjects_are_two_questions(single):
    found = single("2024년 유리병이랑 플라스틱 수거량은?")
    assert ["유리병" in " ".join(words(q)) for q in found] == [True, False]
    assert ["플라스틱" in " ".join(words(q)) for q in found] == [False, True]
    assert [q.years for q in found] == [(2024,), (2024,)]


def test_both_subjects_keep_the_word_that_they_share(single):
    found = single("종이랑 플라스틱 2024년 수거량은?")
    assert [words(q) for q in found] == [{"종이", "수거량"}, {"플라스틱", "수거량"}]


def test_two_kinds_of_amounts_are_two_questions(single):
    found = single("독서동아리는 몇 개고 몇 명이야?")
    assert [q.families for q in found] == [("piece", "place", "machine", "case"), ("person",)]


def test_two_reports_are_two_questions(single):
    found = single("2024년 보고서와 2025년 보고서에서 참여업체는 몇 개소야?")
    assert [q.document_years for q in found] == [(2024,), (2025,)]


def test_two_measures_of_two_departments_are_four_questions(single):
    found = single("공원녹지과와 자원순환과의 정원과 현원은?")
    asked = [(q.departments[0], measures(q)[0]) for q in found]
    assert asked == [
        ("공원녹지과", "정원"), ("공원녹지과", "현원"), ("자원순환과", "정원"), ("자원순환과", "현원"),
    ]  # fmt: skip


# --- in conversation ------------------------------------------------------------------------------


def test_a_department_alone_inherits_year_and_measure(understood):
    query = understood("자원순환과는?", "2024년 공원녹지과 예산은?")
    assert query.departments == ("자원순환과",)
    assert query.years == (2024,)
    assert measures(query) == ["예산"]
    assert "공원녹지과" not in " ".join(query.departments)


def test_a_measure_alone_inherits_department_and_year(understood):
    query = understood("현원은?", "2025년 공원녹지과 정원은?")
    assert query.departments == ("공원녹지과",)
    assert query.years == (2025,)
    assert measures(query) == ["현원"]


def test_a_year_alone_inherits_subject_and_measure(understood):
    query = understood("그럼 2026년은?", "2025년 새우젓 축제 구비는?")
    assert query.years == (2026,)
    assert words(query) == {"새우젓", "축제"}
    assert measures(query) == ["구비"]


def test_what_is_inherited_lasts_over_several_questions(understood):
    query = understood("2027년은?", "2026년 생활체육관 국비는?", "시비는?")
    assert query.years == (2027,)
    assert measures(query) == ["시비"]
    assert any("체육관" in word for word in words(query))


def test_a_new_subject_inherits_nothing_but_the_agency(understood):
    query = understood("작은도서관 독서동아리는 몇 명인가요?", "2024년 마포구 공원녹지과 예산은?")
    assert query.departments == ()
    assert query.years == ()
    assert query.families == ("person",)
    assert measures(query) == []
    assert query.agencies == ("마포구",)


def test_a_new_subject_of_another_agency_inherits_nothing(understood):
    query = understood("서대문구 공용차량은 모두 몇 대입니까?", "2024년 마포구 공원녹지과 예산은?")
    assert query.agencies == ("서대문구",)
    assert query.years == ()


def test_the_report_of_a_year_is_inherited(understood):
    query = understood("참여업체는?", "2024년 보고서에서 새우젓 축제 장소는?")
    assert query.document_years == (2024,)
