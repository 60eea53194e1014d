from __future__ import annotations

import math
import threading

import pytest
from index_reports import small_report

from index import search as search_module
from index.chroma import ChromaStore
from index.errors import EmbeddingUnavailable
from index.ranking import WEIGHTS
from index.retriever import PassageRetriever
from index.types import EVERYTHING, SAMPLES, Scope, SearchFilter

EVERY = SearchFilter()


def _document(library, agency):
    return next(d for d in library.catalogue.documents(EVERYTHING) if d.agency == agency)


def _passages(library, query, k=5, filter=EVERY):
    hits = library.search.passages(query, k, filter)
    return library.catalogue.passages([hit.id for hit in hits], EVERYTHING)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("금천구 소식지는 얼마나 자주 나옵니까", "소식지"),
        ("노인에게 휴대전화 쓰는 법을 가르치는 수업", "어르신"),
        ("디지털교육 무인주문기", "무인 주문기"),
    ],
)
def test_passages_for_a_question(built, question, expected):
    assert expected in _passages(built, question)[0].text


def test_hits_say_what_each_leg_gave(built):
    hits = built.search.passages("소식지 발행", 8, EVERY)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits[0].lexical > 0
    assert 0 < hits[0].dense <= 1.000_01
    assert any(hit.lexical is None for hit in hits)
    for hit in hits:
        assert hit.score == pytest.approx(sum(hit.signals.values()))
        assert set(hit.signals) == set(WEIGHTS)
    assert hits[0].matched == ("소식지", "발행")


def test_statements_by_their_labels_and_context(built):
    terms = built.search.terms("마포구 공감 홍보 2024년 구비")
    best = built.search.statements(terms, 5, EVERY)[0]
    (record,) = built.catalogue.statements([best.id], EVERYTHING)
    assert (record.agency, record.project) == ("마포구", "공감 홍보")
    assert (record.statement.row_path, record.statement.column_path) == (("구비",), ("2024년",))


@pytest.mark.parametrize("share", [0.0, 2.0])  # always Chroma, always the array
def test_filters_come_before_the_top_k(built, monkeypatch, share):
    monkeypatch.setattr(search_module, "_BROAD", share)
    wanted = _document(built, "마포구")
    for condition in (
        SearchFilter(documents=(wanted.id,)),
        SearchFilter(agencies=("마포구",)),
        SearchFilter(scope=Scope(frozenset({wanted.id}))),
        SearchFilter(departments=("행정지원과",)),
    ):
        found = _passages(built, "금천구 소통담당관 소식지", 4, condition)
        assert len(found) == min(4, wanted.passages)
        assert {passage.document for passage in found} == {wanted.id}
        hits = built.search.statements(built.search.terms("계"), 50, condition)
        assert {hit.id.split("/")[0] for hit in hits} == {wanted.id}


def test_both_dense_ways_find_the_same(built, monkeypatch):
    asked = "어르신 스마트폰 강좌"
    monkeypatch.setattr(search_module, "_BROAD", 0.0)
    store = built.search.passages(asked, 4, EVERY)
    monkeypatch.setattr(search_module, "_BROAD", 2.0)
    array = built.search.passages(asked, 4, EVERY)
    assert [hit.id for hit in store] == [hit.id for hit in array]
    assert [hit.dense for hit in store] == pytest.approx([hit.dense for hit in array], abs=1e-4)


def test_the_broad_way_asks_chroma(built, monkeypatch):
    asked = []
    query = ChromaStore.query

    def noted(self, vector, k):
        asked.append(k)
        return query(self, vector, k)

    monkeypatch.setattr(ChromaStore, "query", noted)
    built.search.passages("소식지", 3, EVERY)
    assert asked
    asked.clear()
    monkeypatch.setattr(search_module, "_BROAD", 2.0)
    built.search.passages("소식지", 3, EVERY)
    assert not asked


@pytest.mark.parametrize(
    "filter",
    [
        SearchFilter(scope=Scope(frozenset())),
        SearchFilter(documents=("없는문서",)),
        SearchFilter(agencies=("없는구",)),
        SearchFilter(departments=("없는과",)),
        SearchFilter(years=(1999,)),
        SearchFilter(agencies=("마포구",), departments=("소통담당관",)),
    ],
)
def test_a_filter_that_nothing_meets(built, filter):
    assert built.search.passages("소식지", 5, filter) == []
    assert built.search.statements(["예산", "계"], 5, filter) == []


@pytest.mark.parametrize("query", ["", "   ", "?!", "\x00", "가" * 3000])
def test_odd_questions_are_no_error(built, query):
    assert len(built.search.passages(query, 3, EVERY)) <= 3
    assert built.search.passages(query, 0, EVERY) == []


def test_rarity_tells_common_terms_from_rare_ones(built):
    assert 0 <= built.search.rarity("2025") < built.search.rarity("기자단")
    assert math.isfinite(built.search.rarity("없는말"))


def test_stats(built):
    stats = built.search.stats()
    assert (stats.documents, stats.dimensions) == (2, 768)
    assert stats.embedding.startswith("kiwi-")
    assert stats.passages == sum(d.passages for d in built.catalogue.documents(EVERYTHING))
    assert built.search.problem() == ""


def test_removed_hidden_and_changed_documents_never_appear(library):
    sample = library.catalogue.put(small_report("예시.txt"), origin="s", collection=SAMPLES)
    library.rebuild()
    assert library.search.passages("소식지", 5, EVERY)
    library.catalogue.set_samples("off")
    assert library.search.passages("소식지", 5, EVERY) == []
    library.catalogue.set_samples("on")
    assert library.search.passages("소식지", 5, EVERY)
    library.catalogue.put(small_report("예시.txt", amount=9), origin="s", collection=SAMPLES)
    assert library.search.statements(["계"], 5, EVERY) == []
    library.rebuild()
    assert library.search.statements(["계"], 5, EVERY)
    library.catalogue.remove(sample.id)
    assert library.search.passages("소식지", 5, EVERY) == []
    assert library.search.statements(["계"], 5, EVERY) == []


def test_samples_leave_the_index_when_the_office_has_documents(library):
    library.catalogue.put(small_report("예시.txt"), origin="s", collection=SAMPLES)
    library.rebuild()
    own = library.catalogue.put(small_report("우리.txt", amount=4), origin="o")
    assert library.rebuild()
    assert library.search.stats().documents == 1
    assert {p.document for p in _passages(library, "소식지", 9)} == {own.id}


def test_without_its_embedding_model_words_are_still_found(built, monkeypatch):
    def unavailable(*_args):
        raise EmbeddingUnavailable("모형이 없습니다.")

    generation = built.search._generation()
    monkeypatch.setattr(type(generation.embedding), "encode", unavailable)
    hits = built.search.passages("소식지", 3, EVERY)
    assert hits
    assert all(hit.dense is None for hit in hits)


def test_threads_search_while_generations_change(library):
    library.catalogue.put(small_report(), origin="a")
    library.rebuild()
    stop, problems = threading.Event(), []

    def ask():
        while not stop.is_set():
            try:
                assert library.search.passages("소식지 발행", 3, EVERY)
            except Exception as error:
                problems.append(error)
                return

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(3):
        library.catalogue.put(small_report(f"{number}.txt", amount=number), origin=str(number))
        library.rebuild()
    stop.set()
    for thread in threads:
        thread.join()
    assert problems == []
    assert library.search.stats().documents == 4


def test_the_retriever_gives_passages_with_their_places(built):
    retriever = PassageRetriever(search=built.search, catalogue=built.catalogue, k=3)
    found = retriever.invoke("금천구 소식지 발행")
    assert len(found) == 3
    first = found[0]
    document = _document(built, "금천구")
    assert "소식지" in first.page_content
    assert first.metadata["document"] == document.name
    assert first.metadata["document_id"] == document.id
    assert first.metadata["section"] == "공감 홍보"
    assert first.metadata["id"] == first.id
    assert 0 < first.metadata["first_line"] <= first.metadata["last_line"]
    assert first.metadata["page"] is None


def test_the_retriever_keeps_to_its_scope(built):
    scope = Scope(frozenset({_document(built, "마포구").id}))
    retriever = PassageRetriever(search=built.search, catalogue=built.catalogue, scope=scope)
    names = {found.metadata["document"] for found in retriever.invoke("금천구 소식지 발행")}
    assert names == {"마포.txt"}
