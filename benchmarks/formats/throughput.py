"""How fast files are read and what is left of them: `python -m benchmarks.formats.throughput DIR`.

Ours and LangChain's usual loaders read the same files in the same process, one after the other, the
best of some runs each.  What each loses is counted as `benchmarks.formats.losses` says: against the
truth where the folder has a `truth.json`, else against the figures that our own reading gives (ours
then has nothing to be compared with).
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.formats.loaders import LOADERS, PAGED
from benchmarks.formats.losses import Kept, Labelled, in_report, in_text, of_report
from ingest.errors import IngestError
from ingest.limits import Limits
from ingest.model import Report
from ingest.reading import read_report
from ingest.sniffing import FileKind, sniff

OURS = "Bogo"
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class File:
    path: Path
    kind: FileKind
    wanted: tuple[Labelled, ...] | None = None  # None where only our own reading says it
    scanned: bool = False

    @property
    def group(self) -> str:
        """What it is counted with."""
        return f"{self.kind} (scan)" if self.scanned else str(self.kind)


@dataclass(slots=True)
class Score:
    """One system on one kind of file."""

    files: int = 0
    failed: int = 0
    pages: int = 0
    paged: int = 0  # files of which it tells on what page something stands
    seconds: float = 0.0
    kept: Kept = field(default_factory=Kept)


def found_in(folder: Path) -> list[File]:
    """The files of a folder that can be told by their content."""
    listed = _truth(folder)
    files = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if listed is not None and path.name not in listed:
            continue
        try:
            kind = sniff(path.read_bytes())
        except IngestError:
            continue
        files.append(File(path, kind, *(listed[path.name] if listed else ())))
    return files


def _truth(folder: Path) -> dict[str, tuple[tuple[Labelled, ...], bool]] | None:
    """What the tables of each file hold, and whether it is a picture."""
    if not (folder / "truth.json").is_file():
        return None
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    return {
        name: (tuple(_labelled(truth["figures"], held)), held.get("scanned", False))
        for name, held in truth["files"].items()
    }


def _labelled(figures: Iterable[Mapping[str, Any]], held: Mapping[str, Any]) -> Iterator[Labelled]:
    for f in figures:
        in_part = held.get("part") in (None, f["part"])
        if f["table"] and in_part and f["table"] in held.get("tables", [f["table"]]):
            yield Labelled(f["printed"], tuple(f["row_path"]), tuple(f["column_path"]))


def timed(work: Callable[[], Result], runs: int) -> tuple[Result, float]:
    """What it gives, and the seconds of its fastest run."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return result, min(times)


def ours(file: File, score: Score, runs: int) -> Report | None:
    data = file.path.read_bytes()
    score.files += 1
    try:
        report, seconds = timed(lambda: read_report(data, file.path.name, Limits()), runs)
    except IngestError:
        score.failed += 1
        return None
    score.seconds += seconds
    score.pages += report.pages or 0
    score.paged += report.pages is not None
    if file.wanted is not None:
        score.kept += in_report(file.wanted, report)
    return report


def theirs(file: File, score: Score, runs: int, report: Report | None) -> str:
    """Reads a file with the loader for its kind; says why where there is none to use."""
    loader = LOADERS.get(file.kind)
    if loader is None:
        return "no loader"
    try:
        load = loader.made()
    except ImportError as error:
        return f"not installed: {error.name}"
    score.files += 1
    try:
        texts, seconds = timed(lambda: load(file.path), runs)
    except Exception as error:  # a loader fails with whatever its library raises
        print(f"{file.path.name}: {loader.name}: {error!r:.200}", file=sys.stderr)
        score.failed += 1
        return ""
    score.seconds += seconds
    score.paged += file.kind in PAGED
    score.pages += len(texts) if file.kind in PAGED else 0
    wanted = file.wanted if file.wanted is not None else tuple(of_report(report) if report else ())
    score.kept += in_text(wanted, "\n".join(texts))
    return ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)
    scores: dict[tuple[str, str], Score] = {}
    missing: dict[str, str] = {}
    warm: set[FileKind] = set()
    for file in found_in(arguments.folder):
        if file.kind not in warm:  # imports are no part of reading
            warm.add(file.kind)
            theirs(file, Score(), 1, ours(file, Score(), 1))
        report = ours(file, scores.setdefault((file.group, OURS), Score()), arguments.runs)
        loader = LOADERS[file.kind].name if file.kind in LOADERS else ""
        score = scores.setdefault((file.group, loader), Score())
        if why := theirs(file, score, arguments.runs, report):
            missing[file.group] = why
    _print(scores, missing)


def _print(scores: Mapping[tuple[str, str], Score], missing: Mapping[str, str]) -> None:
    heads = ("format", "system", "files", "failed", "files/s", "pages/s", "paged", "figures")
    print("| " + " | ".join((*heads, "found", "row", "both", "all")) + " |")
    print("|" + "---|" * 12)
    for (group, system), score in sorted(scores.items()):
        if not score.files:
            print(f"| {group} | {system} | {missing.get(group, '')} |" + " |" * 9)
            continue
        read = score.files - score.failed
        speed = [f"{n / score.seconds:.1f}" if n else "–" for n in (read, score.pages)]
        kept, total = score.kept, score.kept.figures
        found = (kept.found, kept.row, kept.both, kept.all)
        shares = [f"{n / total:.1%}" if total else "–" for n in found]
        cells = [
            group,
            system,
            score.files,
            score.failed,
            *speed,
            score.paged,
            total or "–",
            *shares,
        ]
        print("| " + " | ".join(map(str, cells)) + " |")


if __name__ == "__main__":
    main()
