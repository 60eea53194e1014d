from __future__ import annotations

import math

import pytest

from index.lexical import LexicalEntry, LexicalFilter, LexicalIndex, LexicalWriter

ALL = LexicalFilter()


YEARS = {"d1": 2024, "d2": 2025}


def _entry(key, document, agency, department="", **fields):
    return LexicalEntry(key, document, agency, department, YEARS.get(document), fields)


PASSAGES = [
    _entry("p1", "d1", "금천구", "홍보과", passage_text=("예산", "공원")),
    _entry("p2", "d2", "마포구", "총무과", passage_text=("예산", "도서관")),
]
STATEMENTS = [
    _entry("d1/r/0", "d1", "금천구", "홍보과", labels=("예산", "2025"), text=("100",)),
    _entry("d1/r/1", "d1", "금천구", "홍보과", labels=("정원",), text=("예산",)),
    _entry("d2/r/0", "d2", "마포구", "총무과", labels=("예산",), context=("도서관",)),
    _entry("d2/r/1", "d2", "마포구", "총무과", labels=("현원",)),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lexical")
    assert LexicalWriter(folder).write(PASSAGES, STATEMENTS) == 6
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
        (LexicalFilter(departments=["홍보과", "없는과"]), {"d1/r/0", "d1/r/1"}),
        (LexicalFilter(years=[2025]), {"d2/r/0"}),
        (LexicalFilter(departments=["홍보과"], years=[2025]), set()),
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


def _written(folder, passages, statements, previous=None):
    count = LexicalWriter(folder, previous).write(passages, statements)
    return count, LexicalIndex(folder)


def _everything(index):
    asked = ("예산", "공원", "도서관", "정원", "현원")
    found = [index.passages(asked, 9, ALL), index.statements(asked, 9, ALL)]
    return found, [index.rarity(term) for term in asked]


def test_only_what_was_added_is_written(tmp_path):
    _written(tmp_path / "first", PASSAGES[:1], STATEMENTS[:2])
    count, grown = _written(tmp_path / "second", PASSAGES, STATEMENTS, tmp_path / "first")
    assert count == 3
    _count, anew = _written(tmp_path / "anew", PASSAGES, STATEMENTS)
    assert _everything(grown) == _everything(anew)
    assert LexicalIndex(tmp_path / "first").statement_count == 2


def test_where_something_went_or_changed_nothing_of_it_stays(tmp_path):
    _written(tmp_path / "first", PASSAGES, STATEMENTS)
    changed = _entry("p1", "d1", "금천구", "홍보과", passage_text=("예산", "광장"))
    passages = [changed, PASSAGES[1]]
    count, index = _written(tmp_path / "second", passages, STATEMENTS[1:], tmp_path / "first")
    assert count == 5
    assert _everything(index) == _everything(_written(tmp_path / "a", passages, STATEMENTS[1:])[1])
    assert index.passages(["광장"], 9, ALL)
    assert index.passages(["공원"], 9, ALL) == []
    # No segment of the last index is among the new one's files.
    first, second = ({p.stem for p in (tmp_path / n).glob("*.term")} for n in ("first", "second"))
    assert first
    assert not first & second


def test_a_last_index_that_cannot_be_read_is_not_taken_over(tmp_path):
    count, _index = _written(tmp_path / "second", PASSAGES, STATEMENTS, tmp_path / "none")
    assert count == 6
