"""The closed lists of the genre: section titles, measures, stages and the names of offices."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.clean import squeezed

# A project's text begins with one of these when its own title is lost.
OPENINGS = {
    "사업개요",
    "사업필요성",
    "추진배경",
    "추진성과",
    "평가개요",
    "추진개요",
    "사업목적",
    "추진목적",
    "추진근거",
    "사업배경",
    "필요성",
    "개요",
    "추진방향",
    "추진배경및필요성",
    "사업배경및필요성",
}
SECTION_WORDS = OPENINGS | {
    "일반현황",
    "조직및인력",
    "조직",
    "인력",
    "조직현황",
    "인력현황",
    "예산현황",
    "예산",
    "주요사업목록",
    "추진실적",
    "주요추진실적",
    "추진현황",
    "추진계획",
    "세부추진계획",
    "세부추진사항",
    "향후계획",
    "향후추진계획",
    "추진일정",
    "기대효과",
    "문제점및개선방안",
    "문제점및해결방안",
    "소통계획",
    "소요예산",
    "연차별소요재원",
    "사업내용",
    "사업대상",
    "위치도",
    "조감도",
    "수상실적",
    "추진절차",
    "추진체계",
    "행정사항",
    "협조사항",
    "건의사항",
    "주요업무추진실적",
    "주요업무추진계획",
    "목차",
    "보고순서",
    "중점사항",
    "주요시설및장비",
    "주요성과",
}
SHEET = "사업명"  # heads the sheet of one project
CONTENTS = {"목차", "보고순서", "차례", "순서"}
_PAST = re.compile(r"(?:실적|성과|경과|운영현황)$")
_OFFICE = re.compile(
    r"[가-힣·]{1,12}(?:담당관|과|국|실|단|소|센터|본부|사업소|보건소|관|동주민센터)"
)
_TEAM = re.compile(r"[가-힣A-Za-z·\d-]{1,14}팀")

_MEASURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("증감률", re.compile(r"증감률|증감율|증가율|감소율")),
    ("집행률", re.compile(r"집행률|집행율")),
    ("이수율", re.compile(r"이수율")),
    ("비율", re.compile(r"비율|비중|지연율|참석률|참여율|\(%\)")),
    ("증감", re.compile(r"증감|전년대비증가|과부족")),
    ("집행액", re.compile(r"집행액|집행금액|지출액")),
    ("결산액", re.compile(r"결산액|결산$|결산(?=\()|\d년결산|\d결산")),
    ("정원", re.compile(r"정원")),
    ("현원", re.compile(r"현원")),
    (
        "예산",
        re.compile(r"예산|사업비|소요재원|소요자원|경비|재원|금액|국비|시비|구비|도비|군비|특교"),
    ),
    ("인원", re.compile(r"인원|명수|참여자|이수자|구독자|수강|인력|참석")),
    ("횟수", re.compile(r"횟수|회수")),
    ("건수", re.compile(r"건수")),
    ("면적", re.compile(r"면적|규모")),
)
_RATE, _MONEY, _PEOPLE = {"percent"}, {"money"}, {"person"}
_FAMILIES: dict[str, set[str]] = {
    **dict.fromkeys(("증감률", "집행률", "이수율", "비율"), _RATE),
    **dict.fromkeys(("예산", "집행액", "결산액"), _MONEY),
    **dict.fromkeys(("정원", "현원", "인원"), _PEOPLE),
    "횟수": {"event"},
    "건수": {"case"},
    "면적": {"area", "length"},
}
_STAGES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("본예산", re.compile(r"당초예산|(?<!자)본예산")),
    ("추경", re.compile(r"추경|추가경정")),
    ("최종예산", re.compile(r"최종예산")),
    ("예산현액", re.compile(r"예산현액")),
    ("결산액", re.compile(r"결산")),
    ("집행액", re.compile(r"집행액|집행금액|지출액|집행률")),
    ("계획", re.compile(r"소요예산|소요재원|소요자원|연차별")),
    ("실적", re.compile(r"실적|성과")),
)


def is_section_word(text: str) -> bool:
    return squeezed(re.sub(r"^(?:20\d\d년|['’]?\d\d년)\s*", "", text)) in SECTION_WORDS


def is_opening(text: str) -> bool:
    return squeezed(text) in OPENINGS


def is_past(title: str) -> bool:
    """A section that tells what was done, not what is planned."""
    return _PAST.search(squeezed(title)) is not None


def is_office(text: str) -> bool:
    """`소통담당관`, `행정지원과`, `총 무 과`: the bare name of a department."""
    flat = text.replace(" ", "")
    return (
        3 <= len(flat) <= 14 and _OFFICE.fullmatch(flat) is not None and not is_section_word(flat)
    )


def is_team(text: str) -> bool:
    return _TEAM.fullmatch(text.replace(" ", "")) is not None


@lru_cache(maxsize=4096)
def measure(labels: str, kind: str = "") -> str:
    """What is measured, from the labels of a figure (innermost label first), "" where unknown.

    `kind` is the family of the figure's unit: a number of teams is no 정원, a rate no 예산.
    """
    flat = squeezed(labels)
    return next(
        (
            name
            for name, pattern in _MEASURES
            if pattern.search(flat) and (not kind or kind in _FAMILIES.get(name, kind))
        ),
        "",
    )


def measure_family(labels: str) -> str:
    """The unit family of what labels measure, "" where they do not say."""
    families = _FAMILIES.get(measure(labels), set())
    return next(iter(families)) if len(families) == 1 else ""


@lru_cache(maxsize=4096)
def stage(labels: str) -> str:
    """The stage of a budget figure by its labels: 본예산, 추경, 집행액, 계획 … or ""."""
    flat = squeezed(labels)
    return next((name for name, pattern in _STAGES if pattern.search(flat)), "")
