"""Real PDF files: figures as pdfplumber sees them, and the mistakes that were made once."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from ingest.content import Content, Grid, Item, Line, Role
from ingest.errors import Empty, Locked, Malformed
from ingest.limits import Limits
from ingest.model import Trust
from ingest.pdf.opening import opened
from ingest.pdf.pages import look
from ingest.pdf.pages import read as read_page
from ingest.pdf.textless import textless_pages
from ingest.readers.pdf import PdfReader
from ingest.sniffing import FileKind

pytestmark = pytest.mark.samples

SHEETS = (
    "moel_early_reemploy", "mohw_living_benefit", "mohw_parent_benefit", "molit_happy_housing",
    "molit_jeonse_loan", "mss_startup",
)  # fmt: skip
NUMBER = re.compile(r"[-△▲]?\d[\d,]*(?:\.\d+)?%?")


def read(path: Path) -> Content:
    return PdfReader(lambda *_: None).read(path.read_bytes(), FileKind.PDF, Limits())


def grids(content: Content, page: int) -> list[Grid]:
    return [g for g in content.items if isinstance(g, Grid) and g.places[0].page == page]


def cells(content: Content, page: int) -> list[str]:
    return [cell.text for grid in grids(content, page) for cell in grid.cells]


def lines(content: Content, page: int) -> list[str]:
    return [i.text for i in content.items if isinstance(i, Line) and i.place.page == page]


@pytest.mark.parametrize("name", SHEETS)
def test_figures_are_those_that_pdfplumber_sees(samples: Path, name: str) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    path = samples / "pdf" / f"{name}.pdf"
    content = read(path)
    assert content.warnings == ()
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            seen = Counter(
                text
                for table in page.extract_tables()
                for row in table
                for text in ("".join((cell or "").split(" ")) for cell in row)
                if NUMBER.fullmatch(text)
            )
            ours = Counter("".join(text.split()) for text in cells(content, page=number))
            missing = seen - ours
            assert all(_is_torn(text, ours) for text in missing), (number, missing)
            page.close()


def _is_torn(text: str, ours: Counter[str]) -> bool:
    """pdfplumber's own cut of a cell may lose a last digit to the next one; ours has it whole."""
    return any(len(own) - len(text) in (1, 2) and own.startswith(text) for own in ours)


def test_header_with_a_corner_cut_out(samples: Path) -> None:
    table = grids(read(samples / "pdf" / "mohw_living_benefit.pdf"), 1)[-1]
    found = {cell.text: (cell.row, cell.column, cell.columns) for cell in table.cells}
    assert found["증감"] == (0, 5, 2)
    assert found["(B-A)"] == (1, 5, 1)
    assert found["(B-A)/A"] == (1, 6, 1)
    assert found["1,526,924"] == (2, 5, 1)


def test_rows_between_dotted_rules(samples: Path) -> None:
    table = grids(read(samples / "pdf" / "molit_happy_housing.pdf"), 2)[0]
    assert (table.height, table.width) == (12, 15)
    rows = {c.text: c.row for c in table.cells if c.column == 0 and c.text}
    values = {c.row: c.text for c in table.cells if c.column == 14}
    assert values[rows["ㆍ자치단체자본보조 (330-03)"]] == "154,897"
    assert values[rows["ㆍ일반출자금(460-01)"]] == "373,886"


def test_table_with_open_sides_and_losses(samples: Path) -> None:
    table = grids(read(samples / "pdf" / "fis_loans.pdf"), 5)[-1]
    by_row = {row: [c.text for c in table.cells if c.row == row] for row in range(table.height)}
    assert by_row[0] == ["분야명", "2022년 본예산", "2023년 예산안", "증감폭"]
    assert by_row[4] == ["통일·외교", "1.62", "1.70", "△2.39"]


def test_two_pages_saved_as_one_are_read_one_after_the_other(samples: Path) -> None:
    text = "\n".join(lines(read(samples / "pdf" / "fis_loans.pdf"), 3))
    left, right = text.index("재정융자를 위한 특별회계 제도의 발전"), text.index("<그림 1>")
    assert left < right < text.index("융자 규모의 변화")


def test_pages_of_outlined_letters(samples: Path) -> None:
    first = (samples / "pdf" / "pair_benchmark1.pdf").read_bytes()
    second = (samples / "pdf" / "pair_benchmark2.pdf").read_bytes()
    assert textless_pages(first, Limits()) == [15, 16, 17, 18]
    assert textless_pages(second, Limits()) == [20, 21, 22, 23]


def test_turned_pages_read_as_upright_ones(samples: Path) -> None:
    upright = read(samples / "pdf" / "molit_jeonse_loan.pdf")
    turned = read(samples / "derived" / "rotated_pages.pdf")

    def texts(items: tuple[Item, ...]) -> list[str]:
        return [
            text
            for item in items
            for text in (
                [item.text] if isinstance(item, Line) else [cell.text for cell in item.cells]
            )
        ]

    assert texts(turned.items) == texts(upright.items)


def test_page_numbers_are_running(samples: Path) -> None:
    content = read(samples / "pdf" / "mohw_living_benefit.pdf")
    running = [i.text for i in content.items if isinstance(i, Line) and i.role is Role.RUNNING]
    assert running == ["- 1 -", "- 2 -", "- 3 -", "- 4 -"]


def test_nearly_all_pages_keep_their_numbers(samples: Path) -> None:
    pages = kept = 0
    for path in sorted((samples / "pdf").glob("*.pdf")):
        with opened(path.read_bytes(), Limits()) as document:
            for number in range(1, len(document) + 1):
                seen = look(document, number)
                assert seen is not None
                pages += 1
                kept += read_page(seen, number).conserved
    assert pages > 100
    assert kept >= 0.98 * pages


def test_lines_with_drawn_letters_are_doubted(samples: Path) -> None:
    content = read(samples / "pdf" / "pair_benchmark2.pdf")
    trust = {i.text: i.place.trust for i in content.items if isinstance(i, Line)}
    assert trust["◦ 계량  설정 개 선택"] is Trust.UNCERTAIN  # "(1개 선택)" on the page
    assert trust["□ 사업화 과제 개요 (요약-국문)"] is Trust.READ
    assert any("빠진 글자" in warning for warning in content.warnings)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("encrypted_user_pw1234.pdf", Locked),
        ("truncated.pdf", Malformed),
        ("scan_mohw_senior_jobs.pdf", Empty),
    ],
)
def test_awkward_files(samples: Path, name: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read(samples / "derived" / name)


def test_owner_password_opens(samples: Path) -> None:
    assert read(samples / "derived" / "encrypted_owner_only.pdf").pages == 2
