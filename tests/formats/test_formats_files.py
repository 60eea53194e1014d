"""The samples of all formats: they are what the source says, and they are what they claim to be."""

from __future__ import annotations

import csv
import datetime
import io
import json
import zipfile
import zlib
from decimal import ROUND_HALF_UP, Decimal

import olefile
import openpyxl
import pypdfium2
import pytest

from ingest.sniffing import FileKind, sniff
from tests.formats import source, truth
from tests.formats.model import Table
from tests.formats.write import BUNDLE, FILES, NAME, PDF, PICTURE, SCAN, contents, written

FIGURES = list(truth.figures(source.REPORT))
WRITTEN = written()


def unpacked(data: bytes) -> object:
    """What a file holds, however it was compressed: another zlib packs the same into other bytes."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [
                (i.filename, i.date_time, unpacked(archive.read(i))) for i in archive.infolist()
            ]
    if data.startswith(b"\xd0\xcf"):
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return {"/".join(p): inflated(ole.openstream(p).read()) for p in ole.listdir()}
    return data


def inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(-15).decompress(data)
    except zlib.error:
        return data


def amount(text: str) -> Decimal:
    """A cell as a number, a missing one as nothing."""
    return Decimal(text.replace(",", "").replace("△", "-").strip("%")) if text != "-" else Decimal()


def column(table: Table, index: int) -> dict[str, Decimal]:
    return {row[0]: amount(row[index]) for row in table.grid[table.header_rows :]}


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_the_kept_file_is_what_the_source_makes(name):
    kept, made = unpacked((FILES / name).read_bytes()), unpacked(WRITTEN[name])
    if name.endswith("배포용.hwp"):
        # compressed first and encrypted then: how it was compressed cannot be undone
        kept.pop("ViewText/Section0")
        made.pop("ViewText/Section0")
    assert kept == made


def test_the_kept_truth_is_that_of_the_source():
    assert (FILES / "truth.json").read_text("utf-8") == truth.as_json(source.REPORT, contents())


def test_every_file_is_listed_and_none_is_large():
    kept = {path.name: path.stat().st_size for path in FILES.iterdir()}
    assert set(kept) == {*contents(), BUNDLE, "truth.json"}
    assert sum(kept.values()) < 1_500_000
    assert kept[SCAN] < 150_000
    assert kept[PICTURE] < 150_000


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (f"{NAME}.txt", FileKind.TEXT),
        (f"{NAME}.md", FileKind.TEXT),
        (f"{NAME}.html", FileKind.HTML),
        (f"{NAME}.docx", FileKind.DOCX),
        (f"{NAME}.xlsx", FileKind.XLSX),
        (f"{NAME}.ods", FileKind.ODS),
        (f"{NAME}.hwpx", FileKind.HWPX),
        (f"{NAME}.hwp", FileKind.HWP),
        (f"{NAME}_배포용.hwp", FileKind.HWP),
        (f"{NAME}_Ⅰ.csv", FileKind.CSV),
        (f"{NAME}_Ⅱ.csv", FileKind.CSV),
        (f"{NAME}_Ⅲ.csv", FileKind.CSV),
        (PDF, FileKind.PDF),
        (SCAN, FileKind.PDF),
        (PICTURE, FileKind.IMAGE),
        (BUNDLE, FileKind.ZIP),
    ],
)
def test_a_file_is_told_by_its_content(name, kind):
    assert sniff((FILES / name).read_bytes()) is kind


def test_there_are_enough_figures_of_all_kinds():
    assert len(FIGURES) == 182
    assert {f.unit for f in FIGURES} == {"명", "천원", "백만원", "%", "건"}
    assert {f.year for f in FIGURES} == {2024, 2025, 2026}
    assert sum(f.value.startswith("-") for f in FIGURES) == 5
    assert sum("." in f.value for f in FIGURES) > 15


def test_a_figure_stands_under_all_labels_that_cover_it():
    (found,) = [f for f in FIGURES if f.printed == "△695"]
    assert found == truth.Stated(
        "-695", "백만원", 2025, "△695", ("자체재원", "세외수입"), ("증감",), "Ⅰ", "세입"
    )


@pytest.mark.parametrize("table", [source.BUDGET, source.PROPOSALS, source.SHARED_COST])
def test_totals_are_the_sums_of_their_columns(table):
    for index, unit in zip(range(1, table.width), table.units * table.width, strict=False):
        if unit not in ("%", ""):
            cells = column(table, index)
            assert cells.pop("합계") == sum(cells.values())


def test_changes_and_rates_are_those_of_the_amounts():
    for row in source.BUDGET.grid[2:]:
        before, _, _, now, _, _, change = map(amount, row[1:])
        assert now - before == change
        for planned, spent, rate in (row[1:4], row[4:7]):
            if rate != "-":
                exact = amount(spent) / amount(planned) * 100
                assert exact.quantize(Decimal("0.1"), ROUND_HALF_UP) == amount(rate)
    for row in source.REVENUE.grid[1:]:
        assert amount(row[3]) - amount(row[2]) == amount(row[4])


def test_both_hwp_formats_hold_the_same_text_for_another_reader():
    from hwpx.document import HwpxDocument

    texts = [
        HwpxDocument.open(io.BytesIO(WRITTEN[f"{NAME}.{suffix}"])).text.plain()
        for suffix in ("hwp", "hwpx")
    ]
    assert texts[0] == texts[1]
    assert "재정 운영의 건전성 확보\t1,286,000\t1,240,310\t96.4" in texts[0]


def test_an_hwp_file_has_no_defects():
    for name in (f"{NAME}.hwp", f"{NAME}_배포용.hwp"):
        data = WRITTEN[name]
        with olefile.OleFileIO(data, raise_defects=olefile.DEFECT_POTENTIAL) as ole:
            assert ole.exists("BodyText/Section0")
            assert ole.exists("ViewText/Section0") is name.endswith("배포용.hwp")


def test_a_spreadsheet_holds_numbers_with_formats_and_not_texts():
    book = openpyxl.load_workbook(io.BytesIO(WRITTEN[f"{NAME}.xlsx"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == 1.054 and cell.number_format == "0.0%" for cell in cells)
    assert any(cell.value == -87600 and "△" in cell.number_format for cell in cells)
    assert sum(isinstance(cell.value, datetime.date) for cell in cells) == 4
    assert len(book["Ⅰ. 일반현황"].merged_cells.ranges) == 12


def test_the_csv_files_are_in_the_encodings_that_a_spreadsheet_writes():
    assert WRITTEN[f"{NAME}_Ⅰ.csv"].startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(WRITTEN[f"{NAME}_Ⅱ.csv"].decode("cp949"))))
    assert ["합계", "1,250", "1,318", "105.4%", "-"] in rows


def test_the_bundle_names_its_files_in_cp949():
    with zipfile.ZipFile(io.BytesIO(WRITTEN[BUNDLE])) as archive:
        entries = archive.infolist()
    assert [e.flag_bits & 0x800 for e in entries] == [0, 0, 0]
    names = [e.filename.encode("cp437").decode("cp949") for e in entries]
    assert names[0] == f"가람구/{NAME}.hwpx"


def test_the_printed_file_has_text_and_its_scan_has_none():
    with pypdfium2.PdfDocument(FILES / PDF) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    assert len(pages) == 4
    assert pages[1].count("동명") == pages[2].count("동명") == 1  # the table runs over two pages
    with pypdfium2.PdfDocument(FILES / SCAN) as document:
        assert document[0].get_textpage().get_text_bounded() == ""


def test_the_truth_can_be_read_without_the_source():
    kept = json.loads((FILES / "truth.json").read_text("utf-8"))
    assert [entry["value"] for entry in kept["figures"]] == [f.value for f in FIGURES]
    assert kept["outline"][0] == {"depth": 1, "title": "일반현황", "part": "Ⅰ"}
