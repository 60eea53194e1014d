import pytest

from ingest.drawn_tables import read


def rows(text, start=0):
    found = read(text.strip("\n").split("\n"), start)
    if found is None:
        return None
    table = found.grid
    return [
        [(c.column, c.rows, c.columns, c.text) for c in table.cells if c.row == r]
        for r in range(table.height)
    ]


def texts(text):
    found = rows(text)
    return found and [[cell[3] for cell in row] for row in found]


SPANNED = """
┌──┬───────┐
│  │ 2031  │
│구├───┬───┤
│분│예산│집행│
├──┼───┼───┤
│가│ 1 │ 2 │
├──┼───┴───┤
│계│  10   │
├──┼───┬───┤
│나│ 5 │△6│
└──┴───┴───┘
"""


def test_missing_rules_are_spans_over_rows_and_columns():
    assert rows(SPANNED) == [
        [(0, 2, 1, "구\n분"), (1, 1, 2, "2031")],
        [(1, 1, 1, "예산"), (2, 1, 1, "집행")],
        [(0, 1, 1, "가"), (1, 1, 1, "1"), (2, 1, 1, "2")],
        [(0, 1, 1, "계"), (1, 1, 2, "10")],
        [(0, 1, 1, "나"), (1, 1, 1, "5"), (2, 1, 1, "△6")],
    ]


@pytest.mark.parametrize(
    "drawing",
    [
        "+------+-------+\n| 구분 | 예산  |\n+======+=======+\n| 꽃길 | △58  |\n+------+-------+",
        "+----+----+\n|구분|예산|\n+----+----+\n|꽃길|△58|\n+----+----+",
        "+----+-----+\n| 구분 | 예산  |\n+----+-----+\n| 꽃길 | △58 |\n+----+-----+",
        "┏━━━┯━━━┓\n┃구분 │예산 ┃\n┣━━━┿━━━┫\n┃꽃길 │△58 ┃\n┗━━━┷━━━┛",
        "╔════╦════╗\n║구분║예산║\n╠════╬════╣\n║꽃길║△58║\n╚════╩════╝",
        "───┬───\n구분 │예산\n───┼───\n꽃길 │△58\n───┴───",
    ],
    ids=["narrow signs", "one each", "not lined up", "heavy", "double", "open sides"],
)
def test_every_way_of_drawing_gives_the_same_cells(drawing):
    assert texts(drawing) == [["구분", "예산"], ["꽃길", "△58"]]


def test_rows_without_rules_between_them_are_rows_where_each_has_figures():
    drawing = "┌──┬──┐\n│구분│예산│\n├──┼──┤\n│꽃길│ 10 │\n│등불│ 20 │\n└──┴──┘"
    assert texts(drawing) == [["구분", "예산"], ["꽃길", "10"], ["등불", "20"]]


def test_a_label_of_two_printed_lines_is_one_cell():
    drawing = "┌────┬──┐\n│물빛과  │    │\n│(꽃길)  │ 30 │\n└────┴──┘"
    assert texts(drawing) == [["물빛과\n(꽃길)", "30"]]


def test_rows_and_cells_know_their_lines():
    lines = ["앞글", *SPANNED.strip("\n").split("\n"), "뒷글"]
    assert read(lines, 0) is None
    found = read(lines, 1)
    assert found.end == len(lines) - 1
    assert [place.first_line for place in found.grid.places] == [3, 5, 7, 9, 11]
    assert found.grid.cells[0].inside[1].place.first_line == 5


@pytest.mark.parametrize(
    "drawing",
    [
        "┌──┬──┐\n│가│나│",
        "┌──┬──┐\n└──┴──┘",
        "┌──┬──┐\n│가│나│다│\n├──┼──┤\n│가│나│\n└──┴──┘",
        "│가│나│\n└──┴──┘",
        "+ 5 + 6",
        "-----\n가 나\n-----",
        "│",
        "",
    ],
    ids=["no end", "no rows", "a stroke too many", "no top", "a sum", "rules", "stroke", "blank"],
)
def test_what_is_no_whole_drawing_is_text(drawing):
    assert rows(drawing) is None


@pytest.mark.samples
def test_the_drawn_twin_of_a_web_table_holds_its_figures(samples):
    lines = (samples / "derived/boxdraw_table.txt").read_text(encoding="utf-8").split("\n")
    table = read(lines, 1).grid
    assert (table.height, table.width) == (11, 7)
    third = [cell.text for cell in table.cells if cell.row == 2]
    assert third == [
        "생활관팀 (올림픽기념국민생활관)", "2,755,815", "34%", "2,813,975", "46%", "△58,160", "",
    ]  # fmt: skip
