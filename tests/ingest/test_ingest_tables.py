import pytest
from ingest_reading import planned, values

from ingest.cell_kinds import is_amount, is_blank, is_total
from ingest.lines import Piece
from ingest.model import Basis, Place
from ingest.tables import spans_years, understand


def table(text: str, caption: str = ""):
    """A grid from lines of `|`-separated cells, padded to one width."""
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().split("\n")]
    width = max(map(len, rows))
    grid = tuple(row + ("",) * (width - len(row)) for row in rows)
    places = tuple(Place(line, line) for line in range(1, len(grid) + 1))
    piece = Piece("table", "", 1, len(grid), rows=grid, row_places=places)
    return understand(piece, caption, Basis())


def columns(found):
    return [" > ".join(path) for path in found.column_paths[found.header_columns :]]


def rows(found):
    return [" > ".join(path) for path in found.row_paths[found.header_rows :]]


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1,200", True), ("△3.5", True), ("0", True), ("21 (22)", True), ("9(10)", True), ("146대", True),
        ("총 46대", True), ("1,200천원", True), ("5(20%)", True),
        ("2031", False), ("-", False), ("_", False), ("", False), ("순감", False), ("2031년", False), ("'31년", False),
        ("2031년 (당초예산)", False), ("3월", False), ("7급", False), ("1/4분기", False), ("상반기", False),
        ("3학년", False), ("20대", False), ("1호점(물빛1동)", False), ("비예산", False), ("2031. 1. 5.", False),
    ],
)  # fmt: skip
def test_amounts_and_labels(cell, amount):
    assert is_amount(cell) is amount


@pytest.mark.parametrize(
    ("cell", "blank"),
    [("", True), ("-", True), ("_", True), ("·", True), ("0", False), ("△", False)],
)
def test_blank_cells(cell, blank):
    assert is_blank(cell) is blank


@pytest.mark.parametrize(
    ("label", "total"),
    [("합 계", True), ("총계", True), ("소 계", True), ("계획", False), ("계수", False)],
)
def test_totals(label, total):
    assert is_total(label) is total


def test_one_header_row_and_one_header_column():
    found = table("구분|꽃길|물길\n앞마을|3|4\n뒷마을|5|6")
    assert (found.header_rows, found.header_columns) == (1, 1)
    assert columns(found) == ["꽃길", "물길"]
    assert rows(found) == ["앞마을", "뒷마을"]


def test_two_header_rows_group_their_columns():
    found = table("재원별|합계|연차별 소요재원||\n||2030년|2031년|2032년\n계|6|1|2|3\n구비|6|1|2|3")
    assert found.header_rows == 2
    assert columns(found) == [
        "합계",
        "연차별 소요재원 > 2030년",
        "연차별 소요재원 > 2031년",
        "연차별 소요재원 > 2032년",
    ]


def test_two_header_rows_with_the_same_labels_under_each_group():
    found = table("연도|계||꽃길||물길|\n|횟수|인원|횟수|인원|횟수|인원\n2031년|9|90|4|40|5|50")
    assert columns(found) == [
        *("계 > 횟수", "계 > 인원"),
        *("꽃길 > 횟수", "꽃길 > 인원"),
        *("물길 > 횟수", "물길 > 인원"),
    ]


def test_three_header_rows():
    found = table(
        "구분|꽃길|||\n|상반기||하반기|\n|횟수|인원|횟수|인원\n앞마을|1|20|3|40\n뒷마을|5|60|7|80"
    )
    assert found.header_rows == 3
    assert columns(found) == [
        *("꽃길 > 상반기 > 횟수", "꽃길 > 상반기 > 인원"),
        *("꽃길 > 하반기 > 횟수", "꽃길 > 하반기 > 인원"),
    ]


def test_a_table_without_header_columns():
    found = table("예산액|집행액|집행률(%)\n1,200(구비)|600(구비)|50.0")
    assert (found.header_rows, found.header_columns) == (1, 0)
    assert columns(found) == ["예산액", "집행액", "집행률(%)"]


def test_a_single_row_of_labels_and_a_single_row_with_amounts():
    assert table("꽃길|물길|산길").header_rows == 1
    assert table("꽃길|3|4").header_rows == 0


def test_row_labels_are_inherited_until_the_next_one():
    found = table(
        "구분||2031년|2030년\n합계||90|80\n물빛과|계|50|40\n|정책사업비|30|25\n|행정운영경비|20|15\n"
        "꽃길과|계|40|40\n|정책사업비|40|40"
    )
    assert found.header_columns == 2
    assert rows(found) == [
        "합계",
        "물빛과 > 계",
        "물빛과 > 정책사업비",
        "물빛과 > 행정운영경비",
        "꽃길과 > 계",
        "꽃길과 > 정책사업비",
    ]


def test_three_header_columns():
    found = table(
        "구분|||2030년|2031년\n물빛과|꽃길|조성|1|2\n||관리|3|4\n|물길|조성|5|6\n||관리|7|8"
    )
    assert found.header_columns == 3
    assert rows(found) == [
        "물빛과 > 꽃길 > 조성",
        "물빛과 > 꽃길 > 관리",
        "물빛과 > 물길 > 조성",
        "물빛과 > 물길 > 관리",
    ]


def test_a_counter_names_no_row():
    found = table("연번|사업명|예산\n1|꽃길|100\n2|물길|200")
    assert found.header_columns == 2
    assert rows(found) == ["꽃길", "물길"]


def test_labels_with_spaced_letters_are_joined():
    found = table("구 분|합  계|꽃 길\n소 계|3|4")
    assert columns(found) == ["합계", "꽃길"]
    assert rows(found) == ["소계"]


def test_labels_torn_over_two_cells_are_joined():
    found = table("구|분|계|5급|6급\n정|원|9|4|5\n현|원|8|3|5")
    assert rows(found) == ["정원", "현원"]
    assert columns(found) == ["계", "5급", "6급"]


def test_groups_begin_where_their_labels_start_over():
    """The group labels are printed over the wrong columns; 6급, 7급 … begin anew under each."""
    found = table(
        "구분|계|일반직|||관리직||임기제||\n||5급|6급|7급|8급|6급|7급|8급|6급|7급\n"
        "정원|20|1|2|3|4|1|2|3|2|2"
    )
    assert columns(found) == [
        "계",
        *("일반직 > 5급", "일반직 > 6급", "일반직 > 7급", "일반직 > 8급"),
        *("관리직 > 6급", "관리직 > 7급", "관리직 > 8급"),
        *("임기제 > 6급", "임기제 > 7급"),
    ]


def test_a_header_one_cell_left_of_its_data_is_moved_where_the_sums_prove_it():
    found = table(
        "재원별|합계|연차별 소요재원|||\n||2030년|2031년|2032년|\n구|비|60|10|20|30\n시|비|6|1|2|3"
    )
    assert rows(found) == ["구비", "시비"]
    assert columns(found) == [
        "합계",
        "연차별 소요재원 > 2030년",
        "연차별 소요재원 > 2031년",
        "연차별 소요재원 > 2032년",
    ]


def test_a_header_stays_where_no_sum_proves_that_it_is_shifted():
    found = table("재원별|꽃길|물길|산길|들길|\n구|비|60|10|20|31")
    assert found.grid[0][1] == "꽃길"


def test_the_grid_keeps_its_cells_and_lines():
    found = table("구분|꽃길\n계|3")
    assert found.grid == (("구분", "꽃길"), ("계", "3"))
    assert found.lines == (1, 2)
    assert found.width == 2


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("재원별|합계|연차별||\n||2030년|2031년|2032년\n계|6|1|2|3", [True, False, False, False]),
        (
            "재원별|총사업비|연차별||\n||기투자|2031년|2032년\n계|6|1|2|3",
            [True, False, False, False],
        ),
        ("구분|합계|꽃길|물길\n2031년|3|1|2", [False, False, False]),
        ("구분|2031년|2030년\n합계|3|2", [False, False]),
    ],
    ids=["yearly", "with earlier years", "parts", "plain years"],
)
def test_a_total_beside_yearly_columns_adds_up_years(text, spans):
    found = table(text)
    assert [
        spans_years(found.column_paths, c) for c in range(found.header_columns, found.width)
    ] == spans


BESIDE = """▶ 기본재산 현황 (단위: 백만원)\t\t\t▶ 후원금 현황 (단위: 천원)\t\t
구분\t2031\t2030\t연도\t정기\t합계
합계\t5,040\t3,240\t2030\t64,059\t64,059
출연금\t3,600\t2,600\t\t\t
"""


def test_tables_beside_each_other_are_taken_apart():
    report = planned(f"□ 추진실적\n\n- 기금 운영\n\n{BESIDE}")
    left, right = [block.table for block in report.blocks if block.table]
    assert (left.caption, left.basis.unit, len(left.grid)) == ("기본재산 현황", "백만원", 3)
    assert (right.caption, right.basis.unit, len(right.grid)) == ("후원금 현황", "천원", 2)
    told = {(s.row_path, s.column_path): values(s.figures) for s in report.statements if s.figures}
    assert told[("출연금",), ("2030",)] == ["2600 백만원"]
    assert told[("2030",), ("합계",)] == ["64059 천원"]


def test_a_bare_year_among_amounts_is_no_amount():
    report = planned(
        "(단위 : 천원)\n\n구분\t개관\t예산\n도서관\t2019\t1,200\n체육관\t2021\t3,400\n"
    )
    assert [values(s.figures) for s in report.statements if s.column_path == ("개관",)] == [[], []]
