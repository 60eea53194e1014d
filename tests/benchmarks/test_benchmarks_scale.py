"""The made corpus: of the right size, drawn by a seed, and fit for the index."""

import json
import re
import statistics
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from benchmarks.retrieval.corpus import PER_DOCUMENT, Pool, made
from benchmarks.retrieval.feeding import Spool, index_all, opened
from benchmarks.retrieval.plot import Axis, Panel, svg
from index.content import read_content
from index.types import EVERYTHING, Scope, SearchFilter

LINES = tuple(
    f"{word} 업무 추진에 {n}51명이 참여하였다" for n in range(1, 9) for word in ("교육", "도로")
)
POOL = Pool((*LINES, "2025년 예산은 3,615천원이다"), ("교육 업무", "도로 업무", "예산은?"))


def texts(passages, seed):
    return [p.text for _, some in made(POOL, passages, seed) for p in some]


def test_it_has_the_size_that_was_asked():
    documents = list(made(POOL, 450, 0))
    assert [document.passages for document, _ in documents] == [PER_DOCUMENT, PER_DOCUMENT, 50]
    assert [len(some) for _, some in documents] == [200, 200, 50]
    lengths = [len(text) for text in texts(450, 0)]
    assert 380 < statistics.mean(lengths) < 420
    assert max(lengths) <= 1_000


def test_it_is_drawn_by_its_seed():
    assert texts(30, 1) == texts(30, 1) != texts(30, 2)


def test_a_larger_corpus_begins_with_the_smaller():
    small, large = list(made(POOL, 200, 0)), list(made(POOL, 400, 0))
    assert large[:1] == small


def test_every_passage_has_an_id_of_its_own_and_lines_in_order():
    ((_, passages),) = made(POOL, 100, 0)
    assert len({passage.id for passage in passages}) == 100
    for before, after in pairwise(passages):
        assert before.place.last_line + 1 == after.place.first_line
        assert before.text.count("\n") == before.place.last_line - before.place.first_line


def test_years_and_noughts_stay_and_other_digits_change():
    numbers = {found for text in texts(60, 0) for found in re.findall(r"\d,\d{3}천원", text)}
    assert len(numbers) > 5
    assert not any(re.search(r"(?<!\d)(?!2025)\d{4}년", text) for text in texts(60, 0))


def test_documents_differ_so_that_filters_have_something_to_choose():
    documents = [document for document, _ in made(POOL, 200 * 40, 0)]
    assert len({document.agency for document in documents}) == 10
    assert len({document.department for document in documents}) == 4
    assert len({document.year for document in documents}) == 10


def test_a_pool_without_questions_asks_with_words_of_its_lines(tmp_path):
    (tmp_path / "a.txt").write_text("짧다\n노인 복지 회관 건립 공사 추진 현황\n" * 2, "utf-8")
    pool = Pool.read(tmp_path, None)
    assert pool.lines == ("노인 복지 회관 건립 공사 추진 현황",)
    assert pool.asked(3, 5) == pool.asked(3, 5)
    assert set(pool.asked(30, 5)) == {"노인 복지 회관", "건립 공사 추진"}


def test_a_pool_of_nothing_is_told(tmp_path):
    with pytest.raises(SystemExit):
        Pool.read(tmp_path, None)


def test_sentences_and_questions_of_a_set_are_taken(tmp_path):
    paragraph = {
        "context": "서울은 대한민국의 수도이다. 한강이 그 가운데를 흐른다.",
        "qas": [{"question": "수도는?"}],
    }
    (tmp_path / "s.json").write_text(json.dumps({"data": [{"paragraphs": [paragraph]}]}), "utf-8")
    pool = Pool.read(None, tmp_path / "s.json")
    assert pool.lines == ("서울은 대한민국의 수도이다.", "한강이 그 가운데를 흐른다.")
    assert pool.questions == ("수도는?",)


def test_the_spool_gives_back_what_was_made(tmp_path):
    corpus = Spool.write(tmp_path / "spool", made(POOL, 250, 0))
    content = read_content(corpus)
    assert list(content.passages) == [p for _, some in made(POOL, 250, 0) for p in some]
    assert not content.statements
    first = Spool(tmp_path / "spool", 1)
    assert len(list(first.iter_passages(EVERYTHING))) == 200
    assert first.documents(Scope(frozenset())) == []


def test_it_takes_the_way_of_real_documents_into_the_index(tmp_path):
    corpus = Spool.write(tmp_path / "spool", made(POOL, 20, 0))
    index_all(tmp_path / "index", corpus)
    search = opened(tmp_path / "index", corpus)
    try:
        assert len(search.passages("교육 업무", 5, SearchFilter())) == 5
        assert search.passages("교육 업무", 5, SearchFilter(agencies=("없는시",))) == []
    finally:
        search.close()


def test_axes_end_at_whole_decades():
    axis = Axis.over([20, 3_000], 0, 100)
    assert axis.ticks == [10, 100, 1_000, 10_000]
    assert axis.at(100) == pytest.approx(100 / 3)
    assert Axis.over([100], 0, 100).ticks == [100, 1_000]


def test_the_plot_is_well_formed():
    panel = Panel("시간 <ms>", {"가": [(10, 1.5), (100, 20)], "나": [(10, 3)]})
    ElementTree.fromstring(svg([panel, panel, panel]))  # noqa: S314  our own


def test_whole_lines_stay_as_they_are():
    texts = [p.text for _, some in made(POOL, 100, 0, whole=True) for p in some]
    assert {line for text in texts for line in text.split("\n")} <= set(POOL.lines)
    assert 380 < statistics.mean(map(len, texts)) < 450
