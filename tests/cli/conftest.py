"""Small reports of our own, and homes that hold them."""

import shutil

import pytest

from assistant.cli import main

PLAN = """2030년 주요업무계획

2030. 1.

하늘구 문화과

□ 일반현황
 ○ 인력현황 : 정원 17명 [현원 16명]

□ 예산현황
(단위: 천원)
구분\t2030년\t2029년\t증감
합계\t1,234,500\t1,034,500\t200,000
도서관팀\t834,500\t734,500\t100,000
공연팀\t400,000\t300,000\t100,000
"""


@pytest.fixture
def office(tmp_path):
    """A folder with two reports."""
    folder = tmp_path / "보고서"
    folder.mkdir()
    (folder / "계획.txt").write_text(PLAN, "utf-8")
    other = PLAN.replace("문화과", "교통과").replace("공연팀", "주차팀").replace("834", "634")
    (folder / "교통.txt").write_text(other, "cp949")
    return folder


@pytest.fixture(scope="session")
def _stocked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stocked")
    (folder / "계획.txt").write_text(PLAN, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOGO_HOME", str(folder / "home"))
        assert main(["ingest", str(folder / "계획.txt")]) == 0
    return folder / "home"


@pytest.fixture
def stocked(_stocked, home):
    """The home of this test, with one report in it."""
    shutil.copytree(_stocked, home)
    return home
