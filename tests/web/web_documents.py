"""Reports of our own, read and stored for real, as the reading room gets them."""

from __future__ import annotations

from pathlib import Path

from web_fake_assistant import XSS

from assistant.settings import Settings
from assistant.web.ports import DocumentPage, Spot
from assistant.wiring import Workspace

PLAN = "푸른과_2030_주요업무계획.txt"
HOSTILE = "해로운_2030_업무보고.txt"
LONG = "긴_2030_주요업무계획.txt"

PLAN_TEXT = """2030년 주요업무계획

2030. 1.

푸른구 푸른과

Ⅰ. 일반현황

□ 인력현황 (기준일 : '30. 1. 1.)
구분\t계\t일반직
정원\t17\t17
현원\t16\t16

□ 예산현황
(단위: 천원)
구분\t\t2030년\t2029년\t증감
합계\t\t1,234,500\t1,034,500\t200,000
푸른과\t계\t1,234,500\t1,034,500\t200,000
\t정책사업비\t834,500\t734,500\t100,000
\t행정운영경비\t400,000\t300,000\t999

□ 주요사업 목록
연번\t사업명\t쪽
1\t푸른 숲 가꾸기\t3
2\t맑은 물 만들기\t5

□ 사업개요
 ○ 사업기간 : 2030. 1. ~ 12.
 ○ 홍보 3월~5월, 점검 10월~12월
 ○ 나무를 심고 가꾸는 일에 주민이 함께 나서서
   마을마다 숲을 하나씩 만든다

□ 2030년 소요예산 : 150,000천원
(단위: 천원)
재원별\t합계\t연차별 소요재원\t\t
\t\t2030년\t2031년\t2032년
계\t450,000\t150,000\t150,000\t150,000
구비\t450,000\t150,000\t150,000\t150,000

□ 사업개요
 ○ 사업내용 : 하천 5곳 정비

□ 2030년 소요예산 : 20,000천원
(단위: 천원)
재원별\t합계\t연차별 소요재원\t\t
\t\t2030년\t2031년\t2032년
계\t60,000\t20,000\t20,000\t20,000
구비\t60,000\t20,000\t20,000\t20,000
"""

HOSTILE_TEXT = f"""2030년 업무보고 {XSS}

□ 현황 {XSS}
 ○ {XSS} : 7,000원
{XSS}
| 구분{XSS} | 2030년" onmouseover="window.hacked=1 |
|---|---|
| {XSS} | 12,000 |
| '"><svg onload=window.hacked=1> | ![x](http://evil.example/x.png) |
"""


OFFICES = ("총무과", "교통과", "문화과")


def long_text(items: int) -> str:
    """A report of three departments, each with so many items."""
    lines = ["2030년 주요업무계획", "", "푸른구", ""]
    for office in OFFICES:
        lines += [office, "", "- 운영팀", "- 지원팀", "- 기획팀", "", "□ 추진계획"]
        lines += [f" ○ {office} 사업 {item} : {item},000원" for item in range(1, items + 1)]
        lines.append("")
    return "\n".join(lines)


def stocked(folder: Path) -> Workspace:
    """A workspace that holds the reports above."""
    texts = {PLAN: PLAN_TEXT, HOSTILE: HOSTILE_TEXT, LONG: long_text(1_200)}
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    workspace = Workspace.open(Settings.load({"BOGO_HOME": str(folder / "home")}))
    workspace.ingest([folder / name for name in texts], lambda *_: None)
    return workspace


def shown(workspace: Workspace, name: str, **spot: int) -> DocumentPage:
    page = workspace.reading_room.document(workspace.find(name).id, Spot(**spot))
    assert page is not None
    return page
