"""How much worse answers get when questions are reworded: `python -m benchmarks.answers.score`.

Every drawn item is asked as it stands and as it was reworded, by the same assistant in the same
process, and both are judged against the same truth.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.evaluation.golden import GoldenItem
from assistant.evaluation.runner import Scored, evaluate
from assistant.evaluation.totals import Counts, count
from assistant.settings import Settings
from assistant.wiring import Workspace
from benchmarks.answers.rewordings import KINDS, Item, read, rewordings

COLUMNS = ("right", "verified", "incomplete", "wrong", "missed", "latency_p50", "latency_p95")


@dataclass(frozen=True, slots=True)
class Pair:
    """One item as it stands, and reworded."""

    kind: str
    plain: Scored
    reworded: Scored


def measure(
    items: Sequence[Item], paths: Sequence[Path], number: int, seeds: Iterable[int]
) -> dict[int, list[Pair]]:
    """The pairs of each seed, asked in a home that holds these documents and nothing else."""
    with tempfile.TemporaryDirectory(prefix="bogo-rewordings-") as home:
        settings = dataclasses.replace(
            Settings.load(os.environ), home=Path(home), database_url=None
        )
        with Workspace.open(settings) as workspace:
            if not workspace.ingest(paths, lambda *_: None).documents:
                raise SystemExit("문서를 하나도 읽지 못했습니다.")
            ask = workspace.assistant.ask
            plain = {one.item.id: one for one in evaluate(map(golden, items), ask)}
            return {
                seed: [
                    Pair(_kind(one.item.id), plain[one.item.id.split("-")[0]], one)
                    for one in evaluate(map(golden, rewordings(items, number, seed)), ask)
                ]
                for seed in seeds
            }


def golden(item: Item) -> GoldenItem:
    return GoldenItem.model_validate(item)


def _kind(id: str) -> str:
    return id.split("-")[1]


def show(pairs: Sequence[Pair]) -> None:
    """One line a kind: each count of the plain questions, an arrow, that of the reworded ones."""
    print(f"{'':12}" + "".join(f"{name:>16}" for name in ("n", *COLUMNS)))
    for kind in (*KINDS, ""):
        of_kind = [pair for pair in pairs if pair.kind == kind or not kind]
        before, after = count([p.plain for p in of_kind]), count([p.reworded for p in of_kind])
        told = "".join(f"{_arrow(before, after, name):>16}" for name in COLUMNS)
        print(f"{kind or 'all':12}{len(of_kind):16}{told}")


def _arrow(before: Counts, after: Counts, name: str) -> str:
    return f"{getattr(before, name)} > {getattr(after, name)}"


def fallen(pairs: Sequence[Pair]) -> list[Pair]:
    """Those that were better as they stood, and those that are wrong."""
    return [
        pair
        for pair in pairs
        if (pair.plain.judgement.verified and not pair.reworded.judgement.verified)
        or pair.reworded.judgement.verdict == "wrong"
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="질문을 바꿔 물어도 바르게 답하는지 잽니다.")
    parser.add_argument("golden", type=Path, help="문제집 (.jsonl)")
    parser.add_argument("documents", type=Path, nargs="+", help="보고서 파일이나 폴더")
    parser.add_argument("--number", type=int, default=60, help="종류마다 바꿀 개수 (기본 60)")
    parser.add_argument("--seeds", type=int, nargs="+", default=[20251120], help="뽑기의 씨앗")
    parser.add_argument("--failures", action="store_true", help="나빠진 질문을 보입니다.")
    given = parser.parse_args()
    scored = measure(read(given.golden), given.documents, given.number, given.seeds)
    for seed, pairs in scored.items():
        print(f"\nseed {seed}")
        show(pairs)
        for pair in fallen(pairs) if given.failures else ():
            one = pair.reworded
            print(f"\n{one.item.id}  {one.judgement.verdict}  {one.item.question}")
            print(f"  plain: {pair.plain.item.question}")
            print(f"  {one.answer.status}: {one.answer.answer[:160]}")


if __name__ == "__main__":
    main()
