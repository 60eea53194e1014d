"""The four real reports, against what a person reads in them.

Every expectation was written down from the text alone: the line, the labels that govern the
number there, its unit and the year it is for.  Titles are taken from the reports' own lists.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from ingest_reading import misplaced, on_line, path, projects, values

from ingest.clean import squeezed
from ingest.limits import Limits
from ingest.model import Figure, Report, SectionKind, Statement, StatementKind
from ingest.reading import read_report

pytestmark = pytest.mark.reports

A, B, C, D = "000", "001", "002", "004"


@cache
def _loaded(folder: Path, number: str) -> tuple[Report, str]:
    (file,) = folder.glob(f"{number}_*.txt")
    data = file.read_bytes()
    return read_report(data, file.name, Limits()), data.decode()


@pytest.fixture
def report(reports, number):
    return _loaded(reports, number)[0]


@pytest.fixture
def text(reports, number):
    return _loaded(reports, number)[1]


@pytest.mark.parametrize(
    ("number", "agency", "department", "kind", "year", "title"),
    [
        (A, "금천구", "소통담당관", "주요업무계획", 2025, "2025년 주요업무계획"),
        (B, "금천구", "소통담당관", "업무보고", 2024, "2024년 주요업무 진행사항 보고"),
        (C, "금천구", "행정안전국", "주요업무계획", 2025, "2025년 주요업무계획"),
        (D, "영등포구", "총무과", "업무보고", 2025, "2025년 주요업무 보고"),
    ],
    ids=[A, B, C, D],
)
def test_what_a_report_is(report, agency, department, kind, year, title):
    found = (report.agency, report.department, report.kind, report.year, report.title)
    assert found == (agency, department, kind, year, title)


# For each line of a list of projects, the line where that project's own text begins.
PROJECTS = {
    A: {70: 76, 71: 213, 72: 331, 73: 400, 74: 452},
    B: {69: 73, 70: 255, 71: 368},
    C: {
        124: 132,
        125: 170,
        126: 331,
        127: 412,
        128: 503,
        129: 584,
        130: 648,
        763: 772,
        764: 826,
        765: 876,
        766: 1061,
        767: 1145,
        768: 1239,
        769: 1343,
        770: 1472,
        1606: 1614,
        1607: 1678,
        1608: 1796,
        1609: 1880,
        1610: 1974,
        1611: 2090,
        1612: 2155,
        2277: 2285,
        2278: 2406,
        2279: 2471,
        2280: 2549,
        2281: 2609,
        2282: 2685,
        2283: 2725,
        2816: 2821,
        2817: 2880,
        2818: 2944,
        2819: 3017,
    },
    D: {
        76: 83,
        77: 118,
        78: 150,
        79: 180,
        80: 207,
        81: 242,
        276: 282,
        277: 306,
        278: 334,
        279: 363,
        280: 394,
    },
}


def _listed(text: str, line: int) -> str:
    """The name on a line of a list: its second cell, without the dots that lead to the page."""
    return re.sub(r"[\s·.…]{3,}$", "", text.split("\n")[line - 1].split("\t")[1]).strip()


@pytest.mark.parametrize("number", PROJECTS)
def test_listed_projects_begin_where_their_text_begins(report, text, number):
    wanted = [(start, _listed(text, line)) for line, start in PROJECTS[number].items()]
    unlisted = 424 if number == D else 10**6
    assert [p[:2] for p in projects(report) if (p[0] or 0) < unlisted] == wanted


@pytest.mark.parametrize("number", [D])
def test_projects_of_a_part_without_a_list(report, text, number):
    """The one has its title printed; the other repeats the purpose of an earlier project."""
    last = [project for project in projects(report) if (project[0] or 0) >= 424]
    printed = text.split("\n")[423].split("▮")[1].rsplit(maxsplit=1)[0].strip()
    assert last == [(424, printed, False), (458, _listed(text, 81), True)]


@pytest.mark.parametrize(
    ("number", "lines"),
    [
        (A, [45]),
        (B, [44]),
        (C, [95, 736, 1577, 2250, 2789]),
        (D, []),
    ],
    ids=[A, B, C, D],
)
def test_departments(report, text, lines):
    found = [(s.place.first_line, s.title) for s in report.sections if s.kind == "department"]
    assert found == [(line, text.split("\n")[line - 1].replace(" ", "")) for line in lines]


@pytest.mark.parametrize(
    ("number", "line", "listed"),
    [
        (A, 130, 70),
        (A, 328, 71),
        (A, 508, 74),
        (B, 253, 69),
        (B, 365, 70),
        (C, 202, 125),
        (C, 824, 763),
        (C, 1469, 769),
        (C, 2096, 1611),
        (C, 2782, 2283),
        (C, 3036, 2819),
        (D, 148, 77),
        (D, 205, 79),
        (D, 332, 277),
        (D, 361, 278),
        (D, 488, 81),
    ],
)
def test_figures_stand_in_their_project(report, text, line, listed):
    for statement in on_line(report, line):
        project = report.nearest(statement.section, SectionKind.PROJECT)
        assert project is not None
        assert project.title == _listed(text, listed)


# line, row labels, column labels, value and unit of each number in the cell, year
CELLS = {
    A: [
        (30, "소통담당관", "합계", "21 명, 22 명", 2025),
        (30, "소통담당관", "7급", "9 명, 10 명", 2025),
        (37, "합계", "2025년", "3615983 천원", 2025),
        (37, "합계", "2024년 (당초예산)", "3302921 천원", 2024),
        (39, "소통담당관 > 정책사업비", "2024년 (당초예산)", "3252337 천원", 2024),
        (40, "소통담당관 > 행정운영경비", "증감률(%)", "14.8 %", 2025),
        (196, "소요예산", "신규 『브랜드 송』", "15000 천원", 2025),
        (194, "시상내용", "계속 『디지털사진』", "300 만원", 2025),
        (210, "계", "연차별 소요재원 > 2026년", "0 천원", 2026),
        (210, "계", "합계", "132644 천원", None),
        (234, "구독자", "유튜브", "6925 명", 2024),
        (234, "구독자", "문자 알림 서비스", "38503 명", 2024),
        (235, "콘텐츠수 (2024)", "블로그", "905 건", 2024),
        (328, "계", "연차별 소요재원 > 2024년", "756658 천원", 2024),
        (329, "구비", "연차별 소요재원 > 2025년", "768110 천원", 2025),
        (353, "언론사 보도실적", "2024", "32004 건", 2024),
        (353, "언론사 보도실적", "2022년", "29526 건", 2022),
        (450, "구비", "연차별 소요재원 > 2027년", "66850 천원", 2027),
        (468, "PC", "구청 정보화교육", "636 명", 2024),
        (508, "계", "연차별 소요재원 > 2025년", "190995 천원", 2025),
    ],
    B: [
        (27, "소통담당관", "합계", "21 명, 23 명", 2024),
        (36, "소통담당관 > 정책사업비", "증감률(%)", "-11.5 %", 2024),
        (36, "소통담당관 > 정책사업비", "2023년 (당초예산)", "3675931 천원", 2023),
        (37, "소통담당관 > 행정운영경비", "증감", "-32135 천원", 2024),
        (138, "수량", "행정차량", "100 대", 2024),
        (252, "계", "연차별 소요재원 > 2023년", "207864 천원", 2023),
        (253, "구비", "연차별 소요재원 > 2026년", "28000 천원", 2026),
        (277, "유튜브", "2023. 12월", "4211 명", 2023),
        (280, "문자 알림서비스", "2024. 7월", "35241 명", 2024),
        (366, "구비", "합계", "3024975 천원", None),
        (366, "구비", "연차별 소요재원 > 2023년", "711157 천원", 2023),
        (366, "구비", "연차별 소요재원 > 2026년", "795000 천원", 2026),
        (444, "구비", "연차별 소요재원 > 2025년", "174462 천원", 2025),
    ],
    C: [
        (57, "행정안전국", "합계", "150 명, 154 명", 2024),
        (58, "행정지원과", "9급", "6 명, 6 명", 2024),
        (71, "합계", "2025년", "157135473 천원", 2025),
        (73, "행정지원과 > 정책사업비", "2025년", "12767680 천원", 2025),
        (79, "자치행정과 > 재무활동비", "증감률(%)", "", 2025),
        (86, "주민안전과 > 행정운영경비", "증감", "-15475 천원", 2025),
        (87, "주민안전과 > 재무활동비", "2024년 (당초예산)", "1112676 천원", 2024),
        (167, "계", "연차별 소요재원 > 2027년", "700000 천원", 2027),
        (409, "시비", "연차별 소요자원 > 2024년", "36000 천원", 2024),
        (436, "2024년", "직무역량 강화교육 > 인원(명)", "538 명", 2024),
        (436, "2024년", "직무역량 강화교육 > 횟수", "44 회", 2024),
        (438, "2022년", "독서학습 지원 > 인원(명)", "3495 명", 2022),
        (597, "면적(km²)", "강원 횡성군", "997.64 km²", 2024),
        (598, "인구(명)", "전남 고흥군", "60385 명", 2024),
        (667, "", "저장매체 종류 > 휴대폰", "177 대", 2024),
        (707, "암호화 트래픽 가시화 시스템", "소요예산(천원)", "84052 천원", 2025),
        (1469, "시비 (재배정)", "연차별 소요재원 > 2026년", "148000 천원", 2026),
        (1571, "계", "합계", "1306931 천원", None),
        (2086, "국비", "연차별 소요재원 > 2024년", "51800 천원", 2024),
        (2143, "계", "연차별 소요재원 > 2025년", "2563992 천원", 2025),
        (2145, "특교", "연차별 소요재원 > 2024년", "200000 천원", 2024),
        (2630, "합계", "범죄예방 > 대수", "3217 대", None),
        (2632, "2023년", "교통단속 (불법주정차) > 개소", "11 개소", 2023),
        (2748, "1~2년차", "집합교육 > 이수율(%)", "75.3 %", 2024),
        (2782, "계", "연차별 소요재원 > 2025년", "149146 천원", 2025),
        (2901, "2024년", "민원신청 유형 > 정부24", "23672 건", 2024),
        (2911, "지연 / 접수 (지연율)", "연도별 > 2024년", "12 건, 203147 건, 0.0059 %", 2024),
        (2960, "2023년", "사망", "1484 건", 2023),
        (3035, "여권발급 건수", "9월", "1898 건", 2024),
        (3036, "수수료 수입현황", "1월", "23394 천원", 2024),
    ],
    D: [
        (30, "정원", "계", "50 명", 2025),
        (30, "정원", "일반직 > 7급", "19 명", 2025),
        (31, "현원", "관리운영직 > 6급", "1 명", 2025),
        (31, "현원", "별정직·임기제 > 7급", "3 명", 2025),
        (38, "본관 > 본관", "건물(m²)", "9682 m²", 2025),
        (64, "계", "예산액", "137411335 천원", 2025),
        (64, "계", "집행률(%) (9. 30.기준)", "72.5 %", 2025),
        (68, "대외교류 활성화", "집행액", "47400 천원", 2025),
        (116, "", "집행액", "2199833 천원", 2025),
        (178, "", "예산액", "954100 천원", 2025),
        (205, "", "집행액", "5185329 천원", 2025),
        (271, "", "집행률(%)", "92.1 %", 2025),
    ],
}


@pytest.mark.parametrize(
    ("number", "line", "row", "column", "wanted", "year"),
    [(number, *row) for number, rows in CELLS.items() for row in rows],
    ids=[f"{number}:{row[0]}:{row[2]}" for number, rows in CELLS.items() for row in rows],
)
def test_cells(report, line, row, column, wanted, year):
    (statement,) = [
        s
        for s in on_line(report, line)
        if s.kind is StatementKind.CELL
        and path(s.column_path) == squeezed(column)
        and path(s.row_path) == squeezed(row)
    ] or [None]
    assert statement is not None, [(s.row_path, s.column_path) for s in on_line(report, line)]
    assert ", ".join(values(statement.figures)) == wanted
    assert statement.year == year
    assert {figure.year for figure in statement.figures} <= {year}


# line, key, value and unit of each number, year
LINES = {
    A: [
        (117, "소요예산", "132644 천원", 2025),
        (130, "소요예산", "3000 천원", 2025),
        (322, "2025년 소요예산", "768110 천원", 2025),
        (464, "2024년 금천구 정보화 교육 현황", "4525 명", 2024),
    ],
    B: [
        (86, "소요예산", "126500 천원", 2024),
        (270, "소요예산", "748818 천원", 2024),
        (395, "정보화 교육 이수 현황", "1360 명", 2024),
    ],
    C: [
        (510, "소요예산", "119 백만원", 2025),
        (824, "소요예산", "796190 천원", 2025),
        (1949, "소요예산", "863 백만원, 105 백만원, 491 백만원, 267 백만원", 2025),
        (2024, "소요예산", "169 백만원, 118 백만원, 15 백만원, 36 백만원", 2025),
        (2096, "소요예산", "13416 백만원, 13216 백만원, 200 백만원", None),
        (2776, "2025년 소요예산", "150000 천원", 2025),
    ],
    D: [
        (166, "독서 통신교육(2월~9월)", "2000 명, 250 명", 2025),
        (304, "소요예산", "3159152 천원", 2026),
        (361, "소요예산", "946000 천원", 2026),
        (488, "소요예산", "488981 천원", 2026),
    ],
}


def _item(report: Report, line: int) -> Statement:
    found = [s for s in on_line(report, line) if s.kind is not StatementKind.CELL]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("number", "line", "key", "wanted", "year"),
    [(number, *row) for number, rows in LINES.items() for row in rows],
    ids=[f"{number}:{row[0]}" for number, rows in LINES.items() for row in rows],
)
def test_items(report, line, key, wanted, year):
    statement = _item(report, line)
    assert statement.row_path == (key,)
    assert ", ".join(values(statement.figures)) == wanted
    assert statement.year == year


@pytest.mark.parametrize(
    ("number", "line", "label", "wanted"),
    [
        (A, 311, "사이니지", "46 대"),
        (C, 290, "4년이상", "40 만원"),
        (C, 1949, "시비", "491 백만원"),
        (C, 2024, "국비", "118 백만원"),
        (C, 2556, "지하차도", "1 개소"),
        (C, 2824, "교육청", "17 개 기관"),
        (D, 30, "", "50 명"),
    ],
)
def test_named_amounts(report, line, label, wanted):
    figures = [f for s in on_line(report, line) for f in s.figures if f.label == label]
    assert wanted in values(figures)


@pytest.mark.parametrize(
    ("number", "line", "printed"),
    [(C, 824, "796.190"), (D, 166, "2.000"), (D, 255, "2.121"), (D, 437, "1.800")],
)
def test_a_full_stop_for_thousands_is_mended_and_said(report, line, printed):
    (figure,) = [f for s in on_line(report, line) for f in s.figures if f.printed == printed]
    assert figure.value == int(printed.replace(".", ""))
    assert printed in figure.reading


@pytest.mark.parametrize("number", [A, B, C, D])
def test_other_figures_have_no_remark(report, number):
    """Besides the full stops only the misplaced comma of line 1237 in C."""
    mended = {A: 0, B: 0, C: 2, D: 4}[number]
    assert sum(bool(f.reading) for s in report.statements for f in s.figures) == mended


@pytest.mark.parametrize("number", [A, B, C, D])
def test_every_statement_stands_on_its_lines(report, text):
    assert misplaced(report, text) == []


@pytest.mark.parametrize("number", [A, B, D])
def test_every_printed_number_stands_in_its_statement(report):
    wrong: list[tuple[str, Figure]] = []
    for statement in report.statements:
        for figure in statement.figures:
            begin, end = figure.span
            if (begin, end) != (0, 0) and figure.printed not in statement.text[begin:end]:
                wrong.append((statement.text, figure))
    assert wrong == []


@pytest.mark.parametrize(("number", "first", "last"), [(B, 9, 13), (C, 17, 39), (D, 13, 19)])
def test_the_lists_of_contents_say_nothing(report, first, last):
    assert [s for line in range(first, last) for s in on_line(report, line)] == []
