"""Numbers, frames, equations, fields and forms among the text of OWPML."""

from __future__ import annotations

import pytest
from hwp_making import (
    as_hwp5,
    body,
    cell,
    grid,
    package,
    paragraph,
    read,
    run,
    said,
    section,
    table,
    texts,
)
from hypothesis import given
from hypothesis import strategies as st

from ingest.content import Role
from ingest.owpml import equations
from ingest.sniffing import FileKind


def one(inside: str) -> str:
    (line,) = texts(body(paragraph(inside)))
    return line


def framed(text: str, frame: str = "SHAPE_CIRCLE") -> str:
    return run(f'<hp:compose circleType="{frame}" composeText="{text}"/>')


@pytest.mark.parametrize(
    ("control", "shown"),
    [
        (framed("1"), "① 1,000"),
        (framed("35"), "㉟1,000"),
        (framed("1", "SHAPE_REVERSAL_CIRCLE"), "① 1,000"),
        (framed("99"), "(99)1,000"),
        (framed("2", "SHAPE_RECTANGLE"), "(2)1,000"),
        (framed("○3", "CHAR"), "③ 1,000"),
        (framed("주"), "주1,000"),
        (framed("m2", "CHAR"), "m2 1,000"),
        (framed("123"), "(123)1,000"),
    ],
)
def test_a_number_in_a_frame_is_no_part_of_the_number_behind_it(control: str, shown: str) -> None:
    assert one(control + said("1,000")) == shown


def test_the_number_of_a_note_is_no_part_of_its_first_figure() -> None:
    number = '<hp:ctrl><hp:autoNum num="2" numType="FOOTNOTE"><hp:autoNumFormat type="DIGIT"'
    control = run(f'{number} supscript="1" suffixChar=""/></hp:autoNum></hp:ctrl>')
    assert one(control + said("1,000천원")) == "2 1,000천원"


def test_the_figures_before_and_behind_a_note_are_two() -> None:
    note = run("<hp:ctrl><hp:footNote><hp:subList/></hp:footNote></hp:ctrl>")
    assert one(said("2025") + note + said("1,000")) == "2025 1,000"


@pytest.mark.parametrize(
    ("script", "line"),
    [
        ("{1} over {2}", "1/2"),
        ("{실적} over {목표} times 100", "실적/목표×100"),
        ("{a+b} over {c}", "(a+b)/c"),
        ("{{a} over {b}} over {c}", "(a/b)/c"),
        ("m^2", "m²"),
        ("10^{3}", "10 ³"),
        ("(1+r)^n", "(1+r)^n"),
        ("CO _{2}", "CO2"),
        ("sqrt {x+1}", "√(x+1)"),
        ("left ( {1} over {2} right )", "(1/2)"),
        ('rm "총예산" = 3,615`억원', "총예산=3,615 억원"),
        ("12 34", "12 34"),
        ("", ""),
    ],
)
def test_equations_become_one_line(script: str, line: str) -> None:
    assert equations.printed(script) == line


@given(st.text('{}^_ ab12~`#&"over sqrt()', max_size=60))
def test_no_equation_is_too_strange(script: str) -> None:
    assert isinstance(equations.printed(script), str)


def test_equations_nested_without_end_are_no_harm() -> None:
    assert isinstance(equations.printed("{" * 100_000 + "sqrt " * 100_000), str)


def test_an_equation_in_the_text_is_part_of_it_and_of_no_number() -> None:
    half = run("<hp:equation><hp:script>{1} over {2}</hp:script></hp:equation>")
    assert one(said("1인당 3") + half + said("배")) == "1인당 3 1/2배"
    inside = paragraph(said("면적 ") + half)
    assert grid(body(paragraph(run(table(cell(0, 0, inside)))))).cells[0].text == "면적 1/2"


def test_an_equation_beside_the_text_stands_apart() -> None:
    aside = run(
        '<hp:equation><hp:pos treatAsChar="0"/><hp:script>{1} over {2}</hp:script></hp:equation>'
    )
    items = body(paragraph(aside + said("본문")))
    assert texts(items, Role.BODY) == ["본문"]
    assert texts(items, Role.PICTURE) == ["1/2"]


def field(inside: str, kind: str = "CLICK_HERE", words: str = "예: 1,234명") -> str:
    return (
        f'<hp:ctrl><hp:fieldBegin type="{kind}"><hp:parameters>'
        f'<hp:stringParam name="Direction">{words}</hp:stringParam></hp:parameters></hp:fieldBegin>'
        f"</hp:ctrl><hp:t>{inside}</hp:t><hp:ctrl><hp:fieldEnd/></hp:ctrl>"
    )


@pytest.mark.parametrize(
    ("inside", "shown"), [("예: 1,234명", "인원  끝"), ("300명", "인원 300명 끝"), ("", "인원  끝")]
)
def test_the_guide_of_a_field_that_nobody_filled_in_is_no_value(inside: str, shown: str) -> None:
    assert one(said("인원 ") + run(field(inside)) + said(" 끝")) == shown


def test_what_somebody_wrote_into_a_field_is_its_value_whatever_its_guide_says() -> None:
    written = field("300명", words="300명").replace("<hp:fieldBegin", '<hp:fieldBegin dirty="1"')
    assert one(said("인원 ") + run(written)) == "인원 300명"


@pytest.mark.parametrize("kind", ["FORMULA", "DATE", "CROSSREF", "MAILMERGE", "HYPERLINK"])
def test_what_a_field_shows_is_text(kind: str) -> None:
    assert one(said("합계 ") + run(field("2,000", kind, "2,000")) + said("원")) == "합계 2,000원"


def test_a_number_may_go_on_through_the_ends_of_a_field_and_of_runs() -> None:
    assert (
        one(run(field("3,6", words="?")) + said("15") + run(field(",983", "BOOKMARK")))
        == "3,615,983"
    )


def test_the_formula_of_a_cell_of_hwp5_is_no_text() -> None:
    formula = (
        '<hp:ctrl><hp:fieldBegin id="1" type="FORMULA" fieldid="627469685"><hp:parameters cnt="2">'
        '<hp:stringParam name="Command">=SUM(A1:A9)??%g,;;9,999</hp:stringParam></hp:parameters>'
        '</hp:fieldBegin></hp:ctrl><hp:t>2,000</hp:t><hp:ctrl><hp:fieldEnd beginIDRef="1"/></hp:ctrl>'
    )
    made = table(cell(0, 0, "계") + cell(0, 1, paragraph(run(formula))), size=(1, 2))
    items = read(as_hwp5(paragraph(run(made))), FileKind.HWP).items
    assert [each.text for each in grid(items).cells] == ["계", "2,000"]


def test_what_only_newer_versions_know_is_read_where_there_is_nothing_for_all() -> None:
    newer = f'<hp:case hp:required-namespace="x">{table(cell(0, 0, "새 표"))}</hp:case>'
    usual = f"<hp:default>{table(cell(0, 0, '옛 표'))}</hp:default>"
    for branches, shown in (
        (newer, "새 표"),
        (newer + usual, "옛 표"),
        (newer + "<hp:default/>", "새 표"),
    ):
        items = body(paragraph(run(f"<hp:switch>{branches}</hp:switch>")))
        assert grid(items).cells[0].text == shown


def test_text_that_other_programs_write_without_a_run_is_read() -> None:
    assert one("<hp:t>예산 </hp:t>" + said("3,615천원")) == "예산 3,615천원"
    assert grid(body(paragraph(table(cell(0, 0, "칸"))))).cells[0].text == "칸"


def test_an_equation_of_hwp5_is_part_of_its_sentence() -> None:
    half = (
        '<hp:equation id="1" version="Equation Version 60" baseLine="85" textColor="#000000"'
        ' baseUnit="1000" lineMode="CHAR" font="HYhwpEQ"><hp:sz width="1000" height="1000"/>'
        '<hp:pos treatAsChar="1" vertRelTo="PARA" horzRelTo="PARA"/><hp:outMargin/>'
        "<hp:script>{1} over {2}</hp:script></hp:equation>"
    )
    items = read(as_hwp5(paragraph(said("면적은 3") + run(half) + said("배"))), FileKind.HWP).items
    assert texts(items) == ["면적은 3 1/2배"]


def test_the_lines_of_text_art_are_lines() -> None:
    assert texts(body(paragraph(run('<hp:textart text="2025년␍␊업무보고"/>')))) == [
        "2025년\n업무보고"
    ]


def test_a_table_in_a_box_and_a_box_in_a_cell_are_read() -> None:
    inner = paragraph(run(table(cell(0, 0, "1,234천원"))))
    box = f"<hp:rect><hp:drawText><hp:subList>{inner}</hp:subList></hp:drawText></hp:rect>"
    assert grid(body(paragraph(run(box)))).cells[0].text == "1,234천원"
    words = f"<hp:rect><hp:drawText><hp:subList>{paragraph('5,678')}</hp:subList></hp:drawText></hp:rect>"
    outer = grid(body(paragraph(run(table(cell(0, 0, paragraph(run(words))))))))
    assert outer.cells[0].text == "5,678"


@pytest.mark.parametrize(
    "inside",
    [
        '<hp:ole binaryItemIDRef="ole1"/>',
        "<hp:switch><hp:case><hp:chart/></hp:case><hp:default><hp:ole/></hp:default></hp:switch>",
    ],
)
def test_what_other_programs_put_in_is_told(inside: str) -> None:
    content = read(package(section(paragraph(said("본문") + run(inside)))))
    assert content.warnings == (
        "차트나 다른 프로그램에서 넣은 개체 1개에 든 내용은 읽지 못했습니다.",
    )
