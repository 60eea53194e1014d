"""Where no figure meets the conditions: which of them fails, and which values are near it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from assistant.near_names import none_met
from index.catalogue.figures import FigureQuery, FigureRow

Find = Callable[[FigureQuery], Iterator[FigureRow]]

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
    asked, all_named = str(getattr(query, name)), name == "year"
    return none_met(_CONDITIONS[name], asked, values, "수치", where=where, all_named=all_named)


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
