"""Files that are broken or made to do harm: always a reason in Korean, never anything else."""

import io
import random
import zipfile

import pytest
from sheet_files import Biff, changed, ods, read, rows_of

from ingest.content import Grid, Line
from ingest.errors import Hostile, IngestError, Locked, Malformed, TooLarge
from ingest.limits import Limits
from ingest.sniffing import FileKind

ROWS = [["구분", "예산", "집행"], *[[f"과{n}", n * 1000, n / 7] for n in range(20)]]
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "'
    + "ha" * 500
    + '">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdef", "bcdefg", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY g SYSTEM "file:///etc/hostname">]>'


def with_doctype(text: str, doctype: str, inside: str) -> str:
    head, _, body = text.partition("?>")
    return f"{head}?>{doctype}{body}".replace("<sheetData>", f"<sheetData>{inside}")


@pytest.mark.parametrize(
    "doctype", [LAUGHS, OUTSIDE, "<!DOCTYPE x>"], ids=["laughs", "outside", "bare"]
)
def test_a_document_type_is_refused(doctype):
    inside = '<row r="1"><c r="A1" t="str"><v>&g;</v></c></row>' if "ENTITY" in doctype else ""
    data = changed(rows_of(ROWS), SHEET, lambda text: with_doctype(text, doctype, inside))
    with pytest.raises(Hostile):
        read(data)


def test_an_entity_in_a_heading_is_refused_too():
    data = changed(
        rows_of(ROWS),
        "xl/workbook.xml",
        lambda text: with_doctype(text, LAUGHS, "").replace('name="예산"', 'name="&g;"'),
    )
    with pytest.raises(Hostile):
        read(data)


def test_a_file_that_unfolds_without_end_is_refused_before_it_is_unfolded():
    bomb = changed(rows_of(ROWS), SHEET, lambda text: text + " " * 40_000_000)
    with pytest.raises(Hostile):
        read(bomb)
    with pytest.raises(TooLarge):
        read(rows_of(ROWS), limits=Limits(expanded_bytes=2000))
    with pytest.raises(TooLarge):
        read(rows_of(ROWS), limits=Limits(entries=3))


def test_a_size_that_is_stated_too_small_unfolds_no_further():
    data = bytearray(rows_of(ROWS))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        member = archive.getinfo(SHEET)
    stated = member.file_size.to_bytes(4, "little")
    assert data.count(stated) >= 2
    with pytest.raises(Malformed):
        read(bytes(data).replace(stated, (100).to_bytes(4, "little")))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[: len(text) // 2],
        lambda text: "",
        lambda text: text.replace('r="A1"', 'r="XFE1"'),
        lambda text: text.replace('<row r="1"', '<row r="0"'),
        lambda text: text.replace("<v>0</v>", "<v>99999</v>"),
    ],
    ids=["cut", "empty", "column beyond the last", "row before the first", "no such text"],
)
def test_a_damaged_sheet_is_refused(change):
    with pytest.raises(Malformed) as caught:
        read(changed(rows_of(ROWS), SHEET, change))
    assert caught.value.remedy


def test_a_part_that_is_said_to_begin_before_the_file():
    data = bytearray(rows_of(ROWS))
    end = data.rfind(b"PK\x05\x06")
    stated = int.from_bytes(data[end + 16 : end + 20], "little")
    data[end + 16 : end + 20] = (stated + 114).to_bytes(4, "little")
    with pytest.raises(Malformed):
        read(bytes(data))


def test_parts_that_are_not_there():
    with pytest.raises(Malformed):
        read(
            changed(
                rows_of(ROWS),
                "xl/_rels/workbook.xml.rels",
                lambda text: text.replace("sheet1", "sheet9"),
            )
        )
    with pytest.raises(Malformed):
        read(
            changed(
                rows_of(ROWS),
                "xl/_rels/workbook.xml.rels",
                lambda text: text.replace("rId1", "rId77"),
            )
        )
    assert (
        len(
            read(
                changed(
                    rows_of(ROWS),
                    "xl/_rels/workbook.xml.rels",
                    lambda text: text.replace("styles.xml", "none.xml"),
                )
            ).items
        )
        == 2
    )


def test_a_member_with_a_password_is_locked():
    data = bytearray(rows_of(ROWS))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.getinfo("xl/workbook.xml").header_offset
    central = data.rindex(b"xl/workbook.xml") - 46
    data[start + 6] |= 1
    data[central + 8] |= 1
    with pytest.raises(Locked):
        read(bytes(data))


def test_depth_without_end_is_refused():
    deep = "<g>" * 5000 + "</g>" * 5000
    with pytest.raises(IngestError):
        read(
            changed(
                rows_of(ROWS), SHEET, lambda text: text.replace("<sheetData>", f"{deep}<sheetData>")
            )
        )


def example(kind: FileKind) -> bytes:
    if kind is FileKind.XLSX:
        return rows_of(ROWS, form="#,##0.0")
    if kind is FileKind.CSV:
        return "\n".join(",".join(f'"{v}"' for v in row) for row in ROWS).encode("cp949")
    if kind is FileKind.ODS:
        cells = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="float" office:value="{v}" table:number-columns-repeated="2"><text:p>{v}</text:p></table:table-cell>'
                for v in row
            )
            + "</table:table-row>"
            for row in ROWS
        )
        return ods(f'<table:table table:name="예산">{cells}</table:table>')
    book = Biff(codes=["#,##0", "yyyy-mm-dd"])
    for row, (label, *values) in enumerate(ROWS[1:]):
        book.row(row)
        book.text(row, 0, label)
        for column, value in enumerate(values, start=1):
            book.number(row, column, value, style=column)
    book.merge(0, 3, 1, 2)
    return book.data()


def damage(data: bytes, seed: int) -> bytes:
    """Bytes changed, cut out, doubled or cut off."""
    chance = random.Random(seed)  # noqa: S311 - the same damage each time
    changed_data = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed_data))
        kind = chance.randrange(5)
        if kind < 2:
            changed_data[at] = chance.randrange(256)
        elif kind == 2:
            del changed_data[at : at + chance.randint(1, 40)]
        elif kind == 3:
            changed_data[at:at] = changed_data[max(at - 30, 0) : at]
        elif chance.random() < 0.2 and at:
            del changed_data[at:]
    return bytes(changed_data)


def repacked(data: bytes, seed: int) -> bytes:
    """An archive whose largest parts are damaged inside, so that its checksums still hold."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", 8) as made:
        for number, member in enumerate(source.infolist()):
            text = source.read(member)
            hit = len(text) > 200 and (seed + number) % 3 == 0
            made.writestr(member.filename, damage(text, seed * 100 + number) if hit else text)
    return target.getvalue()


@pytest.mark.parametrize("kind", [FileKind.XLSX, FileKind.XLS, FileKind.ODS, FileKind.CSV])
def test_damage_of_any_kind_is_read_or_refused(kind):
    data, refused = example(kind), []
    assert read(data, kind).items
    for seed in range(50):
        hurt = (
            repacked(data, seed)
            if seed % 2 and zipfile.is_zipfile(io.BytesIO(data))
            else damage(data, seed)
        )
        try:
            content = read(hurt, kind, Limits(cells=100_000))
        except IngestError as error:
            refused.append(str(error))
            continue
        for item in content.items:
            assert isinstance(item, Line | Grid)
            if isinstance(item, Grid):
                sound(item)
    assert refused or kind is FileKind.CSV
    assert all(reason.endswith("다.") for reason in refused)


def sound(grid: Grid) -> None:
    """No cell reaches over the edge or over another cell."""
    taken: set[tuple[int, int]] = set()
    for cell in grid.cells:
        covered = {
            (r, c)
            for r in range(cell.row, cell.row + cell.rows)
            for c in range(cell.column, cell.column + cell.columns)
        }
        assert not covered & taken
        assert all(r < grid.height and c < grid.width for r, c in covered)
        taken |= covered
    assert len(grid.places) == grid.height
