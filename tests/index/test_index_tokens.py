from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.morphemes import Morpheme, Morphemes
from index.tokens.analysis import Analysis
from index.tokens.letters import letter_pairs
from index.tokens.passages import PassageTokens
from index.tokens.ragged import Ragged, distinct_in_rows, flattened
from index.tokens.table import BREAK, TokenTable
from index.tokens.texts import TokenTexts, document_frequencies

ROWS = st.lists(st.lists(st.integers(0, 9), max_size=5), max_size=6)


def ragged(rows):
    return Ragged.of((np.array(row, np.uint32) for row in rows), np.uint32)


def listed(rows):
    return [rows.row(at).tolist() for at in range(len(rows))]


@given(ROWS)
def test_rows_come_out_as_they_went_in(rows):
    made = ragged(rows)
    assert listed(made) == rows
    assert made.lengths.tolist() == [len(row) for row in rows]
    assert made.owners.tolist() == [at for at, row in enumerate(rows) for _ in row]


@given(ROWS, st.randoms(use_true_random=False))
def test_any_rows_can_be_taken_in_any_order(rows, random):
    chosen = [random.randrange(len(rows)) for _ in range(4)] if rows else []
    taken = ragged(rows).take(np.array(chosen, np.intp))
    assert listed(taken) == [rows[at] for at in chosen]


@given(ROWS, ROWS)
def test_rows_of_several_stand_one_after_the_other(first, second):
    assert listed(flattened((ragged(first), ragged(second)), np.uint32)) == first + second


@given(ROWS)
def test_values_of_a_row_are_counted_once(rows):
    made = ragged(rows)
    found = distinct_in_rows(made, made.flat, 10).tolist()
    assert found == [value for row in rows for value in sorted(set(row))]


def test_what_was_saved_is_mapped(tmp_path):
    ragged([[1, 2], [], [3]]).save(tmp_path, "rows")
    loaded = Ragged.load(tmp_path, "rows")
    assert listed(loaded) == [[1, 2], [], [3]]
    assert not loaded.flat.flags.owndata


def test_morphemes_have_the_same_order_in_every_table(tmp_path):
    small = TokenTable.of([Morpheme("예산", 7), Morpheme("공원", 3)])
    large = TokenTable.of([Morpheme("예산", 7), Morpheme("국", 1), Morpheme("공원", 3)])
    assert [m for m in large.morphemes if m in small.morphemes] == list(small.morphemes)
    assert small.morphemes[BREAK].term == ""
    small.save(tmp_path / "table.txt")
    assert list(TokenTable.load(tmp_path / "table.txt").morphemes) == list(small.morphemes)


def test_morphemes_of_one_term_share_its_number():
    table = TokenTable.of([Morpheme("배", 1), Morpheme("배", 2), Morpheme("가", 9)])
    numbers = dict(zip(table.morphemes, table.term_of.tolist(), strict=True))
    assert numbers[Morpheme("배", 1)] == numbers[Morpheme("배", 2)] != numbers[Morpheme("가", 9)]
    assert table.number_of_term["배"] == numbers[Morpheme("배", 1)]


def test_pairs_of_letters_stay_within_words():
    one, same, other, none = (
        letter_pairs(["예산 현황", "예산, 현황!", "예산현황", " ·?"]).row(at).tolist()
        for at in range(4)
    )
    assert one == same
    assert len(one) == 2
    assert len(other) == 3
    assert none == []


def test_a_word_of_one_letter_counts_alone_and_case_does_not():
    assert letter_pairs(["A 구"]).row(0).tolist() == letter_pairs(["a 구"]).row(0).tolist()
    assert len(letter_pairs(["구"]).row(0)) == 1


@given(st.lists(st.text(max_size=20), max_size=5))
def test_each_text_has_its_own_pairs(texts):
    together = letter_pairs(texts)
    assert listed(together) == [letter_pairs([text]).row(0).tolist() for text in texts]


TEXTS = ["공원을 넓힙니다. 예산은 3억원입니다.\n인사팀 정원", "", "인사팀 정원"]


def analysed(texts=TEXTS, names=(), previous=None):
    found = Analysis(Morphemes(names), previous)
    found.learn(texts)
    found.close()
    return found


def test_numbers_stand_for_the_terms_of_a_text():
    found = analysed()
    for text in TEXTS:
        assert found.terms(text) == list(Morphemes().terms(text))
    ends = (found.tokens(TEXTS[0]) == BREAK).sum()
    assert ends == len(Morphemes().sentences(TEXTS[0]))


def test_an_analysis_is_taken_over_and_what_is_gone_leaves_no_trace(tmp_path, monkeypatch):
    analysed().save(tmp_path / "a")
    monkeypatch.setattr(Morphemes, "analysed_lines", lambda _self, lines: [()] * len(lines))
    kept = analysed(TEXTS[2:], previous=tmp_path / "a")
    assert "정원" in kept.terms(TEXTS[2])
    kept.save(tmp_path / "b")
    assert "공원" not in (tmp_path / "b" / "table.txt").read_text(encoding="utf-8")
    assert len(np.load(tmp_path / "b" / "lines.npy")) == 1


def test_lines_with_a_new_name_are_analysed_again(tmp_path):
    analysed(["행정지원과의 예산", "올해 예산"]).save(tmp_path)
    again = analysed(["행정지원과의 예산", "올해 예산"], ("행정지원과",), tmp_path)
    assert "행정지원과" in again.terms("행정지원과의 예산")
    assert again.terms("올해 예산") == analysed(["올해 예산"]).terms("올해 예산")


@pytest.fixture
def passages(tmp_path):
    found = analysed()
    texts = Ragged.of((found.tokens(text) for text in TEXTS), np.uint32)
    vectors = np.zeros((len(found.table), 256), np.float32)
    whole = TokenTexts(texts, found.table, vectors)
    headings = ragged([[], [], []])
    PassageTokens.counted(whole, texts, headings, letter_pairs(TEXTS)).save(tmp_path / "tokens")
    return PassageTokens.load(tmp_path / "tokens")


def test_passages_count_who_holds_what(passages):
    table = passages.table
    counts = document_frequencies(passages.texts, table)
    assert counts[table.number_of_term["정원"]] == 2
    assert counts[table.number_of_term["공원"]] == 1
    assert len(passages) == 3


def test_what_few_hold_weighs_more_and_what_none_holds_most(passages):
    table = passages.table
    terms = np.array([table.number_of_term["정원"], table.number_of_term["공원"], -1])
    common, rare, unknown = passages.term_idf(terms)
    assert 0 < common < rare < unknown
