"""Real workbooks against other libraries: every cell that they see is read, once, as it is."""

from decimal import Decimal

import pytest

from ingest.content import Grid, Line
from ingest.limits import Limits
from ingest.sheets import xls, xlsx
from ingest.sheets.regions import items
from ingest.sheets.visible import view

pytestmark = pytest.mark.samples


def ours(data: bytes, module) -> dict[str, dict[tuple[int, int], str]]:
    book, _ = module.read(data, Limits())
    return {s.name: {(c.row, c.column): c.text for c in s.cells} for s in book.sheets}


def same(shown: str, value) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        digits = Decimal(shown.replace(",", ""))
        return abs(digits - Decimal(repr(value))) <= Decimal("0.05")
    return shown == str(value).replace("\r\n", "\n")


def test_every_cell_of_an_xlsx_is_what_openpyxl_sees(samples):
    import openpyxl

    path = samples / "sheet" / "seoul_expense.xlsx"
    mine = ours(path.read_bytes(), xlsx)
    theirs = openpyxl.load_workbook(path, data_only=True)
    assert list(mine) == theirs.sheetnames
    for sheet in theirs:
        seen = {
            (cell.row - 1, cell.column - 1): cell
            for row in sheet.iter_rows()
            for cell in row
            if str(cell.value or "").strip() or cell.value == 0
        }
        assert mine[sheet.title].keys() == seen.keys()
        wrong = {
            place: (mine[sheet.title][place], cell.value)
            for place, cell in seen.items()
            if not cell.is_date and not same(mine[sheet.title][place], cell.value)
        }
        assert not wrong


@pytest.mark.parametrize(
    "name",
    [
        "expense_form_merged",
        "kordoc_budget",
        "kordoc_facilities",
        "kordoc_minutes",
        "kordoc_population",
        "kordoc_roster",
        "seoul_population",
    ],
)
def test_every_cell_of_an_xls_is_what_xlrd_sees(samples, name):
    import xlrd

    path = samples / "sheet" / f"{name}.xls"
    mine = ours(path.read_bytes(), xls)
    for sheet in xlrd.open_workbook(path).sheets():
        seen = {
            (row, column): sheet.cell_value(row, column)
            for row in range(sheet.nrows)
            for column in range(sheet.ncols)
            if str(sheet.cell_value(row, column)).strip()
        }
        assert mine[sheet.name].keys() == seen.keys()
        assert all(same(mine[sheet.name][place], value) for place, value in seen.items())


@pytest.mark.parametrize(
    "name", ["seoul_expense.xlsx", "expense_form_merged.xls", "seoul_population.xls"]
)
def test_every_cell_is_in_exactly_one_line_or_table(samples, name):
    module = xlsx if name.endswith("x") else xls
    book, _ = module.read((samples / "sheet" / name).read_bytes(), Limits())
    for sheet in book.sheets:
        shown = view(sheet, Limits())
        placed = [
            text
            for item in items(shown, Limits())
            for text in ([item.text] if isinstance(item, Line) else [c.text for c in item.cells])
        ]
        assert sorted(map(squeezed, placed)) == sorted(squeezed(c.text) for c in shown.cells)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_header_of_several_rows_stays_with_its_table(samples):
    from sheet_files import read

    from ingest.sniffing import FileKind

    content = read((samples / "sheet" / "seoul_population.xls").read_bytes(), FileKind.XLS)
    (grid,) = [item for item in content.items if isinstance(item, Grid)]
    assert (grid.height, grid.width) == (29, 14)
    assert "9,926,968" in {cell.text for cell in grid.cells}
