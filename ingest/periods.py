"""Years, months and basis dates as they stand in labels, headings and notes."""

from __future__ import annotations

import re
from functools import lru_cache

_YEAR = re.compile(
    r"(?<![\d.,])(?:(?P<full>(?:19|20)\d{2})(?=\s*(?:년|[.\-/]\s?\d|\.\s?[상하]반기|이후|이전|까지|회계|\(|$|\s|~|[)\],]"
    r"|(?:본|추경)?예산|계획|결산|정부안|실적|현황))"
    r"|['’‘`]\s?(?P<short>\d{2})(?=\s*(?:년|[.\-/~]|회계|$|[)\]]))"
    r"|(?P<bare>1[6-9]|2\d)(?=\s?년(?:도|$|이랑|[^차간째이]))|(?P<dotted>\d{2})(?=\.\s?\d{1,2}(?:월|\.)))"
)
_BOUND = re.compile(r"(?:19|20)\d\d년?도?\s?(?:이전|이후)|^\s*\(?~\s?(?:19|20)\d\d")
_AHEAD = 3  # years that a report plans ahead
_BRACKETS = re.compile(r"\([^()]*\)")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s?월")
_BASIS = re.compile(
    r"기준\s?일?\s*[::]\s*(?P<after>[^)\]]+)|(?P<before>[’‘'`]?\d[\d.\s년월일말’‘'`]*?)\s*(?:\([^)]*\)\s*)?(?:기준|현재)"
)
_DATE_ONLY = re.compile(r"\(?\s*((?:19|20)\d{2}\s?\.\s?\d{1,2}\s?\.\s?\d{1,2}\s?\.?)\s*\)?")


# `전년도 예산액` is of the year before; `전년 대비`, `전년도 이월액` are of the year that is told.
_RELATIVE = re.compile(
    r"(?:(?P<before_last>전전년도?)|(?P<last>전년도?|직전[연년]도|작년도?|지난해)|(?P<next>차년도|내년도?|익년도?))"
    r"(?:말|동기|동월|동분기)?(?:의)?"
    r"(?:(?:본|당초|최종|추경|기정|확정|수정|총)?(?:예산|결산|실적|집행|지출|세입|세출|수입|징수|수납|부과|계획|목표|현황)"
    r"(?:액|현액|안|규모|치|금액|건수|인원)?|금액|인원수?|건수|정원|현원|인구수?)?"
)


def years(text: str) -> list[int]:
    """Every year that a text names, in order: `2025년`, `'25. 1월`, `24.10.18.` → 4 digits."""
    return list(_years(text))


@lru_cache(maxsize=8192)
def _years(text: str) -> tuple[int, ...]:
    found = []
    for match in _YEAR.finditer(text):
        digits = match["full"] or match["short"] or match["bare"] or match["dotted"]
        year = int(digits) if len(digits) == 4 else 2000 + int(digits)
        if 1950 <= year <= 2060:
            found.append(year)
    return tuple(found)


@lru_cache(maxsize=8192)
def label_year(label: str) -> int | None:
    """The one year that a label stands for; None where it names none or several, or a bound."""
    if is_bound(label):
        return None
    for text in (_BRACKETS.sub(" ", label), label):  # `2024년 ('25 회계연도)` is of 2024
        named = set(years(text))
        if named:
            return named.pop() if len(named) == 1 else None
    return None


@lru_cache(maxsize=4096)
def path_year(path: tuple[str, ...]) -> tuple[int | None, int]:
    """The year that labels name, innermost first, and how many years after it they mean.

    `2025년 > 전년도 예산액` is (2025, -1); `전년도 예산액` alone is (None, -1).
    """
    shift = 0
    for label in reversed(path):
        if year := label_year(label):
            return year, shift
        shift = shift or _shift(label)
    return None, shift


def _shift(label: str) -> int:
    found = _RELATIVE.fullmatch(re.sub(r"\s+", "", _BRACKETS.sub("", label)))
    if found is None:
        return 0
    return 1 if found["next"] else -2 if found["before_last"] else -1


@lru_cache(maxsize=8192)
def is_bound(label: str) -> bool:
    """`2021년 이전`, `~2026년`: all that is before or after, and no year."""
    return _BOUND.search(label) is not None


def near_year(label: str, base: int | None) -> int | None:
    """The year of a label; that of a far plan (`2040 도시기본계획`) is its name, not a year."""
    year = label_year(label)
    return None if year and base and year > base + _AHEAD else year


def months(text: str) -> list[int]:
    return [int(m) for m in _MONTH.findall(text) if 1 <= int(m) <= 12]


@lru_cache(maxsize=4096)
def basis_date(text: str) -> str:
    """The basis date of a line: `(기준일 : '25. 1월 말)` → `'25. 1월 말`, "" where none."""
    match = _BASIS.search(text)
    if match:
        return (match["after"] or match["before"] or "").strip(" ,;")
    only = _DATE_ONLY.fullmatch(text.strip())
    return only[1] if only else ""
