"""How well and how fast passages are found: `python -m benchmarks.retrieval FILE`.

FILE holds questions in the form of SQuAD (KorQuAD 1.0 has it).  Each paragraph becomes a document
of its own in a home that is thrown away; a question is right where a passage of its paragraph is
among the first five.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path

from assistant.settings import Settings
from assistant.wiring.library import open_library
from assistant.wiring.workspace import Workspace
from index.types import EVERYTHING, SearchFilter

DEPTH = 5


def read(path: Path) -> tuple[list[str], list[tuple[str, int]]]:
    """The paragraphs, each once, and the questions with the number of their paragraph."""
    paragraphs: dict[str, int] = {}
    questions: list[tuple[str, int]] = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            number = paragraphs.setdefault(paragraph["context"], len(paragraphs))
            questions += [(asked["question"], number) for asked in paragraph["qas"]]
    return list(paragraphs), questions


def spread(questions: list[tuple[str, int]], most: int) -> list[tuple[str, int]]:
    """At most so many questions, evenly over the file."""
    step = max(1, len(questions) // most)
    return questions[::step][:most]


def silent(stage: str, done: int, total: int) -> None:
    """The benchmark reports only what it measured."""


def reciprocal_rank(found: list[str], wanted: str) -> float:
    return 1 / (found.index(wanted) + 1) if wanted in found else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description="검색의 정확도와 속도를 잽니다.")
    parser.add_argument("file", type=Path, help="SQuAD 형식의 문제집 (KorQuAD 1.0 등)")
    parser.add_argument("--questions", type=int, default=1000, help="물을 문항 수 (기본 1000)")
    given = parser.parse_args()
    paragraphs, questions = read(given.file)
    questions = spread(questions, given.questions)

    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder, "texts")
        texts.mkdir()
        for number, paragraph in enumerate(paragraphs):
            (texts / f"{number}.txt").write_text(paragraph, encoding="utf-8")
        settings = Settings.load({"BOGO_HOME": str(Path(folder, "home"))})

        started = time.perf_counter()
        with Workspace.open(settings) as workspace:
            workspace.ingest([texts], silent)
            names = {d.id: d.name for d in workspace.documents()}
        built = time.perf_counter() - started

        library = open_library(settings)
        try:
            ranks, times = [], []
            library.search.passages("준비", DEPTH, SearchFilter())  # loads what is loaded lazily
            for question, number in questions:
                started = time.perf_counter()
                hits = library.search.passages(question, DEPTH, SearchFilter())
                times.append(1000 * (time.perf_counter() - started))
                passages = library.catalogue.passages([hit.id for hit in hits], EVERYTHING)
                found = [names[passage.document] for passage in passages]
                ranks.append(reciprocal_rank(found, f"{number}.txt"))
            stats = library.search.stats()
        finally:
            library.close()

    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    print(f"문서 {len(names):,}건, 구절 {stats.passages:,}개, 임베딩 {stats.embedding}")
    print(f"읽고 색인하기  {built:.1f}초")
    print(f"문항 {len(ranks):,}개  MRR@{DEPTH} {statistics.mean(ranks):.3f}", end="  ")
    print(f"첫째 {statistics.mean(rank == 1 for rank in ranks):.3f}", end="  ")
    print(f"다섯 안 {statistics.mean(rank > 0 for rank in ranks):.3f}")
    print(f"검색 시간  p50 {statistics.median(times):.1f}ms  p95 {p95:.1f}ms")


if __name__ == "__main__":
    main()
