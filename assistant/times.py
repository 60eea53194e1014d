"""The times that a question names: years, months, reports of a year, and words like 올해."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.wording import say
from ingest.clean import squeezed
from ingest.periods import years

_RANGE = re.compile(
    r"(?<!\d)['’‘]?((?:20)?\d{2})\s?년?도?\s?(?:[~∼～-]|부터)\s?['’‘]?((?:20)?\d{2})\s?년"
)
_MONTH = re.compile(
    r"(?:['’‘]?((?:20)?\d{2})\s?[년.]\s?)?(?<!\d)(1[0-2]|[1-9])\s?월(?!\s?부터\s?몇)"
)
_OF_REPORT = re.compile(
    r"['’‘]?((?:20)?\d{2})\s?년도?\s?(?:\d{1,2}\s?월\s?)?(?:보고서|보고(?=\s|에|때|랑|와|는|$|\))|문서|계획서|업무계획|업무보고|자료|주요업무계획|주요업무보고|계획(?=이랑|랑|에|과|상|서|\s|$))(?:상(?!반기|황|세|담|금)(?=[가-힣\s]))?"
)
_YEAR_WORDS = re.compile(
    r"['’‘]?(?:(?:20)?\d{2}\s?년도?|(?<!\d)20\d{2}(?!\d)|올해|금년|작년|지난해|내년|재작년|내후년|전년도?|이번\s?해)"
    r"(?:에는|에도|에|은|는|의|도|엔)?"
)
_FISCAL = re.compile(r"(?<=년)\s?\(\s?['’‘]?\d{2,4}년?도?\s?회계\s?연도\s?\)")  # beside its year
_OFFSETS = {
    "재작년": -2,
    "내후년": 2,
    "지난해": -1,
    "작년": -1,
    "내년": 1,
    "올해": 0,
    "금년": 0,
    "이번해": 0,
}


@dataclass(frozen=True, slots=True)
class Times:
    years: tuple[int, ...] = ()
    months: tuple[tuple[int, int], ...] = ()
    document_years: tuple[int, ...] = ()
    assumptions: tuple[str, ...] = ()


def asked_times(text: str, printed: str, base: int | None) -> Times:
    """The times of a question; relative ones count from `base`, and that is said.

    `text` is the question less its comparisons with the year before, `printed` as it was typed.
    """
    of_report = tuple(sorted({_full(match[1]) for match in _OF_REPORT.finditer(printed)}))
    rest = _FISCAL.sub("", _OF_REPORT.sub(" ", printed))
    months = tuple(
        dict.fromkeys((_full(m[1]) if m[1] else 0, int(m[2])) for m in _MONTH.finditer(rest))
    )
    named = {*years(rest), *(year for year, _ in months if year), *_ranged(rest)}
    if named:
        return Times(tuple(sorted(named)), months, of_report)
    flat = squeezed(text)
    found: dict[int, None] = {}
    said: list[str] = []
    for word, offset in _OFFSETS.items():
        if base is not None and word in flat:
            flat = flat.replace(word, "")
            found[base + offset] = None
            said.append(say("relative_year", word=f"‘{word}’", base=base, year=base + offset))
    return Times(tuple(sorted(found)), months, of_report, tuple(said))


def _full(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _ranged(text: str) -> list[int]:
    """`24~27년`: every year of the range."""
    found: list[int] = []
    for match in _RANGE.finditer(text):
        first, last = _full(match[1]), _full(match[2])
        if 0 <= last - first <= 15:
            found += range(first, last + 1)
    return found


def without_times(text: str) -> str:
    """A question's text less its times: they are compared as years and months, not as words."""
    text = _OF_REPORT.sub(" ", text)
    text = re.sub(
        r"\d{1,2}\s?월\s?(?:말|초|중)?(?:에|부터|까지|이랑|랑|→)?", " ", _YEAR_WORDS.sub(" ", text)
    )
    return _RANGE.sub(" ", text)
