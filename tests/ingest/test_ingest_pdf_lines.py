"""Lines of PDF files: blanks, paragraphs over several lines, columns, and what is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pdf_making import Sheet, pdf

from ingest.content import Cell, Grid, Item, Line
from ingest.limits import Limits
from ingest.pdf.conservation import is_torn, unequal
from ingest.pdf.geometry import Box, Frame
from ingest.pdf.glyphs import Glyph
from ingest.pdf.lines import Printed, printed
from ingest.pdf.wrapping import in_cell, paragraphs, starts_with_mark
from ingest.readers.pdf import PdfReader
from ingest.sniffing import FileKind


def lines(*sheets: Sheet) -> list[str]:
    content = PdfReader(lambda *_: None).read(pdf(*sheets), FileKind.PDF, Limits())
    return [item.text for item in content.items if isinstance(item, Line)]


def glyphs(text: str, left: float = 50, top: float = 100, step: float = 10) -> list[Glyph]:
    """Korean letters as wide as they are high, blanks half of that."""
    made: list[Glyph] = []
    for letter in text:
        width = step / 2 if letter.isascii() else step
        box: Box = (left, top, left + width, top + 10)
        made.append(Glyph(letter, box, len(made), advance=width))
        left += width
    return made


def line(text: str, left: float = 50, top: float = 100) -> Printed:
    (made,) = printed(glyphs(text, left, top))
    return made


def test_words_and_wide_gaps() -> None:
    assert lines(Sheet().text(50, 100, "two words").text(300, 100, "far")) == ["two words  far"]


def test_blanks_that_only_a_gap_shows() -> None:
    assert lines(Sheet().text(50, 100, "one").text(72, 100, "two")) == ["one two"]


def test_slanted_letters_are_read_as_upright_ones() -> None:
    assert lines(Sheet().slanted(50, 100, "slanted words 12")) == ["slanted words 12"]


def test_figure_and_the_mark_of_its_footnote_are_two() -> None:
    (text,) = lines(Sheet().text(50, 100, "1,234", 12).text(81, 96, "2", 6))
    assert text == "1,234 ²"


def test_raised_marks_and_powers_are_told_and_other_small_figures_are_not() -> None:
    sheet = Sheet().text(50, 100, "km", 12).text(67.2, 96, "2", 6).text(75, 100, "area", 12)
    sheet.text(50, 200, "total", 12).text(73, 196, "12)", 6)
    sheet.text(50, 300, "5.4", 12).text(90, 296, "3.2", 6)  # labels of a drawing
    assert lines(sheet) == ["km² area", "total¹²⁾", "5.4  3.2"]


def test_number_that_is_broken_in_a_narrow_cell_is_whole() -> None:
    sheet = Sheet().ruled([50, 92, 180], [100, 130, 160])
    sheet.text(52, 112, "1,234,56").text(58, 124, "7,890").text(52, 142, "1,000").text(
        52, 154, "200"
    )
    sheet.text(100, 115, "A").text(100, 145, "B")
    content = PdfReader(lambda *_: None).read(pdf(sheet), FileKind.PDF, Limits())
    (grid,) = content.items
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["1,234,567,890", "A", "1,000\n200", "B"]
    assert content.warnings == ()


def test_line_is_read_from_left_to_right_however_it_is_drawn() -> None:
    assert lines(Sheet().text(200, 100, "last").text(50, 100.5, "first")) == ["first  last"]


def test_rows_of_something_are_no_prose() -> None:
    sheet = Sheet()
    for number in range(4):
        sheet.text(50, 100 + 14 * number, f"name {number}").text(
            300, 100 + 14 * number, "1,234 won"
        )
    assert lines(sheet) == [f"name {number}  1,234 won" for number in range(4)]


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet().text(150, 60, "A title that stands over both of the columns")
    sheet.text(290, 810, "- 3 -")
    for number in range(10):
        sheet.text(50, 100 + 14 * number, f"left {number} with words that fill its column.")
        sheet.text(320, 100 + 14 * number, f"right {number} with words that fill its column.")
    found = lines(sheet)
    order = [text.split()[0] for text in found]
    assert order == ["A", *["left"] * 10, *["right"] * 10, "-"]


def test_names_and_values_beside_each_other_are_no_columns() -> None:
    sheet = Sheet()
    for number in range(10):
        sheet.text(50, 100 + 14 * number, f"name of {number}" + " and more" * (number == 3))
        sheet.text(400, 100 + 14 * number, f"{number * 11}" + " won of the year" * (number == 3))
    assert lines(sheet)[1] == "name of 1  11"


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("○ 도심의 저소득층이 살", "수 있도록 한다", "○ 도심의 저소득층이 살 수 있도록 한다"),
        ("도심의 저소득층이 살수", "- 다음 항목", None),
        ("도심의 저소득층이 살수", "2. 다음 항목", None),
        ("도심의 저소득층이 산다.", "다음 문장", None),
        ("도심의 저소득층 10,20", "30명", None),
        ("짧은 줄", "다음 줄", None),
    ],
)
def test_paragraphs_over_two_lines(first: str, second: str, joined: str | None) -> None:
    upper, lower = line(first), line(second, 55, 114)
    right = 50 + 10 * 11
    found = [part.text for part in paragraphs([upper, lower], right)]
    assert found == ([joined] if joined else [first, second])


def test_lines_far_apart_are_two_paragraphs() -> None:
    upper, lower = line("도심의 저소득층이 살수"), line("있다", 50, 140)
    assert len(paragraphs([upper, lower], 160)) == 2


@pytest.mark.parametrize(
    ("first", "second", "width", "text"),
    [
        ("사업", "비", 24, ["사업비"]),
        ("이월", "예상액", 36, ["이월 예상액"]),
        ("결산", "예산", 60, ["결산", "예산"]),
        ("386,659", "1", 36, ["386,659", "1"]),
        ("386,65", "9", 32, ["386,659"]),
        ("사업 과제", "소개", 50, ["사업 과제 소개"]),
    ],
)
def test_lines_of_a_cell(first: str, second: str, width: float, text: list[str]) -> None:
    upper, lower = line(first), line(second, 50, 112)
    assert [part.text for part in in_cell([upper, lower], 48, 48 + width)] == text


@pytest.mark.parametrize(
    "text", ["□ 개요", "1) 목적", "가. 지출", "① 근거", "- 내용", "제3조(정의)"]
)
def test_marks(text: str) -> None:
    assert starts_with_mark(text)


@pytest.mark.parametrize(
    "text", ["다.", "있다. 그리고", "(교육부) 지원", "「주택법」에", "2031년 예산"]
)
def test_no_marks(text: str) -> None:
    assert not starts_with_mark(text)


def cell(text: str) -> Item:
    return Grid(1, 1, (Cell(0, 0, (Line(text),)),), ())


def test_numbers_are_conserved_with_their_signs() -> None:
    page = glyphs("가 1,234 △56")
    assert not unequal(page, [Line("가 1,234"), cell("△56")])
    assert unequal(page, [Line("가 1,23"), cell("4 △56")])
    assert unequal(page, [Line("가 1,234 △"), cell("56")])
    assert unequal(page, [Line("가 1,234"), cell("△56"), Line("56")])
    assert unequal(page, [Line("가 1,234")])


def test_numbers_break_off_where_the_drawing_does() -> None:
    left, right = glyphs("12", 50), glyphs("34", 90)
    assert unequal(left + right, [Line("1234")])
    assert not unequal(left + right, [cell("12"), cell("34")])


def test_word_in_two_cells_is_torn() -> None:
    page = glyphs("(56) 가")
    assert not is_torn(page, {0: (0, 0), 1: (0, 0), 2: (0, 0), 3: (0, 0), 5: (0, 1)})
    assert is_torn(page, {0: (0, 0), 1: (0, 0), 2: (0, 0), 3: (0, 1), 5: (0, 1)})
    assert is_torn(page, {0: (0, 0), 1: (0, 0), 2: (0, 0)})
    apart = glyphs("56", 50) + [replace(glyph, index=glyph.index + 2) for glyph in glyphs("7", 61)]
    assert not is_torn(apart, {0: (0, 0), 1: (0, 0), 2: (0, 1)})


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("reading", range(4))
def test_boxes_are_turned_back_to_what_people_see(turn: int, reading: int) -> None:
    bounds = (10.0, 20.0, 110.0, 220.0)
    box = (15.0, 30.0, 40.0, 35.0)
    read = Frame(bounds, turn, reading).read(*box)
    assert Frame(bounds, turn, reading).shown(read) == Frame(bounds, turn, turn).read(*box)
