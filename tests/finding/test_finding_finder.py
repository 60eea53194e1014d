"""Passages for a question over a real library: their order, their reasons, and what is kept out."""

from __future__ import annotations

import pytest
from finding_office import BUDGET

from assistant.answer import Status
from assistant.finding import MOST, Conditions, Finder, Unsearchable, Why, narrowed
from index.types import EVERYTHING, Scope, SearchFilter

FESTIVAL = "마포구 축제 행사장소는?"
BOTH = "마포구 문화과와 교통과 2030년 예산 합계를 비교해줘"


def names(findings):
    return [one.document.name for one in findings.found]


def ids(findings):
    return [one.passage.id for one in findings.found]


class Elsewhere:
    """The search as it is, but what it finds of passages is cut or changed."""

    def __init__(self, search, change):
        self._search = search
        self._change = change

    def __getattr__(self, name):
        return getattr(self._search, name)

    def passages(self, query, k, filter):
        return self._change(self._search.passages(query, k, filter))


class TestOrder:
    def test_what_a_figures_answer_cites_comes_first(self, finder):
        findings = finder.find(BUDGET)
        first = findings.found[0]
        assert (findings.status, findings.kind, findings.promoted) == (
            Status.ANSWERED,
            "figure",
            True,
        )
        assert first.citations == (1,)
        assert first.document.name == "계획.txt"
        assert first.sections[0] == "문화과"
        assert first.lines[0] <= 16 <= first.lines[1]
        assert not any(one.cited for one in findings.found[1:])

    def test_then_comes_the_ranking_of_the_index(self, finder, library):
        findings = finder.find(BUDGET, k=10)
        hits = library.search.passages(findings.meant, 50, SearchFilter())
        ranked = [hit.id for hit in hits if hit.id != ids(findings)[0]]
        assert ids(findings)[1:] == ranked[:9]

    def test_several_citations_are_in_the_order_of_the_answer(self, finder):
        findings = finder.find(BOTH)
        assert [one.citations for one in findings.found[:2]] == [(1,), (2,)]
        assert [one.sections[0] for one in findings.found[:2]] == ["문화과", "교통과"]

    def test_of_the_citations_too_there_are_at_most_k(self, finder):
        assert [one.citations for one in finder.find(BOTH, k=1).found] == [(1,)]

    @pytest.mark.parametrize("question", [BUDGET, FESTIVAL, BOTH, "예산", "2035년 문화과 예산은?"])
    def test_no_passage_comes_twice(self, finder, question):
        found = ids(finder.find(question, k=MOST))
        assert len(found) == len(set(found))

    def test_a_quoted_item_under_headings_comes_first(self, finder):
        findings = finder.find(FESTIVAL)
        assert findings.kind == "passage"
        assert findings.promoted
        assert "마포광장" in findings.found[0].passage.text

    def test_without_an_answer_the_index_decides(self, finder, library):
        findings = finder.find("2035년 문화과 예산은?")
        assert findings.status is Status.NOT_FOUND
        assert not findings.promoted
        assert not any(one.cited for one in findings.found)
        hits = library.search.passages(findings.meant, 50, SearchFilter())
        assert ids(findings) == [hit.id for hit in hits[:5]]

    def test_a_quote_from_prose_without_headings_is_marked_and_stays_in_its_place(self, prose):
        library = prose._library

        def turned(hits):
            return hits[::-1]

        finder = Finder(prose.assistant, library.catalogue, Elsewhere(library.search, turned))
        findings = finder.find("흰수염고래는 무엇을 먹는가?")
        assert findings.kind == "passage"
        assert not findings.promoted
        assert names(findings)[-1] == "0.txt"
        assert [one.cited for one in findings.found] == [False, False, True]


class TestReasons:
    def test_signals_add_up_to_the_score(self, finder):
        for one in finder.find(BUDGET, k=20).found:
            assert sum(one.hit.signals.values()) == pytest.approx(one.hit.score)

    def test_ranks_follow_the_scores_of_each_leg(self, finder):
        found = finder.find("예산", k=MOST).found
        for score, rank in (("lexical", "lexical_rank"), ("dense", "dense_rank")):
            pairs = [
                (getattr(one, rank), getattr(one.hit, score))
                for one in found
                if getattr(one.hit, score) is not None
            ]
            assert sorted(at for at, _ in pairs) == list(range(1, len(pairs) + 1))
            assert [value for _, value in sorted(pairs)] == sorted((v for _, v in pairs))[::-1]
            assert all(
                (getattr(one.hit, score) is None) == (getattr(one, rank) is None) for one in found
            )

    def test_matched_are_words_of_the_question_that_the_passage_holds(self, finder):
        matched = finder.find(BUDGET).found[0].hit.matched
        assert {"도서관", "예산", "2030"} <= set(matched)
        assert "얼마" not in matched

    def test_what_only_the_answer_led_to_has_no_score(self, reports, library):
        nothing = Elsewhere(library.search, lambda _: [])
        findings = Finder(reports.assistant, library.catalogue, nothing).find(BUDGET)
        (only,) = findings.found
        assert only.cited
        assert (only.hit.score, dict(only.hit.signals)) == (0.0, {})
        assert (only.lexical_rank, only.dense_rank) == (None, None)
        assert "예산" in only.hit.matched


class TestMeaning:
    def test_mistyped_words_are_put_right_and_told(self, finder):
        findings = finder.find("마포구 도서간팀 예산은?")
        assert "도서관팀" in findings.meant
        assert any("도서간팀" in said for said in findings.assumptions)

    def test_earlier_questions_stand_in_front(self, finder):
        findings = finder.find("그럼 2029년은?", [BUDGET])
        assert findings.meant.startswith(BUDGET)
        assert findings.meant.endswith("2029년은?")
        assert findings.history == (BUDGET,)
        assert findings.found[0].cited

    def test_the_question_itself_is_kept_as_typed(self, finder):
        assert finder.find("  예산 ").question == "  예산 "


class TestFilters:
    @pytest.mark.parametrize(
        ("conditions", "expected"),
        [
            (Conditions(agency="서대문"), {"이웃.txt"}),
            (Conditions(year=2028), {"이전.txt"}),
            (Conditions(document="계획.txt"), {"계획.txt"}),
            (Conditions(agency="마포구", year=2030), {"계획.txt"}),
        ],
    )
    def test_only_documents_that_meet_them(self, finder, library, conditions, expected):
        findings = finder.find("예산", filter=narrowed(conditions, library.catalogue))
        assert set(names(findings)) == expected

    def test_a_department_is_that_of_the_section(self, finder, library):
        findings = finder.find(
            "예산", filter=narrowed(Conditions(department="교통"), library.catalogue), k=20
        )
        assert findings.found
        assert {one.sections[0] for one in findings.found} == {"교통과"}

    def test_a_citation_that_does_not_meet_them_is_left_out(self, finder, library):
        kept_to = narrowed(Conditions(year=2028), library.catalogue)
        findings = finder.find(BUDGET, filter=kept_to)
        assert not findings.promoted
        assert set(names(findings)) == {"이전.txt"}

    def test_what_may_not_be_seen_never_comes(self, finder, library):
        own = next(d for d in library.catalogue.documents(EVERYTHING) if d.name == "이웃.txt")
        scope = Scope(frozenset({own.id}))
        findings = finder.find(BUDGET, filter=SearchFilter(scope=scope), k=MOST)
        assert set(names(findings)) == {"이웃.txt"}


class TestRefusals:
    @pytest.mark.parametrize(
        ("question", "k", "why"),
        [
            ("", 5, Why.EMPTY_QUESTION),
            (" \n ", 5, Why.EMPTY_QUESTION),
            ("가" * 5000, 5, Why.QUESTION_TOO_LONG),
            ("예산", 0, Why.BAD_K),
            ("예산", MOST + 1, Why.BAD_K),
        ],
    )
    def test_one_korean_sentence(self, finder, question, k, why):
        with pytest.raises(Unsearchable, match=r"다\.|오\.") as refused:
            finder.find(question, k=k)
        assert refused.value.why is why

    def test_without_documents(self, finder):
        with pytest.raises(Unsearchable) as refused:
            finder.find("예산", filter=SearchFilter(scope=Scope(frozenset())))
        assert refused.value.why is Why.NO_DOCUMENTS
