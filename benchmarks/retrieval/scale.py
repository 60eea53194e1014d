"""What indexing and searching cost as the corpus grows: `-m benchmarks.retrieval.scale`.

    --sizes 10000 100000 --out FOLDER [--reports FOLDER --squad FILE]

For each size a corpus is made (see corpus.py), indexed from nothing, asked, and indexed again after
one more document came.  Writes scale.json, scale.md and scale.svg.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import os
import platform
import tempfile
from collections.abc import Iterable, Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from benchmarks.retrieval.children import run
from benchmarks.retrieval.corpus import PER_DOCUMENT, Pool
from benchmarks.retrieval.plot import Panel, svg
from benchmarks.retrieval.scale_children import FILTERS, MODULE
from benchmarks.retrieval.tables import MEGABYTE, table

NAMES = {
    "all": "조건 없음",
    "tenth": "기관 하나",
    "department": "부서 하나",
    "document": "문서 하나",
}


def measure(size: int, pool: Path, seed: int, whole_lines: bool, folder: Path) -> dict[str, Any]:
    """The cost at one size."""
    folder.mkdir()
    result, spool, index = folder / "result.json", folder / "spool", folder / "index"
    documents = math.ceil(size / PER_DOCUMENT)

    def step(name: str, *words: str | int | Path) -> dict[str, Any]:
        print(f"{size:,}개: {name}", flush=True)
        return run(MODULE, name, *map(str, words), result=result)

    # The documents but the last are those of the corpus itself, so the last is the one that comes.
    whole = documents * PER_DOCUMENT
    made = step("make", pool, whole + PER_DOCUMENT, seed, int(whole_lines), spool)
    return {
        "passages": whole,
        "corpus": made,
        "cold": step("build", spool, documents, index),
        "asked": step("ask", spool, documents, index, pool, seed),
        "again": step("build", spool, documents + 1, index),
    }


def as_table(measured: Iterable[Mapping[str, Any]]) -> str:
    heads = [
        "구절",
        "색인 구절/초",
        "한 문서 더한 뒤",
        "바이트/구절",
        *(f"{NAMES[kind]} p50/p95 ms" for kind in FILTERS),
        "열기 초",
        "물을 때 MB",
        "색인할 때 최대 MB",
    ]
    return table(heads, (_row(one) for one in measured))


def panels(measured: Iterable[Mapping[str, Any]]) -> list[Panel]:
    """Cost against size."""
    listed = list(measured)
    sizes = [one["passages"] for one in listed]

    def series(*path: str, unit: float = 1) -> list[tuple[float, float]]:
        values = [_at(one, path) / unit for one in listed]
        return list(zip(sizes, values, strict=True))

    memory = {
        "물을 때": series("asked", "asked_bytes", unit=MEGABYTE),
        "색인할 때 최대": series("cold", "build_peak_bytes", unit=MEGABYTE),
    }
    speed = {
        "처음": series("cold", "passages_per_second"),
        "한 문서 더한 뒤": series("again", "passages_per_second"),
    }
    times = {NAMES[kind]: series("asked", kind, "p95_ms") for kind in FILTERS}
    return [
        Panel("검색 시간 p95 (ms)", times),
        Panel("색인 (구절/초)", speed),
        Panel("메모리 (MB)", memory),
        Panel("디스크 (바이트/구절)", {"색인": series("cold", "bytes_per_passage")}),
    ]


def _at(one: Mapping[str, Any], path: Iterable[str]) -> float:
    value: Any = one
    for name in path:
        value = value[name]
    return float(value)


def _row(one: Mapping[str, Any]) -> list[str]:
    cold, asked = one["cold"], one["asked"]
    return [
        f"{one['passages']:,}",
        f"{cold['passages_per_second']:,.0f}",
        f"{one['again']['passages_per_second']:,.0f}",
        f"{cold['bytes_per_passage']:,.0f}",
        *(f"{asked[kind]['p50_ms']:.1f} / {asked[kind]['p95_ms']:.1f}" for kind in FILTERS),
        f"{asked['open_seconds']:.1f}",
        f"{asked['asked_bytes'] / MEGABYTE:,.0f}",
        f"{cold['build_peak_bytes'] / MEGABYTE:,.0f}",
    ]


def _pool(reports: Path | None, squad: Path | None) -> Pool:
    """Of what was given; of the bundled samples where nothing was."""
    if reports or squad:
        return Pool.read(reports, squad)
    with as_file(files("ingest").joinpath("samples")) as folder:
        return Pool.read(folder, None)


def main() -> None:
    parser = argparse.ArgumentParser(description="크기에 따른 색인과 검색의 비용을 잽니다.")
    parser.add_argument("--sizes", type=int, nargs="+", required=True, help="구절 수")
    parser.add_argument("--out", type=Path, required=True, help="결과를 적을 폴더")
    parser.add_argument("--reports", type=Path, help="줄을 가져올 보고서 폴더")
    parser.add_argument("--squad", type=Path, help="문장과 질문을 가져올 SQuAD 형식의 문제집")
    parser.add_argument("--seed", type=int, default=0, help="말뭉치의 씨앗 (기본 0)")
    parser.add_argument(
        "--whole-lines",
        action="store_true",
        help="줄을 바꾸지 않고 씁니다. 형태소 분석을 거의 하지 않아 큰 말뭉치를 빨리 만듭니다.",
    )
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    measured = []
    for size in sorted(given.sizes):
        # In the folder of the results: a temporary one may be in memory.
        with tempfile.TemporaryDirectory(prefix="scale-", dir=given.out) as name:
            pool = Path(name, "pool.json")
            held = dataclasses.asdict(_pool(given.reports, given.squad))
            pool.write_text(json.dumps(held, ensure_ascii=False), "utf-8")
            measured.append(measure(size, pool, given.seed, given.whole_lines, Path(name, "work")))
        machine = {"cpus": os.cpu_count(), "python": platform.python_version()}
        report = {
            "seed": given.seed,
            "whole_lines": given.whole_lines,
            "machine": machine,
            "sizes": measured,
        }
        (given.out / "scale.json").write_text(json.dumps(report, indent=1) + "\n", "utf-8")
        (given.out / "scale.md").write_text(as_table(measured) + "\n", "utf-8")
        (given.out / "scale.svg").write_text(svg(panels(measured)), "utf-8")
    print(f"\n{as_table(measured)}")


if __name__ == "__main__":
    main()
