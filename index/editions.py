"""Successive editions of one report: `2024 주요업무 진행사항 보고` → `2025 주요업무계획` → ….

Derived from what is indexed and never stored: a report that comes or goes changes the chain.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from index.types import Document

_ONE_SERIES = {"주요업무계획": "업무", "업무보고": "업무", "예산현황": "예산"}  # by kind
_DATE = re.compile(r"(?P<year>(?:19|20)\d\d|['’‘`]?\d\d)\s?[.년/-]\s?(?P<month>\d{1,2})(?!\d)")
_TIMES = re.compile(r"(?:19|20)?\d{2}\s?년도?|(?:19|20)\d\d|['’‘`]\d\d|\d{1,2}\s?월|[\d.,()~-]+")
_PARTS_OF_YEAR = re.compile(r"상반기|하반기|[1-4]\s?/?\s?4?\s?분기")
_OF_ANY_OFFICE = re.compile(r"주요|업무|추진|진행|사항|계획|보고서?|예산|현황|실적")
_LEAST_NAME = 3  # letters of a title, its times aside, by which reports are of one series
_SECOND_HALF, _ALL_DONE = 7, 13  # months: what has none is of the year's beginning, or its end

When = tuple[int, int]  # year and month


def chain(documents: Iterable[Document], document: Document) -> tuple[Document, ...]:
    """The editions of a document's series in the order of time, itself among them.

    Only itself where no other is of its series, or where its own time is not known.
    """
    series: defaultdict[tuple[str, ...], list[Document]] = defaultdict(list)
    for one in documents:
        if one.collection == document.collection and when(one) is not None:
            series[_series(one)].append(one)
    name = _series(document)
    if when(document) is None or not any(name):
        return (document,)
    editions = {when(one): one for one in sorted(series[name], key=lambda one: one.name)[::-1]}
    editions[when(document)] = document  # others of its time are copies of it
    return tuple(one for _, one in sorted(editions.items(), key=lambda item: item[0] or (0, 0)))


def when(document: Document) -> When | None:
    """Year and month that a report is of; None where its year is not known.

    Its date says it; without one a 하반기 report is of July, a plan of January, others of the end.
    """
    dated = _DATE.search(document.report_date)
    if dated and 1 <= int(dated["month"]) <= 12:
        year = int(re.sub(r"\D", "", dated["year"]))
        return (year if year > 99 else 2000 + year), int(dated["month"])
    if document.year is None:
        return None
    if "하반기" in document.title:
        return document.year, _SECOND_HALF
    early = document.kind == "주요업무계획" or "상반기" in document.title
    return document.year, 1 if early else _ALL_DONE


def _series(document: Document) -> tuple[str, ...]:
    """Whose report it is and of what kind; where that is not known, its title less all times."""
    kind = _ONE_SERIES.get(document.kind, "")
    if kind and document.department:
        return kind, document.agency, _joined(document.department)
    name = _TIMES.sub("", _PARTS_OF_YEAR.sub("", _joined(document.title)))
    letters = re.sub(r"[^가-힣a-z]", "", _OF_ANY_OFFICE.sub("", name))
    return (document.agency, letters) if len(letters) >= _LEAST_NAME else ()


def _joined(name: str) -> str:
    return re.sub(r"\s+", "", name)
