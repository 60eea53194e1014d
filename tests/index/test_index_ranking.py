from __future__ import annotations

import pytest
from index_reports import ReportMaker

from index.library import Library
from index.ranking import WEIGHTS
from index.types import EVERYTHING, SearchFilter
from ingest.model import SectionKind

LINES = {
    "도서관": "작은 도서관의 책을 새로 들입니다. 도서관마다 이백 권씩 들입니다.",
    "공원": "공원의 나무를 심습니다. 나무는 봄에 심고 도서관 앞에도 심습니다.",
    "키움센터": "우리동네키움센터를 엽니다. 아이들을 돌봅니다.",
    "노인": "노인에게 도시락을 나눕니다.",
    "무관": "쓰레기를 줄입니다.",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    maker = ReportMaker()
    for title, text in LINES.items():
        maker.line_of_text(maker.section(SectionKind.PROJECT, f"{title} 사업"), text)
    project = maker.section(SectionKind.PROJECT, "조직")
    maker.table(project, ("정원",), {"자치 행정 과": (21,), "교육 지원 과": (25,)})
    made = Library(tmp_path_factory.mktemp("ranking"))
    made.catalogue.put(maker.report(), origin="a")
    made.rebuild()
    yield made
    made.close()


def found(library, asked):
    hits = library.search.passages(asked, 6, SearchFilter())
    passages = library.catalogue.passages([hit.id for hit in hits], EVERYTHING)
    return [
        (p.heading.split(" > ")[3].split()[0], hit) for p, hit in zip(passages, hits, strict=True)
    ]


def signals(library, asked, title):
    return next(hit.signals for name, hit in found(library, asked) if name == title)


def test_every_signal_is_a_share_of_what_the_question_weighs(library):
    for asked in ("작은 도서관의 책", "나무를 심는 공원", "없는 말들", "도서관"):
        for _title, hit in found(library, asked):
            assert set(hit.signals) == set(WEIGHTS)
            assert hit.score == pytest.approx(sum(hit.signals.values()))
            for name in ("pairs", "sentence", "near"):
                assert -1e-9 <= hit.signals[name] <= WEIGHTS[name] + 1e-9


def test_words_in_one_sentence_count_more_than_scattered_ones(library):
    asked = "공원 나무 봄"
    together = signals(library, asked, "공원")
    assert together["sentence"] > signals(library, asked, "도서관")["sentence"]
    assert signals(library, "작은 책", "도서관")["sentence"] == pytest.approx(WEIGHTS["sentence"])


def test_words_side_by_side_are_a_pair(library):
    assert signals(library, "작은 도서관", "도서관")["pairs"] > 0
    assert signals(library, "도서관 작은", "도서관")["pairs"] == 0


def test_cut_words_are_found_by_their_letters(library):
    assert found(library, "키움센")[0][0] == "키움센터"
    assert signals(library, "키움센", "키움센터")["letters"] > 0


def test_a_near_morpheme_counts_where_the_term_is_missing(library):
    title, hit = found(library, "어르신 식사")[0]
    assert title == "노인"
    assert hit.matched == ()
    assert hit.signals["near"] > signals(library, "어르신 식사", "무관")["near"]


def test_names_torn_apart_in_a_table_are_found_whole(library):
    title, hit = found(library, "자치행정과의 정원")[0]
    assert title == "조직"
    assert "정원" in hit.matched
    assert any(term in hit.matched for term in ("자치행정과", "자치행정"))


def test_a_question_of_unknown_words_is_no_error(library):
    for asked in ("꽥꽥꽥", "qwxz", "…", "😀"):
        assert all(
            hit.score == pytest.approx(sum(hit.signals.values()))
            for _t, hit in found(library, asked)
        )
