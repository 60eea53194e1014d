"""What is laid over or behind the text of a PDF: strokes, highlights, marks, text without ink."""

from __future__ import annotations

from pdf_making import Sheet, pdf

from ingest.content import Content, Grid, Item, Line, Role
from ingest.limits import Limits
from ingest.model import Place, Trust
from ingest.readers.pdf import PdfReader
from ingest.sniffing import FileKind

XS, YS = [60.0, 160.0, 260.0], [100.0, 120.0, 140.0]


def read(sheet: Sheet) -> Content:
    return PdfReader(lambda *_: None).read(pdf(sheet), FileKind.PDF, Limits())


def table(right: str = "1,234") -> Sheet:
    sheet = Sheet().ruled(XS, YS)
    for x, y, text in ((65, 115, "A"), (165, 115, "B"), (65, 135, "C"), (165, 135, right)):
        sheet.text(x, y, text)
    return sheet


def cells(content: Content) -> list[str]:
    return [cell.text for item in content.items if isinstance(item, Grid) for cell in item.cells]


def lines(content: Content) -> list[str]:
    return [item.text for item in content.items if isinstance(item, Line)]


def test_figures_whose_digits_the_library_sees_apart_are_whole() -> None:
    sheet = Sheet().each(60, 100, "1,234", 11.12).each(60, 130, "5,678", 11.12)
    sheet.each(60, 160, "-9,012", 11.12)
    assert lines(read(sheet)) == ["1,234", "5,678", "-9,012"]


def test_a_highlight_bounds_no_cell() -> None:
    sheet = table("")
    sheet.shade(165, 121, 171, 139).text(165, 135, "5").text(170.6, 135, ",000")
    sheet.shade(65, 101, 71.7, 119).text(65, 115, "A")
    assert cells(read(sheet)) == ["A", "B", "C", "5,000"]


def test_struck_figures_are_not_said() -> None:
    sheet = table("").text(165, 135, "3,000").across(131.5, 165, 190).text(200, 135, "4,000")
    content = read(sheet)
    assert cells(content)[3] == "4,000"
    assert content.warnings == ("1쪽에서 취소선이 그어진 글은 읽지 않았습니다.",)


def test_underlined_figures_and_rules_close_by_are_not_struck() -> None:
    sheet = table("").text(165, 135, "3,000").across(136.5, 165, 190)
    sheet.text(70, 200, "total 12").across(196.5, 40, 300)  # far longer than the text
    content = read(sheet)
    assert "3,000" in cells(content)
    assert "total 12" in lines(content)
    assert content.warnings == ()


def test_a_stroke_or_an_underline_divides_no_cell() -> None:
    sheet = table("").text(162, 135, "C" * 13).across(131.5, 161, 257).across(136.5, 62, 75)
    assert cells(read(sheet)) == ["A", "B", "C", ""]
    sheet = (
        Sheet().ruled([60, 100, 140], [100, 120, 140]).text(62, 113, "under it").text(105, 115, "B")
    )
    sheet.text(65, 135, "C").text(105, 135, "1,234").across(114.5, 61, 99)
    assert cells(read(sheet)) == ["under it", "B", "C", "1,234"]


def test_white_on_white_is_not_read_and_white_on_dark_is() -> None:
    sheet = table("").inked(165, 135, "91", "1 g").text(190, 135, "4,000")
    sheet.shade(60, 200, 260, 220, 0.2).inked(65, 215, "head 2025", "1 g")
    content = read(sheet)
    assert cells(content)[3] == "4,000"
    assert "head 2025" in lines(content)


def test_text_without_ink_off_the_page_or_too_small_is_not_read() -> None:
    sheet = table("").inked(165, 135, "82", "3 Tr").text(190, 135, "4,000")
    sheet.text(700, 300, "77").text(60, 300, "66", 1)
    content = read(sheet)
    assert cells(content) == ["A", "B", "C", "4,000"]
    assert lines(content) == []


def test_a_mark_across_the_page_is_in_no_cell() -> None:
    content = read(table().aslant(60, 180, "DRAFT 2025"))
    assert cells(content) == ["A", "B", "C", "1,234"]
    assert all(line.role is Role.RUNNING for line in content.items if isinstance(line, Line))
    assert content.warnings == ()


def test_a_large_mark_behind_a_table_is_in_no_cell() -> None:
    content = read(table().text(65, 140, "2025 88", 60))
    assert cells(content) == ["A", "B", "C", "1,234"]


def test_what_a_scanner_laid_under_its_picture_is_a_guess() -> None:
    sheet = Sheet().scanned()
    for number in range(30):
        sheet.inked(60, 100 + 15 * number, f"line {number}: 1,234", "3 Tr")
    content = read(sheet)
    assert lines(content)[0] == "line 0: 1,234"
    assert all(
        item.place.trust is Trust.SCANNED for item in content.items if isinstance(item, Line)
    )
    assert content.warnings == ("1쪽은 그림에서 글자를 알아본 것이므로 원본과 대조해 주십시오.",)


def test_our_own_recognition_comes_before_that_of_the_scanner() -> None:
    def recognise(_image: object, page: int, _size: tuple[float, float]) -> tuple[Item, ...]:
        return (Line("seen", Place(page=page, trust=Trust.SCANNED)),)

    sheet = Sheet().scanned().inked(60, 100, "guess " * 60, "3 Tr")
    content = PdfReader(recognise).read(pdf(sheet), FileKind.PDF, Limits())
    assert lines(content) == ["seen"]


def test_the_value_of_a_form_field_is_read() -> None:
    sheet = table("").field(163, 135, "7,654")
    assert cells(read(sheet)) == ["A", "B", "C", "7,654"]


def test_text_that_is_printed_twice_is_said_once() -> None:
    sheet = table()
    for x, y, text in ((65, 115, "A"), (165, 115, "B"), (65, 135, "C"), (165, 135, "1,234")):
        sheet.text(x + 0.4, y, text)
    content = read(sheet)
    assert cells(content) == ["A", "B", "C", "1,234"]
    assert content.warnings == ()


def test_a_head_shaded_by_a_line_as_thick_as_its_row() -> None:
    sheet = Sheet()
    sheet.drawn.append("q 20 w 0.2 G 60 732 m 260 732 l S Q")
    sheet.ruled(XS, YS).inked(65, 115, "A", "1 g").inked(165, 115, "B", "1 g")
    sheet.text(65, 135, "C").text(165, 135, "1,234")
    assert cells(read(sheet)) == ["A", "B", "C", "1,234"]
