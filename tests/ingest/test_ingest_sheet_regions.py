"""Where tables begin and end, on small made-up sheets."""

import pytest

from ingest.content import Line
from ingest.limits import Limits
from ingest.sheets.book import Merge, Sheet, Shown
from ingest.sheets.regions import items
from ingest.sheets.visible import view


def sheet_of(drawing: str, merges=(), ruled="", ruled_rows=()) -> Sheet:
    """A sheet drawn with bars; `ruled` are the rows (from 0) whose cells have lines at their sides."""
    sheet = Sheet("예산", merges=[Merge(*merge) for merge in merges], ruled_rows=set(ruled_rows))
    for r, line in enumerate(drawing.split("\n")):
        for c, text in enumerate(line.split("|")):
            if text.strip():
                number = text.strip().replace(",", "").isdecimal()
                sheet.cells.append(Shown(r, c, text.strip(), number, str(r) in ruled))
    return sheet


def pieces(*args, **options):
    """Lines as texts, grids as (first row, last row, first row's texts, height and width)."""
    found = items(view(sheet_of(*args, **options), Limits()), Limits())
    return [
        item.text
        if isinstance(item, Line)
        else (
            item.places[0].first_line,
            item.places[-1].last_line,
            "|".join(cell.text for cell in item.cells if cell.row == 0),
            item.width,
        )
        for item in found
    ]


def test_title_unit_table_and_note():
    assert pieces(
        "2025년 예산\n\n||(단위: 천원)\n구분|예산|집행\n가|1|2\n나|3|4\n※ 집행은 1월 말"
    ) == [
        "2025년 예산",
        "(단위: 천원)",
        (4, 6, "구분|예산|집행", 3),
        "※ 집행은 1월 말",
    ]


def test_the_table_begins_right_below_its_title():
    assert pieces("예산 총괄\n||단위 : 백만원\n구분|예산|집행\n가|1|2") == [
        "예산 총괄",
        "단위 : 백만원",
        (3, 4, "구분|예산|집행", 3),
    ]


def test_a_date_at_the_left_and_a_unit_at_the_right_are_lines():
    assert pieces("기준: 2025. 1. 31.||(단위: 명)\n구분|정원|현원\n가|1|2")[:2] == [
        "기준: 2025. 1. 31.",
        "(단위: 명)",
    ]


def test_a_corner_that_names_the_unit_stays_in_the_table():
    assert pieces("(단위: 명)|2024|2025\n가|1|2\n나|3|4") == [(1, 3, "(단위: 명)|2024|2025", 3)]


def test_blank_edges_are_trimmed():
    assert pieces("\n\n||구분|예산\n||가|1") == [(3, 4, "구분|예산", 2)]


def test_a_heading_over_some_columns_belongs_to_the_table():
    assert pieces("||2025년|\n구분|계|예산|집행\n가|1|2|3", merges=[(0, 2, 0, 3)]) == [
        (1, 3, "2025년", 4)
    ]


def test_a_title_over_all_columns_is_a_line_even_in_a_frame():
    assert pieces("세출 총괄||\n구분|예산|집행\n가|1|2", merges=[(0, 0, 0, 2)], ruled="012") == [
        "세출 총괄",
        (2, 3, "구분|예산|집행", 3),
    ]


def test_a_label_cell_over_several_rows_keeps_them_together():
    assert pieces("본청|가|1\n|나|2\n|다|3", merges=[(0, 0, 2, 0)]) == [(1, 3, "본청|가|1", 3)]


def test_a_blank_row_parts_tables_and_an_empty_drawn_one_does_not():
    two = "구분|예산\n가|1\n\n항목|인원\n나|2"
    assert pieces(two) == [(1, 2, "구분|예산", 2), (4, 5, "항목|인원", 2)]
    assert pieces(two, ruled_rows={2}) == [(1, 5, "구분|예산", 2)]


def test_rows_that_only_go_on_below_a_blank_one_stay_under_their_heading():
    assert pieces("구분|예산|집행\n가|1|2\n\n나|3|4\n다|5|6") == [(1, 5, "구분|예산|집행", 3)]
    # two columns may be anything: the number of another thing must not come under this heading
    assert len(pieces("구분|예산\n가|1\n\n직원 수|35\n차량|2")) == 2
    assert len(pieces("구분|예산|집행\n가|1|2\n\n\n나|3|4\n다|5|6")) == 2
    assert len(pieces("구분|2024|2025\n가|1|2\n\n구분|2024|2025\n다|5|6")) == 2


def test_a_unit_line_between_rows_begins_another_table():
    assert pieces("구분|예산\n가|1\n2. 인력\n|(단위: 명)\n구분|정원\n나|2") == [
        (1, 2, "구분|예산", 2),
        "2. 인력",
        "(단위: 명)",
        (5, 6, "구분|정원", 2),
    ]


def test_a_label_without_figures_does_not_break_its_table():
    rows = "구분|예산|집행\n1. 인건비\n기본급|1|2\n2. 물건비\n운영비|3|4"
    assert pieces(rows) == [(1, 5, "구분|예산|집행", 3)]


def test_a_marked_title_before_another_heading_row_begins_another_table():
    assert pieces("구분|예산\n가|1\n□ 인력\n구분|정원\n나|2") == [
        (1, 2, "구분|예산", 2),
        "□ 인력",
        (4, 5, "구분|정원", 2),
    ]


def test_a_line_without_a_frame_between_frames_begins_another_table():
    assert pieces("구분|예산\n가|1\n인력 현황\n구분|정원\n나|2", ruled="0134") == [
        (1, 2, "구분|예산", 2),
        "인력 현황",
        (4, 5, "구분|정원", 2),
    ]


def test_tables_side_by_side_with_their_own_heading_are_two():
    assert pieces("구분|예산||구분|정원\n가|1||나|2\n다|3||라|4") == [
        (1, 3, "구분|예산", 2),
        (1, 3, "구분|정원", 2),
    ]


def test_tables_side_by_side_bring_their_titles():
    rows = "종합 현황||||\n예산|||인력|\n구분|금액||부서|정원\n가|1||나|2\n다|3||라|4"
    assert pieces(rows, merges=[(0, 0, 0, 4)]) == [
        "종합 현황",
        "예산",
        (3, 5, "구분|금액", 2),
        "인력",
        (3, 5, "부서|정원", 2),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "성명|직급||부서|예산\n가|주사||총무과|1\n나|서기||기획과|2",
        "구분|예산||집행\n가|1||2\n나|3||4",
    ],
    ids=["records with a gap", "figures alone at the right"],
)
def test_a_blank_column_alone_does_not_part_a_table(rows):
    assert len(pieces(rows)) == 1


def test_a_column_of_words_is_lines_and_keeps_line_breaks_apart():
    assert pieces("첫째 줄\n둘째 줄") == ["첫째 줄", "둘째 줄"]
    sheet = Sheet("예산", cells=[Shown(2, 1, "위\n\n아래")])
    lines = items(view(sheet, Limits()), Limits())
    assert [(line.text, line.place.first_line) for line in lines] == [("위", 3), ("아래", 3)]


def test_ranges_that_overlap_are_not_both_taken():
    sheet = sheet_of("가|나\n다|라", merges=[(0, 0, 1, 0), (0, 0, 0, 1)])
    assert [(c.text, c.rows, c.columns) for c in view(sheet, Limits()).cells] == [
        ("가", 2, 1),
        ("나", 1, 1),
        ("라", 1, 1),
    ]


def test_a_merge_to_the_end_of_the_world_costs_nothing():
    sheet = sheet_of("제목\n가|1\n나|2", merges=[(0, 0, 0, 16383), (1, 0, 1_048_575, 0)])
    assert max(cell.last_row for cell in view(sheet, Limits()).cells) == 2
