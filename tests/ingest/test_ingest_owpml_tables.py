"""Tables of OWPML as grids: merged cells kept, counts that do not fit not believed."""

from __future__ import annotations

import pytest
from hwp_making import body, cell, grid, package, paragraph, read, run, section, table, texts
from hypothesis import given
from hypothesis import strategies as st

from ingest.content import Grid, Role
from ingest.errors import Hostile, TooLarge
from ingest.limits import Limits
from ingest.model import Trust


def covered(made: Grid) -> dict[tuple[int, int], str]:
    """What each place is covered by; fails where two cells cover the same, or one sticks out."""
    found: dict[tuple[int, int], str] = {}
    for each in made.cells:
        for row in range(each.row, each.row + each.rows):
            for column in range(each.column, each.column + each.columns):
                assert (row, column) not in found
                assert row < made.height
                assert column < made.width
                found[row, column] = each.text
    return found


def test_merged_cells_are_kept() -> None:
    made = grid(
        body(
            paragraph(
                run(
                    table(
                        cell(0, 0, "구분", rows=2) + cell(0, 1, "예산", columns=2),
                        cell(1, 1, "2024") + cell(1, 2, "2025"),
                        cell(2, 0, "계") + cell(2, 1, "1,000") + cell(2, 2, "2,000"),
                        size=(3, 3),
                    )
                )
            )
        )
    )
    assert (made.height, made.width, len(made.places)) == (3, 3, 3)
    assert covered(made) == {
        (0, 0): "구분", (1, 0): "구분", (0, 1): "예산", (0, 2): "예산",
        (1, 1): "2024", (1, 2): "2025", (2, 0): "계", (2, 1): "1,000", (2, 2): "2,000",
    }  # fmt: skip
    assert {place.trust for place in made.places} == {Trust.READ}


def test_a_cell_holds_its_paragraphs_and_the_tables_in_it() -> None:
    inner = paragraph("윗줄") + paragraph(run(table(cell(0, 0, "속")))) + paragraph("아랫줄")
    outer = grid(body(paragraph(run(table(cell(0, 0, inner))))))
    assert outer.cells[0].text == "윗줄\n아랫줄"
    assert isinstance(outer.cells[0].inside[1], Grid)


def test_a_caption_stands_before_its_table_whatever_side_it_is_on() -> None:
    caption = f'<hp:caption side="BOTTOM"><hp:subList>{paragraph("표 1")}</hp:subList></hp:caption>'
    items = body(paragraph(run(table(cell(0, 0, "칸"), inner=caption))))
    assert texts(items, Role.CAPTION) == ["표 1"]
    assert isinstance(items[-1], Grid)


def test_header_cells_are_told() -> None:
    made = grid(
        body(paragraph(run(table(cell(0, 0, "머리", more='header="1"') + cell(0, 1, "값")))))
    )
    assert [each.header for each in made.cells] == [True, False]


def test_headings_that_a_program_sees_in_every_table_are_none() -> None:
    def called(text: str, column: int) -> str:
        return cell(0, column, text, more='header="1"')

    two = paragraph(run(table(called("성명", 0) + called("홍길동", 1), cell(1, 0, "값"))))
    one = paragraph(run(table(called("관리번호", 0) + called("12", 1), size=(1, 2))))
    plain = paragraph(run(table(cell(0, 0, "관리번호") + cell(0, 1, "12"), size=(1, 2))))
    for paragraphs, heads in (((two,), True), ((two, one), False), ((two, one, plain), True)):
        assert grid(body(*paragraphs)).cells[0].header is heads


def test_cells_without_addresses_come_one_after_another() -> None:
    bare = f"<hp:tc><hp:subList>{paragraph('칸')}</hp:subList></hp:tc>"
    assert set(covered(grid(body(paragraph(run(table(bare * 2, bare * 2))))))) == {
        (0, 0), (0, 1), (1, 0), (1, 1),
    }  # fmt: skip


def test_a_span_beyond_all_cells_ends_with_the_table() -> None:
    made = grid(body(paragraph(run(table(cell(0, 0, "갑", 65535, 65535), size=(2, 2))))))
    assert made.height * made.width <= 4


def test_overlapping_cells_are_all_kept_and_not_trusted() -> None:
    rows = (cell(0, 0, "넓은", columns=2) + cell(0, 1, "둘째"), cell(1, 0, "갑") + cell(1, 0, "을"))
    content = read(package(section(paragraph(run(table(*rows))))))
    made = grid(content.items)
    assert {each.text for each in made.cells} == {"넓은", "둘째", "갑", "을"}
    assert covered(made)[0, 1] == "둘째"  # a span too wide never moves another cell
    assert {place.trust for place in made.places} == {Trust.UNCERTAIN}
    assert len(content.warnings) == 1


def at(row: int, column: int, inside: str, rows: int = 1, columns: int = 1) -> str:
    return cell(row, column, inside, rows, columns)


def bare(inside: str, rows: int = 1, columns: int = 1) -> str:
    """A cell without an address."""
    made = cell(0, 0, inside, rows, columns)
    return made.replace('<hp:cellAddr colAddr="0" rowAddr="0"/>', "")


HEAD = at(0, 0, "구분") + at(0, 1, "값")
CONTRADICTING = {
    "rows copied with their address": (
        HEAD, at(1, 0, "갑") + at(1, 1, "1"), at(1, 0, "을") + at(1, 1, "2"),
    ),
    "rows copied, the last one counted": (
        HEAD, at(1, 0, "갑") + at(1, 1, "1"), at(1, 0, "을") + at(1, 1, "2"),
        at(2, 0, "계") + at(2, 1, "3"),
    ),
    "nothing counted": (at(0, 0, "구분") + at(0, 0, "값"), at(0, 0, "갑") + at(0, 0, "1")),
    "counted from one": (at(1, 1, "구분") + at(1, 2, "값"), at(2, 1, "갑") + at(2, 2, "1")),
    "columns counted without the cell from above": (
        at(0, 0, "구분", rows=2) + at(0, 1, "값"), at(1, 0, "1"), at(2, 0, "갑") + at(2, 1, "2"),
    ),
    "blank cells below merged ones": (
        at(0, 0, "구분", columns=2) + at(0, 1, ""), at(1, 0, "갑", rows=2) + at(1, 1, "1"),
        at(2, 0, "") + at(2, 1, "2"),
    ),
}  # fmt: skip
SETTLED = {
    "rows copied with their address": ["구분 값", "갑 1", "을 2"],
    "rows copied, the last one counted": ["구분 값", "갑 1", "을 2", "계 3"],
    "nothing counted": ["구분 값", "갑 1"],
    "counted from one": ["구분 값", "갑 1"],
    "columns counted without the cell from above": ["구분 값", "구분 1", "갑 2"],
    "blank cells below merged ones": ["구분 구분", "갑 1", "갑 2"],
}


@pytest.mark.parametrize("damage", CONTRADICTING)
def test_addresses_that_contradict_each_other_give_way_to_what_fills_the_table(damage: str) -> None:
    rows = CONTRADICTING[damage]
    made = grid(body(paragraph(run(table(*rows, size=(len(rows), 2))))))
    found = covered(made)
    lines = [" ".join(found[row, column] for column in (0, 1)) for row in range(made.height)]
    assert lines == SETTLED[damage]
    assert {place.trust for place in made.places} == {Trust.UNCERTAIN}


def test_cells_without_addresses_leave_room_for_those_that_reach_down() -> None:
    made = grid(
        body(
            paragraph(
                run(
                    table(
                        bare("구분", rows=2) + bare("예산", columns=2),
                        bare("2024") + bare("2025"),
                        bare("계") + bare("1,000") + bare("2,000"),
                    )
                )
            )
        )
    )
    found = covered(made)
    assert [found[row, 1] for row in range(3)] == ["예산", "2024", "1,000"]
    assert [found[row, 0] for row in range(3)] == ["구분", "구분", "계"]
    assert {place.trust for place in made.places} == {Trust.READ}


def test_addresses_may_be_written_by_the_cells_themselves() -> None:
    def own(row: int, column: int, inside: str, rows: int = 1, columns: int = 1) -> str:
        return (
            f'<hp:tc rowAddr="{row}" colAddr="{column}" rowSpan="{rows}" colSpan="{columns}">'
            f"{paragraph(inside)}</hp:tc>"
        )

    rows = (own(0, 0, "구분", rows=2) + own(0, 1, "값"), own(1, 1, "1,000"))
    made = grid(body(paragraph(run(table(*rows)))))
    assert covered(made) == {(0, 0): "구분", (1, 0): "구분", (0, 1): "값", (1, 1): "1,000"}


numbers = st.integers(-2, 6) | st.sampled_from([65535, 2**31, 10**12])


@given(
    st.lists(st.lists(st.tuples(numbers, numbers, numbers, numbers), max_size=4), max_size=4),
    numbers,
    numbers,
)
def test_whatever_the_addresses_no_two_cells_overlap_and_none_is_lost(
    rows: list[list[tuple[int, int, int, int]]], height: int, width: int
) -> None:
    named = [
        "".join(cell(a, b, f"{r}.{c}", s, t) for c, (a, b, s, t) in enumerate(row))
        for r, row in enumerate(rows)
    ]
    items = body(paragraph("본문"), paragraph(run(table(*named, size=(height, width)))))
    cells = [f"{r}.{c}" for r, row in enumerate(rows) for c in range(len(row))]
    if not cells:
        assert texts(items) == ["본문"]
        return
    made = grid(items)
    assert sorted(each.text for each in made.cells) == sorted(cells)
    assert len(made.places) == made.height
    covered(made)


def test_more_cells_than_the_limit_are_refused_before_they_are_laid_out() -> None:
    wide = table(*(cell(row, 400, "칸") for row in range(60)), size=(60, 500))
    with pytest.raises(TooLarge):
        read(package(section(paragraph(run(wide)))), limits=Limits(cells=20_000))


def test_tables_nested_without_end_are_refused() -> None:
    inside = paragraph("속")
    for _ in range(12):
        inside = paragraph(run(table(cell(0, 0, inside))))
    with pytest.raises(Hostile):
        read(package(section(inside)), limits=Limits(depth=10))
    assert read(package(section(inside)), limits=Limits(depth=13)).items
