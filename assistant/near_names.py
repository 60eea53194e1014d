"""Where nothing meets a condition: one sentence that says so, and which values there are."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from rapidfuzz import fuzz, process

from assistant.korean import josa

_FEW = 8  # values that are all named
_NEAREST = 5


def none_met(
    label: str,
    asked: str,
    values: Collection[str],
    thing: str,
    *,
    where: str = "",
    all_named: bool = False,
) -> str:
    """`부서 ‘교통과’에 맞는 수치가 없으며, 있는 부서는 다음과 같습니다: 문화과`.

    `thing` is what is missing, `where` names the conditions that were met before (`기관 ‘하늘구’`).
    Of many values only the nearest are named, unless `all_named`.
    """
    start = f"{where}에는 " if where else ""
    missing = f"{start}{label} ‘{asked}’에 맞는 {josa(thing, '이/가')}"
    if not values:
        return f"{missing} 없습니다."
    few = len(values) <= _FEW or all_named
    near = sorted(values) if few else _nearest(asked, values)
    those = f"{'있는' if few else '가까운'} {josa(label, '은/는')}"
    return f"{missing} 없으며, {those} 다음과 같습니다: {', '.join(near)}"


def _nearest(asked: str, values: Collection[str]) -> list[str]:
    found = process.extract(
        asked, sorted(values), scorer=fuzz.WRatio, processor=_letters, limit=_NEAREST
    )
    return [value for value, _score, _position in found]


def _letters(text: str) -> str:
    """Single letters of Hangul, so that 센타 is near 센터."""
    return unicodedata.normalize("NFD", "".join(text.split()).lower())
