"""Draws the amounts whose reading is measured: `python -m benchmarks.figures.draw FILE ...`.

The worksheet names every drawn amount by its place alone (file, line, offset, the very text); what
it says is for a person to write down.  The choice is random and the same for the same seed, and
shared evenly between the files and, in each, between rows of tables and sentences.  It looks at
raw lines only, so that nothing the reader thinks can colour it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

AMOUNT = re.compile(r"(?:[△▲Δ]\s?)?(?:\d{1,3}(?:,\d{3})+|\d+(?:,\d+)?)(?:\.\d+)?")
YEAR = r"(?:19|20)\d\d"

# What is certainly no amount, told by its form alone.  What gets through all the same (a house
# number, a name like `정부24`) is marked `skip` by the person who writes the truth.
NO_AMOUNTS = [
    r"</?[A-Za-z][^>]*>",  # tags and what their attributes hold
    r"\^\{?\d+",  # m^2
    rf"(?:['‘’`]\d\d|{YEAR})\. ?\d{{1,2}}(?:\. ?\d{{1,2}})?(?!\d)",  # '24. 7월, 2025. 1.
    rf"(?<![\d,.]){YEAR}(?![\d,]|\.\d{{3}}| ?[가-힣]?[명건대천])",  # 2025, 2024년
    r"['‘’`]\d\d(?!\d)|(?<!\d)2\d년",  # '24, 23년도
    r"(?<![\d,.])\d{1,2}\. ?\d{1,2}\.(?: ?\d{1,2}\.?(?!\d))?(?!\d)",  # 24.10.18., 9. 30.
    r"(?<![\d,.])\d{1,2}\.(?!\d)",  # the `12.` of a span of months, `1.` of a list
    r"(?<![\d,])\d{1,2}(?: ?[~∼-] ?\d{1,2})?월(?: ?\d{1,2}일)?",  # 8월, 2~5월, 3월 2일
    r"\d+:\d+|(?<![\d,.])\d{1,2}(?: ?~ ?\d{1,2})?시(?!간)",  # 09:00, 13~17시, 1:1
    r"제 ?\d+(?:[조항호회기차](?:의 ?\d+)?)?",  # 제10조의4, 제251회
    r"\d+(?:[·,~-]\d+)* ?(?:급|호점|호선|호|학년|년차|단계|주년|순위|위|층|관|강의실)(?![원련])",
    r"지하\d+|\d차(?![량례])|(?<=[가-힣])\d+동(?=[\W가-힣]|$)",  # 지하2층, 4차산업, 독산1동
    r"코로나 ?19|(?:정부|민원)24|(?<![\d,.])119(?![\d,.종])",  # names and the number to dial
    r"\d+(?:-\d+)+|(?<=[로길]) ?\d+(?=[길(,])",  # telephone and house numbers: 550-22, 한내로 38(
    r"[A-Za-z]\d+|\d+D(?![A-Za-z])|\d+(?:~\d+)?(?:터널|인당)",  # B1, 3D, 1~2터널, 1인당
]
MASK = re.compile("|".join(NO_AMOUNTS))
NUMBERING = re.compile(r"^\s*[#\]□○◦·*-]*\s*\d{1,2}(?=[\s|).]|$)")  # `# 1 조 직`, `2)`, a bare `4`
CONTENTS = re.compile(r"\s*(?:[IVXΙⅠ-Ⅻ]+|\d{1,2})?\.\s.*\s\d+\s*$")  # `Ⅱ. 부서별 … 3`
LISTING = re.compile(r"연번|목\s*차|(?:^|\t)\s*[쪽쯕]\s*(?:\t|$)")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One amount; lines count from 1, the offset in characters of the line from 0."""

    id: str
    file: str
    line: int
    offset: int
    printed: str
    text: str
    in_table: bool


def candidates(path: Path) -> Iterator[Drawn]:
    """Every amount of a file, from top to bottom."""
    listing = False
    for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        in_table = "\t" in text
        listing = in_table and (listing or bool(LISTING.search(text)))
        if listing or CONTENTS.match(text):
            continue
        rest = MASK.sub(_blank, text if in_table else NUMBERING.sub(_blank, text, count=1))
        for found in AMOUNT.finditer(rest):
            printed, at = found[0], found.start()
            yield Drawn(
                f"{path.name[:3]}-{number}-{at}", path.name, number, at, printed, text, in_table
            )


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def shares(sizes: Sequence[int], wanted: int) -> list[int]:
    """How many to take of each stratum: equal numbers, what small ones lack shared by the rest."""
    taken = [0] * len(sizes)
    while wanted > 0 and any(t < s for t, s in zip(taken, sizes, strict=True)):
        for i, size in enumerate(sizes):
            if wanted > 0 and taken[i] < size:
                taken[i] += 1
                wanted -= 1
    return taken


def draw(paths: Sequence[Path], wanted: int, seed: int) -> list[Drawn]:
    """The drawn amounts in the order of the files and their lines."""
    strata: list[list[Drawn]] = []
    for path in sorted(paths, key=lambda path: path.name):
        every = list(candidates(path))
        strata += [[d for d in every if d.in_table is in_table] for in_table in (True, False)]
    chance = random.Random(seed)
    parts = shares([len(stratum) for stratum in strata], wanted)
    drawn = [d for s, n in zip(strata, parts, strict=True) for d in chance.sample(s, n)]
    return sorted(drawn, key=lambda d: (d.file, d.line, d.offset))


def main() -> None:
    parser = argparse.ArgumentParser(description="읽기를 잴 수치를 무작위로 뽑습니다.")
    parser.add_argument("files", type=Path, nargs="+", help="보고서 (.txt)")
    parser.add_argument("--number", type=int, default=200, help="뽑을 개수 (기본 200)")
    parser.add_argument("--seed", type=int, default=20251120, help="뽑기의 씨앗")
    given = parser.parse_args()
    for drawn in draw(given.files, given.number, given.seed):
        print(json.dumps(asdict(drawn), ensure_ascii=False))


if __name__ == "__main__":
    main()
