"""Lists of places, accounts and scans: what documents that are no plans are asked for."""

from __future__ import annotations

import pytest
from assistant_library import NAMES, REPORTS, amounts, counted

from assistant.answer import Rule, Status
from assistant.assistant import Assistant
from index.library import Library
from ingest.limits import Limits
from ingest.reading import read_report

PLACES = """구분,2031년 등록외국인(명),2031년 세대수(세대)
마포구,5167,72654
강서구,4321,81000
관악구,9876,60000
광진구,3333,50000
양천구,2222,40000
"""
SPENT = """꽃길공사 결산

(단위: 천원)
과목\t예산액 사고이월\t예산액 계(A)\t지출액(B)\t불용액(A-B)
합계(A+B)\t100\t100\t93\t7
경비\t60\t60\t56\t4
시설비\t40\t40\t37\t3
"""
ACCOUNT = """물길공사 결산

(단위: 천원)
연도\t자산\t불용액
2029\t58288\t120
2030\t71945\t130
2031\t146433\t140
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists")
    library = Library(folder / "home")
    texts = {"자치구별 현황.csv": PLACES, "물길공사 결산.txt": ACCOUNT, "꽃길공사 결산.txt": SPENT}
    files = {name: text.encode() for name, text in texts.items()}
    files |= {name: (REPORTS / name).read_bytes() for name in NAMES}
    for name, data in files.items():
        report = read_report(data, name, Limits())
        library.catalogue.keep_original(report.source.sha256, data)
        library.catalogue.put(report, origin=f"/{name}")
    library.rebuild()
    yield Assistant(library.catalogue, library.search).ask
    library.close()


def test_a_place_with_reports_of_its_own_is_found_in_a_list_of_places(asked):
    answer = asked("마포구 등록외국인은 몇 명이야?")
    assert (answer.status, amounts(answer)) == (Status.ANSWERED, counted(5167, "명"))
    assert answer.citations[0].document == "자치구별 현황.csv"


def test_a_place_that_the_list_does_not_have_is_not_answered(asked):
    assert asked("종로구 등록외국인은 몇 명이야?").status is Status.NOT_FOUND


def test_what_a_place_s_own_report_says_goes_first(asked):
    answer = asked("2025년 마포구 문화체육과 예산은?")
    assert answer.citations[0].document.startswith("마포구_문화체육과")


def test_from_one_year_to_another_compares_the_two(asked):
    answer = asked("물길공사 자산이 2029년부터 2031년까지 얼마나 늘었나요?")
    assert answer.calculation is not None
    assert answer.calculation.rule is Rule.DIFFERENCE
    assert int(answer.calculation.result) == 146_433 - 58_288


def test_what_was_not_spent_is_asked_by_its_name(asked):
    answer = asked("물길공사 2030년 불용액은?")
    assert amounts(answer) == counted(130, "천원")


def test_a_total_of_another_measure_is_not_the_asked_one(asked):
    answer = asked("꽃길공사 불용액 합계 얼마")
    assert amounts(answer) == counted(7, "천원")
