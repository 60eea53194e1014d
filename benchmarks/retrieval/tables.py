"""Markdown tables of what was measured, for the README."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

MEGABYTE = 1_000_000

QUALITY = ("체계", "문항", "묶음", "MRR@5", "첫째", "다섯 안", "근거 모두@5", "근거 모두@10")
COST = (
    "체계",
    "구절",
    "p50 ms",
    "p95 ms",
    "색인 구절/초",
    "바이트/구절",
    "색인할 때 최대 MB",
    "물을 때 최대 MB",
)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Cells as they are; the first column is left-aligned and the others are numbers."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def quality_table(systems: Iterable[Mapping[str, Any]]) -> str:
    """A row for each system and each group of questions."""
    return table(
        QUALITY,
        (
            (system["title"], f"{means['questions']:,}", group, *_means(means))
            for system in systems
            for group, means in system.get("quality", {}).items()
        ),
    )


def cost_table(systems: Iterable[Mapping[str, Any]]) -> str:
    """A row for each system that could be measured."""
    return table(COST, (_cost(system) for system in systems if "quality" in system))


def _means(means: Mapping[str, float]) -> list[str]:
    names = ("mrr", "first", "within", "whole", "whole_deep")
    return [f"{means[name]:.3f}" for name in names]


def _cost(system: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        system["title"],
        f"{system['pieces']:,}",
        f"{system['p50_ms']:.1f}",
        f"{system['p95_ms']:.1f}",
        f"{system['pieces_per_second']:,.0f}",
        f"{system['bytes_per_piece']:,.0f}",
        f"{system['build_peak_bytes'] / MEGABYTE:,.0f}",
        f"{system['ask_peak_bytes'] / MEGABYTE:,.0f}",
    )
