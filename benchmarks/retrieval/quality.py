"""How well passages are found, by six systems side by side: `-m benchmarks.retrieval.quality`.

    --golden dev.jsonl --reports FOLDER        lines of reports that answer the questions
    --squad FILE                               paragraphs (SQuAD's form; KorQuAD 1.0 has it)
    --passages FILE --positives FILE           any set, see the README

Each system indexes the same files and answers the same questions on this machine, in processes of
its own.  Ties count against it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.retrieval.cases import (
    HALVES,
    Case,
    Piece,
    drawn,
    generic,
    golden,
    squad,
    write_texts,
)
from benchmarks.retrieval.children import MODULE, run
from benchmarks.retrieval.judging import Found, Judgement, judged, quality
from benchmarks.retrieval.systems.all import SYSTEMS
from benchmarks.retrieval.tables import cost_table, quality_table

ALL = "모두"


@dataclass(frozen=True, slots=True)
class Task:
    """Files, and questions that they answer."""

    name: str
    texts: Path
    cases: Sequence[Case]


def measure(task: Task, names: Sequence[str], folder: Path) -> list[dict[str, Any]]:
    """What each system of these names finds and costs, or why it was skipped."""
    folder.mkdir()
    prepared = folder / "prepared"
    run(MODULE, "prepare", task.texts, prepared, result=folder / "prepare.json")
    questions = folder / "questions.json"
    questions.write_text(json.dumps([case.text for case in task.cases]), "utf-8")
    measured = []
    for name in names:
        result, index = folder / f"{name}.json", folder / name
        outcome = {"system": name, "title": SYSTEMS[name].title}
        outcome |= run(MODULE, "build", name, prepared, index, result=result)
        if "skipped" not in outcome:
            asked = run(MODULE, "ask", name, prepared, index, questions, result=result)
            found = asked.pop("found")
            outcome |= {**asked, "quality": _by_group(task.cases, found)}
        print(f"{outcome['title']}: {outcome.get('skipped', '쟀습니다.')}", flush=True)
        measured.append(outcome)
    return measured


def _by_group(cases: Sequence[Case], found: Sequence[Any]) -> dict[str, dict[str, Any]]:
    """The means of each group of questions, where there are groups, and of all."""
    named = {case.group for case in cases}
    groups: dict[str, list[Judgement]] = {name: [] for name in HALVES if name in named}
    groups[ALL] = []
    for case, rows in zip(cases, found, strict=True):
        pieces = [Found(Piece(*place), score) for *place, score in rows]
        judgement = judged(pieces, case.evidence)
        for group in {case.group, ALL} & groups.keys():
            groups[group].append(judgement)
    return {group: asdict(quality(some)) for group, some in groups.items()}


def _tasks(given: argparse.Namespace, folder: Path) -> Iterator[Task]:
    def some(cases: Sequence[Case]) -> list[Case]:
        return drawn(cases, given.questions, given.seed)

    if given.golden:
        cases = golden(given.golden)
        _check_files(cases, given.reports)
        yield Task("보고서 근거 줄", given.reports, some(cases))
    if given.squad:
        texts, cases = squad(given.squad)
        yield Task("문단 찾기", write_texts(texts, folder / "squad"), some(cases))
    if given.passages:
        texts, cases = generic(given.passages, given.positives)
        yield Task(given.passages.stem, write_texts(texts, folder / "generic"), some(cases))


def _check_files(cases: Sequence[Case], reports: Path) -> None:
    """Evidence in a file that is not there could not be found by anyone."""
    there = {unicodedata.normalize("NFC", path.name) for path in reports.rglob("*")}
    missing = sorted({name for case in cases for name, _ in case.evidence} - there)
    if missing:
        raise SystemExit(f"문제집에 적힌 파일이 폴더에 없습니다: {', '.join(missing)}")


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="여섯 가지 검색의 정확도와 비용을 나란히 잽니다.")
    parser.add_argument("--golden", type=Path, help="근거가 적힌 문제집 (JSONL)")
    parser.add_argument("--reports", type=Path, help="그 문제집의 보고서 폴더")
    parser.add_argument("--squad", type=Path, help="SQuAD 형식의 문제집 (KorQuAD 1.0 등)")
    parser.add_argument("--passages", type=Path, help='구절 (JSONL, {"id", "text"})')
    parser.add_argument(
        "--positives", type=Path, help='그 질문 (JSONL, {"question", "positives": [id]})'
    )
    parser.add_argument(
        "--questions", type=int, default=1000, help="문제집마다 물을 문항 수 (기본 1000)"
    )
    parser.add_argument("--seed", type=int, default=0, help="물을 문항을 뽑는 씨앗 (기본 0)")
    parser.add_argument(
        "--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS), help="잴 체계 (기본 모두)"
    )
    parser.add_argument("--json", type=Path, help="잰 값을 적을 파일")
    given = parser.parse_args()
    if bool(given.golden) != bool(given.reports):
        parser.error("--golden과 --reports는 함께 적어야 합니다.")
    if bool(given.passages) != bool(given.positives):
        parser.error("--passages와 --positives는 함께 적어야 합니다.")
    if not (given.golden or given.squad or given.passages):
        parser.error("--golden, --squad, --passages 가운데 하나는 적어야 합니다.")
    return given


def main() -> None:
    given = _given()
    measured = {}
    with tempfile.TemporaryDirectory(prefix="bogo-retrieval-") as name:
        folder = Path(name)
        for number, task in enumerate(_tasks(given, folder)):
            if not task.cases:
                raise SystemExit(f"{task.name}: 물을 문항이 없습니다.")
            print(f"\n## {task.name} ({len(task.cases):,}문항)\n", flush=True)
            systems = measure(task, given.systems, folder / f"task-{number}")
            measured[task.name] = systems
            print(f"\n{quality_table(systems)}\n\n{cost_table(systems)}")
    if given.json:
        text = json.dumps(measured, ensure_ascii=False, indent=1)
        given.json.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
