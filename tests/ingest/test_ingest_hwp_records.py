"""HWP 5 files whose records are short, miscounted or nested otherwise than Hancom's."""

from __future__ import annotations

import struct

import pytest
from hwp_making import as_hwp5, cell, edited, grid, paragraph, read, run, said, table, texts
from hwpx.hwp5 import records
from hwpx.hwp5.records import Record

from ingest.content import Content
from ingest.sniffing import FileKind

ROWS = 18  # where the counts of a table's rows begin


def document(*more: str) -> bytes:
    made = table(
        *(cell(row, 0, f"{row}행") + cell(row, 1, f"{row},000") for row in range(4)), size=(4, 2)
    )
    return as_hwp5(paragraph("앞"), paragraph(run(made)), *more, paragraph("뒤"))


def check(content: Content) -> None:
    assert texts(content.items) == ["앞", "뒤"]
    made = grid(content.items)
    assert (made.height, made.width) == (4, 2)
    assert [(each.row, each.column, each.text) for each in made.cells] == [
        (row, column, (f"{row}행", f"{row},000")[column]) for row in range(4) for column in (0, 1)
    ]


@pytest.mark.parametrize("counts", [(2, 2, 2, 0), (1, 1, 1, 1), (0, 0, 0, 0), (2, 2), ()])
def test_cells_that_a_table_does_not_count_are_not_lost(counts: tuple[int, ...]) -> None:
    def miscount(found: list[Record]) -> None:
        made = next(each for each in found if each.tag == records.TABLE)
        rest = made.payload[ROWS + 8 :]
        head = made.payload[:4] + struct.pack("<H", len(counts)) + made.payload[6:ROWS]
        made.payload = head + struct.pack(f"<{len(counts)}H", *counts) + rest

    check(read(edited(document(), miscount), FileKind.HWP))


def test_the_paragraphs_of_a_cell_may_stand_below_its_head() -> None:
    def nest(found: list[Record]) -> None:
        inside = False
        for each in found:
            if each.tag == records.LIST_HEADER:
                inside, level = True, each.level
            elif inside and each.level < level:
                inside = False
            elif inside:
                each.level += 1

    check(read(edited(document(), nest), FileKind.HWP))


def test_a_table_that_the_text_does_not_name_is_not_lost() -> None:
    def unname(found: list[Record]) -> None:
        at = next(n for n, each in enumerate(found) if each.tag == records.TABLE)
        text = [n for n, each in enumerate(found[:at]) if each.tag == records.PARA_TEXT][-1]
        del found[text]

    check(read(edited(document(), unname), FileKind.HWP))


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        (records.CHAR_SHAPE, 50),
        (records.PARA_SHAPE, 40),
        (records.BORDER_FILL, 20),
        (records.STYLE, 14),
        (records.FACE_NAME, 5),
        (records.NUMBERING, 20),
    ],
)
def test_records_of_docinfo_may_be_shorter_than_today(tag: int, size: int) -> None:
    def shorten(found: list[Record]) -> None:
        for each in found:
            if each.tag == tag:
                each.payload = each.payload[:size]

    check(read(edited(document(), shorten, "DocInfo"), FileKind.HWP))


@pytest.mark.parametrize("size", [4, 12, 18, 22])
def test_heads_of_paragraphs_may_be_shorter_than_today(size: int) -> None:
    def shorten(found: list[Record]) -> None:
        for each in found:
            if each.tag == records.PARA_HEADER:
                each.payload = each.payload[:size]

    check(read(edited(document(), shorten), FileKind.HWP))


def test_a_text_longer_than_a_short_record_is_read_whole() -> None:
    long = "예산 " * 3_000 + "3,615,983천원"
    assert texts(read(as_hwp5(paragraph(long)), FileKind.HWP).items) == [long]


def test_a_list_to_choose_from_keeps_what_was_chosen() -> None:
    box = '<hp:comboBox selectedValue=""><hp:listItem displayText="" value="수원시"/></hp:comboBox>'
    content = read(as_hwp5(paragraph(said("기관 ") + run(box))), FileKind.HWP)
    assert texts(content.items) == ["기관 수원시"]
