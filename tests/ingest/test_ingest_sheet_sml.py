"""Workbooks of Excel 2003 as one XML file, and other XML that is no page."""

import pytest
from sheet_files import plain, read

from ingest.errors import Hostile, Malformed, TooLarge, Unsupported
from ingest.limits import Limits
from ingest.sniffing import FileKind, sniff

HEAD = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>"""
STYLES = """<ss:Styles><ss:Style ss:ID="Default"/>
<ss:Style ss:ID="a"><ss:NumberFormat ss:Format="#,##0&quot;천원&quot;"/></ss:Style>
<ss:Style ss:ID="b"><ss:NumberFormat ss:Format="Percent"/></ss:Style>
<ss:Style ss:ID="c"><ss:Font ss:StrikeThrough="1"/></ss:Style>
<ss:Style ss:ID="d"><ss:NumberFormat ss:Format="Short Date"/></ss:Style></ss:Styles>"""


def workbook(*sheets: str, styles=STYLES) -> bytes:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    made = f'{HEAD}<ss:Workbook xmlns:ss="{space}">{styles}{"".join(sheets)}</ss:Workbook>'
    return made.encode()


def sheet(*rows: str, name="예산", columns="", options="") -> str:
    return (
        f'<ss:Worksheet ss:Name="{name}"><ss:Table>{columns}{"".join(rows)}</ss:Table>'
        f"{options}</ss:Worksheet>"
    )


def row(*cells, more="") -> str:
    return f"<ss:Row {more}>{''.join(cells)}</ss:Row>"


def cell(value, kind="String", more="") -> str:
    return f'<ss:Cell {more}><ss:Data ss:Type="{kind}">{value}</ss:Data></ss:Cell>'


def test_cells_are_shown_by_their_formats_where_they_stand():
    data = workbook(
        sheet(
            row(cell("구분", more='ss:MergeDown="1"'), cell("예산", more='ss:MergeAcross="1"')),
            row(cell("금액", more='ss:Index="2"'), cell("비율"), cell("기준일")),
            row(
                cell("계"), cell(1234, "Number", 'ss:StyleID="a"'), cell(0.5, "Number", 'ss:StyleID="b"'),
                cell("2031-05-01T00:00:00.000", "DateTime", 'ss:StyleID="d"'),
            ),
            row(cell("길"), cell(1, "Boolean"), cell("#N/A", "Error"), more='ss:Index="5"'),
        )
    )  # fmt: skip
    assert sniff(data) is FileKind.SML
    content = read(data, FileKind.SML)
    assert plain(content) == [
        "예산",
        [
            ["구분", "예산", "", ""],
            ["", "금액", "비율", "기준일"],
            ["계", "1,234천원", "50.00%", "2031-05-01"],
        ],
        [["길", "TRUE", "#N/A"]],
    ]
    grid = content.items[1]
    assert [(c.rows, c.columns) for c in grid.cells[:2]] == [(2, 1), (1, 2)]
    assert content.items[2].places[0].first_line == 5


def test_what_is_hidden_or_crossed_out_is_left_out_and_told():
    hidden = sheet(
        row(cell("비밀")), name="속", options="<w xmlns='x'><Visible>SheetHidden</Visible></w>"
    )
    data = workbook(
        sheet(
            row(cell("구분"), cell("가"), cell("나"), cell("다")),
            row(
                cell("계"),
                cell(1, "Number"),
                cell(2, "Number"),
                cell(3, "Number", 'ss:StyleID="c"'),
            ),
            row(cell("숨김"), more='ss:Hidden="1"'),
            columns='<ss:Column/><ss:Column ss:Hidden="1"/>',
        ),
        hidden,
    )
    content = read(data, FileKind.SML)
    assert plain(content)[1] == [["구분", "나", "다"], ["계", "2", ""]]
    said = " ".join(content.warnings)
    assert all(word in said for word in ("'속'", "3행", "B열", "취소선"))


def test_a_formula_without_a_result_is_named():
    bare = '<ss:Cell ss:Formula="=SUM(A1)"/>'
    content = read(
        workbook(sheet(row(cell("계"), bare), row(cell("길"), cell("나")))), FileKind.SML
    )
    assert "B1" in content.warnings[0]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (workbook(sheet(row(cell("가"))))[:-30], Malformed),
        (workbook(sheet(row(cell("가"), more='ss:Index="9999999"'))), Malformed),
        (
            HEAD.encode() + b'<!DOCTYPE Workbook [<!ENTITY a "b">]><Workbook><Style/></Workbook>',
            Hostile,
        ),
        (workbook(sheet(*[row(cell("가"), cell("나"))] * 9)), TooLarge),
    ],
)
def test_what_cannot_be_read_is_refused(data, error):
    with pytest.raises(error):
        read(data, FileKind.SML, Limits(cells=10))


@pytest.mark.parametrize(
    "data",
    [
        b"<?xml version='1.0'?>\n<response><body><item>5</item></body></response>",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n\n<html><p>1</p>",
    ],
)
def test_xml_that_is_no_page_and_archived_pages_are_refused(data):
    with pytest.raises(Unsupported):
        sniff(data)


def test_a_page_with_an_xml_declaration_is_a_page():
    assert sniff(b"<?xml version='1.0'?><!DOCTYPE html><html><p>1</p></html>") is FileKind.HTML
