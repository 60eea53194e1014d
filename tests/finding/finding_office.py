"""Reports of our own: two bureaus of one town, an older year of one, another town, and plain prose."""

from __future__ import annotations

from pathlib import Path

from assistant.settings import Settings
from assistant.wiring import Workspace

PLAN = """2030년 주요업무계획

2030. 1.

마포구

문화과

- 도서관팀
- 공연팀

□ 예산현황
(단위: 천원)
구분\t2030년\t2029년\t증감
합계\t1,234,500\t1,034,500\t200,000
도서관팀\t834,500\t734,500\t100,000
공연팀\t400,000\t300,000\t100,000

□ 축제 운영
 ○ 행사기간 : 2030. 9. 1. ~ 9. 3.
 ○ 행사장소 : 마포광장

교통과

- 주차팀
- 버스팀

□ 예산현황
(단위: 천원)
구분\t2030년\t2029년\t증감
합계\t500,000\t450,000\t50,000
주차팀\t300,000\t280,000\t20,000

□ 주차장 확충
 ○ 사업내용 : 공영주차장 3개소 조성
"""
OLDER = PLAN.replace("2030", "2028").replace("2029", "2027").replace("834,500", "634,500")
OTHER = PLAN.replace("마포구", "서대문구").replace("마포광장", "서대문광장").replace("834", "734")
PROSE = (
    "고래는 바다에 사는 젖먹이동물이다. 흰수염고래는 몸길이가 삼십 미터에 이르며 크릴을 먹는다.",
    "범고래는 무리를 지어 사냥하며 무리마다 서로 다른 소리를 낸다고 학자들은 말한다.",
    "향유고래는 깊은 바다로 잠수하여 오징어를 잡아먹고 머리에 기름이 가득 차 있다.",
)
NAMES = {"계획.txt": PLAN, "이전.txt": OLDER, "이웃.txt": OTHER}
BUDGET = "마포구 문화과 도서관팀의 2030년 예산은 얼마입니까?"


def office(folder: Path, texts: dict[str, str]) -> Workspace:
    """A workspace over these texts, which lie in `folder` with its home."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    workspace = Workspace.open(Settings.load({"BOGO_HOME": str(folder / "home")}))
    workspace.ingest([folder / name for name in texts], lambda *_: None)
    return workspace
