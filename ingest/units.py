"""Units of Korean reports: how they are written, which family they belong to, their factor.

Money factors are in 원.  Units of other families have factor 1: they are not converted.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

MONEY: dict[str, Decimal] = {
    "원": Decimal(1),
    "천원": Decimal(10**3),
    "만원": Decimal(10**4),
    "십만원": Decimal(10**5),
    "백만원": Decimal(10**6),
    "천만원": Decimal(10**7),
    "억원": Decimal(10**8),
    "십억원": Decimal(10**9),
    "백억원": Decimal(10**10),
    "천억원": Decimal(10**11),
    "조원": Decimal(10**12),
}

# One family is one kind of thing counted; its members answer the same question word.
FAMILIES: dict[str, tuple[str, ...]] = {
    "person": ("명", "여명", "인"),
    "event": ("회", "번", "차례", "회차", "기수"),
    "case": ("건",),
    "machine": ("대",),
    "place": ("개소", "곳", "군데", "개교", "개동", "개관", "개기관", "기관", "개도시", "개국"),
    "piece": (
        "개",
        "개팀",
        "팀",
        "과",
        "개과",
        "종",
        "식",
        "부",
        "매",
        "권",
        "세트",
        "구좌",
        "개사업",
        "단체",
        "개단체",
        "가구",
        "세대",
        "필지",
        "동",
        "실",
        "면",
        "그루",
        "주",
        "개분야",
        "분야",
        "개항목",
        "항목",
        "지표",
        "강좌",
        "개강좌",
        "과목",
        "개과목",
        "동호회",
        "구간",
        "급",
        "편",
        "개부서",
        "부서",
        "개사",
        "학급",
        "포인트",
        "P",
        "석",
        "쌍",
        "점포",
        "자치구",
        "개자치구",
    ),
    "animal": ("두", "마리"),
    "percent": ("%", "퍼센트", "%p"),
    "area": ("㎡", "m²", "km²", "ha", "평"),
    "length": ("m", "km", "㎞", "cm", "mm", "미터"),
    "time": ("시간", "분", "초", "일", "일간", "개월", "년", "년간", "주", "주일", "박"),
    "age": ("세",),
    "grade": ("점", "등급", "위", "순위", "배"),
    "weight": ("톤", "kg", "t", "㎏"),
    "energy": ("kW", "kWh", "MW"),
}
ANYTHING: tuple[str, ...] = ("money", *FAMILIES)  # all families
FAMILY_OF = {unit: family for family, units in FAMILIES.items() for unit in units}

_ALIASES = {
    "％": "%",
    "퍼센트": "%",
    "㎡": "m²",
    "m2": "m²",
    "㎢": "km²",
    "㎞": "km",
    "제곱미터": "m²",
}
_COUNTED = sorted(FAMILY_OF, key=len, reverse=True)
# `15개 동호회` counts 개: a spaced `개 동` must end where the word ends.
_ENDS = "(?=$|[^가-힣]|[은는이가을를의에와과도만로])"
_SPACED = "|".join(
    f"개 ?{re.escape(unit[1:])}{_ENDS}" if re.match(r"개\S", unit) else re.escape(unit)
    for unit in _COUNTED
)
MONEY_PATTERN = r"(?:조|천억|백억|십억|억|천만|백만|십만|만|천)? ?원"
COUNT_PATTERN = rf"(?:{_SPACED}|㎡|㎢|％)"


_SCALED = re.compile(r"(백만|십만|만|천)(?=\S)")
_SCALES = {"천": 10**3, "만": 10**4, "십만": 10**5, "백만": 10**6}


@lru_cache(maxsize=1024)
def canonical(unit: str) -> str:
    """A unit in its usual writing: `천 원` → `천원`, `％` → `%`, `㎡` → `m²`."""
    unit = re.sub(r"\s+", " " if unit.startswith("개") else "", unit)
    return _ALIASES.get(unit, unit)


def _counted(unit: str) -> tuple[str, Decimal]:
    """`천회` → 회 by the thousand."""
    unit = canonical(unit).replace(" ", "")
    scaled = _SCALED.match(unit)
    if scaled and unit not in FAMILY_OF and unit[scaled.end() :] in FAMILY_OF:
        return unit[scaled.end() :], Decimal(_SCALES[scaled[1]])
    return unit, Decimal(1)


@lru_cache(maxsize=1024)
def family(unit: str) -> str:
    """The family of a unit (`money`, `person`, `percent` …), "" where it is not known."""
    unit, _ = _counted(unit)
    return "money" if unit in MONEY else FAMILY_OF.get(unit, "")


@lru_cache(maxsize=1024)
def factor(unit: str) -> Decimal:
    """What one of the unit is in the base unit of its family (원 for money, else itself)."""
    plain, scale = _counted(unit)
    return MONEY.get(plain, scale)


_PRICE = re.compile(rf"\(({MONEY_PATTERN})\s?/\s?\d*\s?[^()\d,]{{1,4}}\)$")
_IN_LABEL = re.compile(
    rf"[(\[]\s*(?:단위\s*[::]\s*)?({MONEY_PATTERN}|(?:십만|백만|천|만)?\s?{COUNT_PATTERN})\s*[)\]]"
)
_BY_NAME = (
    (re.compile(r"(?<!남녀비)(?<!남여비)(?<!성비)(?:률|율|비중|구성비)(?:\(.*\))?$"), "%"),
    (re.compile(r"^\(?[A-Z](?:[-–−][A-Z])?\)?/\(?[A-Z]\)?$"), "%"),  # 증감 > (B-A)/A
    (
        re.compile(
            r"(?:인원|정원|현원|이수자|참[여가]자|불참자|수강생|교육대상자|인원수|명수|구독자|사망자|[부사]상자"
            r"|이용[자객]|방문[자객]|관람객|관광객|신청자|수료자|수급자|종사자|봉사자|활동자|접종자|응시자|합격자|출생아)(?:수)?$"
        ),
        "명",
    ),
    (re.compile(r"(?:횟수|회수)$"), "회"),
    (re.compile(r"(?:건수)$"), "건"),
    (re.compile(r"(?<!세)대수$"), "대"),
    (re.compile(r"세대수$"), "세대"),
    (re.compile(r"^(?:쪽|쯕|페이지)$"), "쪽"),
    (re.compile(r"과.?부족$"), "명"),
    (
        re.compile(
            r"(?:개소|개소수|(?:시설|센터|어린이집|유치원|경로당|공원|도서관|복지관|주차장|학교)\s?수)$"
        ),
        "개소",
    ),
)


@lru_cache(maxsize=4096)
def unit_in_label(label: str) -> str:
    """The unit that a header names: `인원(명)` → `명`, `소요예산(천원)` → `천원`, else "".

    Money for one of something is money: `비육우(천원/100㎏)` → `천원`.
    """
    found = _IN_LABEL.search(label) or _PRICE.search(label)
    return canonical(found[1]) if found else ""


@lru_cache(maxsize=4096)
def unit_by_name(label: str) -> str:
    """The unit that a header implies by its name: `집행률` → `%`, `횟수` → `회`, else ""."""
    flat = re.sub(r"\s+", "", label)
    return next((unit for pattern, unit in _BY_NAME if pattern.search(flat)), "")
