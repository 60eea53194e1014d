"""Whether every format says the same: `python -m benchmarks.formats.identity [FOLDER]`.

The samples are one report in every format, with its truth beside them.  A figure is right when its
value, unit and year and both of its paths are those of the truth, letter for letter but for white
space.  A figure that the report does not state is counted, too: it would be a wrong answer.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from ingest.clean import squeezed
from ingest.errors import IngestError
from ingest.limits import Limits
from ingest.model import Report, Section, SectionKind, Trust
from ingest.reading import read_report

SAMPLES = Path(__file__).parents[2] / "tests" / "formats" / "files"

Figure = tuple[Decimal, str, int | None, tuple[str, ...], tuple[str, ...]]
Title = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Expected:
    """What one of the files holds."""

    figures: Counter[Figure]
    outline: tuple[Title, ...]
    pages: int | None = None
    scanned: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What was read of it."""

    expected: Expected
    right: int = 0
    missing: Counter[Figure] = field(default_factory=Counter)
    wrong: Counter[Figure] = field(default_factory=Counter)
    outline: tuple[Title, ...] = ()
    pages: int | None = None
    reason: str = ""

    @property
    def identical(self) -> bool:
        return (
            not (self.reason or self.missing or self.wrong)
            and self.outline == self.expected.outline
            and self.pages == self.expected.pages
        )


def expectations(folder: Path) -> dict[str, Expected]:
    """What each file of a folder holds, from its `truth.json`."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    return {name: _expected(truth, held) for name, held in truth["files"].items()}


def _expected(truth: Mapping[str, Any], held: Mapping[str, Any]) -> Expected:
    part, tables = held.get("part"), held.get("tables")
    figures = (
        (Decimal(f["value"]), f["unit"], f["year"], _path(f["row_path"]), _path(f["column_path"]))
        for f in truth["figures"]
        if part in (None, f["part"]) and (tables is None or f["table"] in tables)
    )
    outline = (
        (entry["depth"], squeezed(entry["title"]))
        for entry in truth["outline"]
        if part in (None, entry["part"]) and tables is None
    )
    return Expected(Counter(figures), tuple(outline), held.get("pages"), held.get("scanned", False))


def judge(report: Report, expected: Expected) -> Judged:
    """What a report that was read has of what its file holds."""
    found = Counter(_figures(report))
    right = found & expected.figures
    return Judged(
        expected,
        right.total(),
        expected.figures - found,
        found - expected.figures,
        tuple(_outline(report)),
        report.pages,
    )


def _figures(report: Report) -> Iterator[Figure]:
    for said in report.statements:
        for figure in said.figures:
            paths = _path(said.row_path), _path(said.column_path)
            yield figure.value, figure.unit, figure.year, *paths


def _path(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(squeezed, labels))


def _outline(report: Report) -> Iterator[Title]:
    """The titles with their depth, less the report's own where it is the first heading."""

    def counts(section: Section) -> bool:
        first = section.id == 1 and section.kind is SectionKind.HEADING
        repeated = first and squeezed(section.title) == squeezed(report.title)
        return section.id > 0 and not repeated

    for section in filter(counts, report.sections):
        yield sum(map(counts, report.path(section.id))), squeezed(section.title)


def unmarked(report: Report) -> int:
    """How many figures do not say that they were read from a picture."""
    return sum(
        len(said.figures) for said in report.statements if said.place.trust is not Trust.SCANNED
    )


def read(path: Path, expected: Expected) -> Judged:
    try:
        report = read_report(path.read_bytes(), path.name, Limits())
    except IngestError as error:
        return Judged(expected, missing=expected.figures, reason=str(error))
    return judge(report, expected)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLES)
    parser.add_argument("--show", action="store_true", help="what is missing and what is wrong")
    arguments = parser.parse_args()
    print(f"{'figures':>9} {'wrong':>5} {'titles':>7} {'pages':>7} {'ms':>6}  file")
    for name, expected in expectations(arguments.folder).items():
        start = time.perf_counter()
        judged = read(arguments.folder / name, expected)
        _print(name, judged, time.perf_counter() - start)
        if arguments.show and not judged.reason:
            _print_differences(judged)


def _print(name: str, judged: Judged, seconds: float) -> None:
    wanted = judged.expected
    titles = sum((Counter(judged.outline) & Counter(wanted.outline)).values())
    verdict = "" if judged.identical else judged.reason or ("scanned" if wanted.scanned else "✗")
    print(
        f"{judged.right:>4}/{wanted.figures.total():<4} {judged.wrong.total():>5} "
        f"{titles:>3}/{len(wanted.outline):<3} {judged.pages or '-':>3}/{wanted.pages or '-':<3} "
        f"{1000 * seconds:>6.0f}  {name}  {verdict}"
    )


def _print_differences(judged: Judged) -> None:
    for sign, figures in (("-", judged.missing), ("+", judged.wrong)):
        for (value, unit, year, row, column), count in figures.items():
            labels = f"{' > '.join(row)} | {' > '.join(column)}"
            print(f"    {sign} {value} {unit} {year} {labels}" + f" ×{count}" * (count > 1))
    wanted, found = Counter(judged.expected.outline), Counter(judged.outline)
    for sign, titles in (("-", wanted - found), ("+", found - wanted)):
        for depth, title in titles:
            print(f"    {sign} {'  ' * depth}{title}")


if __name__ == "__main__":
    main()
