import pytest
from sheet_files import plain, read, xlsx

from ingest.sheets import show
from ingest.sheets.codes import parse

SHOWN = [
    # percent, thousands, decimals
    (0.85, "0%", "85%"),
    (0.1234, "0.0%", "12.3%"),
    (1.005, "0.00%", "100.50%"),
    (1234567, "#,##0", "1,234,567"),
    (999, "#,##0", "999"),
    (0, "#,##0", "0"),
    (0, "#,###", ""),
    (12, "0,000", "0,012"),
    (1234.5, "#,##0.00", "1,234.50"),
    (1.005, "0.00", "1.01"),
    (2.5, "0", "3"),
    (-2.5, "0", "-3"),
    (0.5, "#.0#", ".5"),
    (5, "0.##", "5"),
    (5.1, "0.0?", "5.1"),
    (-0.3, "#,##0", "0"),
    (7, "00000", "00007"),
    # signs
    (-455729, "#,##0;△#,##0", "△455,729"),
    (-455729, '#,##0;"▲"#,##0', "▲455,729"),
    (-1234, "#,##0_);(#,##0)", "(1,234)"),
    (-1234, "#,##0;[Red]-#,##0", "-1,234"),
    (-1234, "#,##0_ ;[Red]\\-#,##0\\ ", "-1,234"),
    (-5, "(#,##0)", "-(5)"),
    (-1234, "[$₩-412]#,##0", "-₩1,234"),
    (-3, "0;;", ""),
    (0, '#,##0;-#,##0;"-"', "-"),
    (-1234, '_-* #,##0_-;\\-* #,##0_-;_-* "-"_-;_-@_-', "-1,234"),
    (0, '_-* #,##0_-;\\-* #,##0_-;_-* "-"_-;_-@_-', "-"),
    # conditions
    (1500, '[>=1000]#,##0,"천";0', "2천"),
    (5, '[>=1000]#,##0,"천";0', "5"),
    (-5, '[<0]"△"0;0', "△5"),
    (-5, "[<100]0;0.0", "-5"),
    (150, "[<100]0;0.0", "150.0"),
    # units and literals, with and without quotes
    (1234, '#,##0"천원"', "1,234천원"),
    (3, '0"명"', "3명"),
    (3, "0명", "3명"),
    (-1234, '#,##0"원"', "-1,234원"),
    (5, 'General"원"', "5원"),
    (12345, '0"."000', "12.345"),
    (1012345678, "000-0000-0000", "010-1234-5678"),
    (1234, "₩#,##0", "₩1,234"),
    # scaling
    (1234567, "#,##0,", "1,235"),
    (1234567, '#,##0,"천원"', "1,235천원"),
    (1234567890, "#,##0,,", "1,235"),
    (1234567, "0.0,", "1234.6"),
    # without a format
    (0.1 + 0.2, "General", "0.3"),
    (1 / 3, "General", "0.333333333"),
    (1234567.891234, "General", "1234567.891"),
    (12345678901.55, "General", "12345678902"),
    (45_000_000_000_000, "General", "45000000000000"),
    (0.00001234, "General", "0.00001234"),
    (1e300, "General", "1E+300"),
    (3.14, "@", "3.14"),
    # exponents and fractions
    (123456, "0.00E+00", "1.23E+05"),
    (9.999e5, "0.00E+00", "1.00E+06"),
    (0.00012345, "0.00E+00", "1.23E-04"),
    (12345, "##0.0E+0", "12.3E+3"),
    (1.5, "# ?/?", "1 1/2"),
    (0.25, "# ?/8", "2/8"),
    (2, "# ?/?", "2"),
    (1.5, "?/?", "3/2"),
    # dates and times
    (45717, "yyyy. m. d.", "2025. 3. 1."),
    (45717, 'yyyy"년" m"월" d"일"', "2025년 3월 1일"),
    (45717, "m월 d일", "3월 1일"),
    (45717, "yyyy-mm-dd", "2025-03-01"),
    (45717, "yy/m/d", "25/3/1"),
    (45717, "d-mmm-yy", "1-Mar-25"),
    (45717, "aaaa", "토요일"),
    (45717, "[$-412]ddd", "토"),
    (45717, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2025년 3월 1일 토요일"),
    (45717.75, "h:mm", "18:00"),
    (45717.75, "[$-412]AM/PM h:mm", "오후 6:00"),
    (45717.75, "h:mm AM/PM", "6:00 PM"),
    (45717 + 59.6 / 86400, "hh:mm:ss", "00:01:00"),
    (45717.5, "mm:ss.00", "00:00.00"),
    (1.5, "[h]:mm", "36:00"),
    (1, "yyyy-mm-dd", "1900-01-01"),
    (60, "yyyy-mm-dd", "1900-02-29"),
    (61, "yyyy-mm-dd", "1900-03-01"),
    (2958465, "yyyy-mm-dd", "9999-12-31"),
    (-1, "yyyy-mm-dd", "#####"),
    (2958466, "yyyy-mm-dd", "#####"),
]


@pytest.mark.parametrize(("value", "code", "shown"), SHOWN)
def test_a_number_is_shown_as_its_format_says(value, code, shown):
    assert show.Display().number(value, code) == shown


def test_formats_reach_the_cells_of_a_workbook():
    kept = [one for one in SHOWN if one[2] and one[1] != "General"]

    def build(book):
        sheet = book.add_worksheet()
        for row, (value, code, _) in enumerate(kept):
            sheet.write(row, 0, f"행 {row}")
            sheet.write_number(row, 1, value, book.add_format({"num_format": code}))

    assert plain(read(xlsx(build))) == [[[f"행 {i}", one[2]] for i, one in enumerate(kept)]]


@pytest.mark.parametrize(
    ("number", "value", "shown"),
    [
        (1, 12.6, "13"),
        (3, 1234567, "1,234,567"),
        (9, 0.85, "85%"),
        (14, 45717, "2025-03-01"),
        (31, 45717, "2025년 03월 01일"),
        (41, -1234, "-1,234"),
        (42, 1234, "₩1,234"),
        (200, 1.5, "1.5"),
    ],
)
def test_formats_named_by_number_are_those_of_a_korean_system(number, value, shown):
    from ingest.sheets import builtin

    assert show.Display().number(value, builtin.code(number)) == shown


def test_the_calendar_of_old_macs_begins_in_1904():
    assert show.Display(since_1904=True).number(0, "yyyy-mm-dd") == "1904-01-01"
    assert show.Display(since_1904=True).number(44255, "yyyy-mm-dd") == "2025-03-01"


def test_a_colour_that_was_the_sign_becomes_a_sign():
    display = show.Display()
    assert display.number(-1234, "#,##0;[Red]#,##0") == "-1,234"
    assert display.number(-1234, "#,##0;[빨강]△#,##0") == "△1,234"
    assert (display.coloured, display.unsigned) == (1, 0)


def test_a_negative_number_shown_without_any_sign_is_left_and_counted():
    display = show.Display()
    assert [display.number(-5, "0;0"), display.number(-5, "0;0")] == ["5", "5"]
    assert display.unsigned == 2


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [("총무", '@"과"', "총무과"), ("총무", "#,##0", "총무"), ("총무", ";;;", ""), ("7", "0", "7")],
)
def test_text_is_shown_as_the_section_for_text_says(value, code, shown):
    assert show.text(value, code) == shown


@pytest.mark.parametrize(
    "code", ["", ";", ";;;;;;", '"', "\\", "[", "[[", "_", "0" * 600, "E+", "/", "?/", "[>x]0"]
)
def test_no_format_is_too_odd(code):
    parse(code)
    for value in (0.0, -1.5, 1e308, 5e-324, float("nan"), float("-inf")):
        assert isinstance(show.Display().number(value, code), str)
