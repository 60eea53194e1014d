"""Figures in running text: amounts, the words that name them, and lists in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ingest.model import Figure
from ingest.naming import name_of
from ingest.numbers import Number, decimal, mentions
from ingest.periods import years
from ingest.units import family
from ingest.vocabulary import measure, stage

_SHARE = re.compile(
    r"(?P<label>[가-힣A-Za-z][가-힣A-Za-z.·\s]{0,14}?)\s?\(?(?P<digits>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\)?"
    r"(?=\s*(?:[,·/)]|$|\s))"
)
_NAME_BEHIND = re.compile(r"\s?\(([가-힣A-Za-z·\s]{2,12})\)")
# `170,000명 (2030년 6월 말)`: nothing but the time, as of which it is told
_DATED_BEHIND = re.compile(r"\s?\(([’‘'`]?\d{2,4}[.년\s][\d.\s년월일분기말초현재기준]*)\)")
_YEAR_BEHIND = re.compile(r"\s?\(\s*(['’‘]?\d{2,4}(?:년|\.|(?=\s*\)))[^()]{0,8})\)")
_FORMER = re.compile(r"\s*[→⇒➡]")
_SOURCE = {"국": "국비", "시": "시비", "구": "구비", "도": "도비", "군": "군비"}
_SERIES = re.compile(r"(?:[가-힣A-Za-z][^(),]{0,16}\(\d+\)(?:\s*,\s*|$|(?=\)))){3,}")


def figures(text: str, *, labels: str = "", unit: str = "") -> tuple[Figure, ...]:
    """Read the figures of a text.

    `labels` are the headings it stands under, `unit` what is counted there: bracketed parts
    (`건축물(23), 교량(1)`) carry no unit of their own.
    """
    found: list[Figure] = []
    before: Number | None = None
    name = ""
    for number in mentions(text):
        name = name_of(text, number, before, name)
        found.append(_figure(number, name, labels))
        before = number
    parts = [
        _figure(number, label, labels)
        for number, label in (*_bracketed(text, found), *_series(text, unit or _unit(text, found)))
        if not any(f.span[0] <= number.span[0] < f.span[1] for f in found)
    ]
    return _named_behind(text, tuple(sorted(found + parts, key=lambda figure: figure.span)))


def _named_behind(text: str, found: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """`12대(금천구) 141대(서울시)`: amounts of which each is named in the bracket behind it."""
    names = [_NAME_BEHIND.match(text, figure.span[1]) for figure in found]
    told = ["", *(name[1] for name in names if name)]  # read as names of what follows
    if (
        len(found) < 2
        or not all(names)
        or any(
            figure.label not in ("", before) for figure, before in zip(found, told, strict=False)
        )
    ):
        return found
    return tuple(replace(f, label=name[1]) for f, name in zip(found, names, strict=True) if name)


def _figure(number: Number, label: str, labels: str) -> Figure:
    named = f"{label} {labels}"
    kind = family(number.unit)
    return Figure(
        value=number.value,
        unit=number.unit,
        printed=number.printed,
        amount=number.amount,
        label=label,
        measure=measure(label, kind) or measure(labels, kind),
        stage=stage(named),
        reading=number.reading,
        span=number.span,
    )


def _bracketed(text: str, found: list[Figure]) -> Iterator[tuple[Number, str]]:
    """`169백만원(국118, 시15, 구36)`: parts of the amount before the bracket, in its unit."""
    for figure in found:
        opening = re.match(r"[^\d(]{0,6}\(([^()]*)\)", text[figure.span[1] :])
        if opening is None:
            continue
        offset = figure.span[1] + opening.start(1)
        matches = list(_SHARE.finditer(opening[1]))
        sources = _SOURCE if family(figure.unit) == "money" else {}
        if len(matches) < 2 and not any(m["label"].strip() in sources for m in matches):
            continue
        for match in matches:
            label = match["label"].strip()
            yield _part(match, offset, figure.unit), sources.get(label, label)


def _unit(text: str, found: list[Figure]) -> str:
    """The unit of named counts: that of the amount in the text which is their sum."""
    total = series_total(text)
    return next((f.unit for f in found if total is not None and f.value == total), "")


def _series(text: str, unit: str) -> Iterator[tuple[Number, str]]:
    """`건축물(23), 교량(1), 터널(2)`: three or more named counts."""
    if not unit:
        return
    for series in _SERIES.finditer(text):
        for match in re.finditer(r"([가-힣A-Za-z][^(),]{0,16})\((?P<digits>\d+)\)", series[0]):
            yield _part(match, series.start(), unit), match[1].strip()


def series_total(text: str) -> Decimal | None:
    """The sum of the named counts of a text, None where it holds no such series."""
    series = _SERIES.search(text)
    if series is None:
        return None
    return sum((Decimal(n) for n in re.findall(r"\((\d+)\)", series[0])), Decimal(0))


def _part(match: re.Match[str], offset: int, unit: str) -> Number:
    start, end = match.span("digits")
    return Number(decimal(match["digits"]), unit, match["digits"], (start + offset, end + offset))


def _is_former(figure: Figure, found: tuple[Figure, ...], text: str) -> bool:
    """Whether the arrow behind a figure leads to a new value of the same thing.

    `40명→16명`, but not `기본 32면 → 특별호 40면`.
    """
    if not _FORMER.match(text[figure.span[1] :]):
        return False
    later = next((other for other in found if other.span[0] >= figure.span[1]), figure)
    return not (figure.label and later.label and figure.label != later.label)


def dated(found: tuple[Figure, ...], text: str, year: int | None, basis: str) -> tuple[Figure, ...]:
    """The figures with the year and basis date of the statement they stand in.

    In a text that tells of several years, the one in the bracket behind a figure is its own
    (`52.3점(22년) → 60.9점(23년)`), else the last one named before it; the
    former value of `연1회→연2회` is of no year that is told.
    """
    several = len(set(years(text))) > 1
    told: list[Figure] = []
    for figure in found:
        own = year
        if several:
            behind = _YEAR_BEHIND.match(text, figure.span[1])
            told_behind = years(behind[1]) if behind else []
            own = next(iter((*told_behind, *reversed(years(text[: figure.span[0]])))), year)
        elif _is_former(figure, found, text):
            own = None
        elif dated_behind := _DATED_BEHIND.match(text, figure.span[1]):
            own = next(iter(years(dated_behind[1])), year)
        told.append(replace(figure, year=own, basis_date=figure.basis_date or basis))
    return tuple(told)
