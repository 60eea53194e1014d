"""Damaged files: `python -m benchmarks.formats.mutations FOLDER [--count 5000] [--isolated]`.

Every file of the folder is damaged in turn and read; each ends as read or with a reason.  What a
reader did not foresee is printed with its number: `--only NUMBER` does just that one again, and
`--keep FOLDER` writes it down.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.formats.mutating import mutated
from benchmarks.formats.outcomes import ESCAPED, UNFORESEEN, InProcess, Isolated, Outcome, Way
from ingest.limits import Limits

_LARGEST = 3_000_000  # bytes; damage to a larger file tells no more and takes longer
_SECONDS = 20.0


def files(folder: Path) -> list[Path]:
    found = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "truth.json")
    return [path for path in found if 0 < path.stat().st_size < _LARGEST]


def damaged(
    paths: list[Path], seed: int, numbers: Iterable[int]
) -> Iterator[tuple[int, Path, bytes]]:
    """Each number's file and its damaged bytes; a number always gives the same."""
    for number in numbers:
        path = paths[number % len(paths)]
        draw = random.Random(f"{seed}:{number}:{path.name}")
        yield number, path, mutated(path.read_bytes(), draw)


def run(
    paths: list[Path], seed: int, numbers: Iterable[int], way: Way
) -> Iterator[tuple[int, Path, bytes, Outcome]]:
    for number, path, data in damaged(paths, seed, numbers):
        yield number, path, data, way.read(data, path.name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    parser.add_argument("--isolated", action="store_true")
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    limits = replace(Limits(), seconds=_SECONDS)
    numbers = range(arguments.count) if arguments.only is None else [arguments.only]
    counts: dict[str, Counter[str]] = {}
    slowest: tuple[float, int] = (0.0, -1)
    way = Isolated(limits) if arguments.isolated else InProcess(limits)
    for number, path, data, outcome in run(files(arguments.folder), arguments.seed, numbers, way):
        counts.setdefault(path.suffix.lower(), Counter())[outcome.what] += 1
        slowest = max(slowest, (outcome.seconds, number))
        if outcome.what in (ESCAPED, UNFORESEEN) or arguments.only is not None:
            said = f"{outcome.what}: {outcome.reason[:160]} {outcome.trace}"
            print(f"#{number} {path.name}: {said}", flush=True)
            if arguments.keep:
                arguments.keep.mkdir(parents=True, exist_ok=True)
                (arguments.keep / f"{number}_{path.name}").write_bytes(data)
    if isinstance(way, Isolated):
        way.close()
    _print(counts)
    print(f"slowest: {slowest[0]:.1f} s, #{slowest[1]}")


def _print(counts: dict[str, Counter[str]]) -> None:
    names = sorted({what for count in counts.values() for what in count})
    print(f"{'':8}" + "".join(f"{name:>12}" for name in names))
    counts = {**dict(sorted(counts.items())), "all": sum(counts.values(), Counter())}
    for suffix, count in counts.items():
        print(f"{suffix:8}" + "".join(f"{count[name]:>12}" for name in names))


if __name__ == "__main__":
    main()
