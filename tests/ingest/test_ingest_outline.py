from itertools import pairwise

import pytest
from ingest_reading import FRONT, on_line, planned, projects

from ingest.model import SectionKind

LISTED = """물빛과

- 꽃길팀
- 물길팀

주요사업 목록

연번\t주요사업\t구분\t쪽
1\t걷고 싶은 꽃길 조성\t신규\t3
2\t맑은 물길 되살리기\t계속\t5
3\t별빛 도서관 운영\t계속\t7
"""


def budget(amount: str) -> str:
    return (
        f"2031년 소요예산 : {amount}천원\n\n(단위 : 천원)\n\n재원별\t합계\t연차별 소요재원\t\n"
        f"\t\t2031년\t2032년\n계\t{amount}\t{amount}\t0\n"
    )


def starts(body: str) -> list[tuple[str, str]]:
    """Title of each project and the text of the line where it starts."""
    report = planned(body)
    lines = ["", *f"{FRONT}\n{body}\n".split("\n")]
    return [(title, lines[line or 0]) for line, title, _ in projects(report)]


FIRST, SECOND, THIRD = "걷고 싶은 꽃길 조성", "맑은 물길 되살리기", "별빛 도서관 운영"


def test_lost_titles_are_recovered_from_the_list_in_order():
    body = (
        f"{LISTED}\n□ 사업필요성\n\n- 꽃길이 모자람\n\n□ 사업개요\n\n- 꽃길 3km\n\n{budget('100')}\n"
        f"□ 사업개요\n\n- 물길 5km\n\n{budget('200')}\n"
        f"추진배경\n\n- 책이 모자람\n\n□ 사업개요\n\n- 도서관 2개소\n\n{budget('300')}"
    )
    assert starts(body) == [(FIRST, "□ 사업필요성"), (SECOND, "□ 사업개요"), (THIRD, "추진배경")]
    assert all(recovered for _, _, recovered in projects(planned(body)))


def test_a_project_whose_budget_is_missing_ends_where_the_next_opens():
    body = (
        f"{LISTED}\n□ 사업개요\n\n- 꽃길 3km\n\n□ 추진계획\n\n- 소요예산 : 100천원\n\n"
        f"□ 사업개요\n\n- 물길 5km\n\n{budget('200')}\n"
        f"□ 사업개요\n\n- 도서관 2개소\n\n{budget('300')}"
    )
    report = planned(body)
    found = [
        (title, on_line(report, (line or 0) + 2)[0].text) for line, title, _ in projects(report)
    ]
    assert found == [(FIRST, "꽃길 3km"), (SECOND, "물길 5km"), (THIRD, "도서관 2개소")]


def test_a_project_may_open_with_its_purpose():
    purposes = [
        "주민이 함께 걷는 꽃길을 만들어 쾌적하고 아름다운 마을을 이루고자 함",
        "메마른 물길을 되살려 여름에도 시원하고 맑은 물이 흐르게 하고자 함",
        "별빛 도서관을 늘려 누구나 가까운 곳에서 책을 읽을 수 있게 하고자 함",
    ]
    body = LISTED + "".join(f"\n{p}\n\n□ 추진계획\n\n- 정비\n\n{budget('100')}" for p in purposes)
    assert [line for _, line in starts(body)] == purposes


def test_printed_titles_start_their_projects():
    body = (
        f"{LISTED}\n1 | {FIRST}\n\n□ 사업개요\n\n- 꽃길 3km\n\n{budget('100')}\n"
        f"2\n\n{SECOND}\n\n□ 사업개요\n\n- 물길 5km\n\n{budget('200')}\n"
        f"{THIRD}\n\n□ 사업개요\n\n- 도서관 2개소\n\n{budget('300')}"
    )
    assert starts(body) == [(FIRST, f"1 | {FIRST}"), (SECOND, "2"), (THIRD, THIRD)]


def test_numbered_steps_inside_a_project_start_no_project():
    body = (
        f"{LISTED}\n□ 사업개요\n\n- 꽃길 3km\n\n□ 추진계획\n\n1 꽃길 넓히기\n\n- 3월\n\n2 꽃길 잇기\n\n"
        f"- 4월\n\n{budget('100')}\n□ 사업개요\n\n- 물길 5km\n\n{budget('200')}\n"
        f"□ 사업개요\n\n- 도서관 2개소\n\n{budget('300')}"
    )
    assert [title for title, _ in starts(body)] == [FIRST, SECOND, THIRD]
    assert [line for _, line in starts(body)] == ["□ 사업개요"] * 3


def test_a_table_of_amounts_inside_a_project_does_not_end_it():
    body = (
        f"{LISTED}\n□ 사업개요\n\n- 꽃길 3km\n\n구분\t예산액\n나무\t30\n\n□ 추진배경\n\n- 꽃길이 모자람\n\n"
        f"{budget('100')}\n□ 사업개요\n\n- 물길 5km\n\n예산액\t집행액\n200\t100\n\n"
        f"□ 추진배경\n\n- 도서관 2개소\n\n{budget('300')}"
    )
    assert [line for _, line in starts(body)] == ["□ 사업개요", "□ 사업개요", "□ 추진배경"]


def test_a_listed_project_without_a_text_is_left_out():
    """Two texts for three names: each text goes to the name whose words it shares."""
    body = (
        f"{LISTED}\n□ 사업개요\n\n- 꽃길 조성으로 걷고 싶은 마을\n\n{budget('100')}\n"
        f"□ 사업개요\n\n- 별빛 도서관 운영 2개소\n\n{budget('300')}"
    )
    assert [title for title, _ in starts(body)] == [FIRST, THIRD]


def test_notes_after_a_budget_belong_to_the_project_before():
    body = (
        f"{LISTED}\n□ 사업개요\n\n- 꽃길 3km\n\n{budget('100')}\n※ 꽃길 3km는 내년까지\n\n"
        f"□ 사업개요\n\n- 물길 5km\n\n{budget('200')}\n□ 위치도\n\n"
        f"□ 사업개요\n\n- 도서관 2개소\n\n{budget('300')}"
    )
    report = planned(body)
    (note,) = [s for s in report.statements if s.text == "꽃길 3km는 내년까지"]
    assert report.nearest(note.section, SectionKind.PROJECT).title == FIRST
    (place,) = [s for s in report.sections if s.title == "위치도"]
    assert report.nearest(place.id, SectionKind.PROJECT).title == SECOND


def test_dots_that_lead_to_the_page_are_no_title():
    body = (
        "Ⅱ. 추진실적\n\n연번\t사 업 명\t쪽\n1\t꽃길 조성 ·······\t····· 5\n2\t물길 정비\t6\n\n"
        f"□ 사업개요\n\n- 꽃길 3km\n\n{budget('100')}\n□ 사업개요\n\n- 물길 5km\n\n{budget('200')}"
    )
    assert [title for title, _ in starts(body)] == ["꽃길 조성", "물길 정비"]


def test_the_same_projects_in_two_parts_are_two_projects():
    part = "연번\t사업명\t쪽\n1\t꽃길 조성\t5\n\n□ 사업개요\n\n- 꽃길 3km\n\n"
    report = planned(
        f"Ⅱ. 추진실적\n\n{part}{budget('100')}\nⅢ. 2032년 추진계획\n\n{part}{budget('200')}"
    )
    parents = [s.parent for s in report.sections if s.kind is SectionKind.PROJECT]
    assert [report.sections[parent].title for parent in parents] == ["추진실적", "2032년 추진계획"]


def test_a_part_without_a_list():
    """A numbered title is a project's own; a repeated purpose names the project it repeats."""
    purpose = "누구나 가까운 곳에서 새로운 기술을 배우고 함께 나누는 배움터를 만들어 가고자 함"
    body = (
        f"Ⅱ. 추진실적\n\n연번\t사업명\t쪽\n1\t별빛 배움터 운영\t5\n\n{purpose}\n\n□ 사업개요\n\n- 교실 3개\n\n"
        f"{budget('100')}\nⅢ. 2032년 중점사업\n\n1 ▮ 어르신 꽃길 나들이 지원 물빛팀\n\n"
        f"어르신이 함께 꽃길을 걸으며 서로 돌보는 마을을 이루어 가고자 하는 사업을 벌이고자 함\n\n"
        f"□ 추진방향\n\n- 봄 나들이\n\n□ 소요예산: 총 200천원(구비)\n\n{purpose}\n\n□ 사업개요\n\n"
        "- 교실 5개\n\n□ 소요예산: 총 300천원(구비)"
    )
    found = [(title, recovered) for _, title, recovered in projects(planned(body))]
    assert found == [
        ("별빛 배움터 운영", True),
        ("어르신 꽃길 나들이 지원", False),
        ("별빛 배움터 운영", True),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "연번\t주요사업\t예산\n1\t꽃길 조성\t100\n2\t물길 정비\t200",
        "구분\t사업명\t쪽\n가\t꽃길 조성\t3",
        "사업명\t예산액\n꽃길 조성\t100",
    ],
    ids=["no page", "no number", "budgets"],
)
def test_other_tables_are_no_list_of_projects(table):
    assert projects(planned(f"{table}\n\n□ 사업개요\n\n- 꽃길 3km\n")) == []


def test_departments_stand_above_their_teams():
    body = "Ⅰ. 일반현황\n\n- 정원 21명\n- 현원 20명\n\n꽃길과\n\n- 나무팀\n- 인 사 팀\n\n조직현황 : 2팀\n\n물 길 과\n\n- □ 냇물팀\n"
    report = planned(body)
    found = [(s.title, s.kind) for s in report.sections[1:] if s.kind != "heading"]
    assert found == [
        ("일반현황", "part"),
        ("꽃길과", "department"),
        ("물길과", "department"),
    ]


def test_an_office_without_teams_is_no_department():
    report = planned("꽃길과\n\n- 나무 심기\n- 물 주기\n")
    assert not [s for s in report.sections if s.kind is SectionKind.DEPARTMENT]


def test_projects_stand_in_the_department_whose_list_names_them():
    body = (
        f"{LISTED}\n□ 사업개요\n\n- 꽃길 3km\n\n{budget('100')}\n□ 사업개요\n\n- 물길 5km\n\n{budget('2')}\n"
        f"□ 사업개요\n\n- 도서관 2개소\n\n{budget('300')}\n산길과\n\n- 나무팀\n- 바위팀\n\n"
        f"연번\t주요사업\t쪽\n1\t산길 정비\t9\n\n□ 사업개요\n\n- 산길 7km\n\n{budget('400')}"
    )
    report = planned(body)
    (mountain,) = [s for s in report.sections if s.title == "산길 정비"]
    assert report.nearest(mountain.id, SectionKind.DEPARTMENT).title == "산길과"
    (flower,) = [s for s in report.sections if s.title == FIRST]
    assert report.nearest(flower.id, SectionKind.DEPARTMENT).title == "물빛과"


def test_sections_form_a_tree_in_reading_order():
    report = planned(f"{LISTED}\n□ 사업개요\n\n○ 꽃길\n\n- 3km\n\n{budget('100')}")
    assert report.sections[0].parent is None
    assert all(s.parent is not None and s.parent < s.id for s in report.sections[1:])
    places = [s.place.first_line for s in report.sections]
    assert all(a <= b for a, b in pairwise(places))
