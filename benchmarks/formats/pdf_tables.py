"""Ruled tables of PDF files: our own finder beside pdfplumber's, page by page.

    python -m benchmarks.formats.pdf_tables 견본폴더 [파일이름 …]

For each file: the cells that hold one number as pdfplumber sees them (lines strategy, the words of
a cell cut out by its rules), how many of them stand the same in ours, and those with the same
digits and another sign; pages whose numbers were conserved; pages a second, with and without the
tables; and the most memory taken.  Agreement is not truth: both read the same drawn rules.
Character recognition is left out.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pdfplumber

from ingest.content import Grid, Item
from ingest.errors import IngestError
from ingest.limits import Limits
from ingest.pdf import glyphs, pages
from ingest.pdf.lines import printed
from ingest.pdf.opening import opened
from ingest.readers.pdf import PdfReader
from ingest.sniffing import FileKind

NUMBER = re.compile(r"[-−–△▲]?\s?\d[\d,]*(?:\.\d+)?%?")


def numbers(texts: Iterable[str]) -> Counter[str]:
    """The cells among these that hold exactly one number, without blanks."""
    bare = ("".join(text.split()) for text in texts if "\n" not in text.strip())
    return Counter(text for text in bare if NUMBER.fullmatch(text))


def ours(items: Iterable[Item], page: int) -> Iterator[str]:
    for item in items:
        if isinstance(item, Grid):
            for cell in item.cells:
                if cell.place.page == page:  # a table may go over pages
                    yield cell.text
                yield from ours(cell.inside, page)


def theirs(page: pdfplumber.page.Page) -> Iterator[str]:
    for table in page.find_tables():
        for cell in table.cells:
            if cell[2] - cell[0] > 1 and cell[3] - cell[1] > 1:
                yield _text_in(page, cell)


def _text_in(page: pdfplumber.page.Page, box: tuple[float, float, float, float]) -> str:
    """The characters whose middle is in a cell, by the step to the next one as point 1 has it."""
    left, top, right, bottom = box
    inside = [
        char
        for char in page.chars
        if top <= (char["top"] + char["bottom"]) / 2 < bottom
        and left <= char["x0"] + min(char["width"], 0.46 * char["height"]) / 2 < right
    ]
    inside.sort(key=lambda char: (round(char["bottom"] / 4), char["x0"]))
    text, last = "", None
    for char in inside:
        if last is not None and char["bottom"] - last["bottom"] > 0.6 * last["height"]:
            text += "\n"
        text, last = text + char["text"], char
    return text


def compare(path: Path) -> tuple[int, int, int, int, int, float, float]:
    """Pages, theirs, equal, signs, pages conserved, seconds with tables, seconds of text only."""
    data = path.read_bytes()
    start = time.process_time()
    content = PdfReader(lambda *_: None).read(data, FileKind.PDF, Limits())
    seconds = time.process_time() - start
    expected = equal = signs = 0
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            want, have = numbers(theirs(page)), numbers(ours(content.items, number))
            expected, equal = expected + want.total(), equal + (want & have).total()
            signs += _signs(want - have, have - want)
            if want - have:
                print(f"    {path.stem} {number}: {dict(want - have)} | {dict(have - want)}")
            page.close()
    count = content.pages or 0
    return count, expected, equal, signs, conserved(data), seconds, text_only(data)


def conserved(data: bytes) -> int:
    """Pages all of whose numbers came out exactly once."""
    with opened(data, Limits()) as document:
        looks = ((pages.look(document, n), n) for n in range(1, len(document) + 1))
        return sum(pages.read(seen, number).conserved for seen, number in looks if seen)


def _signs(missing: Counter[str], extra: Counter[str]) -> int:
    digits = Counter({re.sub(r"[^\d.]", "", text): n for text, n in extra.items()})
    return sum(min(n, digits[re.sub(r"[^\d.]", "", text)]) for text, n in missing.items())


def text_only(data: bytes) -> float:
    """Seconds for the characters and lines alone."""
    start = time.process_time()
    with opened(data, Limits()) as document:
        for page in document:
            printed(glyphs.read(page, page.get_bbox(), 0)[0])
            page.close()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", type=Path)
    parser.add_argument("names", nargs="*", help="only these files")
    chosen = parser.parse_args()
    total = [0, 0, 0, 0, 0, 0.0, 0.0]
    print(f"{'file':28}pages figures equal signs conserved pages/s text/s")
    for path in sorted(chosen.samples.glob("*.pdf")):
        if chosen.names and path.stem not in chosen.names:
            continue
        try:
            row = compare(path)
        except IngestError as error:
            print(f"{path.stem:28}{error}")
            continue
        total = [a + b for a, b in zip(total, row, strict=True)]
        show(path.stem, row)
    show("all", total)
    print(f"share of figures equal {total[2] / max(1, total[1]):.4f}")
    print(f"peak memory with pdfplumber {_peak()} MB, reader alone {_alone(chosen.samples)} MB")


def show(name: str, row: Iterable[float]) -> None:
    count, expected, equal, signs, kept, seconds, text = row
    speeds = f"{count / max(seconds, 1e-9):8.0f}{count / max(text, 1e-9):7.0f}"
    print(f"{name:28}{count:5}{expected:8}{equal:6}{signs:6}{kept:10}{speeds}", flush=True)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _alone(samples: Path) -> int:
    """The most memory that a process takes which only reads, one file after another."""
    import subprocess

    script = (
        "import sys; from pathlib import Path; from ingest.errors import IngestError\n"
        "from ingest.limits import Limits; from ingest.readers.pdf import PdfReader\n"
        "for path in sorted(Path(sys.argv[1]).glob('*.pdf')):\n"
        "    try: PdfReader(lambda *_: None).read(path.read_bytes(), 'pdf', Limits())\n"
        "    except IngestError: pass\n"
        "said = Path('/proc/self/status').read_text().split('VmHWM:')[1]\n"
        "print(int(said.split()[0]) // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(samples)], check=True, capture_output=True, text=True
    )
    return int(done.stdout)


if __name__ == "__main__":
    main()
