"""Where no figure meets the conditions: which of them fails, and which values are near it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from rapidfuzz import fuzz, process

from assistant.korean import josa
from index.catalogue.figures import FigureQuery, FigureRow

Find = Callable[[FigureQuery], Iterator[FigureRow]]

_FEW = 8  # values that are all named
_NEAREST = 5
_CONDITIONS = {
    "document": "문서",
    "agency": "기관",
    "department": "부서",
    "project": "사업",
    "year": "연도",
    "measure": "지표",
}


def nothing_found(query: FigureQuery, find: Find) -> str:
    """One sentence: the first condition that leaves no figure, and what there is near it.

    `find` gives the figures of any query.
    """
    asked = [name for name in _CONDITIONS if getattr(query, name) not in (None, "")]
    met = FigureQuery()
    for position, name in enumerate(asked):
        narrower = replace(met, **{name: getattr(query, name)})
        if next(find(narrower), None) is None:
            where = ", ".join(_said(query, earlier) for earlier in asked[:position])
            return _sentence(where, query, name, _values(name, find(met)))
        met = narrower
    return "읽어 들인 문서에 수치가 없습니다."


def _said(query: FigureQuery, name: str) -> str:
    return f"{_CONDITIONS[name]} ‘{getattr(query, name)}’"


def _sentence(where: str, query: FigureQuery, name: str, values: set[str]) -> str:
    start = f"{where}에는 " if where else ""
    missing = f"{start}{_said(query, name)}에 맞는 수치가"
    if not values:
        return f"{missing} 없습니다."
    few = len(values) <= _FEW or name == "year"
    near = sorted(values) if few else _nearest(str(getattr(query, name)), values)
    topic = josa(_CONDITIONS[name], "은/는")
    listed = ", ".join(near)
    return f"{missing} 없으며, {'있는' if few else '가까운'} {topic} 다음과 같습니다: {listed}"


def _values(name: str, rows: Iterable[FigureRow]) -> set[str]:
    return {value for row in rows for value in _of(name, row) if value}


def _of(name: str, row: FigureRow) -> tuple[str, ...]:
    match name:
        case "document":
            return (row.document.name,)
        case "measure":
            return row.labels
        case "year":
            return (str(row.year or ""),)
    return (str(getattr(row, name)),)


def _nearest(asked: str, values: set[str]) -> list[str]:
    found = process.extract(
        asked, sorted(values), scorer=fuzz.WRatio, processor=_letters, limit=_NEAREST
    )
    return [value for value, _score, _position in found]


def _letters(text: str) -> str:
    """Single letters of Hangul, so that 센타 is near 센터."""
    return unicodedata.normalize("NFD", "".join(text.split()).lower())
