import pytest

from ingest.limits import Limits
from ingest.markdown_tables import read
from ingest.readers.text import TextReader
from ingest.sniffing import FileKind


def table(*lines):
    found = read(list(lines), 0)
    return found and [
        [cell.text for cell in found.grid.cells if cell.row == r] for r in range(found.grid.height)
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("구분 | 예산", "--- | ---:", "꽃길 | 1,200"),
        ("| 구분 | 예산 |", "|:--|:-:|", "| 꽃길 | 1,200 |"),
        ("|구분|예산", "|-|-", "꽃길|1,200|"),
    ],
    ids=["bare", "closed", "half open"],
)
def test_outer_pipes_may_be_missing(lines):
    assert table(*lines) == [["구분", "예산"], ["꽃길", "1,200"]]


def test_escaped_pipes_are_text_and_missing_cells_blank():
    assert table("가 | 나", "-|-", r"다 \| 라 | 1", "| 마 |") == [
        ["가", "나"],
        ["다 | 라", "1"],
        ["마", ""],
    ]


def test_a_row_with_more_cells_than_the_heading_loses_none():
    assert table("가 | 나", "-|-", "1 | 2 | 3") == [["가", "나", ""], ["1", "2", "3"]]


def test_the_heading_is_marked_and_lines_are_kept():
    found = read(["앞", "가 | 나", "-|-", "1 | 2", "끝"], 1)
    assert [cell.header for cell in found.grid.cells] == [True, True, False, False]
    assert [place.first_line for place in found.grid.places] == [2, 4]
    assert found.end == 4


@pytest.mark.parametrize(
    "lines",
    [("가 | 나",), ("가 | 나", "다 | 라"), ("가 | 나", "---"), ("가", "-|-"), ("가|나|다", "-|-")],
    ids=["alone", "no rule", "a line", "no pipe", "other width"],
)
def test_without_a_rule_of_its_width_there_is_no_table(lines):
    assert table(*lines) is None


@pytest.mark.parametrize("lines", [("구분 | 2031", "---|---", "꽃길 | ~~900~~ 950[^1]"),
                                   ("| 구분 | 2031 |", "|---|---|", "| 꽃길 | ~~900~~ 950[^1] |")])  # fmt: skip
def test_what_is_struck_out_is_no_part_of_a_figure_and_told(lines):
    content = TextReader().read("\n".join(lines).encode(), FileKind.TEXT, Limits())
    assert content.items[0].cells[-1].text == "950"
    assert any("취소선" in warning for warning in content.warnings)
