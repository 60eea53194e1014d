"""What the format says of a line, and where a piece stands."""

from __future__ import annotations

from dataclasses import replace

from ingest_items import drawn, on, report, said

from ingest.content import Cell, Grid, Role
from ingest.lines import BOX
from ingest.model import BlockKind, CellBox, Trust
from ingest.pieces import pieces


def read(*items):
    return list(pieces(items, printed_lines=False))


def test_headings_of_the_format_stand_outside_of_typed_marks():
    outer, inner, marked = read(
        said("예산", Role.HEADING, level=1),
        said("도로", Role.HEADING, level=2),
        said("□ 현황", Role.HEADING, level=3),
    )
    assert outer.rank < inner.rank < BOX == marked.rank
    assert {piece.kind for piece in (outer, inner, marked)} == {"heading"}


def test_bold_that_says_no_word_heads_nothing():
    date, title = read(said("8. 4.>", Role.HEADING), said("8월", Role.HEADING))
    assert (date.kind, title.kind) == ("text", "heading")


def test_text_boxes_title_where_they_are_short():
    title, unit, year = read(
        said("주요 성과", Role.BOX), said("(단위: 천원)", Role.BOX), said("2031. 1.", Role.BOX)
    )
    assert [piece.kind for piece in (title, unit, year)] == ["heading", "text", "text"]


def test_notes_of_the_format_are_notes():
    (note,) = read(said("1) 잠정치임", Role.NOTE))
    assert (note.kind, note.text) == ("note", "1) 잠정치임")


def test_paragraphs_are_not_joined_and_lines_are_counted():
    first, table, last = read(
        said("아주 긴 문장이 끝나지 않고 다음 문단으로 이어지는 것처럼 보임에도"),
        drawn("구분 | 계\n도로 | 3\n공원 | 4"),
        said("다음 문단"),
    )
    assert [(p.first_line, p.last_line) for p in (first, table, last)] == [(1, 1), (2, 4), (5, 5)]


def test_cells_keep_their_boxes_and_rows_their_places():
    (piece,) = read(drawn("구분 | 계\n도로 | 3"))
    assert piece.boxes[3] == CellBox(1, 1, 1, (10, 20, 30, 40))
    assert [place.page for place in piece.row_places] == [1, 1]


def test_rows_that_the_format_calls_headings():
    cells = tuple(
        Cell(r, c, (said(text),), header=r < 2 or c == 0)
        for r, row in enumerate((("가", "나"), ("다", "라"), ("마", "바")))
        for c, text in enumerate(row)
    )
    grid = Grid(3, 2, cells, (on(1),) * 3)
    (piece,) = read(grid)
    assert piece.printed_heads == 2
    none = replace(grid, cells=tuple(replace(cell, header=False) for cell in cells))
    assert read(none)[0].printed_heads == 0


def test_lines_of_a_cell_are_one_text_and_numbers_stay_apart():
    (piece,) = read(drawn("구분 | 계\n도로¶포장 | 1,000¶2,000"))
    assert piece.rows[1] == ("도로 포장", "1,000 2,000")


def test_trust_goes_with_every_statement():
    made = report(
        said("(단위: 천원)"), drawn("구분 | 예산\n도로 | 300\n공원 | 7", trust=Trust.SCANNED)
    )
    amounts = [s for s in made.statements if s.figures]
    assert {s.place.trust for s in amounts} == {Trust.SCANNED}
    assert amounts[0].place.box == (10, 20, 30, 40)
    table = next(block for block in made.blocks if block.kind is BlockKind.TABLE)
    assert table.place.trust is Trust.SCANNED


def test_pages_and_warnings_are_of_the_report():
    made = report(said("내용이 있습니다."))
    assert (made.pages, made.warnings) == (3, ("덜 읽었습니다.",))
