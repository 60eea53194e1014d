"""Two small reports in a home of their own, and questions about them."""

from __future__ import annotations

from pathlib import Path

from assistant.settings import Settings
from assistant.wiring import Workspace

PLAN = """2030년 주요업무계획

2030. 1.

하늘구 문화과

□ 인력현황 (기준일 : '30. 1. 1.)
구분\t계\t일반직
정원\t17\t17
현원\t16\t16

□ 예산현황
(단위: 천원)
구분\t2030년\t2029년\t증감
합계\t1,234,500\t1,034,500\t200,000
도서관팀\t834,500\t734,500\t100,000
공연팀\t300,000\t250,000\t50,000
축제팀\t100,000\t50,000\t50,000

□ 사업개요
 ○ 사업기간 : 2030. 1. ~ 12.
 ○ 홍보 3월~5월, 점검 10월~12월
"""
OTHER = PLAN.replace("문화과", "교통과").replace("공연팀", "주차팀").replace("834", "634")
NAMES = ("계획.txt", "교통.txt")
QUESTIONS = (
    ("2030년 문화과 도서관팀 예산은?",),
    ("그럼 2029년은?", "2030년 문화과 도서관팀 예산은?"),
    ("문화과 도서관팀 예산은 2029년보다 얼마나 늘었어?",),
    ("2029년과 2030년 문화과 도서관팀 예산 비교해줘",),
    ("문화과 공연팀 예산이 전체 예산에서 차지하는 비중은?",),
    ("문화과 도서관팀과 공연팀 예산을 합치면?",),
    ("문화과에서 예산이 가장 많은 팀은?",),
    ("문화과 사업기간은?",),
    ("문화과 홍보는 언제 해?",),
    ("예산은?",),
    ("2035년 문화과 예산은?",),
    ("강남구 예산은?",),
    ("오늘 날씨 어때?",),
    ("",),
)


def office(folder: Path) -> Workspace:
    """A workspace over both reports, which lie in `folder` with its home."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in NAMES]
    for path, text in zip(paths, (PLAN, OTHER), strict=True):
        path.write_text(text, "utf-8")
    workspace = Workspace.open(Settings.load({"BOGO_HOME": str(folder / "home")}))
    workspace.ingest(paths, lambda *_: None)
    return workspace
