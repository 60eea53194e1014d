"""The scoring rules, on questions of our own about a report that does not exist."""

import pytest

from assistant.evaluation.golden import GoldenItem, Prediction
from assistant.evaluation.runner import score

FILE = "하늘구_2030_업무계획.txt"
EVIDENCE = [
    {"file": FILE, "start_line": 12, "end_line": 12, "quote": "도서관팀\t1,234,500"},
    {"file": FILE, "start_line": 10, "end_line": 10, "quote": "(단위: 천원)", "role": "unit"},
]
CITED = [{"n": 1, "document": FILE, "lines": [11, 13], "quote": "도서관팀 1,234,500"}]


def item(**changes):
    return GoldenItem.model_validate(
        {
            "id": "q1",
            "question": "하늘구 도서관팀 2030년 예산은?",
            "kind": "figure",
            "answer": "1,234,500천원입니다.",
            "values": [{"value": 1234500, "unit": "천원"}],
            "must_include": [],
            "evidence": EVIDENCE,
            **changes,
        }
    )


def said(answer="1,234,500천원입니다[1].", **changes):
    return Prediction.model_validate(
        {
            "status": "answered",
            "answer": answer,
            "values": [{"value": 1234500, "unit": "천원"}],
            "citations": CITED,
            **changes,
        }
    )


def verdict(item, prediction):
    return str(score(item, prediction).verdict)


def test_exact_and_cited_is_verified():
    judgement = score(item(), said())
    assert (str(judgement.verdict), judgement.cited, judgement.verified) == ("right", True, True)


@pytest.mark.parametrize("answer", ["1,234,500,000원입니다.", "12억 3,450만원입니다."])
def test_any_unit_is_right(answer):
    assert verdict(item(), said(answer)) == "right"


def test_another_amount_is_wrong():
    prediction = said("1,234,600천원입니다.", values=[{"value": 1234600, "unit": "천원"}])
    assert verdict(item(), prediction) == "wrong"


def test_an_amount_that_is_not_listed_is_incomplete():
    assert verdict(item(), said(values=[])) == "incomplete"


def test_a_listed_amount_that_is_not_said_is_wrong():
    assert verdict(item(), said("예산을 찾았습니다.")) == "wrong"


def test_a_dump_is_not_right():
    many = [{"value": n, "unit": "천원"} for n in range(1, 13)]
    values = [*many, {"value": 1234500, "unit": "천원"}]
    assert verdict(item(), said(values=values)) == "incomplete"


def test_one_of_two_amounts_is_incomplete():
    both = item(values=[{"value": 1234500, "unit": "천원"}, {"value": 17, "unit": "명"}])
    assert verdict(both, said()) == "incomplete"


def test_silence_is_missed():
    assert verdict(item(), said(status="not_found")) == "missed"
    assert verdict(item(), Prediction()) == "missed"


def test_what_must_not_be_said_is_wrong():
    assert verdict(item(must_not_include=["다온구"]), said("다온구 1,234,500천원")) == "wrong"


def test_each_group_of_phrases_is_needed():
    phrases = item(values=[], must_include=[["무료", "공짜"], ["주민"]])
    assert verdict(phrases, said("주 민은 무료입니다.")) == "right"
    assert verdict(phrases, said("무료입니다.")) == "incomplete"
    assert verdict(phrases, said("모릅니다.")) == "wrong"


def test_a_confusable_amount_is_wrong_not_incomplete():
    near = item(must_include=[["도서관"]], confusable=[999000])
    assert verdict(near, said("도서관은 999,000천원입니다.", values=[])) == "wrong"
    assert verdict(near, said("도서관 예산이 있습니다.", values=[])) == "incomplete"


def test_a_fall_told_as_a_rise_is_wrong():
    fall = item(answer="1,234,500천원 감소했습니다.", kind="compute")
    assert verdict(fall, said("1,234,500천원 늘었습니다.")) == "wrong"
    assert verdict(fall, said("1,234,500천원 줄었습니다.")) == "right"


def test_dates_match_in_any_spelling():
    date = item(values=[], kind="date", must_include=[["2030.5.3"]])
    assert verdict(date, said("2030년 5월 3일입니다.", values=[])) == "right"
    assert verdict(date, said("2030년 5월 31일입니다.", values=[])) == "wrong"


class TestUnanswerable:
    question = item(kind="unanswerable", values=[], evidence=[])

    def test_saying_so_is_right_and_needs_no_citation(self):
        judgement = score(self.question, said("자료에 없습니다.", status="not_found"))
        assert (str(judgement.verdict), judgement.cited) == ("right", None)

    def test_answering_is_wrong(self):
        assert verdict(self.question, said()) == "wrong"

    def test_asking_back_is_missed(self):
        assert verdict(self.question, said(status="clarify")) == "missed"

    def test_a_smuggled_amount_is_wrong(self):
        smuggled = said("없지만 777,000천원쯤입니다.", status="not_found")
        assert verdict(self.question, smuggled) == "wrong"

    def test_an_amount_from_a_citation_or_a_near_figure_may_be_said(self):
        text = "2031년 것은 없고 2030년 것은 1,234,500천원입니다."
        assert verdict(self.question, said(text, status="not_found")) == "right"
        near = [{"label": "2030년", "value": 1234500, "unit": "천원"}]
        prediction = said(text, status="not_found", citations=[], nearest=near)
        assert verdict(self.question, prediction) == "right"


class TestAmbiguous:
    question = item(
        kind="ambiguous",
        values=[],
        accept=[
            {"values": [{"value": 17, "unit": "명"}], "must_include": [["2030"]]},
            {"values": [{"value": 19, "unit": "명"}], "must_include": [["2029"]]},
        ],
    )

    def test_asking_back_needs_two_choices(self):
        assert verdict(self.question, said(status="clarify", choices=[{}, {}])) == "right"
        assert verdict(self.question, said(status="clarify", choices=[{}])) == "missed"

    def test_any_branch_is_right(self):
        values = [{"value": 19, "unit": "명"}]
        assert verdict(self.question, said("2029년에는 19명입니다.", values=values)) == "right"
        assert verdict(self.question, said("19명입니다.", values=values)) == "incomplete"


def test_another_status_may_be_right_too():
    assert verdict(item(also=["clarify"]), said(status="clarify")) == "right"


class TestCitations:
    def cited(self, *citations, **changes):
        return score(item(**changes), said(citations=list(citations))).cited

    def test_lines_must_overlap(self):
        assert not self.cited({"document": FILE, "lines": [13, 20], "quote": "다른 곳"})
        assert self.cited({"document": FILE, "lines": [12, 12], "quote": "다른 곳"})

    def test_a_whole_chapter_is_no_citation(self):
        assert not self.cited({"document": FILE, "lines": [1, 41], "quote": "온 장"})

    def test_another_file_is_no_citation(self):
        assert not self.cited({"document": "b.txt", "lines": [12, 12], "quote": "1,234,500"})

    def test_a_unit_line_is_no_evidence(self):
        assert not self.cited({"document": FILE, "lines": [10, 10], "quote": "(단위: 천원)"})

    def test_the_same_large_figure_elsewhere_counts(self):
        assert self.cited({"document": FILE, "lines": [90, 90], "quote": "합계 1,234,500"})
        assert not self.cited({"document": FILE, "lines": [90, 90], "quote": "합계 11,234,500"})

    def test_only_the_first_eight_are_read(self):
        other = {"document": FILE, "lines": [90, 90], "quote": "다른 곳"}
        assert self.cited(*[other] * 7, *CITED)
        assert not self.cited(*[other] * 8, *CITED)

    def test_formats_without_lines_are_cited_by_page_or_figures(self):
        paged = [{"file": FILE, "page": 4, "quote": "도서관팀 1,234,500"}]
        small = [{"value": 5, "unit": "명"}]
        assert self.cited({"document": FILE, "page": 4}, evidence=paged, values=small)
        assert not self.cited({"document": FILE, "page": 5}, evidence=paged, values=small)
        quote = {"document": FILE, "page": 5, "quote": "1,234,500 천원"}
        assert self.cited(quote, evidence=paged, values=small)
