"""What reports say their departments and projects are also called, and what they do not say."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from index_reports import ReportMaker

from index.aliases import found
from index.catalogue.store import SqlCatalogue
from index.types import (
    EVERYTHING,
    FROM_OFFICE,
    FROM_REPORT,
    OFFICE,
    SAMPLES,
    Alias,
    Name,
    NameKind,
    Scope,
)
from ingest.model import BlockKind, Report, SectionKind

DEPARTMENT, PROJECT = NameKind.DEPARTMENT, NameKind.PROJECT
TITLE = "통·반장 활동지원 및 역량강화"


def stated(text: str, *, heading: str = "추진현황", project: str = "") -> list[tuple[str, str]]:
    """(alias, name) of what a report of 소통담당관 states in one line."""
    maker = ReportMaker()
    parent = maker.section(SectionKind.PROJECT, project) if project else 0
    maker.line_of_text(maker.section(SectionKind.HEADING, heading, parent), text)
    return [(alias.alias, alias.name) for alias in found(maker.report())]


def of_table(header: tuple[str, ...], *rows: tuple[str, ...], caption: str = "") -> set[str]:
    """`old=new` of what a report states in one table."""
    maker = ReportMaker()
    maker.table(maker.section(SectionKind.HEADING, caption or "현황"), ("1",), {"가": (1,)})
    report = maker.report()
    *blocks, last = report.blocks
    assert last.kind is BlockKind.TABLE
    assert last.table
    table = replace(last.table, grid=(header, *rows), header_rows=1, caption=caption)
    report = replace(report, blocks=(*blocks, replace(last, table=table)))
    return {f"{alias.alias}={alias.name}" for alias in found(report)}


@pytest.mark.parametrize(
    "text",
    [
        "소통담당관(이하 '소통관')에서 총괄",
        "소통담당관(이하 “소통관”이라 한다)",
        "소통담당관(약칭: 소통관)",
    ],
)
def test_a_report_says_how_it_shortens_an_office(text):
    assert stated(text) == [("소통관", "소통담당관")]


def test_a_report_says_how_it_shortens_a_project():
    line = f"{TITLE}(이하 ‘통반장 지원’)"
    assert stated(line, project=TITLE) == [("통반장 지원", TITLE)]
    assert stated("정보통신시스템(이하 '정통시')") == [("정통시", "정보통신시스템")]


@pytest.mark.parametrize(
    "text",
    [
        "소통담당관(구 홍보담당관)",
        "소통담당관(구. 홍보담당관) 신설",
        "소통담당관(舊 홍보담당관)",
        "소통담당관(옛 홍보담당관)",
        "홍보담당관(現 소통담당관)",
        "홍보담당관(현 소통담당관)",
        "홍보담당관을 소통담당관으로 명칭 변경",
        "부서 명칭 변경 : 홍보담당관 → 소통담당관",
        "부서명 변경: 홍보담당관(→ 소통담당관)",
    ],
)
def test_a_report_says_what_an_office_was_called(text):
    assert stated(text) == [("홍보담당관", "소통담당관")]


def test_arrows_under_a_heading_about_reorganisation_are_about_names():
    assert stated("문화과 → 문화관광과", heading="조직개편 내용") == [("문화과", "문화관광과")]
    assert stated("문화과 → 문화관광과", heading="추진절차") == []


def test_a_list_of_new_names_is_one_name_each():
    line = "국 명칭 변경: 총무국→행정지원국, 교통국→교통안전국, 주택국→도시재생국"
    assert stated(line) == [
        ("총무국", "행정지원국"),
        ("교통국", "교통안전국"),
        ("주택국", "도시재생국"),
    ]
    line = "총무국을 ‘행정지원국’으로, 교통국을 ‘교통안전국’으로 명칭을 변경"
    assert stated(line) == [("총무국", "행정지원국"), ("교통국", "교통안전국")]


@pytest.mark.parametrize(
    "text",
    [
        "조직개편 : 문화과·체육과 → 문화체육과",  # a merger
        "명칭 변경: 문화과, 체육과 → 문화체육과",
        "조직개편 : 교통과 → 교통행정과, 교통지도과",  # a split
        "문화과와 체육과를 문화체육과로 통합, 명칭 변경",
        "업무이관(기획예산과→자치행정과)에 따른 부서명 정비",  # work that moves
        "부서명 : 접수(민원여권과) → 검토(자치행정과)",
        "조직개편 : 총무과 → 행정지원국",  # another level
    ],
)
def test_other_arrows_between_offices_rename_nothing(text):
    assert stated(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "주거급여(임차)",
        "소집훈련(은평구 소재)",
        "금천시민대학(가칭)",
        "주민협치형(주민자치회)",
        "구 대표 축제(구 홈페이지)",
        "舊새서울공영주차장(시흥동 886-13)",
        "서울시 총무과(구 총무과)",
        "다면평가 결과(구 성과)",
        "국제외국어센터(이하 ‘센터’)",
        "교육경비보조금 심의위원회(수시)",
    ],
)
def test_other_brackets_name_nothing(text):
    assert stated(text) == []


def test_letters_in_a_bracket_abbreviate_the_words_before_it():
    assert stated("금천구 금천미래교육지구(금미교) 운영") == [("금미교", "금천미래교육지구")]
    assert stated("행정안전부 지침에 따라(행안부)") == []  # they do not stand right before it


def test_a_table_of_changes_gives_old_and_new_names():
    header = ("연번", "개편 전", "개편 후", "비고")
    rows = (
        ("1", "문화과", "문화관광과", "명칭 변경"),
        ("2", "세무과", "세무과", ""),
        ("3", "홍보팀", "소통팀", ""),
        ("4", "교통과", "교통행정과", "분리"),
        ("", "", "교통지도과", ""),
        ("5", "주 택 과", "건축주택과", ""),
    )
    assert of_table(header, *rows, caption="부서 조직개편") == {
        "문화과=문화관광과",
        "주택과=건축주택과",
    }
    assert of_table(("구분", "당초", "변경"), ("담당", "문화과", "체육과")) == set()


# In the catalogue


@pytest.fixture
def catalogue(tmp_path):
    made = SqlCatalogue(f"sqlite:///{tmp_path / 'catalogue.db'}", tmp_path / "originals")
    yield made
    made.close()


def report_that_says(text: str, *, department: str = "소통담당관", name: str = "a.txt") -> Report:
    maker = ReportMaker(name, department=department)
    maker.line_of_text(maker.section(SectionKind.PROJECT, TITLE), text)
    return maker.report()


def aliases(catalogue, scope=EVERYTHING):
    return [(a.alias, a.name, a.source) for a in catalogue.names(scope).aliases]


FORMER = ("홍보과", "소통담당관", FROM_REPORT)


def test_names_and_aliases_come_from_the_visible_documents(catalogue):
    document = catalogue.put(report_that_says("소통담당관(구 홍보과)"), origin="a")
    other = catalogue.put(report_that_says("총무과(구 서무과)", department="총무과"), origin="b")
    assert Name(NameKind.AGENCY, "금천구", "금천구") in catalogue.names(EVERYTHING).known
    assert Name(PROJECT, TITLE, "금천구") in catalogue.names(EVERYTHING).known
    assert sorted(aliases(catalogue)) == [("서무과", "총무과", FROM_REPORT), FORMER]
    scope = Scope(frozenset({document.id}))
    assert aliases(catalogue, scope) == [FORMER]
    assert {n.name for n in catalogue.names(scope).known if n.kind is DEPARTMENT} == {"소통담당관"}
    assert other.id not in scope.documents


def test_a_documents_aliases_change_and_go_with_it(catalogue):
    document = catalogue.put(report_that_says("소통담당관(구 홍보과)"), origin="a")
    catalogue.put(report_that_says("소통담당관(구 공보과)"), origin="a")
    assert aliases(catalogue) == [("공보과", "소통담당관", FROM_REPORT)]
    catalogue.remove(document.id)
    assert aliases(catalogue) == []


def test_samples_state_aliases_only_while_they_are_on(catalogue):
    catalogue.put(report_that_says("소통담당관(구 홍보과)"), origin="s", collection=SAMPLES)
    assert aliases(catalogue) == [FORMER]
    catalogue.put(report_that_says("없음", name="b.txt"), origin="b", collection=OFFICE)
    assert aliases(catalogue) == []
    catalogue.set_samples("on")
    assert aliases(catalogue) == [FORMER]


def test_the_names_are_the_same_object_while_nothing_changes(catalogue):
    catalogue.put(report_that_says("소통담당관(구 홍보과)"), origin="a")
    before = catalogue.names(EVERYTHING)
    assert catalogue.names(EVERYTHING) is before
    assert catalogue.names(Scope(frozenset())) is not before
    catalogue.add_aliases([Alias(DEPARTMENT, "소통과", "소통담당관")])
    assert catalogue.names(EVERYTHING) is not before


def test_the_office_writes_aliases_that_stay(catalogue):
    document = catalogue.put(report_that_says("소통담당관(구 홍보과)"), origin="a")
    written = Alias(DEPARTMENT, "소통과", "소통담당관", "금천구")
    assert catalogue.add_aliases([written, written]) == 1
    assert catalogue.add_aliases([replace(written, alias="소통 과")]) == 0  # spaces say nothing
    assert aliases(catalogue)[0] == ("소통과", "소통담당관", FROM_OFFICE)
    catalogue.remove(document.id)
    assert aliases(catalogue) == [("소통과", "소통담당관", FROM_OFFICE)]
    assert catalogue.remove_alias("소 통과") == 1
    assert catalogue.remove_alias("소통과") == 0
    assert aliases(catalogue) == []


def test_one_of_two_meanings_is_removed(catalogue):
    catalogue.add_aliases([Alias(DEPARTMENT, "문화과", n) for n in ("문화관광과", "문화체육과")])
    assert catalogue.remove_alias("문화과", "문화관광과") == 1
    assert aliases(catalogue) == [("문화과", "문화체육과", FROM_OFFICE)]


def test_an_alias_of_the_office_shows_no_name_that_is_hidden(catalogue):
    shown = catalogue.put(report_that_says("없음"), origin="a")
    catalogue.put(report_that_says("없음", department="총무과", name="b.txt"), origin="b")
    catalogue.add_aliases(
        [Alias(DEPARTMENT, a, n) for a, n in (("소", "소통담당관"), ("총", "총무과"))]
    )
    scope = Scope(frozenset({shown.id}))
    assert aliases(catalogue, scope) == [("소", "소통담당관", FROM_OFFICE)]
    assert len(aliases(catalogue)) == 2


def test_another_process_sees_new_aliases(catalogue, tmp_path):
    other = SqlCatalogue(f"sqlite:///{tmp_path / 'catalogue.db'}", tmp_path / "originals")
    assert aliases(other) == []
    catalogue.add_aliases([Alias(DEPARTMENT, "소통과", "소통담당관")])
    assert aliases(other) == [("소통과", "소통담당관", FROM_OFFICE)]
    other.close()


def test_documents_that_were_stored_before_get_their_aliases(catalogue, tmp_path):
    catalogue.put(report_that_says("소통담당관(구 홍보과)"), origin="a")
    catalogue.close()
    with sqlite3.connect(tmp_path / "catalogue.db") as database:
        database.execute("DROP TABLE aliases")
        database.execute("DROP TABLE office_aliases")
        database.execute("DELETE FROM state WHERE key = 'aliases'")
    database.close()
    again = SqlCatalogue(f"sqlite:///{tmp_path / 'catalogue.db'}", tmp_path / "originals")
    assert aliases(again) == [FORMER]
    again.close()


@pytest.mark.reports
def test_real_reports_state_no_wrong_alias(reports, tmp_path):
    """The four state none: every bracket and arrow in them says something else."""
    from ingest.limits import Limits
    from ingest.reading import read_report

    for path in sorted(reports.glob("*.txt")):
        assert found(read_report(path.read_bytes(), path.name, Limits())) == ()
