"""Phrases looked for in an answer: white space is ignored, dates match in any usual spelling."""

from __future__ import annotations

import re

from assistant.evaluation.amounts import CITATION_MARK

_FULL_DATE = re.compile(
    r"((?:19|20)\d{2})\s*[년.\-/]\s*0?(\d{1,2})\s*[월.\-/]\s*0?(\d{1,2})",
)
_YEAR_MONTH = re.compile(r"((?:19|20)\d{2})\s*[년.\-/]\s*0?(\d{1,2})\s*[월.]")


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def searchable(answer: str) -> str:
    """The answer without white space and citation marks, its dates repeated in other spellings."""
    other: list[str] = []
    for year, month, day in _FULL_DATE.findall(answer):
        other += [
            f"{year}.{month}.{day}",
            f"{year}년{month}월{day}일",
            f"{year}.{int(month):02}.{int(day):02}",
            f"{year[2:]}.{month}.{day}",
        ]
    for year, month in _YEAR_MONTH.findall(answer):
        other += [f"{year}.{month}.", f"{year}년{month}월", f"{year}.{int(month):02}"]
    return "|".join([squeeze(CITATION_MARK.sub(" ", answer)), *other])


def contains(squeezed: str, phrase: str) -> bool:
    """Whether the phrase is there; a digit at its edge may not be part of a longer number."""
    phrase = squeeze(phrase)
    before = r"(?<!\d)(?<!\d[,.])" if phrase[:1].isdigit() else ""
    after = r"(?!\d|[,.]\d)" if phrase[-1:].isdigit() else ""
    return re.search(before + re.escape(phrase) + after, squeezed) is not None


def contains_any(squeezed: str, phrases: tuple[str, ...]) -> bool:
    return any(contains(squeezed, phrase) for phrase in phrases)
