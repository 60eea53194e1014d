"""Questions, and where their answers stand.

An answer stands on lines of files.  Where a whole file is the answer (a paragraph of a question
set that became a file of its own), its line is ANYWHERE, which every piece of the file covers.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ANYWHERE = 0
HALVES = TUNING, CHECKING = "조정", "확인"
_SPLIT_SEED = 0  # the halves stay the same whatever questions are drawn

Line = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Case:
    """A question and the lines that are needed to answer it."""

    id: str
    text: str
    evidence: frozenset[Line]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a system finds: some lines of a file, first and last included."""

    document: str
    first: int
    last: int

    def covers(self, line: Line) -> bool:
        document, number = line
        return document == self.document and (
            number == ANYWHERE or self.first <= number <= self.last
        )


def golden(path: Path) -> list[Case]:
    """The items of a golden set that are answered from lines of a report.

    A question that follows others is asked together with them, joined with blanks: a search knows
    no conversation.  Headers, units and other places that say the same are no evidence here;
    items with evidence that has no lines (in formats without them) are left out.
    """
    cases = []
    for item in _lines(path):
        listed = item.get("evidence") or ()
        places = [place for place in listed if not place.get("role") and not place.get("alt")]
        if places and all(place.get("start_line") for place in places):
            evidence = frozenset(
                (unicodedata.normalize("NFC", place["file"]), number)
                for place in places
                for number in range(place["start_line"], place["end_line"] + 1)
            )
            text = " ".join([*(item.get("history") or ()), item["question"]])
            cases.append(Case(item["id"], text, evidence))
    return cases


def squad(path: Path) -> tuple[list[str], list[Case]]:
    """The paragraphs, each once, and the questions; the group is the half that the article is in.

    What is tuned is tuned on the first half only, so that the second one can tell whether it holds.
    """
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    order = np.random.default_rng(_SPLIT_SEED).permutation(len(articles))
    tuning = set(order[: len(articles) // 2].tolist())
    paragraphs: dict[str, int] = {}
    cases = []
    for position, article in enumerate(articles):
        group = TUNING if position in tuning else CHECKING
        for paragraph in article["paragraphs"]:
            number = paragraphs.setdefault(paragraph["context"], len(paragraphs))
            evidence = frozenset({(file_name(number), ANYWHERE)})
            cases += [Case(q["id"], q["question"], evidence, group) for q in paragraph["qas"]]
    return list(paragraphs), cases


def generic(passages: Path, questions: Path) -> tuple[list[str], list[Case]]:
    """A set of the plain form: `{"id", "text"}` and `{"question", "positives": [ids]}` a line."""
    listed = list(_lines(passages))
    numbers = {str(one["id"]): number for number, one in enumerate(listed)}
    cases = []
    for number, asked in enumerate(_lines(questions)):
        positives = [str(one) for one in asked["positives"]]
        unknown = [one for one in positives if one not in numbers]
        if unknown:
            raise SystemExit(f"{questions.name}: 구절에 없는 정답입니다: {unknown[0]}")
        evidence = frozenset((file_name(numbers[one]), ANYWHERE) for one in positives)
        if evidence:
            cases.append(Case(str(asked.get("id", number)), asked["question"], evidence))
    return [one["text"] for one in listed], cases


def drawn(cases: Sequence[Case], most: int, seed: int) -> list[Case]:
    """At most so many cases, drawn by a seed, in the order in which they stood."""
    if len(cases) <= most:
        return list(cases)
    chosen = np.random.default_rng(seed).choice(len(cases), most, replace=False)
    return [cases[number] for number in sorted(chosen.tolist())]


def file_name(number: int) -> str:
    return f"{number}.txt"


def write_texts(texts: Sequence[str], folder: Path) -> Path:
    """Each text as a file of its own, named as the cases name it."""
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / file_name(number)).write_text(text, encoding="utf-8")
    return folder


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
