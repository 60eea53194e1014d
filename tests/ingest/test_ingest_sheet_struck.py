"""What is crossed out in a workbook is left out and told, and raised marks do not join figures."""

import struct

from sheet_files import Biff, ods, plain, read, xlsx

from ingest.sniffing import FileKind


def told(content):
    return any("취소선" in warning for warning in content.warnings)


def test_crossed_out_cells_and_parts_of_cells():
    def build(book):
        sheet = book.add_worksheet("예산")
        out, bold = book.add_format({"font_strikeout": True}), book.add_format({"bold": True})
        raised = book.add_format({"font_script": 1})
        sheet.write_row(0, 0, ["구분", "2030", "2031"])
        sheet.write(1, 0, "인구")
        sheet.write_rich_string(1, 1, out, "1,000", bold, " 1,100")
        sheet.write_rich_string(1, 2, bold, "12", raised, "1)")
        sheet.write_row(2, 0, ["세대"])
        sheet.write(2, 1, 500, out)
        sheet.write(2, 2, 600)

    content = read(xlsx(build))
    assert plain(content)[1] == [
        ["구분", "2030", "2031"], ["인구", " 1,100", "12 ¹⁾"], ["세대", "", "600"],
    ]  # fmt: skip
    assert told(content)


def test_crossed_out_cells_of_an_old_workbook():
    book = Biff()
    font = struct.pack("<HHHHHBBBBB", 200, 8, 0x7FFF, 400, 0, 0, 0, 0, 0, 0)
    book.head += book._record(0x31, font)
    book.head += book._record(0xE0, struct.pack("<HHH", 1, 0, 0) + bytes(14))
    for row, label in enumerate(["구분", "인구", "세대"]):
        book.text(row, 0, label)
        book.number(row, 1, row + 5, style=row % 2)
    content = read(book.data(), FileKind.XLS)
    assert plain(content)[1] == [["구분", "5"], ["인구", ""], ["세대", "7"]]
    assert told(content)


def test_crossed_out_parts_of_an_open_document():
    styles = (
        '<style:style style:name="가"><style:text-properties'
        ' style:text-line-through-style="solid"/></style:style>'
    )

    def row(inner, more=""):
        label = "<table:table-cell><text:p>인구</text:p></table:table-cell>"
        value = f"<table:table-cell {more}><text:p>{inner}</text:p></table:table-cell>"
        return f"<table:table-row>{label}{value}</table:table-row>"

    body = (
        row('<text:span text:style-name="가">10</text:span>11')
        + row("5", 'table:style-name="가"')
        + row("7")
    )
    data = ods(f'<table:table table:name="예산">{body}</table:table>', styles)
    content = read(data, FileKind.ODS)
    assert plain(content)[1] == [["인구", "11"], ["인구", ""], ["인구", "7"]]
    assert told(content)
