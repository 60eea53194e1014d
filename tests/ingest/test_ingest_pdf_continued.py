"""Tables of PDF files that go on on the next page."""

from __future__ import annotations

from collections.abc import Sequence

from pdf_making import Sheet, pdf

from ingest.content import Content, Grid, Item, Line
from ingest.limits import Limits
from ingest.readers.pdf import PdfReader
from ingest.sniffing import FileKind

XS = [60.0, 160.0, 260.0, 360.0]
HEAD = ["name", "2024", "2025"]


def part(top: float, rows: Sequence[Sequence[str]], xs: Sequence[float] = XS) -> Sheet:
    sheet = Sheet().ruled(xs, [top + 20 * number for number in range(len(rows) + 1)])
    for number, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            if text:
                sheet.text(x + 5, top + 20 * number + 15, text)
    return sheet


def read(*sheets: Sheet) -> Content:
    return PdfReader(lambda *_: None).read(pdf(*sheets), FileKind.PDF, Limits())


def grids(content: Content) -> list[Grid]:
    return [item for item in content.items if isinstance(item, Grid)]


def rows(grid: Grid) -> list[list[str]]:
    return [[c.text for c in grid.cells if c.row == row] for row in range(grid.height)]


def low(*body: Sequence[str]) -> Sheet:
    """A table that ends at the end of its page."""
    return part(780 - 20 * (len(body) + 1), [HEAD, *body])


def test_the_rest_of_a_table_without_a_head_stays_under_it() -> None:
    content = read(low(["A", "1,000", "2,000"]), part(60, [["B", "3,000", "4,000"]]))
    (grid,) = grids(content)
    assert rows(grid) == [HEAD, ["A", "1,000", "2,000"], ["B", "3,000", "4,000"]]
    assert [place.page for place in grid.places] == [1, 1, 2]
    assert [cell.place.page for cell in grid.cells if cell.text == "4,000"] == [2]


def test_a_first_row_of_dashes_is_no_head() -> None:
    rest = [["B", "-", "-"], ["C", "3,000", "4,000"]]
    (grid,) = grids(read(low(["A", "1,000", "2,000"]), part(60, rest)))
    assert rows(grid)[2:] == rest


def test_a_head_that_is_printed_again_is_not_said_again() -> None:
    content = read(low(["A", "1,000", "2,000"]), part(60, [HEAD, ["B", "3,000", "4,000"]]))
    (grid,) = grids(content)
    assert rows(grid) == [HEAD, ["A", "1,000", "2,000"], ["B", "3,000", "4,000"]]


def test_a_head_alone_at_the_end_of_a_page() -> None:
    content = read(low(), part(60, [["A", "1,000", "2,000"], ["B", "3,000", "4,000"]]))
    (grid,) = grids(content)
    assert rows(grid)[:2] == [HEAD, ["A", "1,000", "2,000"]]


def test_over_three_pages_with_running_lines_between() -> None:
    sheets = [
        low(["A", "1,000", "2,000"]),
        part(60, [[f"B{n}", f"{n},100", f"{n},200"] for n in range(1, 36)]),
        part(60, [["C", "5,000", "6,000"]]),
    ]
    for number, sheet in enumerate(sheets, start=1):
        sheet.text(60, 40, "Report of the year").text(290, 820, f"- {number} -")
    (grid,) = grids(read(*sheets))
    assert grid.height == 38
    assert rows(grid)[-1] == ["C", "5,000", "6,000"]


def test_a_label_goes_on_over_the_rows_of_the_next_page() -> None:
    xs, body = [60.0, 160.0, 260.0], ["a", "1,000"]
    first = Sheet().text(65, 715, "group").text(165, 715, "a").text(265, 715, "1,000")
    for sheet, top in ((first, 700), (second := Sheet(), 60)):
        sheet.across(top, 60, 360).across(top + 40, 60, 360).across(top + 20, 160, 360)
        for x in (*xs, 360):
            sheet.down(x, top, top + 40)
    first.text(165, 735, "b").text(265, 735, "2,000")
    second.text(165, 75, "c").text(265, 75, "3,000").text(165, 95, "d").text(265, 95, "4,000")
    (grid,) = grids(read(first, second))
    (group,) = (cell for cell in grid.cells if cell.text == "group")
    assert (group.row, group.rows) == (0, 4)
    assert rows(grid) == [["group", *body], ["b", "2,000"], ["c", "3,000"], ["d", "4,000"]]


def test_a_row_that_is_cut_in_two_is_one() -> None:
    xs = [60.0, 130.0, 260.0, 360.0]
    first = part(740, [["project num", "1,000", "2,000"]], xs)
    second = part(60, [["ber 7", "", ""], ["B", "3,000", "4,000"]], xs)
    (grid,) = grids(read(first, part(60, [["C", "5,000", "6,000"]], xs)))
    assert grid.height == 2
    first = part(720, [["name", "2024", "2025"], ["project num", "1,000", "2,000"]], xs)
    (grid,) = grids(read(first, second))
    assert rows(grid)[1] == ["project num\nber 7", "1,000", "2,000"]
    first = part(720, [["name", "2024", "2025"], ["short", "1,000", "2,000"]], xs)
    (grid,) = grids(read(first, second))
    assert grid.height == 4  # a row of its own: there was room left in the one before


def test_a_row_whose_name_stands_below_the_cut() -> None:
    first = part(720, [HEAD, ["", "1,000", "2,000"]])
    (grid,) = grids(read(first, part(60, [["A", "", ""], ["B", "3,000", "4,000"]])))
    assert rows(grid) == [HEAD, ["A", "1,000", "2,000"], ["B", "3,000", "4,000"]]
    named = part(720, [HEAD, ["A", "1,000", ""]])
    (grid,) = grids(read(named, part(60, [["", "", "2,000"], ["B", "3,000", "4,000"]])))
    assert grid.height == 4


def apart(first: Sheet, second: Sheet) -> bool:
    return len(grids(read(first, second))) == 2


def test_what_is_a_table_of_its_own() -> None:
    table = [["B", "3,000", "4,000"]]
    values = [["item", "staff", "money"], ["C", "3", "4"], ["D", "5", "6"]]
    years = [["item", "2020", "2021"], ["C", "3,000", "4,000"], ["D", "5,000", "6,000"]]
    first = low(["A", "1,000", "2,000"])
    assert apart(first, part(60, values))  # it has a head of its own
    assert apart(first, part(60, years))
    assert apart(first, part(60, table, [60, 180, 260, 360]))  # other columns
    assert apart(first, part(400, table))  # in the middle of its page
    assert apart(first, part(100, table).text(60, 95, "Table 2"))  # a title of its own
    assert apart(part(200, [HEAD, ["A", "1,000", "2,000"]]), part(60, table))
    assert apart(low(["A", "1,000", "2,000"]).text(60, 800, "* source"), part(60, table))


def test_frames_around_text_are_never_one() -> None:
    first, second = Sheet().ruled([60, 360], [600, 780]), Sheet().ruled([60, 360], [60, 200])
    content = read(first.text(65, 620, "first"), second.text(65, 80, "second"))
    assert len(grids(content)) == 2


def test_lines_around_the_table_keep_their_order() -> None:
    first = low(["A", "1,000", "2,000"]).text(60, 100, "before")
    second = part(60, [["B", "3,000", "4,000"]]).text(60, 200, "after")
    items: list[Item] = list(read(first, second).items)
    assert [i.text if isinstance(i, Line) else "grid" for i in items] == ["before", "grid", "after"]
