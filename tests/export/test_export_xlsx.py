"""The workbook, looked at inside: numbers are numbers, texts are texts."""

import io
import re
import zipfile
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from export_figures import figure

from assistant.export.as_xlsx import write_xlsx
from assistant.export.columns import COLUMNS

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
POSITIONS = {column.key: position for position, column in enumerate(COLUMNS)}


def parts(*rows, **options):
    out = io.BytesIO()
    assert write_xlsx(rows, out, **options) == len(rows)
    with zipfile.ZipFile(out) as book:
        return {name: book.read(name) for name in book.namelist() if name.endswith(".xml")}


def sheet(*rows):
    return ET.fromstring(parts(*rows)["xl/worksheets/sheet1.xml"])  # noqa: S314 (written just now)


def cell(root, row, key):
    """(type, what it holds) of a cell; row 1 holds the headings."""
    letters = ""
    position = POSITIONS[key] + 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    found = root.find(f".//{SPACE}c[@r='{letters}{row}']")
    if found is None:
        return None
    return found.get("t", "n"), "".join(found.itertext())


def test_headings_stay_in_sight_and_filter():
    root = sheet(figure(), figure())
    first = [cell(root, 1, column.key)[1] for column in COLUMNS]
    assert first == [column.heading for column in COLUMNS]
    pane = root.find(f".//{SPACE}pane")
    assert (pane.get("state"), pane.get("topLeftCell")) == ("frozen", "A2")
    assert root.find(f"{SPACE}autoFilter").get("ref") == "A1:AC3"
    assert len(COLUMNS) == 29  # AC
    assert len(root.findall(f".//{SPACE}col")) > 5


def test_numbers_are_numbers_with_all_digits():
    root = sheet(figure(), figure(value=Decimal("1395.30")), figure(value=Decimal("1E+3")))
    assert cell(root, 2, "value") == ("n", "-834500")
    assert cell(root, 2, "amount") == ("n", "-834500000")
    assert cell(root, 2, "year") == ("n", "2030")
    assert cell(root, 2, "first_line") == ("n", "13")
    kind, text = cell(root, 3, "value")
    assert (kind, Decimal(text)) == ("n", Decimal("1395.3"))
    assert cell(root, 4, "value") == ("n", "1000")


def test_numbers_look_as_precise_as_they_are():
    styles = parts(figure(value=Decimal("1395.30")))["xl/styles.xml"].decode()
    assert "#,##0.00" in styles or 'numFmtId="4"' in styles


@pytest.mark.parametrize("value", ["1234567890123456", "-0.1234567890123456", "123456789012345.6"])
def test_a_number_too_long_for_a_cell_is_a_text_with_all_digits(value):
    assert cell(sheet(figure(value=Decimal(value))), 2, "value") == ("inlineStr", value)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "@SUM(A1)", "-1+1", "{=1}", "https://example.invalid", "mailto:a", "007", "<b>&amp;"],
)
def test_a_text_is_only_a_text(text):
    root = sheet(figure(text=text, row_path=(text,)))
    assert cell(root, 2, "text") == ("inlineStr", text)
    assert cell(root, 2, "row") == ("inlineStr", text)
    assert root.find(f".//{SPACE}f") is None
    assert root.find(f".//{SPACE}hyperlink") is None


def test_a_text_that_looks_like_the_files_own_marks_is_escaped():
    text = "<r><t>위조</t></r>"
    assert cell(sheet(figure(text=text)), 2, "text") == ("inlineStr", f" {text}")


def test_what_is_not_known_is_empty():
    root = sheet(figure(year=None, reading="", section_path=()))
    assert cell(root, 2, "year") is None
    assert cell(root, 2, "reading") is None
    assert cell(root, 2, "section") is None


def test_a_full_sheet_goes_on_in_the_next():
    made = parts(*(figure() for _ in range(5)), most_rows=3)
    names = re.findall(r'<sheet name="([^"]+)"', made["xl/workbook.xml"].decode())
    assert names == ["수치", "수치 2", "수치 3"]
    rows = [made[f"xl/worksheets/sheet{number}.xml"].count(b"<row ") for number in range(1, 4)]
    assert rows == [3, 3, 2]


def test_a_file_that_cannot_be_written_is_the_systems_error():
    class Full(io.BytesIO):
        def write(self, data):
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space") as raised:
        write_xlsx([figure()], Full())
    assert raised.value.errno == 28
