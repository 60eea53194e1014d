"""Ruled tables of PDF files: which rules make cells, and in which cell a character stands."""

from __future__ import annotations

from collections.abc import Sequence

from pdf_making import Sheet, pdf

from ingest.content import Cell, Grid, Line
from ingest.limits import Limits
from ingest.readers.pdf import PdfReader
from ingest.sniffing import FileKind


def grids(sheet: Sheet) -> list[Grid]:
    content = PdfReader(lambda *_: None).read(pdf(sheet), FileKind.PDF, Limits())
    assert content.warnings == ()
    return [item for item in content.items if isinstance(item, Grid)]


def grid(sheet: Sheet) -> Grid:
    (found,) = grids(sheet)
    return found


def shape(found: Grid) -> dict[str, tuple[int, int, int, int]]:
    """Row, column and how many of each, by the text of the cell."""
    return {c.text: (c.row, c.column, c.rows, c.columns) for c in found.cells}


def texts(found: Grid) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(found.height)]
    for cell in found.cells:
        rows[cell.row].append(cell.text)
    return rows


def test_plain_table() -> None:
    sheet = Sheet().ruled([60, 160, 260], [100, 120, 140])
    for x, y, text in ((65, 115, "a"), (165, 115, "b"), (65, 135, "c"), (165, 135, "d")):
        sheet.text(x, y, text)
    found = grid(sheet)
    assert texts(found) == [["a", "b"], ["c", "d"]]
    assert [place.page for place in found.places] == [1, 1]
    assert all(isinstance(cell.inside[0], Line) for cell in found.cells)


def test_last_digit_stays_in_its_cell_where_boxes_are_too_wide() -> None:
    # the box of the last digit begins before the rule and ends behind it
    sheet = Sheet().ruled([60, 102, 160], [100, 120, 140]).text(65, 115, "a").text(110, 115, "b")
    sheet.stepped(63, 135, "386,659", 5.5).stepped(140, 135, "12", 5.5)
    assert texts(grid(sheet)) == [["a", "b"], ["386,659", "12"]]


def test_lone_dash_never_becomes_the_sign_of_the_next_figure() -> None:
    sheet = Sheet().ruled([60, 102, 160], [100, 120, 140]).text(65, 115, "a").text(110, 115, "b")
    sheet.stepped(96, 135, "-", 5.5).stepped(103.5, 135, "133,033", 5.5)
    assert texts(grid(sheet)) == [["a", "b"], ["-", "133,033"]]


def test_figures_that_nearly_touch_are_two_where_a_rule_stands_between_them() -> None:
    sheet = Sheet().ruled([60, 88, 120], [100, 120]).text(64, 115, "1,23").text(88.5, 115, "4,567")
    assert texts(grid(sheet)) == [["1,23", "4,567"]]


def test_merged_cells_by_missing_rules() -> None:
    sheet = Sheet().across(100, 60, 360).across(160, 60, 360).across(120, 160, 360)
    sheet.across(140, 60, 360).down(60, 100, 160).down(160, 100, 160).down(260, 120, 160)
    sheet.down(360, 100, 160)
    for x, y, text in (
        (65, 120, "name"), (165, 115, "both"), (165, 135, "x"), (265, 135, "y"),
        (65, 155, "n"), (165, 155, "1"), (265, 155, "2"),
    ):  # fmt: skip
        sheet.text(x, y, text)
    assert shape(grid(sheet)) == {
        "name": (0, 0, 2, 1), "both": (0, 1, 1, 2), "x": (1, 1, 1, 1), "y": (1, 2, 1, 1),
        "n": (2, 0, 1, 1), "1": (2, 1, 1, 1), "2": (2, 2, 1, 1),
    }  # fmt: skip


def test_cell_with_a_corner_cut_out_is_cut_in_rows() -> None:
    sheet = Sheet().across(100, 60, 160).across(160, 60, 160).across(140, 60, 160)
    sheet.down(60, 100, 160).down(160, 100, 160).across(120, 110, 160).down(110, 120, 160)
    for x, y, text in (
        (65, 115, "change"), (65, 135, "B-A"), (115, 135, "ratio"), (65, 155, "5"),
        (115, 155, "6.0"),
    ):  # fmt: skip
        sheet.text(x, y, text)
    assert shape(grid(sheet)) == {
        "change": (0, 0, 1, 2), "B-A": (1, 0, 1, 1), "ratio": (1, 1, 1, 1),
        "5": (2, 0, 1, 1), "6.0": (2, 1, 1, 1),
    }  # fmt: skip


def test_open_sides_have_columns_too() -> None:
    sheet = Sheet().across(100, 60, 360).across(120, 60, 360).across(140, 60, 360)
    sheet.down(160, 100, 140).down(260, 100, 140)
    for x, y, text in (
        (65, 115, "a"), (165, 115, "b"), (265, 115, "c"), (65, 135, "1"), (165, 135, "2"),
        (265, 135, "3"),
    ):  # fmt: skip
        sheet.text(x, y, text)
    assert texts(grid(sheet)) == [["a", "b", "c"], ["1", "2", "3"]]


def test_dotted_rule_between_two_rules_divides_rows() -> None:
    sheet = Sheet().ruled([60, 160, 260], [100, 140]).dotted(120, 60, 260)
    for x, y, text in ((65, 115, "a"), (165, 115, "10"), (65, 135, "b"), (165, 135, "20")):
        sheet.text(x, y, text)
    assert texts(grid(sheet)) == [["a", "10"], ["b", "20"]]


def test_dotted_line_that_ends_in_the_open_divides_nothing() -> None:
    sheet = Sheet().ruled([60, 160, 260], [100, 140]).dotted(120, 180, 240)
    sheet.text(65, 115, "a").text(190, 118, "10").text(190, 135, "20")
    assert texts(grid(sheet)) == [["a", "10\n20"]]


def test_edges_of_header_shades_are_rules_and_those_of_marked_words_are_not() -> None:
    sheet = Sheet().across(120, 60, 260).across(140, 60, 260).down(160, 120, 140)
    sheet.down(60, 120, 140).down(260, 120, 140)
    sheet.shade(60, 100, 160, 120).shade(160, 100, 260, 120).shade(170, 124, 200, 138)
    for x, y, text in ((65, 115, "a"), (165, 115, "b"), (65, 135, "1"), (175, 135, "2 3 4 5 6")):
        sheet.text(x, y, text)
    assert texts(grid(sheet)) == [["a", "b"], ["1", "2 3 4 5 6"]]


def test_bars_drawn_behind_figures_bound_no_cell() -> None:
    sheet = Sheet().ruled([60, 160, 260], [100, 120, 140, 160])
    for y, end, text in ((101, 215, "1,234"), (121, 187, "5,678"), (141, 240, "9,012")):
        sheet.shade(160, y, end, y + 18).text(65, y + 14, "A").text(165, y + 14, text)
    assert [cell.text for cell in grid(sheet).cells] == ["A", "1,234", "A", "5,678", "A", "9,012"]


def test_shade_of_the_page_is_no_rule() -> None:
    sheet = Sheet().shade(0, 0, 595, 842, 0.9).ruled([60, 160], [100, 120])
    sheet.text(65, 115, "a").text(65, 300, "below")
    assert texts(grid(sheet)) == [["a"]]


def test_double_rules_make_no_row() -> None:
    sheet = Sheet().ruled([60, 160, 260], [100, 120, 140]).across(122, 60, 260)
    sheet.down(258, 100, 140).text(65, 115, "a").text(65, 135, "b").text(170, 135, "7")
    found = grid(sheet)
    assert (found.height, found.width) == (2, 2)


def test_rule_drawn_in_pieces_is_one() -> None:
    sheet = Sheet().ruled([60, 260], [100, 120, 140])
    for y in (100, 113, 127):
        sheet.down(160, y, y + 13)
    sheet.text(65, 115, "a").text(165, 115, "b").text(65, 135, "c").text(165, 135, "d")
    assert texts(grid(sheet)) == [["a", "b"], ["c", "d"]]


def summary_rows(middle: list[tuple[float, str]]) -> Grid:
    sheet = Sheet()
    for y in (100, 120, 140, 160):
        sheet.across(y, 60, 360)
    for x in (60, 360):
        sheet.down(x, 100, 160)
    for x in (160, 260):
        sheet.down(x, 100, 120).down(x, 140, 160)
    for y, cells in (
        (115, [(65, "name"), (170, "2030"), (270, "2031")]), (135, middle),
        (155, [(65, "part"), (170, "10"), (270, "20")]),
    ):  # fmt: skip
        for x, text in cells:
            sheet.text(x, y, text)
    return grid(sheet)


def test_summary_row_without_column_rules_gets_them() -> None:
    found = summary_rows([(65, "sum"), (170, "1,110"), (270, "-2,220")])
    assert texts(found)[1] == ["sum", "1,110", "-2,220"]


def parted_by(total: Sequence[tuple[float, str]]) -> list[Grid]:
    """A head, a row without any column rules, and two more rows."""
    xs = [60.0, 160.0, 260.0, 360.0]
    sheet = Sheet().ruled(xs, [100, 120]).ruled(xs, [140, 160, 180])
    for y, row in ((115, ("name", "2024", "2025")), (155, ("A", "1", "2")), (175, ("B", "3", "4"))):
        for x, text in zip(xs, row, strict=False):
            sheet.text(x + 5, y, text)
    for x, text in total:
        sheet.text(x, 135, text)
    content = PdfReader(lambda *_: None).read(pdf(sheet), FileKind.PDF, Limits())
    return [item for item in content.items if isinstance(item, Grid)]


def test_a_summary_row_without_any_column_rules_does_not_end_its_table() -> None:
    (grid,) = parted_by([(65, "total"), (165, "4"), (265, "6")])
    assert [cell.text for cell in grid.cells if cell.row == 1] == ["total", "4", "6"]
    assert grid.height == 4


def test_a_line_of_text_between_two_tables_does() -> None:
    assert len(parted_by([(65, "The second table tells of other things")])) == 2


def test_words_across_a_column_are_one_cell() -> None:
    words = [(65, "words that run on, through 2030 and 2031, to the right")]
    assert texts(summary_rows(words))[1] == [words[0][1]]


def test_one_figure_makes_no_summary_row() -> None:
    assert len(texts(summary_rows([(65, "all"), (270, "5")]))[1]) == 1


def test_table_in_a_cell_is_nested() -> None:
    sheet = Sheet().ruled([60, 160, 460], [100, 200]).ruled([200, 300, 400], [130, 150, 170])
    sheet.text(65, 115, "outer").text(180, 115, "above").text(180, 190, "below")
    for x, y, text in ((210, 145, "a"), (310, 145, "b"), (210, 165, "1"), (310, 165, "2")):
        sheet.text(x, y, text)
    found = grid(sheet)
    holder: Cell = found.cells[1]
    above, inner, below = holder.inside
    assert isinstance(above, Line)
    assert isinstance(inner, Grid)
    assert isinstance(below, Line)
    assert (above.text, below.text) == ("above", "below")
    assert texts(inner) == [["a", "b"], ["1", "2"]]


def test_frame_around_prose_is_a_grid_of_one_cell() -> None:
    sheet = Sheet().ruled([60, 460], [100, 150]).text(70, 115, "prose in a frame")
    found = grid(sheet)
    assert (found.height, found.width) == (1, 1)
    assert found.cells[0].text == "prose in a frame"


def test_frame_of_the_page_and_empty_frames_are_no_tables() -> None:
    sheet = Sheet().ruled([10, 585], [10, 832]).ruled([60, 160], [300, 400])
    assert grids(sheet.text(65, 115, "text")) == []


def test_tables_stand_between_the_lines_around_them() -> None:
    sheet = Sheet().text(60, 80, "before").ruled([60, 160], [100, 120]).text(65, 115, "in")
    sheet.text(60, 160, "after")
    content = PdfReader(lambda *_: None).read(pdf(sheet), FileKind.PDF, Limits())
    kinds = [item.text if isinstance(item, Line) else "grid" for item in content.items]
    assert kinds == ["before", "grid", "after"]


def test_two_numbers_of_a_cell_stay_on_two_lines() -> None:
    sheet = (
        Sheet().ruled([60, 104, 160], [100, 140]).text(63, 115, "661,183").text(63, 128, "4,661")
    )
    sheet.text(110, 115, "x")
    assert grid(sheet).cells[0].text == "661,183\n4,661"


def test_text_turned_aside_in_a_cell_is_one_line() -> None:
    sheet = (
        Sheet()
        .ruled([60, 90, 260], [100, 200])
        .turned(80, 180, "aside 2031")
        .text(100, 150, "a cell of upright words")
    )
    assert texts(grid(sheet)) == [["aside 2031", "a cell of upright words"]]
