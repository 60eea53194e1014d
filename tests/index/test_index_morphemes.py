from __future__ import annotations

import threading

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from index_reports import ReportMaker, small_report

from index.catalogue.store import SqlCatalogue
from index.morphemes import Morphemes, mangled
from index.names import NameFinder, label_words, own_names
from index.types import EVERYTHING
from ingest.model import SectionKind

NAMES = ("행정지원과", "소통담당관", "인사팀")


@pytest.fixture(scope="module")
def morphemes():
    return Morphemes(NAMES)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("예산은 얼마입니까", ["예산"]),
        ("아름다운 공원을 만들었다", ["아름답", "공원", "만들"]),
        ("3,615,983천원", ["3615983"]),
        ("２０２５년 ＡＩ", ["2025", "ai"]),
        ("'25년 예산", ["2025", "예산"]),
        ("’24. 7월", ["2024", "7월"]),
        ("24년도", ["2024"]),
        ("24.10.18.", ["2024", "10월", "18일"]),
        ("2024. 10. 31.", ["2024", "10월", "31일"]),
        ("7급 정원", ["7급", "정원"]),
        ("합 계", ["합계"]),
        ("", []),
        ("·-△%", []),
    ],
)
def test_terms(morphemes, text, terms):
    assert list(morphemes.terms(text)) == terms


@pytest.mark.parametrize(
    "text", ["행정지원과의 예산", "올해행정지원과예산", "행정지원과는", "(행정지원과)"]
)
def test_a_name_is_found_whole_and_in_parts(morphemes, text):
    assert {"행정지원과", "행정", "지원"} <= set(morphemes.terms(text))


def test_half_a_name_meets_the_whole_name(morphemes):
    assert set(morphemes.terms("지원과")) & set(morphemes.terms("행정지원과"))


def test_a_compound_is_one_word_however_it_is_cut(morphemes):
    for text in ("구비 시비 국비", "시비 보조금"):
        assert "시비" in morphemes.terms(text)
    assert "참석률" in morphemes.terms("참석률 72%")


def test_years_count_nothing_else(morphemes):
    assert "2020" not in morphemes.terms("20년 이상 근속")
    assert "2025" in morphemes.terms("2025년에")


def test_many_texts_give_what_each_gives_alone(morphemes):
    texts = ["소통담당관 예산", "인사팀 정원", "소통담당관 예산", ""]
    assert Morphemes(NAMES).terms_many(texts) == [morphemes.terms(text) for text in texts]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
@example(text="#\x1f")
def test_any_text_has_clean_terms(text):
    for term in Morphemes(NAMES).terms(text):
        assert term
        assert not any(character.isspace() for character in term)


def test_a_text_is_the_sum_of_its_lines(morphemes):
    lines = ["소통담당관 예산", "", "인사팀 정원 3명"]
    together = [term for line in lines for term in morphemes.terms(line)]
    assert list(morphemes.terms("\n".join(lines))) == together


def test_verbs_are_told_apart(morphemes):
    assert morphemes.verbs("공원을 만들고 예산을 늘리다") == {"만들", "늘리"}


def test_threads_get_the_same_terms():
    shared, found = Morphemes(NAMES), []
    texts = [f"소통담당관 {number}번 사업의 예산과 인사팀 정원" for number in range(50)]
    threads = [
        threading.Thread(target=lambda: found.append(shared.terms_many(texts))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [Morphemes(NAMES).terms_many(texts)] * 4


def test_the_version_changes_with_the_names():
    assert Morphemes(NAMES).version == Morphemes(reversed(NAMES)).version
    assert Morphemes(NAMES).version != Morphemes().version


def test_a_text_is_cut_into_its_sentences(morphemes):
    sentences = morphemes.sentences("공원을 넓힙니다. 예산은 3억입니다.\n\n인사팀 정원")
    assert [sentence[0].term for sentence in sentences] == ["공원", "예산", "인사팀"]


def test_names_come_from_the_reports(tmp_path):
    catalogue = SqlCatalogue(f"sqlite:///{tmp_path / 'c.db'}", tmp_path / "originals")
    maker = ReportMaker(agency="금천구", department="기획예산과")
    section = maker.section(SectionKind.PROJECT, "특별한소식지")
    maker.table(section, ("정원",), {"홍보기획팀": (3,), "합계": (3,)})
    catalogue.put(maker.report(), origin="a")
    catalogue.put(small_report(), origin="b")
    records = list(catalogue.iter_statements(EVERYTHING))
    catalogue.close()
    assert own_names(records) == {"금천구", "기획예산과", "특별한소식지", "소통담당관"}
    assert {"홍보기획팀", "정원", "합계"} <= label_words(records)
    assert "공감 홍보" not in label_words(records)


def test_only_labels_that_are_misread_become_names():
    misread = {"행정지원과", "민원여권과", "현원"}
    assert mangled({*misread, "정원", "합계", "기대효과", "추진하는"}) == misread
    assert "현원" in Morphemes(misread).terms("정원과 현원은 몇 명인가")


def test_the_longest_name_wins_and_a_short_one_starts_a_word():
    finder = NameFinder(("인사팀", "인사팀장회의", "기획과"))
    assert list(finder.names_in("인사팀장회의와 인사팀")) == ["인사팀장회의", "인사팀"]
    assert list(finder.names_in("수인사팀")) == []
    assert finder.spans("(기획과)") == [(1, 4, "NNP")]
    assert not NameFinder(())
