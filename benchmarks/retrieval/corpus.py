"""A corpus of any size, made anew from lines of reports and sentences of an encyclopaedia.

Real reports of the size that is to be tried are not at hand, so passages are put together:

- The pool holds the lines of the reports and the sentences of the question set, of 10 to 200
  characters, each once.
- A passage is a row of lines drawn from the pool, until it has as many characters as were drawn for
  it: 400 in the mean, 60 of standard deviation.  They are joined by a blank, or with even chances
  by a line break where two or more stand on the line already: so lines are nearly all different,
  however large the corpus is, and the tokenizer, which remembers lines, has to read them all.
- With `whole`, every line of the pool stays one and as it is: then the tokenizer, which remembers
  lines, has read them all after a while, so that a million passages can be made in minutes.
- Digits are drawn anew, but for years, so that figures differ as they do between reports.
- 200 passages are a document, with an agency (10), a department (20) and a year (10) of its own
  turn; their headings say so.

Everything is drawn by numpy's default_rng from the seed and the document's number: a larger corpus
begins with the smaller one.  What it cannot show: the words are those of the pool, however large it
grows, and no passage is about anything.  It is for cost, not for quality.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.types import OFFICE, Document, Passage
from ingest.model import Place

PER_DOCUMENT = 200
_LENGTH, _DEVIATION = 400, 60
_SHORTEST, _LONGEST = 10, 200
_BREAKS = 1 / 2
_AGENCIES = "가람 누리 다솜 라온 마루 보람 새솔 아라 참빛 한울".split()
_DEPARTMENTS = (
    "감사 건설 건축 경제 공원 관광 교육 교통 기획 노인 도로 문화 보건 산림 세무 안전 여성 "
    "자치 정보 환경"
).split()
_YEARS = range(2016, 2026)

_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"(?<=다\.)\s+")
_WORD = re.compile(r"[가-힣]{2,}")


@dataclass(frozen=True, slots=True)
class Pool:
    """What passages are put together from, and what is asked."""

    lines: tuple[str, ...]
    questions: tuple[str, ...]

    @classmethod
    def read(cls, reports: Path | None, squad: Path | None) -> Pool:
        """Questions are those of the set; without one, words that follow one another in a line."""
        lines: list[str] = []
        questions: list[str] = []
        if reports:
            for path in sorted(reports.rglob("*.txt")):
                lines += path.read_text("utf-8", errors="replace").splitlines()
        if squad:
            for article in json.loads(squad.read_text("utf-8"))["data"]:
                for paragraph in article["paragraphs"]:
                    lines += _SENTENCE.split(paragraph["context"])
                    questions += [asked["question"] for asked in paragraph["qas"]]
        trimmed = (" ".join(line.split()) for line in lines)
        kept = tuple(dict.fromkeys(s for s in trimmed if _SHORTEST <= len(s) <= _LONGEST))
        if not kept:
            raise SystemExit("말뭉치를 만들 줄이 없습니다.")
        return cls(kept, tuple(questions) or tuple(_phrases(kept)))

    def asked(self, number: int, seed: int) -> list[str]:
        """So many questions, drawn by a seed."""
        rng = np.random.default_rng([seed, len(self.questions)])
        return [self.questions[at] for at in rng.integers(len(self.questions), size=number)]


def made(
    pool: Pool, passages: int, seed: int, *, whole: bool = False
) -> Iterator[tuple[Document, list[Passage]]]:
    """Documents with their passages, so many passages in all."""
    drawn = _whole_lines if whole else _text
    for number, start in enumerate(range(0, passages, PER_DOCUMENT)):
        document = _document(number, min(PER_DOCUMENT, passages - start), seed)
        rng = np.random.default_rng([seed, number])
        texts = (drawn(pool.lines, rng) for _ in range(document.passages))
        yield document, list(_passages(document, texts))


def _document(number: int, passages: int, seed: int) -> Document:
    agency = f"{_AGENCIES[number % 10]}시"
    department = f"{_DEPARTMENTS[number // 10 % 20]}과"
    year = _YEARS[number // 3 % 10]
    digest = hashlib.sha256(f"{seed} {number} {passages}".encode()).hexdigest()
    return Document(
        id=f"made-{number:06d}",
        revision=digest[:12],
        collection=OFFICE,
        name=f"{number:06d}.txt",
        title=f"{year}년 {department} 주요업무 보고 {number}",
        agency=agency,
        department=department,
        kind="업무보고",
        year=year,
        report_date=f"{year}-01-15",
        sections=1,
        tables=0,
        figures=0,
        passages=passages,
        ingested_at="2026-01-01T00:00:00+00:00",
    )


def _passages(document: Document, texts: Iterator[str]) -> Iterator[Passage]:
    heading = f"{document.agency} > {document.department} > {document.title}"
    line = 1
    for number, text in enumerate(texts):
        last = line + text.count("\n")
        digest = hashlib.sha256(f"{document.id} {number} {text}".encode()).hexdigest()
        place = Place(line, last)
        blocks = (number, number)
        id = f"{document.id}-{digest[:16]}"  # noqa: A001  as the field is called
        yield Passage(id, document.id, text, heading, place, 0, blocks, document.department)
        line = last + 1


def _text(lines: Sequence[str], rng: np.random.Generator) -> str:
    wanted = int(np.clip(rng.normal(_LENGTH, _DEVIATION), 200, 700))
    text, on_line = "", 0
    while len(text) < wanted:
        if on_line > 1 and rng.random() < _BREAKS:
            text, on_line = f"{text}\n", 0
        blank = " " if on_line else ""
        text += blank + _other_digits(lines[rng.integers(len(lines))], rng)
        on_line += 1
    cut = text[:wanted].rfind(" ")
    return text[:cut] if cut > wanted - _SHORTEST else text[:wanted].rstrip()


def _whole_lines(lines: Sequence[str], rng: np.random.Generator) -> str:
    wanted = float(np.clip(rng.normal(_LENGTH, _DEVIATION), 200, 700))
    found: list[str] = []
    length = 0
    while length < wanted:
        found.append(lines[rng.integers(len(lines))])
        length += len(found[-1])
    return "\n".join(found)


def _other_digits(line: str, rng: np.random.Generator) -> str:
    years = {place for year in _YEAR.finditer(line) for place in range(*year.span())}

    def other(digit: re.Match[str]) -> str:
        # No digit becomes 0: numbers keep their length, and 10 stays no 00.
        kept = digit.start() in years or digit[0] == "0"
        return digit[0] if kept else str(rng.integers(1, 10))

    return _DIGIT.sub(other, line)


def _phrases(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        words = _WORD.findall(line)
        for start in range(0, len(words) - 2, 3):
            yield " ".join(words[start : start + 3])
