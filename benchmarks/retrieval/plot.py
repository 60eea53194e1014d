"""Panels of lines over logarithmic axes, as SVG written by hand: no library to install."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

Points = Sequence[tuple[float, float]]

_WIDTH, _HEIGHT = 360, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 30, 34, 52
_COLOURS = ("#1f5fa8", "#c2571a", "#3c7d3c", "#7a4a9e")
_STYLE = (
    "text{font:11px sans-serif;fill:#333}.title{font-size:13px;font-weight:600}"
    ".grid{stroke:#ddd}.frame{fill:none;stroke:#888}.line{fill:none;stroke-width:2}"
)


@dataclass(frozen=True, slots=True)
class Panel:
    """Some series over the same axes; all values are above zero."""

    title: str
    series: Mapping[str, Points]


@dataclass(frozen=True, slots=True)
class Axis:
    """Values to places, by their logarithm; whole decades, so that its ends are round numbers."""

    low: int
    high: int
    start: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], start: float, end: float) -> Axis:
        low = math.floor(math.log10(min(values)))
        high = math.ceil(math.log10(max(values)))
        return cls(low, max(high, low + 1), start, end)

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def svg(panels: Sequence[Panel], columns: int = 2) -> str:
    """The panels in rows of so many."""
    rows = math.ceil(len(panels) / columns)
    drawn = [
        f'<g transform="translate({number % columns * _WIDTH} {number // columns * _HEIGHT})">'
        f"{_panel(panel)}</g>"
        for number, panel in enumerate(panels)
    ]
    width, height = columns * _WIDTH, rows * _HEIGHT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><style>{_STYLE}</style>'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(drawn)}</svg>\n'
    )


def _panel(panel: Panel) -> str:
    points = [point for series in panel.series.values() for point in series]
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    across = Axis.over([x for x, _ in points], _LEFT, right)
    up = Axis.over([y for _, y in points], bottom, _TOP)
    parts = [_text(_LEFT, _TOP - 12, panel.title, kind="title")]
    for tick in across.ticks:
        x = across.at(tick)
        parts.append(f'<path class="grid" d="M{x:.1f} {_TOP}V{bottom}"/>')
        parts.append(_text(x, bottom + 15, _number(tick), anchor="middle"))
    for tick in up.ticks:
        y = up.at(tick)
        parts.append(f'<path class="grid" d="M{_LEFT} {y:.1f}H{right}"/>')
        parts.append(_text(_LEFT - 6, y + 4, _number(tick), anchor="end"))
    parts.append(
        f'<rect class="frame" x="{_LEFT}" y="{_TOP}" width="{right - _LEFT}" '
        f'height="{bottom - _TOP}"/>'
    )
    legend = float(_LEFT)
    for colour, (name, series) in zip(_COLOURS, panel.series.items(), strict=False):
        parts.append(_line(series, across, up, colour))
        parts.append(f'<circle cx="{legend + 4:.0f}" cy="{_HEIGHT - 18}" r="4" fill="{colour}"/>')
        parts.append(_text(legend + 12, _HEIGHT - 14, name))
        legend += 30 + 11 * len(name)
    return "".join(parts)


def _line(series: Points, across: Axis, up: Axis, colour: str) -> str:
    places = [(across.at(x), up.at(y)) for x, y in series]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
    return f'<polyline class="line" stroke="{colour}" points="{path}"/>{dots}'


def _text(x: float, y: float, text: str, *, anchor: str = "start", kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{named}>{escape(text)}</text>'


def _number(value: float) -> str:
    """Round numbers as Korean says them: 1,000, 1만, 100만."""
    return f"{value:,.10g}" if value < 10**4 else f"{value / 10**4:,.0f}만"
