"""What a workbook shows, format by format: values, merges, and what is hidden."""

import pytest
from sheet_files import Biff, changed, ods, plain, read, rows_of, xlsx

from ingest.content import Grid, Line, Role
from ingest.errors import Empty, Locked, Malformed, TooLarge, Unsupported
from ingest.limits import Limits
from ingest.sniffing import FileKind, sniff

HEAD = ["구분", "예산", "집행"]
BODY = [HEAD, ["총무과", 1200, 0.85], ["기획과", 30, 0.5]]


def grid_of(content) -> Grid:
    (grid,) = [item for item in content.items if isinstance(item, Grid)]
    return grid


# --- XLSX -----------------------------------------------------------------------------------------


def test_a_sheet_is_read_under_its_name_with_the_rows_of_the_sheet():
    content = read(rows_of([["2025년 예산"], [], *BODY]))
    assert plain(content) == [
        "예산",
        "2025년 예산",
        [HEAD, ["총무과", "1200", "0.85"], ["기획과", "30", "0.5"]],
    ]
    heading, title, grid = content.items
    assert (heading.role, heading.level, heading.place.first_line) == (Role.HEADING, 1, None)
    assert title.place.first_line == 1
    assert [place.first_line for place in grid.places] == [3, 4, 5]
    assert content.media_type.endswith("spreadsheetml.sheet")


@pytest.mark.parametrize(
    ("name", "said"), [("Sheet1", False), ("시트1", False), ("Sheet", False), ("총괄", True)]
)
def test_a_sole_sheet_without_a_name_of_its_own_has_no_heading(name, said):
    assert (plain(read(rows_of(BODY, name)))[0] == name) is said


def test_blank_sheets_say_nothing_and_are_no_reason_to_name_the_other():
    def build(book):
        for name in ("Sheet1", "Sheet2", "Sheet3"):
            book.add_worksheet(name)
        book.get_worksheet_by_name("Sheet2").write(0, 0, "예산 총괄")

    assert plain(read(xlsx(build))) == ["예산 총괄"]


def test_kinds_of_values():
    def build(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["가", "나", "다", "라", "마", "바"])
        sheet.write_string(1, 0, "00123")
        sheet.write_boolean(1, 1, True)
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        sheet.write_rich_string(1, 3, book.add_format({"bold": True}), "굵은", " 글자")
        sheet.write_string(1, 4, "첫째\n둘째")
        sheet.write_number(1, 5, 45717, book.add_format({"num_format": "yyyy. m. d."}))

    grid = grid_of(read(xlsx(build)))
    assert [cell.text for cell in grid.cells if cell.row == 1] == [
        "00123",
        "TRUE",
        "#DIV/0!",
        "굵은 글자",
        "첫째\n둘째",
        "2025. 3. 1.",
    ]


def test_the_dates_of_a_1904_workbook():
    def build(book):
        style = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet().write_row(0, 0, ["가", "나"])
        book.worksheets()[0].write(1, 0, "기준일")
        book.worksheets()[0].write_number(1, 1, 44255, style)

    assert "2025-03-01" in plain(read(xlsx(build, date_1904=True)))[0][1]


def test_merged_cells_are_one_and_what_lies_under_them_is_not_shown():
    def build(book):
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 1, 0, "구분")
        sheet.merge_range(0, 1, 0, 2, "2025년")
        sheet.write_row(1, 1, ["예산", "집행"])
        sheet.write_row(2, 0, ["총무과", 10, 20])
        sheet.write(0, 2, "밑에 깔린 값")

    cells = {(c.row, c.column): c for c in grid_of(read(xlsx(build))).cells}
    assert (cells[0, 0].rows, cells[0, 0].columns) == (2, 1)
    assert (cells[0, 1].rows, cells[0, 1].columns) == (1, 2)
    assert "밑에 깔린 값" not in {cell.text for cell in cells.values()}


def test_what_is_hidden_is_not_read_and_is_named():
    def build(book):
        sheet = book.add_worksheet("공개")
        for row, values in enumerate(
            [["구분", "숨김", "예산"], ["가", 1, 2], ["나", 3, 4], ["다", 5, 6]]
        ):
            sheet.write_row(row, 0, values)
        sheet.merge_range(4, 0, 4, 2, "머리 위로 합친 칸")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        book.add_worksheet("비밀").write(0, 0, "999")
        book.get_worksheet_by_name("비밀").hide()

    content = read(xlsx(build))
    grid = grid_of(content)
    assert plain(content)[1] == [["구분", "예산"], ["가", "2"], ["다", "6"]]
    assert plain(content)[2] == "머리 위로 합친 칸"
    assert [place.first_line for place in grid.places] == [1, 2, 4]
    assert len(content.warnings) == 3
    assert "'비밀'" in content.warnings[0]
    assert "3행" in content.warnings[1]
    assert "B열" in content.warnings[2]


def test_a_merged_cell_that_begins_in_a_hidden_row_shows_in_what_is_left_of_it():
    def build(book):
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 2, 0, "본청")
        for row in range(3):
            sheet.write_row(row, 1, [f"과{row}", row + 10])
        sheet.set_row(0, None, None, {"hidden": True})

    grid = grid_of(read(xlsx(build)))
    assert [(c.text, c.row, c.rows) for c in grid.cells if c.column == 0] == [("본청", 0, 2)]


def test_a_workbook_with_nothing_but_hidden_sheets_says_so():
    def build(book):
        book.add_worksheet("빈 시트")
        book.add_worksheet("비밀").write(0, 0, "999")
        book.get_worksheet_by_name("비밀").hide()

    with pytest.raises(Empty, match="보이는 시트") as caught:
        read(xlsx(build))
    assert caught.value.remedy
    with pytest.raises(Empty):
        read(rows_of([[" "]]))


def formulas(recalculated: bool, *values) -> bytes:
    def build(book):
        sheet = book.add_worksheet("예산")
        sheet.write_row(0, 0, HEAD)
        sheet.write(1, 0, "계")
        for column, value in enumerate(values, start=1):
            sheet.write_formula(1, column, "=1+1", None, value)

    data = xlsx(build)
    if not recalculated:
        data = changed(data, "xl/workbook.xml", lambda text: text.replace("fullCalcOnLoad", "x"))
    return data


def test_the_stored_result_of_a_formula_is_what_it_shows():
    content = read(formulas(False, 0, 7))
    assert plain(content)[1][1] == ["계", "0", "7"]
    assert content.warnings == ()


def test_a_formula_without_a_stored_result_is_blank_and_named():
    data = changed(
        formulas(False, 5, 7),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("<v>5</v>", ""),
    )
    content = read(data)
    assert plain(content)[1][1] == ["계", "", "7"]
    assert "B2 칸" in content.warnings[0]


def test_formulas_that_nobody_ever_calculated_are_blank():
    content = read(formulas(True, 0, 0))
    assert plain(content) == ["예산", [HEAD], "계"]
    assert "B2, C2 칸" in content.warnings[0]
    assert "다시 계산" in read(formulas(True, 0, 7)).warnings[0]


def test_the_heading_row_of_a_table_object_is_marked():
    def build(book):
        sheet = book.add_worksheet()
        sheet.add_table(1, 0, 3, 1, {"columns": [{"header": "구분"}, {"header": "예산"}]})
        sheet.write_row(2, 0, ["가", 1])
        sheet.write_row(3, 0, ["나", 2])

    assert [cell.header for cell in grid_of(read(xlsx(build))).cells] == [True, True] + [False] * 4


def test_text_boxes_stand_where_they_begin():
    def build(book):
        sheet = book.add_worksheet("예산")
        sheet.write(5, 0, "아래 글")
        sheet.insert_textbox(1, 0, "상자 안의 제목")
        sheet.insert_textbox(8, 0, "끝 상자")

    items = read(xlsx(build)).items
    assert [(i.text, i.role, i.place.first_line) for i in items if isinstance(i, Line)][1:] == [
        ("상자 안의 제목", Role.BOX, 2),
        ("아래 글", Role.BODY, 6),
        ("끝 상자", Role.BOX, 9),
    ]


def test_cells_and_rows_may_leave_out_where_they_stand():
    bare = '<sheetData><row><c t="inlineStr"><is><t>가</t></is></c><c><v>1</v></c></row><row><c t="str"><v>나_x000A_다</v></c><c><v>2</v></c></row></sheetData>'
    data = changed(
        rows_of([["가"]]),
        "xl/worksheets/sheet1.xml",
        lambda text: (
            text[: text.index("<sheetData>")] + bare + text[text.index("</sheetData>") + 12 :]
        ),
    )
    assert plain(read(data))[1] == [["가", "1"], ["나\n다", "2"]]


def test_the_title_of_the_file_is_kept():
    assert (
        read(
            xlsx(
                lambda book: (
                    book.set_properties({"title": "세출 총괄"}),
                    book.add_worksheet().write(0, 0, "가"),
                )
            )
        ).title
        == "세출 총괄"
    )


def test_a_binary_workbook_is_refused_with_what_to_do():
    data = changed(
        rows_of(BODY), "_rels/.rels", lambda text: text.replace("workbook.xml", "workbook.bin")
    )
    with pytest.raises(Unsupported) as caught:
        read(data)
    assert "XLSX" in caught.value.remedy


def test_too_many_cells_are_refused():
    with pytest.raises(TooLarge):
        read(rows_of([["가", 1]] * 30), limits=Limits(cells=50))
    with pytest.raises(TooLarge):  # few cells, far apart
        read(rows_of([["가"] + [None] * 99 + [1], ["나", 2]]), limits=Limits(cells=50))


# --- XLS ------------------------------------------------------------------------------------------


def test_an_old_workbook_is_shown_by_its_formats():
    book = Biff(codes=['#,##0"천원"', "0.0%", "yyyy. m. d.", "#,##0;△#,##0"])
    for column, text in enumerate(["구분", "예산", "집행률", "기준일", "증감", "참"]):
        book.text(0, column, text)
    book.text(1, 0, "총무과")
    book.number(1, 1, 1234567, style=1)
    book.number(1, 2, 0.853, style=2)
    book.number(1, 3, 45717, style=3)
    book.number(1, 4, -20, style=4)
    book.flag(1, 5, 1, error=False)
    book.text(2, 0, "기획과")
    book.flag(2, 1, 0x17, error=True)
    content = read(book.data(), FileKind.XLS)
    assert plain(content) == [
        "예산",
        [
            ["구분", "예산", "집행률", "기준일", "증감", "참"],
            ["총무과", "1,234,567천원", "85.3%", "2025. 3. 1.", "△20", "TRUE"],
            ["기획과", "#REF!", "", "", "", ""],
        ],
    ]
    assert content.media_type == "application/vnd.ms-excel"


def test_merges_and_hidden_parts_of_an_old_workbook():
    book = Biff()
    book.column(1, 1)
    for row in range(4):
        book.row(row, hidden=row == 2)
        for column in range(4):
            book.number(row, column, row * 10 + column)
    book.merge(0, 0, 2, 3)
    content = read(book.data(), FileKind.XLS)
    assert plain(content)[1] == [["0", "2", ""], ["10", "12", "13"], ["30", "32", "33"]]
    assert grid_of(content).cells[1].columns == 2
    assert ["3행" in content.warnings[0], "B열" in content.warnings[1]] == [True, True]


def test_a_hidden_sheet_of_an_old_workbook_is_not_read():
    book = Biff(visible=False)
    book.text(0, 0, "비밀")
    with pytest.raises(Empty):
        read(book.data(), FileKind.XLS)


@pytest.mark.parametrize(
    "data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Biff().data()[:40]]
)
def test_what_is_no_old_workbook_is_damaged(data):
    with pytest.raises(Malformed):
        read(data, FileKind.XLS)


# --- ODS ------------------------------------------------------------------------------------------


def cell(text, kind="string", more="", value=""):
    stored = f' office:value="{value}"' if value != "" else ""
    return f'<table:table-cell office:value-type="{kind}"{stored} {more}><text:p>{text}</text:p></table:table-cell>'


def table(rows, name="예산", more=""):
    inside = "".join(
        row if row.startswith("<") else f"<table:table-row>{row}</table:table-row>" for row in rows
    )
    return f'<table:table table:name="{name}" {more}>{inside}</table:table>'


def test_an_open_document_shows_what_it_says_it_showed():
    rows = [
        "<table:table-row>" + cell("구분") + cell("예산") + cell("집행률") + "</table:table-row>",
        "<table:table-row>"
        + cell("총무<text:s text:c='2'/>과<text:line-break/>팀")
        + cell("1,234천원", "float", value=1234.4)
        + cell("85%", "percentage", value=0.853)
        + "</table:table-row>",
    ]
    data = ods(table(rows), extra={"meta.xml": '<m xmlns:dc="d"><dc:title>예산서</dc:title></m>'})
    assert sniff(data) is FileKind.ODS
    content = read(data, FileKind.ODS)
    assert plain(content) == [
        "예산",
        [["구분", "예산", "집행률"], ["총무  과\n팀", "1,234천원", "85%"]],
    ]
    assert content.title == "예산서"


def test_repeated_rows_and_columns_are_spread_out_and_blank_ones_are_not():
    rows = [
        "<table:table-row>"
        + cell("구분")
        + cell("0", "float", 'table:number-columns-repeated="3"', 0)
        + '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>',
        '<table:table-row table:number-rows-repeated="2">'
        + cell("가")
        + cell("1", "float", value=1)
        + "</table:table-row>",
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    ]
    content = read(ods(table(rows)), FileKind.ODS)
    assert plain(content)[1] == [["구분", "0", "0", "0"], ["가", "1", "", ""], ["가", "1", "", ""]]
    assert [p.first_line for p in grid_of(content).places] == [1, 2, 3]
    endless = (
        '<table:table-row table:number-rows-repeated="1048576">'
        + cell("가", more='table:number-columns-repeated="16384"')
        + "</table:table-row>"
    )
    with pytest.raises(TooLarge):
        read(ods(table([endless])), FileKind.ODS)


def test_hidden_parts_and_merges_of_an_open_document():
    styles = '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>'
    rows = [
        '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>',
        "<table:table-row>"
        + cell("구분", more='table:number-rows-spanned="2"')
        + cell("숨김")
        + cell("예산")
        + "</table:table-row>",
        "<table:table-row><table:covered-table-cell><text:p>밑</text:p></table:covered-table-cell>"
        + cell("가")
        + cell("본예산")
        + "</table:table-row>",
        '<table:table-row table:visibility="filter">'
        + cell("거른 행")
        + cell("나")
        + cell("1")
        + "</table:table-row>",
        "<table:table-row>"
        + cell("총무과")
        + cell("다")
        + cell("2", "float", value=2)
        + "</table:table-row>",
    ]
    content = read(
        ods(
            table(rows)
            + table(
                ["<table:table-row>" + cell("비밀") + "</table:table-row>"],
                "숨은 표",
                'table:style-name="ta1"',
            ),
            styles,
        ),
        FileKind.ODS,
    )
    assert plain(content)[1] == [["구분", "예산"], ["", "본예산"], ["총무과", "2"]]
    assert grid_of(content).cells[0].rows == 2
    assert [p.first_line for p in grid_of(content).places] == [1, 2, 4]
    assert len(content.warnings) == 3
    assert "'숨은 표'" in content.warnings[0]


def test_cells_of_an_open_document_without_a_text_show_their_value():
    bare = [
        '<table:table-cell office:value-type="float" office:value="0.30000000000000004"/>',
        '<table:table-cell office:value-type="percentage" office:value="0.125"/>',
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
        '<table:table-cell office:value-type="date" office:date-value="2025-03-01"/>',
        '<table:table-cell table:formula="of:=[.A1]"/>',
    ]
    content = read(
        ods(table(["<table:table-row>" + "".join(bare) + "</table:table-row>"])), FileKind.ODS
    )
    assert plain(content)[1] == [["0.3", "12.5%", "TRUE", "2025-03-01"]]
    assert "E1 칸" in content.warnings[0]


def test_a_sign_that_was_a_colour_in_an_open_document():
    styles = (
        '<number:number-style style:name="N1"><style:text-properties fo:color="#ff0000"/></number:number-style>'
        '<style:style style:name="ce1" style:data-style-name="N1"/>'
    )
    row = (
        "<table:table-row>"
        + cell("증감")
        + cell("1,234", "float", 'table:style-name="ce1"', -1234)
        + cell("△5", "float", 'table:style-name="ce1"', -5)
        + "</table:table-row>"
    )
    content = read(ods(table([row]), styles), FileKind.ODS)
    assert plain(content)[1] == [["증감", "-1,234", "△5"]]
    assert len(content.warnings) == 1


def test_a_locked_open_document_is_refused():
    locked = (
        '<m:manifest xmlns:m="x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    )
    with pytest.raises(Locked):
        read(ods("", extra={"META-INF/manifest.xml": locked}), FileKind.ODS)
    with pytest.raises(Empty):
        read(ods(table(["<table:table-row><table:table-cell/></table:table-row>"])), FileKind.ODS)
