"""Comma-separated values: right in Excel, exact, and harmless."""

import codecs
import csv
import io
from decimal import Decimal

import pytest
from export_figures import figure
from hypothesis import given
from hypothesis import strategies as st

from assistant.export.as_csv import harmless, write_csv
from assistant.export.columns import COLUMNS


def written(*rows):
    out = io.BytesIO()
    assert write_csv(rows, out) == len(rows)
    return out.getvalue()


def read(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_excel_takes_it_for_korean():
    data = written(figure())
    assert data.startswith(codecs.BOM_UTF8)
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == 2


def test_a_line_holds_the_figure_with_its_place():
    (line,) = read(written(figure()))
    assert list(line) == [column.heading for column in COLUMNS]
    assert line["값"] == "-834500"
    assert line["적힌 대로"] == "△834,500"
    assert line["금액(원)"] == "-834500000"
    assert line["행 이름"] == "도서관팀 > 계"
    assert (line["원문 시작 행"], line["원문 끝 행"], line["쪽"]) == ("13", "14", "")
    assert line["검산"] == "맞음"


def test_numbers_keep_every_digit():
    huge = Decimal("98765432109876543210.125")
    (line,) = read(written(figure(value=huge, amount=Decimal("1E+30"))))
    assert line["값"] == "98765432109876543210.125"
    assert line["금액(원)"] == "1" + "0" * 30


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+α 사업",
        "- 소계",
        "@SUM(A1)",
        " =1+1",
        "\t=1",
        "\r=1",
        "＝1+1",
        "－소계",
        "-1+cmd|' /C x'!A0",
    ],
)
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(text):
    assert harmless(text) == f"'{text}"
    (line,) = read(written(figure(row_path=(text, "계"), text=text)))
    assert line["행 이름"] == f"'{text} > 계"
    assert line["원문"] == f"'{text}"


@pytest.mark.parametrize(
    "text", ["-834,500", "+3.5%", "2030년", "3팀", "000_가.txt", "△12", "’30. 1.", "", "a=b", "<b>"]
)
def test_other_texts_stay_as_they_are(text):
    assert harmless(text) == text


@given(st.text(st.characters(codec="utf-8")))
def test_every_text_comes_back(text):
    (line,) = read(written(figure(text=text)))
    assert line["원문"] in (text, f"'{text}")
    assert line["원문"] == harmless(text)
