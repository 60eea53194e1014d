"""Questions that call agencies, departments and projects by other names."""

from __future__ import annotations

import pytest
from assistant_library import amounts, library_of, money, people
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.aliases.flat import Flat
from assistant.aliases.reading import read
from assistant.aliases.short import core
from assistant.aliases.table import AliasTable
from assistant.answer import Reason, Status
from assistant.assistant import Assistant
from assistant.landscape import Landscape
from assistant.understanding import understand
from index.types import (
    EVERYTHING,
    FROM_REPORT,
    Alias,
    Name,
    NameKind,
    Names,
    Scope,
)
from ingest.clean import compared

AGENCY, DEPARTMENT, PROJECT = NameKind.AGENCY, NameKind.DEPARTMENT, NameKind.PROJECT
WRITTEN = (
    Alias(DEPARTMENT, "문체과", "문화체육과"),
    Alias(DEPARTMENT, "옛체육진흥과", "문화체육과", "마포구"),
    Alias(DEPARTMENT, "총무팀", "행정지원과", "서대문구"),
    Alias(DEPARTMENT, "환경과", "자원순환과"),
    Alias(DEPARTMENT, "환경과", "공원녹지과"),
    Alias(DEPARTMENT, "행정지원과", "문화체육과"),  # an exact name
    Alias(DEPARTMENT, "미래과", "미래전략과"),
    Alias(PROJECT, "경숲", "경의선 숲길 정비"),
    Alias(PROJECT, "마음쉼터", "직원 마음건강 지원"),
    Alias(PROJECT, "나무쉼터", "그늘목 쉼터"),
    Alias(AGENCY, "우리구", "마포구"),
    Alias(DEPARTMENT, "문화체유과", "자원순환과"),  # a wrong letter away from an exact name
)


@pytest.fixture(scope="module")
def named(tmp_path_factory):
    """A library of its own with aliases of the office: other tests must not see them."""
    library = library_of(tmp_path_factory.mktemp("named"))
    library.catalogue.add_aliases(WRITTEN)
    yield library
    library.close()


@pytest.fixture(scope="module")
def ask_named(named):
    assistant = Assistant(named.catalogue, named.search)

    def asked(question, *earlier, scope=EVERYTHING):
        return assistant.ask(question, earlier, scope)

    return asked


BUDGET = money(4_210_600)  # of 문화체육과 in 2025


def test_an_alias_is_read_as_its_name_and_the_answer_says_so(ask_named):
    answer = ask_named("문체과 2025년 예산은?")
    assert amounts(answer) == BUDGET
    assert answer.assumptions[0] == "‘문체과’는 문화체육과로 읽었습니다."


@pytest.mark.parametrize(
    "question",
    [
        "2025년 문 체 과의 예산은 얼마입니까?",
        "문체과2025년예산얼마",
        "2025년문체과예산은",
        "마포구 문체과 2025년 예산",
        "우리구 문체과 2025년 예산",
        "옛체육진흥과 2025년 예산은?",
        "옛채육진흥과 2025년 예산은?",  # one wrong letter
    ],
)
def test_aliases_are_found_however_they_are_typed(ask_named, question):
    answer = ask_named(question)
    assert amounts(answer) == BUDGET
    assert any("문화체육과로 읽었습니다" in told for told in answer.assumptions)


def test_what_is_asked_by_the_exact_name_is_answered_as_before(ask, ask_named):
    for question in (
        "행정지원과 정원은 몇 명이야?",
        "문화체육과 2025년 예산은?",
        "새우젓 축제 예산",
    ):
        with_aliases, without = ask_named(question), ask(question)
        assert with_aliases.answer == without.answer
        assert with_aliases.assumptions == without.assumptions


def test_a_mistyped_exact_name_is_no_mistyped_alias(ask, ask_named):
    question = "문화체욱과 2025년 예산은?"  # nearer to the department, and as near to an alias
    assert amounts(ask_named(question)) == amounts(ask(question)) == BUDGET


@pytest.mark.parametrize(
    "question", ["문체과장은 누구야?", "새문체과 예산은?", "환경과학 예산은?", "경숲속 예산은?"]
)
def test_an_alias_within_another_word_is_none(ask_named, question):
    assert not any("읽었습니다" in told for told in ask_named(question).assumptions)


def test_an_alias_of_two_names_is_asked_back(ask_named):
    answer = ask_named("환경과 2025년 예산은?")
    assert (answer.status, answer.reason) == (Status.CLARIFY, Reason.SEVERAL_READINGS)
    assert answer.values == ()
    assert {choice.label: choice.question for choice in answer.choices} == {
        "자원순환과": "자원순환과 2025년 예산은?",
        "공원녹지과": "공원녹지과 2025년 예산은?",
    }


def test_an_alias_of_another_agency_is_none(ask_named):
    assert amounts(ask_named("총무팀 정원은 몇 명이야?")) == people(44)
    assert amounts(ask_named("서대문구 총무팀 정원은 몇 명이야?")) == people(44)
    elsewhere = ask_named("마포구 총무팀 정원은 몇 명이야?")
    assert people(44)[0] not in amounts(elsewhere)
    assert not any("읽었습니다" in told for told in elsewhere.assumptions)


def test_an_alias_of_what_no_report_tells_names_what_is_missing(ask_named):
    answer = ask_named("미래과 예산은?")
    assert answer.status is Status.NOT_FOUND
    assert "미래전략과" in answer.answer


def test_a_project_is_found_by_its_alias(ask_named):
    short, full = ask_named("경숲 2025년 예산은?"), ask_named("경의선 숲길 정비 2025년 예산은?")
    assert amounts(short) == amounts(full) != []
    assert short.citations[0].lines == full.citations[0].lines
    assert short.assumptions[0] == "‘경숲’은 ‘경의선 숲길 정비’로 읽었습니다."


def test_an_alias_is_a_spelling_only_of_what_is_no_title(named):
    landscape = Landscape.of(named.catalogue, EVERYTHING)
    assert read("나무쉼터 위치는?", landscape, named.search).same == (("나무쉼터", "그늘목쉼터"),)
    assert read("마음쉼터 예산은?", landscape, named.search).same == ()
    query = understand("나무쉼터 위치는?", landscape, named.search)
    spelled = {term.text: "나무쉼터" in term.spellings for term in query.terms}
    assert spelled["쉼터"]
    assert not spelled.get("위치", False)


def test_aliases_in_a_conversation(ask_named):
    answer = ask_named("문체과는?", "공원녹지과 2025년 예산은?")
    assert amounts(answer) == BUDGET
    assert answer.assumptions[0] == "‘문체과’는 문화체육과로 읽었습니다."
    follow = ask_named("그럼 2024년은?", "문체과 2025년 예산은?")
    assert amounts(follow) == amounts(ask_named("문화체육과 2024년 예산은?"))


def test_who_may_not_see_a_document_learns_nothing_by_an_alias(named, ask_named, scope_of):
    documents = named.catalogue.documents(EVERYTHING)
    scope = Scope(frozenset(d.id for d in documents if "서대문구" in d.name))
    told = ask_named("문체과 2025년 예산은?", scope=scope)
    assert "문화체육과" not in told.model_dump_json()


def test_a_project_is_found_by_the_first_letters_of_its_words(ask, ask_named):
    full = ask("직원 마음건강 지원 2025년 예산은?")
    for asked in (ask, ask_named):
        short = asked("직마건은 2025년에 예산이 얼마야?")
        assert amounts(short) == amounts(full) != []
        assert short.assumptions[0] == "‘직마건’은 ‘직원 마음건강 지원’으로 읽었습니다."


@pytest.mark.parametrize(
    "word",
    [
        "직마",  # too short
        "마건강",  # not from the first word on
        "직건마",  # not in order
        "경의선",  # a word of the reports
    ],
)
def test_other_letters_stand_for_no_project(ask, word):
    assert not any("읽었습니다" in told for told in ask(f"{word} 2025년 예산은?").assumptions)


def test_a_department_without_its_suffix_is_meant_where_a_unit_is_asked_for(ask):
    short, full = ask("자원순환 정원은 몇 명이야?"), ask("자원순환과 정원은 몇 명이야?")
    assert amounts(short) == amounts(full) != []
    assert short.assumptions[0] == "‘자원순환’은 자원순환과로 읽었습니다."
    for topic in ("자원순환 교육은 언제 해?", "자원순환센터 예산은?"):
        assert not any("자원순환과로" in told for told in ask(topic).assumptions)


# The table


def table(*aliases: Alias, known: tuple[Name, ...] = ()) -> AliasTable:
    return AliasTable.of(Names(known, aliases))


HERE = Name(DEPARTMENT, "소통담당관", "금천구")


def meant(made: AliasTable, key: str, *agencies: str) -> list[str]:
    return [alias.name for alias in made.meant(key, agencies)]


def test_what_the_office_wrote_goes_before_what_a_report_says():
    made = table(
        Alias(DEPARTMENT, "홍보과", "공보과", "금천구", FROM_REPORT),
        Alias(DEPARTMENT, "홍보과", "소통담당관"),
        known=(HERE,),
    )
    assert meant(made, "홍보과") == ["소통담당관"]


def test_two_reports_that_differ_decide_nothing():
    made = table(
        Alias(DEPARTMENT, "홍보과", "소통담당관", "금천구", FROM_REPORT),
        Alias(DEPARTMENT, "홍보과", "공보담당관", "중구", FROM_REPORT),
    )
    assert len(meant(made, "홍보과")) == 2
    assert meant(made, "홍보과", "금천구") == ["소통담당관"]
    assert meant(made, "홍보과", "마포구") == []


def test_an_older_name_of_an_older_name_is_the_name_of_today():
    made = table(
        Alias(DEPARTMENT, "공보과", "홍보과", "금천구", FROM_REPORT),
        Alias(DEPARTMENT, "홍보과", "소통담당관", "금천구", FROM_REPORT),
        known=(HERE,),
    )
    assert meant(made, "공보과") == ["소통담당관"]


def test_names_in_a_circle_end():
    made = table(Alias(DEPARTMENT, "가나과", "다라과"), Alias(DEPARTMENT, "다라과", "가나과"))
    assert len(meant(made, "가나과")) == 1


def test_the_table_is_made_once_for_the_names_of_a_state():
    names = Names((HERE,), ())
    assert AliasTable.of(names) is AliasTable.of(names)
    assert AliasTable.of(Names((HERE,), ())) is not AliasTable.of(names)


def test_wrong_letters_are_looked_for_in_long_aliases_only():
    made = table(Alias(DEPARTMENT, "홍보과", "가"), Alias(DEPARTMENT, "홍보담당관", "나"))
    assert list(made.nearly("홍보담당곽")) == ["홍보담당관"]
    assert list(made.nearly("홍부과")) == []
    assert list(made.nearly("청보담장관")) == []


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("구민이 만들고 풀어가는 주민참여예산제 추진", "주민참여예산제 추진"),
        ("도전하는 금빛미래 인재 양성을 위한 장학사업 추진", "장학사업 추진"),
        ("2025년 민원서비스 종합평가 추진", "민원서비스 종합평가 추진"),
        ("참여와 공감으로 구민과 소통하는 홍보", "참여와 공감으로 구민과 소통하는 홍보"),
    ],
)
def test_a_title_loses_the_clause_before_it_and_its_year(title, short):
    assert core(title, title.replace(" ", "")) == short


def test_a_title_stays_whole_where_its_end_is_another_titles_too():
    others = "학생을위한장학사업추진\n금빛장학사업"
    assert core("학생을 위한 장학사업 추진", others) == "학생을 위한 장학사업 추진"


def test_letters_know_where_they_stand():
    flat = Flat.of("2025년 ‘홍보 과’의 예산")
    assert flat.letters == "2025년홍보과의예산"
    span = range(5, 8)
    assert flat.typed(span) == "홍보 과"
    assert flat.begins_word(5, ())
    assert not flat.begins_word(6, ())
    assert flat.ends_word(8)
    assert flat.replaced([(span, "소통담당관")]) == "2025년 ‘소통담당관’의 예산"


@given(st.text(max_size=80))
def test_each_letter_knows_its_place(text):
    flat = Flat.of(text)
    assert len(flat.letters) == len(flat.places)
    assert list(flat.places) == sorted(flat.places)
    assert all(
        letter in compared(text[at]) for letter, at in zip(flat.letters, flat.places, strict=True)
    )


@given(st.text(alphabet="문체과은의예산 2025년환경우리구‘’?·직마건Ⅱ㉮", max_size=30))
@settings(max_examples=60, deadline=None)
def test_whatever_is_asked_is_read(named, text):
    landscape = Landscape.of(named.catalogue, EVERYTHING)
    found = read(text, landscape, named.search)
    assert (found.text == text) is (not found.assumptions)
    assert bool(found.unclear) is bool(found.readings)
