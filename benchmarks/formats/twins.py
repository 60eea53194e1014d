"""How much of a document's own print (PDF) the HWP reader recovers, and how right its pages are.

    python -m benchmarks.formats.twins FOLDER-OF-SAMPLES

Recall is the share of the character 4-grams of the PDF that the reader's text holds, of letters and
digits alone: PDFs give the marks of a line in an order of their own.  A page is right if a line of
at least 12 characters that the PDF prints on one page only is said to stand on that page.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2

from ingest.content import Content, Item, Line
from ingest.limits import Limits
from ingest.readers.hwpx import HwpReader
from ingest.sniffing import sniff

PAIRS = (
    ("hwp/pair_benchmark.hwp", "pdf/pair_benchmark.pdf"),
    ("hwp/pair_benchmark1.hwp", "pdf/pair_benchmark1.pdf"),
    ("hwpx/pair_benchmark1.hwpx", "pdf/pair_benchmark1.pdf"),
    ("hwp/pair_benchmark2.hwp", "pdf/pair_benchmark2.pdf"),
    ("hwp/hwp50_spec.hwp", "pdf/hwp50_spec.pdf"),
    ("hwp/hwp_dist_spec.hwp", "pdf/hwp_dist_spec.pdf"),
    ("hwp/safety_rfp_p1.hwp", "pdf/safety_rfp_p1.pdf"),
    ("hwpx/safety_rfp_p1.hwpx", "pdf/safety_rfp_p1.pdf"),
)


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def lines(items: Iterable[Item]) -> Iterator[Line]:
    for item in items:
        if isinstance(item, Line):
            yield item
        else:
            for cell in item.cells:
                yield from lines(cell.inside)


def printed(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    return [squeezed(page.get_textpage().get_text_bounded()) for page in document]


def recall(wanted: str, found: str) -> float:
    want, have = ([text[at : at + 4] for at in range(len(text) - 3)] for text in (wanted, found))
    known = set(have)
    return sum(gram in known for gram in want) / max(len(want), 1)


def pages_right(content: Content, pages: list[str]) -> tuple[int, int, int]:
    """How many lines have the right page, how many have one, how many could be judged."""
    right = stated = judged = 0
    for line in lines(content.items):
        text = squeezed(line.text)[:40]
        on = [number for number, page in enumerate(pages, 1) if text in page]
        if len(text) < 12 or len(on) != 1:
            continue
        judged += 1
        stated += line.place.page is not None
        right += line.place.page == on[0]
    return right, stated, judged


def main(folder: Path) -> None:
    print(
        f"{'document':28} {'recall':>6} {'pages':>7} {'of':>3} {'right/stated/judged':>20} {'s':>5}"
    )
    for name, twin in PAIRS:
        data = (folder / name).read_bytes()
        pages = printed(folder / twin)
        begun = time.process_time()
        content = HwpReader().read(data, sniff(data), Limits())
        took = time.process_time() - begun
        text = squeezed("".join(line.text for line in lines(content.items)))
        right = "/".join(map(str, pages_right(content, pages)))
        print(
            f"{name:28} {recall(''.join(pages), text):6.3f} {content.pages!s:>7} {len(pages):3}"
            f" {right:>20} {took:5.2f}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
