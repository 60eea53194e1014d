"""Every file of a folder as the product reads it: `python -m benchmarks.formats.everything FOLDER`.

One line for each: what became of it, pages, figures, seconds, and the most memory of the process
that read it (with the libraries that it shares with the others).
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.formats.outcomes import READ, InProcess, Isolated, Outcome
from ingest.limits import Limits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--in-process", action="store_true", help="without isolation, no memory")
    arguments = parser.parse_args()
    way = InProcess(Limits()) if arguments.in_process else Isolated(Limits())
    counts: Counter[str] = Counter()
    print(f"{'pages':>6} {'figures':>7} {'s':>7} {'MB':>6}  file")
    for path in sorted(path for path in arguments.folder.rglob("*") if path.is_file()):
        outcome = way.read(path.read_bytes(), path.name)
        counts[outcome.what] += 1
        print(_line(outcome, str(path.relative_to(arguments.folder))), flush=True)
    if isinstance(way, Isolated):
        way.close()
    print(", ".join(f"{what}: {count}" for what, count in counts.most_common()))


def _line(outcome: Outcome, name: str) -> str:
    peak = f"{outcome.peak / 1024:.0f}" if outcome.peak else "–"
    numbers = f"{outcome.pages or '–':>6} {outcome.figures:>7} {outcome.seconds:>7.2f} {peak:>6}"
    said = "" if outcome.what == READ else f"  {outcome.what}: {outcome.reason}"
    return f"{numbers}  {name}{said}"


if __name__ == "__main__":
    main()
