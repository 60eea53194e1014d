"""Writes the samples and their truth: `python -m tests.formats.write [--print]`.

The printed ones (PDF, scans) need a browser and are made only when asked for; what they hold is
the same, their bytes are not.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from tests.formats import truth
from tests.formats.source import REPORT, TITLE
from tests.formats.writing import (
    csv,
    docx,
    html,
    hwp,
    hwp_distribution,
    hwpx,
    md,
    ods,
    pdf,
    txt,
    xlsx,
)
from tests.formats.writing import sheets as sheets_of
from tests.formats.writing.archive import with_cp949_names

FILES = Path(__file__).parent / "files"
NAME = TITLE.replace(" ", "_")
PDF, SCAN, PICTURE = f"{NAME}.pdf", f"{NAME}_스캔.pdf", f"{NAME}_스캔.png"
BUNDLE = f"{NAME}_묶음.zip"
_PARTS = ("Ⅰ", "Ⅱ", "Ⅲ")
_ENCODINGS = ("utf-8-sig", "cp949", "utf-8-sig")
_WRITERS = {
    "txt": txt, "md": md, "html": html, "docx": docx, "xlsx": xlsx, "ods": ods, "hwpx": hwpx,
    "hwp": hwp,
}  # fmt: skip
_ON_FIRST_PAGE = ["인력", "예산"]  # tables that the scan shows


def written() -> dict[str, bytes]:
    """The files whose content depends on the source alone."""
    made = {f"{NAME}.{suffix}": writer.write(REPORT) for suffix, writer in _WRITERS.items()}
    made[f"{NAME}_배포용.hwp"] = hwp_distribution.write(REPORT)
    sheets = sheets_of.sheets(REPORT)[1:]
    for part, sheet, encoding in zip(_PARTS, sheets, _ENCODINGS, strict=True):
        made[f"{NAME}_{part}.csv"] = csv.write(sheet, encoding)
    inside = (f"{NAME}.hwpx", f"{NAME}_Ⅰ.csv", f"{NAME}.txt")
    made[BUNDLE] = with_cp949_names({f"가람구/{name}": made[name] for name in inside})
    return made


def printed() -> dict[str, bytes]:
    """The files that a browser prints and a scanner would make of that."""
    data = pdf.write(REPORT)
    return {PDF: data, SCAN: pdf.scanned_pdf(data, 0), PICTURE: pdf.scanned(data, 0)}


def contents() -> dict[str, Mapping[str, object]]:
    """What of the report each file holds: all, one part, or the tables on a page."""
    held: dict[str, Mapping[str, object]] = {f"{NAME}.{suffix}": {} for suffix in _WRITERS}
    held[f"{NAME}_배포용.hwp"] = {}
    for name in (f"{NAME}.hwpx", f"{NAME}.hwp", f"{NAME}_배포용.hwp", PDF):
        held[name] = {"pages": 4}
    for part in _PARTS:
        held[f"{NAME}_{part}.csv"] = {"part": part}
    held[SCAN] = held[PICTURE] = {"tables": _ON_FIRST_PAGE, "scanned": True}
    return held


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--print", action="store_true", help="also the files that a browser makes")
    arguments = parser.parse_args()
    FILES.mkdir(exist_ok=True)
    made = written() | (printed() if arguments.print else {})
    for name, data in made.items():
        (FILES / name).write_bytes(data)
    (FILES / "truth.json").write_text(truth.as_json(REPORT, contents()), "utf-8")


if __name__ == "__main__":
    main()
