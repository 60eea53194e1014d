"""A series as a table and, where its rows can be compared, as a bar chart within it.

A bar's place and length are whole percents, written as classes (tens and ones): neither the
page's sanitiser nor a strict policy leaves a style attribute alone.  Screen readers hear the table.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from assistant.answer import Row
from assistant.korean import number
from assistant.web.render.markup import tag

FEWEST = 3  # rows that make a chart; years are worth one from two on
COMPARED = "비교한 값"


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a bar begins and how long it is, in percent of the room for bars."""

    start: int
    length: int


def series(rows: Sequence[Row], references: dict[int, Markup]) -> Markup:
    """The rows as shown; `references` are the marks of the citations that the answer has."""
    if not rows:
        return Markup("")
    of_years = all("year" in row for row in rows)
    named = {row["label"] for row in rows}
    alone = of_years and len(named) == 1
    unit = _only_unit(rows)
    drawn = bars([row["value"] for row in rows]) if unit and _compares(rows) else None
    cited = any(row.get("citation") in references for row in rows)
    head = [
        tag("th", "구분", scope="col") if not alone else "",
        tag("th", "연도", scope="col") if of_years else "",
        tag("th", f"값 ({unit})" if unit else "값", scope="col", colspan=2 if drawn else None),
        tag("th", "근거", scope="col") if cited else "",
    ]
    body = []
    for at, row in enumerate(rows):
        body.append(
            tag(
                "tr",
                tag("th", row["label"], scope="row") if not alone else "",
                _year(row, heads=alone) if of_years else "",
                _bar(drawn[at], row["value"]) if drawn else "",
                tag("td", _amount(row, unit), class_="bogo-number"),
                tag("td", references.get(row.get("citation", 0), "")) if cited else "",
            )
        )
    return tag(
        "div",
        tag("p", named.pop() if alone else COMPARED, class_="bogo-caption"),
        tag("table", tag("thead", tag("tr", *head)), tag("tbody", *body)),
        class_="bogo-series bogo-scroll",
        tabindex=0,
    )


def bars(values: Collection[Decimal]) -> list[Bar]:
    """Bars on one scale that holds zero: falls to the left of it, what is not zero at least 1 %."""
    zero = Decimal(0)
    lowest, highest = min(zero, *values), max(zero, *values)
    room = highest - lowest or Decimal(1)
    drawn = []
    for value in values:
        length = max(_percent(abs(value) / room), 1 if value else 0)
        start = _percent((min(value, zero) - lowest) / room)
        drawn.append(Bar(min(start, 100 - length), length))
    return drawn


def _percent(share: Decimal) -> int:
    return int((share * 100).to_integral_value(ROUND_HALF_UP))


def _only_unit(rows: Sequence[Row]) -> str:
    """The unit of all rows, "" where they have several."""
    units = {row["unit"] for row in rows}
    return units.pop() if len(units) == 1 else ""


def _compares(rows: Sequence[Row]) -> bool:
    return len(rows) >= FEWEST or (len(rows) > 1 and all("year" in row for row in rows))


def _year(row: Row, *, heads: bool) -> Markup:
    said = f"{row['year']}년"
    return tag("th", said, scope="row") if heads else tag("td", said)


def _amount(row: Row, unit: str) -> str:
    return number(row["value"]) + ("" if unit else row["unit"])


def _bar(bar: Bar, value: Decimal) -> Markup:
    colour = " bogo-below-zero" if value < 0 else ""
    track = tag(
        "span",
        tag("span", "", class_=f"bogo-gap {_size(bar.start)}"),
        tag("span", "", class_=f"bogo-bar {_size(bar.length)}{colour}"),
        class_="bogo-track",
    )
    return tag("td", track, class_="bogo-drawn")


def _size(percent: int) -> str:
    tens, ones = divmod(percent, 10)
    return f"bogo-t{tens} bogo-o{ones}"
