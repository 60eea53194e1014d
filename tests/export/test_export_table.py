"""The table for a terminal."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from export_figures import DOCUMENT, figure
from rich.cells import cell_len

from assistant.export.as_table import DOUBT, DOUBTED, write_table
from assistant.export.layout import lines
from index.types import SAMPLES
from ingest.model import Check, Place


def written(*rows, width=200):
    out = io.BytesIO()
    assert write_table(rows, out, width=width) == len(rows)
    return out.getvalue().decode().splitlines()


def test_a_figure_is_one_line_with_its_source():
    heading, names, rule, line, *rest = written(figure())
    assert heading == "2030년 주요업무계획 · 2030_문화과.txt"
    assert names.split() == ["부서·사업", "항목", "지표", "연도", "값", "출처"]
    assert set(rule) == {"─"}
    for told in (
        "문화과 > 작은 도서관",
        "도서관팀 > 계 × 2030년",
        "예산",
        "△834,500천원",
        "13~14행",
    ):
        assert told in line
    assert not any(rest)


def test_columns_line_up_whatever_the_letters():
    found = written(figure(value=Decimal(5), unit="명"), figure(project="ab", place=Place(3, 3)))
    ends = {cell_len(line) for line in found[1:5]}
    assert len(ends) == 1
    assert found[4].endswith(" 3행")


@pytest.mark.parametrize("width", [60, 80, 100])
def test_it_fits_the_terminal_and_loses_nothing(width):
    project = "소통하고 공감받는 전략적인 언론홍보와 데이터기반행정 활성화"
    found = written(figure(project=project), width=width)
    assert max(map(cell_len, found)) <= width
    folded = "".join(line[: line.find("  ")] if "  " in line else line for line in found[3:])
    assert "".join(project.split()) in "".join(folded.split())


def test_a_narrow_terminal_still_shows_everything():
    assert "△834,500천원" in "\n".join(written(figure(), width=5))


def test_a_figure_that_does_not_add_up_is_marked():
    found = written(figure(check=Check.CONTRADICTED), figure())
    assert f"{DOUBT}△834,500천원" in found[3]
    assert DOUBT not in found[4]
    assert DOUBTED in found
    assert DOUBTED not in written(figure())


def test_each_document_has_its_table():
    sample = replace(DOCUMENT, name="예시.txt", collection=SAMPLES)
    found = written(figure(), figure(document=sample))
    assert [line for line in found if "·" in line and ".txt" in line] == [
        "2030년 주요업무계획 · 2030_문화과.txt",
        "(예시) 2030년 주요업무계획 · 예시.txt",
    ]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"row_path": (), "column_path": (), "label": "총"}, "총"),
        ({"row_path": (), "column_path": (), "heads": ("가", "나")}, "나"),
        ({"row_path": (), "column_path": (), "heads": (), "text": "3명이 합니다"}, "3명이 합니다"),
        ({"label": "동별"}, "도서관팀 > 계 × 2030년 × 동별"),
        ({"label": "계"}, "도서관팀 > 계 × 2030년  "),
    ],
)
def test_a_figure_always_says_what_it_is_of(changes, told):
    assert told in written(figure(**changes))[3]


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (Place(3, 3), "3행"),
        (Place(3), "3행"),
        (Place(page=2), "2쪽"),
        (Place(3, 4, 2), "2쪽 3~4행"),
    ],
)
def test_the_place_in_the_original(place, told):
    assert written(figure(place=place))[3].endswith(f"  {told}")


def test_markup_of_a_report_is_nothing_but_text():
    assert (
        "[bold]합계[/bold] :smile:" in written(figure(row_path=("[bold]합계[/bold] :smile:",)))[3]
    )


def test_only_columns_that_may_fold_do():
    found = list(
        lines(
            ("가", "나"),
            [("짧", "길고 긴 글이 들어 있는 칸"), ("매우매우매우긴", "")],
            width=30,
            numbers=frozenset({1}),
            folding=frozenset({1}),
        )
    )
    assert found[2].startswith("짧 ")
    assert "매우매우매우긴" in found[-1]
    assert max(map(cell_len, found)) <= 30
