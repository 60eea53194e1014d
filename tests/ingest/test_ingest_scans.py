"""Real scans: what must come out of them whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

import ingest.ocr
from ingest.content import Grid, Line

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(
        not ingest.ocr.available(), reason="tesseract-ocr와 tesseract-ocr-kor가 없습니다"
    ),
]


def pages(path, numbers):
    import pypdfium2

    document = pypdfium2.PdfDocument(path.read_bytes())
    for number in numbers:
        page = document[number - 1]
        picture = page.render(scale=200 / 72, grayscale=True).to_pil()
        yield ingest.ocr.recognise(picture, number, page.get_size())


def grids(items):
    return [item for item in items if isinstance(item, Grid)]


def test_a_scan_with_skew_and_noise(samples):
    first, second, third = pages(samples / "derived" / "scan_mohw_senior_jobs.pdf", (1, 2, 3))
    assert [(grid.height, grid.width) for grid in grids(first)] == [
        (2, 1), (3, 7), (3, 4), (2, 7), (3, 7),
    ]  # fmt: skip
    totals = [cell.text for cell in grids(first)[-1].cells if cell.row == 2][1:]
    assert totals == ["1,438,070", "1,540,016", "2,026,170", "2,026,370", "486,354", "31.6"]
    assert Decimal("2026370") - Decimal("1540016") == Decimal("486354")
    amounts = [cell.text for cell in grids(third)[0].cells if cell.column == 3][1:]
    assert amounts == ["1,799,455", "196,290", "21,746", "8,742", "137"]
    assert grids(second) == []
    text = "\n".join(item.text for item in second if isinstance(item, Line))
    assert "70개소" in text
    assert "248개소" in text


def test_a_scanned_list_with_a_cell_that_is_struck_out(samples):
    (items,) = pages(samples / "pdf" / "jongno_time.pdf", (1,))
    (grid,) = grids(items)
    rows = [
        [cell.text for cell in grid.cells if cell.row == row and cell.column != 4]
        for row in range(grid.height)
    ]
    assert rows[0] == ["연번", "", "촬영시간", "보관기간"]
    assert [row[0] for row in rows[1:]] == list("123456")
    assert [row[3][-3:].strip() for row in rows[1:]] == ["5일"] * 4 + ["30일"] * 2
