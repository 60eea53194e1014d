from __future__ import annotations

import math

import pytest

from index.fusion import reciprocal_ranks
from index.lexical import LexicalEntry, LexicalFilter, LexicalIndex, build_lexical

ALL = LexicalFilter()


def _statement(key, document, agency, labels=(), context=(), text=()):
    fields = {"labels": labels, "context": context, "text": text}
    return LexicalEntry(key, document, agency, fields)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lexical")
    passages = [
        LexicalEntry("p1", "d1", "금천구", {"passage_text": ("예산", "공원")}),
        LexicalEntry("p2", "d2", "마포구", {"passage_text": ("예산", "도서관")}),
    ]
    statements = [
        _statement("d1/r/0", "d1", "금천구", labels=("예산", "2025"), text=("100",)),
        _statement("d1/r/1", "d1", "금천구", labels=("정원",), text=("예산",)),
        _statement("d2/r/0", "d2", "마포구", labels=("예산",), context=("도서관",)),
        _statement("d2/r/1", "d2", "마포구", labels=("현원",)),
    ]
    build_lexical(folder, passages, statements)
    return LexicalIndex(folder)


def _keys(hits):
    return [key for key, _score in hits]


def test_both_kinds_are_kept_apart(index):
    assert (index.passage_count, index.statement_count) == (2, 4)
    assert set(_keys(index.passages(["예산"], 9, ALL))) == {"p1", "p2"}
    assert all("/" in key for key in _keys(index.statements(["예산"], 9, ALL)))


def test_labels_weigh_more_than_text(index):
    assert _keys(index.statements(["예산"], 9, ALL))[-1] == "d1/r/1"


def test_more_terms_found_rank_higher(index):
    assert _keys(index.statements(["예산", "도서관"], 9, ALL))[0] == "d2/r/0"


@pytest.mark.parametrize(
    ("filter", "found"),
    [
        (LexicalFilter(documents=["d1"]), {"d1/r/0", "d1/r/1"}),
        (LexicalFilter(agencies=["마포구"]), {"d2/r/0"}),
        (LexicalFilter(documents=["d1"], agencies=["마포구"]), set()),
        (LexicalFilter(documents=[]), set()),
        (LexicalFilter(documents=["d1", "d2"]), {"d1/r/0", "d1/r/1", "d2/r/0"}),
    ],
)
def test_filters_hold_within_the_query(index, filter, found):
    assert set(_keys(index.statements(["예산"], 9, filter))) == found


def test_a_filter_does_not_change_scores(index):
    free = dict(index.statements(["예산"], 9, ALL))
    for key, score in index.statements(["예산"], 9, LexicalFilter(documents=["d2"])):
        assert score == pytest.approx(free[key])


def test_the_filter_comes_before_the_top_k(index):
    assert _keys(index.statements(["예산"], 1, LexicalFilter(documents=["d2"]))) == ["d2/r/0"]


@pytest.mark.parametrize("terms", [[], ["없는말"], [" "]])
def test_nothing_to_find(index, terms):
    assert index.statements(terms, 9, ALL) == []
    assert index.statements(["예산"], 0, ALL) == []


def test_rarity_is_inverse_document_frequency(index):
    assert index.rarity("예산") == pytest.approx(math.log(1 + 1.5 / 3.5))
    assert index.rarity("현원") > index.rarity("예산")
    assert index.rarity("없는말") > index.rarity("현원")


def test_fusion_adds_up_weighted_reciprocal_ranks():
    fused = reciprocal_ranks({"a": ["x", "y"], "b": ["y", "z"]}, {"a": 1.0, "b": 0.5})
    assert [key for key, _score in fused] == ["y", "x", "z"]
    assert dict(fused)["y"] == pytest.approx(1 / 62 + 0.5 / 61)


def test_equal_scores_come_in_the_order_of_ids():
    assert [k for k, _s in reciprocal_ranks({"a": ["y"], "b": ["x"]}, {"a": 1, "b": 1})] == [
        "x",
        "y",
    ]
