"""Money units with their factors, and units that readers take for the same."""

from __future__ import annotations

import re

MONEY = {
    "원": 1,
    "천원": 10**3,
    "만원": 10**4,
    "백만원": 10**6,
    "천만원": 10**7,
    "억원": 10**8,
    "억": 10**8,
    "조원": 10**12,
}

_SYNONYMS: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "명 인 사람 여명 분",
        "회 번 차례 차",
        "% 퍼센트 프로 ％",
        "㎡ m² m2 제곱미터",
        "개소 곳 개 군데 개교 개동",
        "건 개",
        "대 개",
        "년 개년",
        "개월 달 월",
        "팀 개팀 개",
        "과 개과 개",
        "시간 h",
        "㎞ km",
        "m 미터",
        "분기 회",
        "구좌 개",
        "식 개",
    )
)
_MONEY_LONGEST_FIRST = sorted(MONEY, key=len, reverse=True)
_STARTS_LIKE_A_UNIT = re.compile(r"[가-힣%㎡㎞a-zA-Z]")


def money_factor(text: str) -> int | None:
    """The factor of the money unit that `text` begins with, None where it begins with none."""
    name = next((name for name in _MONEY_LONGEST_FIRST if text.startswith(name)), None)
    return MONEY[name] if name else None


def unit_fits(unit: str, after: str) -> bool:
    """Whether what follows a number can be `unit`: itself, a synonym, or no unit at all."""
    unit, after = unit.replace(" ", ""), after.replace(" ", "")
    names = {unit}.union(*(group for group in _SYNONYMS if unit in group))
    return after.startswith(tuple(names)) or not _STARTS_LIKE_A_UNIT.match(after)
