"""Articles, paragraphs and clauses of rules: lists, no headings."""

from __future__ import annotations

import pytest
from ingest_reading import read

RULES = """가온시 시설 운영 규정

제1조(목적) 이 규정은 시설의 운영을 정한다.
제2조(시설의 종류) ① 시설은 다음 각 호와 같다.
1. 도서관
2. 수영장<개정 2029. 1. 2,
2030. 3. 4.>
3. 공연장(公演場)
② 시설마다 관장 1명을 둔다.
제3조(쉬는 날) 다음 각 호의 어느 하나에 해당하는 날은 쉰다.
1. 설날
2. 시장이 정하는 날로서 미리 알린
날
4. 번호가 건너뛴 줄
"""
POOL = "수영장<개정 2029. 1. 2, 2030. 3. 4.>"
PLAN = """2031년 업무계획

1. 추진배경
시설을 넓힙니다.
2. 추진계획
세 곳을 짓습니다.
"""


@pytest.fixture(scope="module")
def rules():
    return read(RULES, name="규정.txt")


def heads(report, text):
    return next(s.heads for s in report.statements if s.text == text)


def test_clauses_stand_below_their_paragraph(rules):
    above = heads(rules, POOL)
    assert above[-1].endswith("다음 각 호와 같다.")
    assert heads(rules, "도서관") == heads(rules, "공연장(公演場)") == above
    assert [s.title for s in rules.sections if s.title in {"도서관", POOL, "설날"}] == []


def test_a_new_article_stands_below_no_other(rules):
    article = next(s for s in rules.statements if s.text.startswith("제3조"))
    assert article.heads == ()
    assert len(heads(rules, "설날")) == 1


def test_clauses_count_on_over_a_broken_line_and_end_where_they_do_not(rules):
    assert any(s.text.startswith("시장이 정하는") for s in rules.statements)
    assert "번호가 건너뛴 줄" in [section.title for section in rules.sections]


def test_numbered_headings_of_a_plan_stay_headings():
    assert [s.title for s in read(PLAN).sections if s.title.startswith("추진")] == [
        "추진배경",
        "추진계획",
    ]


def test_blocks_are_as_deep_as_what_stands_above_them(rules):
    depths = {block.text: block.depth for block in rules.blocks if block.table is None}
    assert depths["도서관"] == depths[POOL] == depths["공연장(公演場)"]
    assert depths["제2조(시설의 종류)"] == 0
    assert depths["시설은 다음 각 호와 같다."] == depths["시설마다 관장 1명을 둔다."] == 1
    assert depths[POOL] == 2


def test_the_rest_of_a_date_heads_no_paragraph():
    text = "제5조(선임) ① 원장이 뽑는다.\n\n8. 4.>\n② 이사는 원장이 정한다.\n"
    assert "8. 4.>" not in [section.title for section in read(text, name="규정.txt").sections]
