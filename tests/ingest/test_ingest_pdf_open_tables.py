"""Tables of PDF files without column rules, and rows that no line divides."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pdf_making import Sheet, pdf

from ingest.content import Grid
from ingest.limits import Limits
from ingest.readers.pdf import PdfReader
from ingest.sniffing import FileKind

STOPS = (60, 200, 300, 400)
HEAD = ["name", "2024", "2025", "change"]
BODY = [["alpha", "1,234", "2,345", "-111"], ["beta", "12", "3,456", "-"], ["sum", "1", "2", "3"]]


def line(sheet: Sheet, y: float, texts: Sequence[str]) -> None:
    """Names to the left, figures to the right of their columns."""
    for number, (x, text) in enumerate(zip(STOPS, texts, strict=False)):
        if text:
            sheet.text(x if number == 0 else x + 60 - 5.5 * len(text), y, text)


def drawn(rows: Sequence[Sequence[str]], rules: Sequence[float]) -> Sheet:
    sheet = Sheet()
    for number, row in enumerate(rows):
        line(sheet, 115 + 20 * number, row)
    for y in rules:
        sheet.across(y, 55, 465)
    return sheet


def grids(sheet: Sheet) -> list[list[list[str]]]:
    content = PdfReader(lambda *_: None).read(pdf(sheet), FileKind.PDF, Limits())
    found = [item for item in content.items if isinstance(item, Grid)]
    return [
        [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.height)]
        for grid in found
    ]


@pytest.mark.parametrize("rules", [(100, 120, 180), (100, 120, 140, 160, 180)])
def test_level_lines_alone_make_a_table(rules: Sequence[float]) -> None:
    assert grids(drawn([HEAD, *BODY], rules)) == [[HEAD, *BODY]]


def test_two_tables_with_a_line_of_text_between() -> None:
    sheet = drawn([HEAD, *BODY], (100, 120, 180)).text(60, 200, "The second table tells the rest")
    for number, row in enumerate([HEAD, *BODY]):
        line(sheet, 235 + 20 * number, row)
    for y in (220, 240, 300):
        sheet.across(y, 55, 465)
    assert grids(sheet) == [[HEAD, *BODY]] * 2


def test_names_over_groups_of_columns() -> None:
    sheet = Sheet()
    for y in (100, 140, 180):
        sheet.across(y, 55, 465)
    sheet.text(60, 124, "name").text(282, 115, "budget").text(425, 124, "change")
    line(sheet, 135, ["", "2024", "2025"])
    line(sheet, 155, BODY[0])
    line(sheet, 175, BODY[1])
    content = PdfReader(lambda *_: None).read(pdf(sheet), FileKind.PDF, Limits())
    (grid,) = (item for item in content.items if isinstance(item, Grid))
    head = {c.text: (c.row, c.column, c.rows, c.columns) for c in grid.cells if c.row < 2}
    assert head == {
        "name": (0, 0, 2, 1),
        "budget": (0, 1, 1, 2),
        "change": (0, 3, 2, 1),
        "2024": (1, 1, 1, 1),
        "2025": (1, 2, 1, 1),
    }


def test_what_is_not_certain_stays_text() -> None:
    prose = [["words of one line"], ["and of another 12"], ["and 3,456 of a third"]]
    assert grids(drawn(prose, (100, 120, 140, 160))) == []
    assert grids(drawn([["name", "2024", "", "x"], *BODY], (100, 120, 180))) == []  # no name
    wrapped = [HEAD, BODY[0], ["and so on"], BODY[1], BODY[2]]
    assert grids(drawn(wrapped, (100, 120, 200))) == []  # a name of two lines, or two names
    blank = [HEAD, ["", *BODY[0][1:]], *BODY[1:]]
    assert grids(drawn(blank, (100, 120, 180))) == []
    assert grids(drawn([HEAD, *BODY], (100, 180))) == []  # no line under the head


def columns(rows: Sequence[Sequence[str]]) -> Sheet:
    """A table with all its column rules, and no line between the rows of its body."""
    sheet = drawn(rows, ())
    xs, bottom = (55, 190, 275, 370, 465), 100 + 20 * len(rows)
    for y in (100, 120, bottom):
        sheet.across(y, xs[0], xs[-1])
    for x in xs:
        sheet.down(x, 100, bottom)
    return sheet


def test_rows_that_no_line_divides_are_apart_where_each_has_a_name_and_figures() -> None:
    assert grids(columns([HEAD, *BODY])) == [[HEAD, *BODY]]


def test_lines_of_one_row_stay_together() -> None:
    pairs = [HEAD, BODY[0], ["(of it)", "(1)", "(2)", "(3)"]]
    assert grids(columns(pairs)) == [
        [HEAD, ["alpha\n(of it)", "1,234\n(1)", "2,345\n(2)", "-111\n(3)"]]
    ]
    named = [HEAD, BODY[0], ["", *BODY[1][1:]]]
    assert len(grids(columns(named))[0]) == 2
    assert len(grids(columns([HEAD, BODY[0], ["goes on"]]))[0]) == 2
