"""What the benchmark of retrieval counts: lines covered, ties, halves, questions drawn."""

import json

import pytest

from benchmarks.retrieval.cases import (
    ANYWHERE,
    CHECKING,
    TUNING,
    Case,
    Piece,
    drawn,
    generic,
    golden,
    squad,
)
from benchmarks.retrieval.judging import Found, judged, quality
from benchmarks.retrieval.systems.chroma import line_of


def found(*places):
    return [Found(Piece(document, first, last), score) for document, first, last, score in places]


def written(path, items):
    path.write_text("\n".join(json.dumps(item) for item in items), "utf-8")
    return path


def test_a_piece_covers_its_lines_and_no_others():
    piece = Piece("a.txt", 3, 5)
    assert [piece.covers(("a.txt", number)) for number in (2, 3, 5, 6)] == [
        False,
        True,
        True,
        False,
    ]
    assert not piece.covers(("b.txt", 4))
    assert piece.covers(("a.txt", ANYWHERE))


def test_all_the_evidence_may_be_covered_by_several_pieces_together():
    evidence = [("a.txt", 3), ("b.txt", 9)]
    both = found(("a.txt", 1, 4, 3.0), ("c.txt", 1, 9, 2.0), ("b.txt", 9, 9, 1.0))
    assert judged(both, evidence).whole
    assert not judged(both[:2], evidence).whole
    assert judged(both[:2], evidence).rank == 1


def test_the_second_look_goes_deeper():
    others = [("c.txt", number, number, 9.0 - number) for number in range(1, 7)]
    judgement = judged(found(*others, ("a.txt", 1, 1, 0.5)), [("a.txt", 1)])
    assert (judgement.rank, judgement.whole, judgement.whole_deep) == (0, False, True)


def test_ties_count_against_the_system():
    tied = found(("right.txt", 1, 1, 2.0), ("wrong.txt", 1, 1, 2.0), ("worse.txt", 1, 1, 1.0))
    assert judged(tied, [("right.txt", 1)]).rank == 2
    assert judged(tied[::-1], [("right.txt", 1)]).rank == 2


def test_nothing_found_is_nothing_right():
    judgement = judged([], [("a.txt", 1)])
    assert (judgement.rank, judgement.whole, judgement.whole_deep) == (0, False, False)


def test_the_means():
    right = judged(found(("a.txt", 1, 1, 1.0)), [("a.txt", 1)])
    second = judged(found(("b.txt", 1, 1, 2.0), ("a.txt", 1, 1, 1.0)), [("a.txt", 1)])
    means = quality([right, second, judged([], [("a.txt", 1)])])
    assert means.mrr == pytest.approx(0.5)
    assert (means.first, means.within) == (pytest.approx(1 / 3), pytest.approx(2 / 3))


def test_supporting_lines_and_other_places_are_no_evidence(tmp_path):
    place = {"file": "a.txt", "start_line": 3, "end_line": 4}
    items = [
        {"id": "1", "question": "그럼 2023년은?", "history": ["예산은?"], "evidence": [place]},
        {"id": "2", "question": "단위는?", "evidence": [{**place, "role": "unit"}]},
        {"id": "3", "question": "또는?", "evidence": [{**place, "alt": True}]},
        {"id": "4", "question": "없는 것은?"},
        {"id": "5", "question": "몇 쪽?", "evidence": [{"file": "a.pdf", "page": 3}]},
    ]
    (case,) = golden(written(tmp_path / "golden.jsonl", items))
    assert case.text == "예산은? 그럼 2023년은?"
    assert case.evidence == {("a.txt", 3), ("a.txt", 4)}


def test_the_halves_are_of_articles_and_always_the_same(tmp_path):
    articles = [
        {"paragraphs": [{"context": f"문단 {n}", "qas": [{"id": str(n), "question": "?"}]}]}
        for n in range(10)
    ]
    path = tmp_path / "squad.json"
    path.write_text(json.dumps({"data": articles}), "utf-8")
    paragraphs, cases = squad(path)
    assert len(paragraphs) == 10
    assert [case.group for case in cases].count(TUNING) == 5
    assert [case.group for case in cases].count(CHECKING) == 5
    assert squad(path)[1] == cases


def test_a_plain_set_may_have_several_positives(tmp_path):
    passages = written(tmp_path / "p.jsonl", [{"id": "x", "text": "가"}, {"id": 7, "text": "나"}])
    asked = [{"question": "무엇?", "positives": ["x", 7]}, {"question": "없음?", "positives": []}]
    texts, cases = generic(passages, written(tmp_path / "q.jsonl", asked))
    assert texts == ["가", "나"]
    assert [case.evidence for case in cases] == [{("0.txt", ANYWHERE), ("1.txt", ANYWHERE)}]


def test_a_positive_that_is_no_passage_is_told(tmp_path):
    passages = written(tmp_path / "p.jsonl", [{"id": "x", "text": "가"}])
    questions = written(tmp_path / "q.jsonl", [{"question": "무엇?", "positives": ["y"]}])
    with pytest.raises(SystemExit, match="y"):
        generic(passages, questions)


def test_questions_are_drawn_by_a_seed():
    cases = [Case(str(number), "?", frozenset()) for number in range(50)]
    some = drawn(cases, 10, 1)
    assert some == drawn(cases, 10, 1) != drawn(cases, 10, 2)
    assert [int(case.id) for case in some] == sorted(int(case.id) for case in some)
    assert drawn(cases, 99, 1) == cases


def test_lines_count_from_one():
    assert [line_of("가\n나\n다", offset) for offset in (0, 1, 2, 4)] == [1, 1, 2, 3]
