"""Korean for people: particles that fit, amounts with a reading aid."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from ingest.units import factor, family

_DIGITS_WITH_FINALS = "013678"  # 영, 일, 삼, 육, 칠, 팔
_LATIN_FINALS = set("lmnrLMNR")
_PAIRS = {
    "은/는": ("은", "는"),
    "이/가": ("이", "가"),
    "을/를": ("을", "를"),
    "과/와": ("과", "와"),
    "으로/로": ("으로", "로"),
}
_SPOKEN = {  # signs after a number, and how they are read
    "%": "퍼센트", "%p": "퍼센트포인트", "℃": "도", "t": "톤", "ha": "헥타르",
    "m": "미터", "km": "킬로미터", "㎞": "킬로미터", "cm": "센티미터", "㎝": "센티미터",
    "mm": "밀리미터", "㎜": "밀리미터", "㎡": "제곱미터", "m²": "제곱미터", "m2": "제곱미터",
    "㎢": "제곱킬로미터", "km²": "제곱킬로미터", "㎥": "세제곱미터", "m³": "세제곱미터",
    "g": "그램", "kg": "킬로그램", "㎏": "킬로그램", "L": "리터", "ℓ": "리터", "ml": "밀리리터",
    "㎖": "밀리리터", "kW": "킬로와트", "kWh": "킬로와트시", "MW": "메가와트",
    "MB": "메가바이트", "GB": "기가바이트", "TB": "테라바이트",
}  # fmt: skip
_SIGN = re.compile(
    r"(?<=\d)\s?(" + "|".join(sorted(map(re.escape, _SPOKEN), key=len, reverse=True)) + r")$"
)
_TAIL = re.compile(r"[\s\"'’”)\]」』>·.,]+$")


def final_consonant(word: str) -> str:
    """The final consonant that decides a particle: "" for none, "ㄹ", or another one.

    Letters in closing brackets do not count: `예산액(구비)` sounds like `예산액`; units are heard
    as they are spoken (`12.1%` as 퍼센트).
    """
    spoken = _TAIL.sub("", re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*$", "", word))
    spoken = _SIGN.sub(lambda sign: _SPOKEN[sign[1]], spoken).rstrip("% ")
    last = spoken[-1:]
    if "가" <= last <= "힣":
        index = (ord(last) - 0xAC00) % 28
        return "ㄹ" if index == 8 else ("x" if index else "")
    if "ㄱ" <= last <= "ㅎ":  # a letter by its name: 기역, 리을
        return "ㄹ" if last == "ㄹ" else "x"
    if last.isdigit():
        return ("ㄹ" if last in "178" else "x") if last in _DIGITS_WITH_FINALS else ""
    return "x" if last in _LATIN_FINALS else ""


def josa(word: str, pair: str) -> str:
    """The word with the particle of `pair` (`은/는`, `이/가` …) that fits it."""
    with_final, without = _PAIRS[pair]
    final = final_consonant(word)
    fits = bool(final) and not (pair == "으로/로" and final == "ㄹ")
    return word + (with_final if fits else without)


def number(value: Decimal) -> str:
    """`3615983` → `3,615,983`; decimals stay as they are, a minus becomes △."""
    text = f"{abs(value):,f}"
    return ("△" if value < 0 else "") + text


def amount(value: Decimal, unit: str) -> str:
    """Value and unit with a reading aid for large money: `3,615,983천원(약 36억 1,598만 원)`."""
    aid = reading_aid(value, unit)
    return f"{number(value)}{unit}" + (f"({aid})" if aid else "")


def reading_aid(value: Decimal, unit: str) -> str:
    """A large amount of money in 억 and 만, "" where it would say nothing new."""
    if family(unit) != "money" or unit in {"만원", "억원", "천만원", "조원"}:
        return ""
    won = abs(value) * factor(unit)
    if won < 10_000:
        return ""
    man = (won / 10_000).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    exact = man * 10_000 == won
    jo, rest = divmod(int(man), 10**8)
    eok, man_part = divmod(rest, 10**4)
    parts = [f"{n:,}{name}" for n, name in ((jo, "조"), (eok, "억"), (man_part, "만")) if n]
    return ("" if exact else "약 ") + " ".join(parts) + " 원"


_YEAR_MONTH = re.compile(
    r"(?:(?P<full>20\d{2})|['’‘](?P<short>\d{2}))\s?\.\s?(?P<month>1[0-2]|0?[1-9])(?!\d)\s?"
    r"(?:월|\.\s?(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|월)\s?\.?|\.)?"
)
_TO_MONTH = re.compile(
    r"(?<=[월일])\s?~\s?(1[0-2]|0?[1-9])\s?\.(?:\s?(3[01]|[12]\d|0?[1-9])\s?\.?)?(?!\d)"
)

_WRITTEN = re.compile(
    r"20\d{2}년 \d{1,2}월(?: \d{1,2}일)?(?:\s?~\s?(?:20\d{2}년 )?\d{1,2}월(?: \d{1,2}일)?)?"
)
_UNREAD = re.compile(
    r"(?<![\d.])(?:1[0-2]|[1-9])(?:\s?월|\.\s?(?:\d{1,2}\.|[~∼～])|/\d{1,2}(?!\d))"
)


def date_reading(text: str) -> str:
    """A line's short dates written out (`'25. 2. ~ 8.` → `2025년 2월~8월`), else "".

    A line that names further dates, which are not read here, has no reading: half of its dates
    would look like all of them.
    """
    if not _YEAR_MONTH.search(text):
        return ""

    def written(match: re.Match[str]) -> str:
        year = match["full"] or f"20{match['short']}"
        day = f" {int(match['day'])}일" if match["day"] else ""
        return f"{year}년 {int(match['month'])}월{day}"

    def until(match: re.Match[str]) -> str:
        return f"~{int(match[1])}월" + (f" {int(match[2])}일" if match[2] else "")

    full = _TO_MONTH.sub(until, _YEAR_MONTH.sub(written, text))
    full = re.sub(r"월~(\d{1,2})월", r"월~\1월", re.sub(r"월\s?(~\d)", r"월\1", full))
    if _UNREAD.search(_WRITTEN.sub(" ", full)):
        return ""
    return ", ".join(dict.fromkeys(_WRITTEN.findall(full)))
