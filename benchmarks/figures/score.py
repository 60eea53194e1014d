"""How well amounts are read: `python -m benchmarks.figures.score REPORTS`.

For each amount that a person has read (tests/ingest/truth), the figure made of the same text is
compared field by field.  It is right when every field is; one not found is wrong in all of them.
Forgiven are white space, what stands in brackets, labels of totals (계, 합계, 소계), and a title or
heading as an additional outermost label.  Nothing else is.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.figures.draw import AMOUNT
from ingest.limits import Limits
from ingest.model import Figure, Report, SectionKind, Statement
from ingest.reading import read_report

TRUTH = Path(__file__).parents[2] / "tests" / "ingest" / "truth" / "figures_200.jsonl"
FIELDS = "found value unit row_path column_path label project department year".split()
TOTALS = {"", "계", "합계", "소계", "총계", "총합계", "총"}
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")

Truth = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """What the reader says of an amount, in the terms of the truth."""

    report: Report
    statement: Statement
    figure: Figure

    def as_truth(self) -> Truth:
        section = self.statement.section
        project = self.report.nearest(section, SectionKind.PROJECT)
        department = self.report.nearest(section, SectionKind.DEPARTMENT)
        return {
            "value": self.figure.value,
            "unit": self.figure.unit,
            "row_path": list(self.statement.row_path),
            "column_path": list(self.statement.column_path),
            "label": self.figure.label,
            "project": project.title if project else "",
            "department": department.title if department else self.report.department,
            "year": self.figure.year,
        }

    def outer(self) -> set[str]:
        """Labels that may stand outside a path: headings, the table's title and its corner."""
        titles = [section.title for section in self.report.path(self.statement.section)]
        table = self.report.blocks[self.statement.block].table
        if table is not None:
            corner = [row[: table.header_columns] for row in table.grid[: table.header_rows]]
            titles += [table.caption, *(cell for row in corner for cell in row)]
        return {plain(title) for title in (*titles, *self.statement.heads)}


@dataclass(frozen=True, slots=True)
class Outcome:
    truth: Truth
    in_table: bool
    read: Read | None
    right: frozenset[str]

    @property
    def all_right(self) -> bool:
        return len(self.right) == len(FIELDS)


def tight(text: str) -> str:
    """A text without white space and emphasis, its quotation marks made one."""
    return re.sub(r"[\s*※]", "", re.sub(r"[‘’`]", "'", text))


def plain(label: str) -> str:
    """A label without what its brackets hold: units, notes, 기준."""
    return _BRACKETS.sub("", _BRACKETS.sub("", tight(label)))


def choices(wanted: object) -> list[Any]:
    """The equally right readings of a field."""
    return wanted["any"] if isinstance(wanted, dict) else [wanted]


def same_path(wanted: Sequence[str], got: Sequence[str], outer: set[str]) -> bool:
    want = [p for label in wanted if (p := plain(label)) not in TOTALS]
    have = [p for label in got if (p := plain(label)) not in TOTALS]
    extra = len(have) - len(want)
    return extra >= 0 and have[extra:] == want and all(label in outer for label in have[:extra])


def same_label(wanted: str, read: Read, truth: Truth) -> bool:
    """Whether the number is called the same; a label that repeats the path says nothing new."""
    got, path = read.figure.label, (*read.statement.row_path, *read.statement.column_path)
    if tight(got) == tight(wanted) or plain(got) == plain(wanted):
        return True
    if not got:
        return tight(wanted) in {tight(label) for label in path}
    meant = [path for key in ("row_path", "column_path") for path in choices(truth[key])]
    return not wanted and plain(got) in {plain(label) for path in meant for label in path}


def compare(truth: Truth, read: Read) -> frozenset[str]:
    """The fields that are right."""
    got, outer = read.as_truth(), read.outer()
    same: dict[str, Callable[[Any], bool]] = {
        "value": lambda wanted: Decimal(str(wanted)) == got["value"],
        "unit": lambda wanted: tight(wanted) == tight(got["unit"]),
        "row_path": lambda wanted: same_path(wanted, got["row_path"], outer),
        "column_path": lambda wanted: same_path(wanted, got["column_path"], outer),
        "label": lambda wanted: same_label(wanted, read, truth),
        "project": lambda wanted: tight(wanted) == tight(got["project"]),
        "department": lambda wanted: tight(wanted) == tight(got["department"]),
        "year": lambda wanted: wanted == got["year"],
    }
    right = {name for name, is_same in same.items() if any(map(is_same, choices(truth[name])))}
    return frozenset(right | {"found"})


def digits(printed: str) -> str:
    return re.sub(r"[\s△▲Δ∆+−-]", "", printed)


def find(truth: Truth, report: Report, text: str) -> Read | None:
    """The figure made of this text: the one at the same position among equal numbers of the line.

    Where the reader lost some of them, the one that fits best.
    """
    wanted, line, offset = digits(truth["printed"]), int(truth["line"]), int(truth["offset"])
    reads = [
        Read(report, statement, figure)
        for statement in report.statements
        if (statement.place.first_line or 0) <= line <= (statement.place.last_line or 0)
        for figure in statement.figures
        if digits(figure.printed) == wanted
    ]
    printed = [m.start() for m in AMOUNT.finditer(text) if digits(m[0]) == wanted]
    if len(reads) == len(printed):
        reads.sort(key=lambda read: (read.statement.column or 0, read.figure.span))
        return reads[sum(start < offset for start in printed)]
    return max(reads, key=lambda read: len(compare(truth, read)), default=None)


def measure(folder: Path, truths: Path = TRUTH) -> list[Outcome]:
    """Every counted amount of the truth, compared with what the reader makes of the reports."""
    lines = [json.loads(line) for line in truths.read_text(encoding="utf-8").splitlines()]
    data = {name: (folder / name).read_bytes() for name in {truth["file"] for truth in lines}}
    reports = {name: read_report(text, name, Limits()) for name, text in data.items()}
    outcomes = []
    for truth in lines:
        if truth.get("skip"):
            continue
        text = data[truth["file"]].decode().split("\n")[truth["line"] - 1]
        read = find(truth, reports[truth["file"]], text)
        right: frozenset[str] = compare(truth, read) if read else frozenset()
        outcomes.append(Outcome(truth, "\t" in text, read, right))
    return outcomes


def share(outcomes: Iterable[Outcome], field: str = "") -> str:
    """`187/191 97.9 %` of a field, of all fields together where none is named."""
    marks = [field in o.right if field else o.all_right for o in outcomes]
    return f"{sum(marks):3d}/{len(marks):3d} {100 * sum(marks) / max(len(marks), 1):5.1f} %"


def show(outcome: Outcome) -> None:
    truth, got = outcome.truth, outcome.read.as_truth() if outcome.read else {}
    print(f"\n{truth['id']}  {truth['printed']}  {truth['note']}")
    for name in FIELDS:
        if name not in outcome.right:
            print(f"  {name:12s} 정답 {truth.get(name, '')!s:50s} 읽음 {got.get(name, '없음')}")


def main() -> None:
    parser = argparse.ArgumentParser(description="보고서의 수치를 얼마나 바르게 읽는지 잽니다.")
    parser.add_argument("reports", type=Path, help="보고서 폴더")
    parser.add_argument("--truth", type=Path, default=TRUTH, help="사람이 읽은 값 (.jsonl)")
    parser.add_argument("--failures", type=int, default=0, help="틀린 것을 보일 개수")
    given = parser.parse_args()
    outcomes = measure(given.reports, given.truth)
    print(f"모두 맞음     {share(outcomes)}")
    for name in FIELDS:
        print(f"  {name:12s}{share(outcomes, name)}")
    for file in sorted({o.truth["file"] for o in outcomes}):
        for in_table, stratum in ((True, "표"), (False, "글")):
            part = [o for o in outcomes if o.truth["file"] == file and o.in_table is in_table]
            print(f"{file[:3]} {stratum}  {share(part)}")
    for outcome in [o for o in outcomes if not o.all_right][: given.failures]:
        show(outcome)


if __name__ == "__main__":
    main()
