"""What a row tells of a figure."""

from dataclasses import replace
from decimal import Decimal

import pytest
from export_figures import DOCUMENT, figure

from assistant.export import FORMATS, writer
from assistant.export.columns import CHECKS, COLUMNS, KINDS, digits
from index.types import SAMPLES
from ingest.model import Check, PageSource, Place, StatementKind


def cells(row):
    return {column.key: column.cell(row) for column in COLUMNS}


def test_every_column_has_names_of_its_own():
    assert len({column.key for column in COLUMNS}) == len(COLUMNS)
    assert len({column.heading for column in COLUMNS}) == len(COLUMNS)
    for column in COLUMNS:
        assert any("가" <= letter <= "힣" for letter in column.heading)


def test_a_figure_tells_where_it_comes_from():
    told = cells(figure())
    assert told["document"] == DOCUMENT.name
    assert told["id"] == f"{DOCUMENT.id}/{DOCUMENT.revision}/7"
    assert (told["first_line"], told["last_line"]) == (13, 14)
    assert (told["page"], told["page_note"], told["sample"]) == (None, "", "")
    assert told["section"] == ("일반현황", "예산현황")
    assert told["row"] == ("도서관팀", "계")


def test_a_page_that_is_estimated_says_so():
    told = cells(figure(place=Place(page=4, page_source=PageSource.LAYOUT)))
    assert (told["page"], told["page_note"], told["first_line"]) == (4, "추정", None)


def test_a_sample_says_so():
    assert cells(figure(document=replace(DOCUMENT, collection=SAMPLES)))["sample"] == "예시"


def test_only_money_is_converted():
    assert cells(figure())["amount"] == Decimal(-834_500_000)
    people = figure(unit="명", value=Decimal(3), amount=Decimal(3))
    assert cells(people)["amount"] is None
    assert cells(people)["value"] == Decimal(3)


def test_every_check_and_every_kind_has_a_word():
    assert set(CHECKS) == set(Check)
    assert set(KINDS) == set(StatementKind)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1E+3", "1000"),
        ("-0.10", "-0.10"),
        ("12345678901234567890.123", "12345678901234567890.123"),
        ("1E-7", "0.0000001"),
    ],
)
def test_all_digits_are_kept(value, shown):
    assert digits(Decimal(value)) == shown


def test_there_is_a_writer_for_every_format():
    assert len(set(map(writer, FORMATS))) == len(FORMATS)
    with pytest.raises(ValueError, match="hwp"):
        writer("hwp")
