"""Conditions as people write them: what they mean, and what is said where nothing meets them."""

from __future__ import annotations

import pytest

from assistant.finding import Conditions, Unsearchable, Why, narrowed
from index.types import EVERYTHING, Scope, SearchFilter


@pytest.fixture
def meant(library):
    return lambda **conditions: narrowed(Conditions(**conditions), library.catalogue)


def test_no_condition_is_no_filter(meant):
    assert meant() == meant(agency=" ", document="") == SearchFilter()


@pytest.mark.parametrize("written", ["마포", "마포구", " 마 포 구 "])
def test_a_part_of_the_name_suffices(meant, written):
    assert meant(agency=written).agencies == ("마포구",)


def test_several_may_be_meant(meant):
    assert meant(agency="구").agencies == ("마포구", "서대문구")
    assert meant(department="과").departments == ("교통과", "문화과")


@pytest.mark.parametrize("written", ["계획.txt", "계획.TXT", "계획"])
def test_documents_by_name(meant, library, written):
    (found,) = meant(document=written, year=2030, agency="마포").documents[:1]
    names = {d.id: d.name for d in library.catalogue.documents(EVERYTHING)}
    assert names[found] == "계획.txt"


def test_a_name_in_full_is_that_document_only(meant):
    assert len(meant(document="계획.txt").documents) == 1
    assert len(meant(document="업무계획").documents) == 3  # a part of all titles


def test_a_document_by_its_id(meant, library):
    document = library.catalogue.documents(EVERYTHING)[0]
    assert meant(document=document.id).documents == (document.id,)


def test_a_year(meant):
    assert meant(year=2028).years == (2028,)


@pytest.mark.parametrize(
    ("conditions", "sentence"),
    [
        (
            {"agency": "강남구"},
            "기관 ‘강남구’에 맞는 문서가 없으며, 있는 기관은 다음과 같습니다: 마포구, 서대문구",
        ),
        (
            {"department": "총무과"},
            "부서 ‘총무과’에 맞는 문서가 없으며, 있는 부서는 다음과 같습니다: 교통과, 문화과",
        ),
        (
            {"year": 1999},
            "연도 ‘1999’에 맞는 문서가 없으며, 있는 연도는 다음과 같습니다: 2028, 2030",
        ),
        (
            {"document": "없음"},
            "문서 ‘없음’에 맞는 문서가 없으며, 있는 문서는 다음과 같습니다: 계획.txt, 이웃.txt, 이전.txt",
        ),
        (
            {"agency": "서대문", "year": 2028},
            "기관 ‘서대문’에는 연도 ‘2028’에 맞는 문서가 없으며, 있는 연도는 다음과 같습니다: 2030",
        ),
    ],
)
def test_what_nothing_meets_names_what_there_is(meant, conditions, sentence):
    with pytest.raises(Unsearchable) as refused:
        meant(**conditions)
    assert str(refused.value) == sentence
    assert refused.value.why is Why.NO_MATCH


def test_names_of_hidden_documents_are_not_told(library):
    own = next(d for d in library.catalogue.documents(EVERYTHING) if d.name == "이웃.txt")
    scope = Scope(frozenset({own.id}))
    with pytest.raises(Unsearchable) as refused:
        narrowed(Conditions(agency="마포구"), library.catalogue, scope)
    assert str(refused.value).endswith("다음과 같습니다: 서대문구")


def test_without_documents_nothing_is_narrowed(library):
    scope = Scope(frozenset())
    assert narrowed(Conditions(agency="x"), library.catalogue, scope) == SearchFilter(scope=scope)
