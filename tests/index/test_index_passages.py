from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from index_reports import ReportMaker, large_report, small_report

from index.passages import LIMIT, split_report, split_text
from ingest.model import SectionKind


def _wide(rows=80):
    maker = ReportMaker()
    project = maker.section(SectionKind.PROJECT, "공공요금")
    maker.table(
        project,
        ("2024년", "2025년"),
        {f"제{number}행정복지센터 전기요금": (number, number * 2) for number in range(rows)},
    )
    return maker.report()


@pytest.mark.parametrize("report", [small_report(), large_report(), _wide()])
def test_no_passage_is_longer_than_the_limit(report):
    assert max(len(passage.text) for passage in split_report(report, "d")) <= LIMIT


def test_ids_are_stable_and_belong_to_a_document():
    first, again = (split_report(small_report(), "d") for _ in range(2))
    assert first == again
    assert len({passage.id for passage in first}) == len(first)
    other = {passage.id for passage in split_report(small_report(), "e")}
    assert not other & {passage.id for passage in first}


def test_only_passages_that_changed_get_another_id():
    before = {p.id for p in split_report(small_report(amount=1), "d")}
    after = {p.id for p in split_report(small_report(amount=2), "d")}
    assert len(before & after) == 1  # the other project's


def test_every_piece_of_a_table_repeats_caption_unit_and_header():
    pieces = split_report(_wide(), "d")
    assert len(pieces) > 2
    tables = [piece for piece in pieces if "전기요금" in piece.text]
    for piece in tables:
        assert "연차별 소요재원\n(단위: 천원, 2025. 1월 말)\n구분 | 2024년 | 2025년" in piece.text
        assert piece.heading.endswith("연차별 소요재원 > (단위: 천원)")
    rows = [line for piece in tables for line in piece.text.splitlines() if "센터" in line]
    assert rows == [
        f"제{number}행정복지센터 전기요금 | {number} | {number * 2}" for number in range(80)
    ]


def test_pieces_of_a_table_know_their_own_lines():
    pieces = [piece for piece in split_report(_wide(), "d") if "전기요금" in piece.text]
    assert all(a.place.last_line < b.place.first_line for a, b in pairwise(pieces))
    assert len({(piece.place.first_line, piece.place.last_line) for piece in pieces}) > 2


def test_headings_carry_agency_department_and_titles():
    passage = split_report(small_report(), "d")[0]
    assert passage.heading.startswith("금천구 > 소통담당관 > 2025년 주요업무계획 > 공감 홍보")
    assert passage.department == "소통담당관"


def test_small_sections_of_one_project_stand_together():
    maker = ReportMaker()
    project = maker.section(SectionKind.PROJECT, "공원 조성")
    for title in ("사업개요", "추진계획", "기대효과"):
        below = maker.section(SectionKind.HEADING, title, project)
        maker.line_of_text(below, f"{title}의 내용을 적습니다.")
    (passage,) = split_report(maker.report(), "d")
    assert passage.section == project
    assert [line for line in passage.text.splitlines() if "내용" in line] == [
        f"- {title}의 내용을 적습니다." for title in ("사업개요", "추진계획", "기대효과")
    ]


def test_sections_that_do_not_fit_together_stay_apart():
    maker = ReportMaker()
    project = maker.section(SectionKind.PROJECT, "공원 조성")
    for title in ("사업개요", "추진계획"):
        below = maker.section(SectionKind.HEADING, title, project)
        for number in range(6):
            maker.line_of_text(below, f"{title} {number} " + "가" * 110)
    first, second = split_report(maker.report(), "d")
    assert ("추진계획" in first.text, "사업개요" in second.text) == (False, False)


def test_what_stands_behind_the_sections_below_is_not_put_before_them():
    maker = ReportMaker()
    unit = maker.section(SectionKind.DEPARTMENT, "홍보과")
    maker.line_of_text(unit, "앞에 적은 글입니다.")
    project = maker.section(SectionKind.PROJECT, "홍보과 사업", unit)
    maker.line_of_text(project, "사업의 글입니다.")
    maker.line_of_text(unit, "뒤에 적은 글입니다.")
    places = [passage.place for passage in split_report(maker.report(), "d")]
    assert len(places) == 3
    assert all(a.last_line < b.first_line for a, b in pairwise(places))


def test_no_passage_goes_on_from_one_project_or_department_into_the_next():
    maker = ReportMaker()
    for name in ("홍보과", "총무과"):
        unit = maker.section(SectionKind.DEPARTMENT, name)
        maker.line_of_text(unit, f"{name}의 일을 적습니다.")
        for number in range(2):
            project = maker.section(SectionKind.PROJECT, f"{name} 사업 {number}", unit)
            maker.line_of_text(project, "짧은 글입니다.")
    report = maker.report()
    passages = split_report(report, "d")
    assert [passage.department for passage in passages] == ["홍보과"] * 3 + ["총무과"] * 3
    closed = (SectionKind.DEPARTMENT, SectionKind.PROJECT)
    for passage in passages:
        first, last = passage.blocks
        within = {report.blocks[block].section for block in range(first, last + 1)}
        owners = {[s.id for s in report.path(one) if s.kind in closed][-1] for one in within}
        assert len(owners) == 1


def test_a_heading_alone_is_no_passage_where_something_stands_below_it():
    assert all(p.text != "소통담당관" for p in split_report(small_report(), "d"))
    maker = ReportMaker()
    maker.section(SectionKind.PART, "부록")
    assert [p.text for p in split_report(maker.report(), "d")] == ["부록"]


@given(st.text(alphabet="가나다 .,;\n0123456789", max_size=400), st.integers(5, 60))
def test_splitting_a_text_loses_nothing_but_white_space(text, limit):
    pieces = list(split_text(text, limit))
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_row_longer_than_a_passage_goes_on_in_the_next():
    maker = ReportMaker()
    section = maker.section(SectionKind.PROJECT, "긴 표")
    label = " ".join(f"낱말{number}" for number in range(600))
    maker.table(section, ("2025년",), {label: (1,)})
    text = " ".join(passage.text for passage in split_report(maker.report(), "d"))
    assert all(f"낱말{number}" in text.split() for number in range(600))
