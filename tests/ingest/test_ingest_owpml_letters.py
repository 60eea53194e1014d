"""Raised, lowered and struck-out text, which must not change the figures beside it."""

from __future__ import annotations

import pytest
from hwp_making import (
    as_hwp5,
    body,
    cell,
    edited,
    grid,
    header,
    letters,
    package,
    paragraph,
    read,
    run,
    said,
    section,
    setting,
    table,
    texts,
)
from hwpx.hwp5.docinfo import CharShape
from hwpx.hwp5.records import CHAR_SHAPE, Record

from ingest.content import Content
from ingest.sniffing import FileKind

STRUCK = "취소선이 그어진 글은 읽지 않았습니다."
SHAPES = (
    letters(7, "<hh:supscript/>"),
    letters(8, "<hh:subscript/>"),
    letters(9, '<hh:strikeout shape="SOLID" color="#000000"/>'),
    letters(10, '<hh:strikeout shape="3D" color="#000000"/>'),
    letters(11, setting("relSz", 60) + setting("offset", -30)),
)
UP, DOWN, STRIKE, USUAL, BY_HAND = 7, 8, 9, 10, 11


def as_hwpx(*paragraphs: str, shapes: tuple[str, ...] = SHAPES) -> bytes:
    return package(section(*paragraphs), header=header(*shapes))


@pytest.fixture(params=[FileKind.HWPX, FileKind.HWP])
def kind(request: pytest.FixtureRequest) -> FileKind:
    found = request.param
    assert isinstance(found, FileKind)
    return found


def written(kind: FileKind, *paragraphs: str) -> Content:
    """What is read of these paragraphs, written in the one format or the other."""
    data = as_hwpx(*paragraphs) if kind is FileKind.HWPX else as_hwp5(*paragraphs, shapes=SHAPES)
    return read(data, kind)


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ((said("1,234"), said("1)", UP), said("천원")), "1,234 ¹⁾천원"),
        ((said("면적 500m"), said("2", UP)), "면적 500m²"),
        ((said("10"), said("3", UP), said("명")), "10 ³명"),
        ((said("1,234"), said("*", UP), said("천원")), "1,234천원"),
        ((said("1,234"), said("*", UP), said("567")), "1,234 567"),
        ((said("예산"), said("*", UP)), "예산*"),
        ((said("1,234"), said("1", UP), said("천원")), "1,234 ¹⁾천원"),
        ((said("1,234"), said("주1)", UP), said("천원")), "1,234 ¹⁾천원"),
        ((said("1,234"), said("(1)", UP), said("천원")), "1,234 ¹⁾천원"),
        ((said("1,234"), said("2, 3)", UP), said("천원")), "1,234 ²⁾³⁾천원"),
        ((said("1,234"), said("1)", BY_HAND)), "1,234 ¹⁾"),
        ((said("CO"), said("2", DOWN), said(" 1,000톤")), "CO2 1,000톤"),
        ((said("12"), said("2", DOWN)), "12 ₂"),
        # What is no mark stays as it is, and apart.
        ((said("예산 "), said("3,615,983", UP), said("천원")), "예산 3,615,983천원"),
        ((said("2025"), said("3,615", UP), said("12")), "2025 3,615 12"),
        ((said("예산현황"), said("(단위: 천원)", UP)), "예산현황(단위: 천원)"),
        # Where all is raised, nothing is.
        ((said("3,615", UP), said("천원", UP)), "3,615천원"),
        ((said("45", UP),), "45"),
    ],
)
def test_raised_and_lowered_digits_are_no_part_of_the_number_before_them(
    kind: FileKind, runs: tuple[str, ...], shown: str
) -> None:
    assert texts(written(kind, paragraph("".join(runs))).items) == [shown]


def test_a_footnote_mark_in_a_cell_does_not_lengthen_its_number(kind: FileKind) -> None:
    inside = paragraph(said("1,234") + said("1)", UP))
    made = written(kind, paragraph(run(table(cell(0, 0, "계") + cell(0, 1, inside), size=(1, 2)))))
    assert [each.text for each in grid(made.items).cells] == ["계", "1,234 ¹⁾"]


def test_a_mark_in_a_paragraph_of_its_own_is_no_figure(kind: FileKind) -> None:
    inside = paragraph(said("1,234")) + paragraph(said("1", UP))
    made = written(kind, paragraph(run(table(cell(0, 0, inside) + cell(0, 1, "계"), size=(1, 2)))))
    assert grid(made.items).cells[0].text == "1,234\n¹"


def test_what_is_struck_out_is_left_out_and_told(kind: FileKind) -> None:
    runs = said("예산 ") + said("1,000", STRIKE) + said("2,000천원")
    content = written(kind, paragraph(runs))
    assert texts(content.items) == ["예산 2,000천원"]
    assert STRUCK in content.warnings


def test_digits_do_not_meet_over_what_is_struck_out(kind: FileKind) -> None:
    runs = said("2025") + said("1,000", STRIKE) + said("2,000")
    assert texts(written(kind, paragraph(runs)).items) == ["2025 2,000"]


def test_a_strike_that_hancom_does_not_draw_strikes_nothing_out(kind: FileKind) -> None:
    content = written(kind, paragraph(said("예산 ", USUAL) + said("1,000천원", USUAL)))
    assert texts(content.items) == ["예산 1,000천원"]
    assert content.warnings == ()


def test_a_line_through_the_middle_strikes_out_as_well() -> None:
    through = letters(12, '<hh:underline type="CENTER" shape="SOLID" color="#000000"/>')
    runs = said("1,000", 12) + said("2,000천원")
    assert texts(body(paragraph(runs), header=header(through))) == ["2,000천원"]


def test_a_line_through_the_middle_that_is_not_drawn_strikes_nothing_out() -> None:
    line = '<hh:underline type="CENTER" shape="{}"/><hh:strikeout shape="{}"/>'
    for number, shapes in enumerate((("3D", "NONE"), ("SOLID", "3D")), 12):
        look = letters(number, line.format(*shapes))
        items = body(paragraph(said("1,000천원", number)), header=header(look))
        assert texts(items) == ["1,000천원"]


def test_a_strike_that_says_itself_that_it_is_none_strikes_nothing_out() -> None:
    look = letters(12, '<hh:strikeout type="NONE" shape="SOLID" color="#000000"/>')
    assert texts(body(paragraph(said("1,000천원", 12)), header=header(look))) == ["1,000천원"]


def test_the_old_line_through_the_middle_of_hwp5_strikes_out_as_well() -> None:
    def draw(records: list[Record]) -> None:
        shape = [each for each in records if each.tag == CHAR_SHAPE][STRIKE]
        look = CharShape.decode(shape.payload)
        look.props = look.props & ~(7 << 18) | 2 << 2
        shape.payload = look.encode()

    data = as_hwp5(paragraph(said("1,000", STRIKE) + said("2,000천원")), shapes=SHAPES)
    content = read(edited(data, draw, "DocInfo"), FileKind.HWP)
    assert texts(content.items) == ["2,000천원"]


DELETED = '<hp:deleteBegin Id="{0}" TcId="1"/>'
UNTIL = '<hp:deleteEnd Id="{0}" TcId="1" paraend="{1}"/>'


def test_a_deletion_goes_on_over_paragraphs_until_it_ends() -> None:
    items = body(
        paragraph(run(f"<hp:t>갑 1{DELETED.format(3)} 을 2</hp:t>")),
        paragraph("병 3"),
        paragraph(run(table(cell(0, 0, "지운 표")))),
        paragraph(run(f"<hp:t>정 4{UNTIL.format(3, 0)}무 5</hp:t>")),
        paragraph("기 6"),
    )
    assert texts(items) == ["갑 1", "무 5", "기 6"]
    assert not [item for item in items if not hasattr(item, "text")]


def test_a_deletion_goes_on_over_the_paragraphs_of_a_cell() -> None:
    inside = (
        paragraph(run(f"<hp:t>1,000{DELETED.format(3)}</hp:t>"))
        + paragraph("2,000")
        + paragraph(run(f"<hp:t>3,000{UNTIL.format(3, 0)}</hp:t>"))
    )
    items = body(paragraph(run(table(cell(0, 0, inside) + cell(0, 1, "남은 칸"), size=(1, 2)))))
    assert [each.text for each in grid(items).cells] == ["1,000", "남은 칸"]


def test_a_deletion_that_never_ends_takes_out_no_more_than_its_paragraph() -> None:
    items = body(
        paragraph(run(f"<hp:t>갑{DELETED.format(3)}을</hp:t>")),
        paragraph("병"),
        paragraph(run(f"<hp:t>정{UNTIL.format(4, 1)}</hp:t>")),
    )
    assert texts(items) == ["갑", "병", "정"]


def test_tracked_changes_of_hwp5() -> None:
    changed = (
        "<hp:t>예산 " + DELETED.format(1) + "1,000" + UNTIL.format(1, 0)
        + '<hp:insertBegin Id="2" TcId="2"/>2,000<hp:insertEnd Id="2" TcId="2" paraend="0"/>천원</hp:t>'
    )  # fmt: skip
    items = read(as_hwp5(paragraph(run(changed)), paragraph("끝.")), FileKind.HWP).items
    assert texts(items) == ["예산 2,000천원", "끝."]
