"""From a citation to the passage that it stands in."""

from __future__ import annotations

import pytest

from assistant.answer import Citation
from assistant.finding.holding import holding
from index.types import Passage
from ingest.model import Place


def citation(**changes):
    base = {
        "n": 1,
        "document": "계획.txt",
        "document_id": "d",
        "revision": "r",
        "title": "계획",
        "section": "",
        "quote": "도서관팀 | 2030년 | 834,500 (단위: 천원)",
    }
    return Citation.model_validate(base | changes)


def passage(id, text="", place=None, blocks=(0, 0)):
    return Passage(id, "d", text, "", place or Place(), 0, blocks)


def test_lines():
    passages = [passage("a", place=Place(1, 9)), passage("b", place=Place(10, 20))]
    assert holding(citation(lines=(12, 12)), passages).id == "b"
    assert holding(citation(lines=(21, 21)), passages) is None


def test_most_of_the_lines():
    passages = [passage("a", place=Place(1, 9)), passage("b", place=Place(10, 20))]
    assert holding(citation(lines=(9, 12)), passages).id == "b"


def test_of_one_long_line_the_piece_that_holds_the_words():
    passages = [passage("a", "앞의 글", Place(3, 3)), passage("b", "뒤의 말", Place(3, 3))]
    assert holding(citation(lines=(3, 3), quote="뒤의 말"), passages).id == "b"
    assert holding(citation(lines=(3, 3), quote="앞의 글"), passages).id == "a"


def test_of_a_table_that_was_cut_the_piece_with_the_row():
    rows = ("공연팀 | 400,000", "도서관팀 | 834,500")
    passages = [passage(row, f"구분 | 2030년\n{row}", Place(3, 9), (4, 4)) for row in rows]
    assert holding(citation(lines=(3, 9), block=4), passages).id == rows[1]


def test_the_cited_block_goes_before_the_words():
    passages = [
        passage("a", "도서관팀 2030년 834,500 단위 천원", Place(3, 3), (1, 1)),
        passage("b", "도서관팀 834,500", Place(3, 3), (2, 2)),
    ]
    assert holding(citation(lines=(3, 3), block=2), passages).id == "b"


def test_pages_where_there_are_no_lines():
    passages = [passage("a", place=Place(page=1)), passage("b", place=Place(page=2))]
    assert holding(citation(page=2), passages).id == "b"
    assert holding(citation(page=3), passages) is None


def test_a_passage_over_two_pages_is_known_by_its_blocks():
    passages = [passage("a", place=Place(page=1), blocks=(0, 5)), passage("b", place=Place(page=3))]
    assert holding(citation(page=2, block=5), passages).id == "a"


@pytest.mark.parametrize(
    ("text", "found"),
    [("도서관팀 | 2030년: 834,500 (단위: 천원)", True), ("도서관팀은 책을 빌려준다", False)],
)
def test_only_the_words_where_nothing_else_is_known(text, found):
    assert (holding(citation(), [passage("a", text)]) is not None) is found


def test_no_passages():
    assert holding(citation(lines=(1, 1)), []) is None
