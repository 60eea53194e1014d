"""One array, one figure a line, numbers exact."""

import io
import json
from decimal import Decimal

from export_figures import figure

from assistant.export.as_json import write_json
from assistant.export.columns import COLUMNS


def written(*rows):
    out = io.BytesIO()
    assert write_json(rows, out) == len(rows)
    return out.getvalue().decode()


def test_an_array_with_one_figure_a_line():
    text = written(figure(), figure(measure="인원"), figure())
    assert [item["measure"] for item in json.loads(text)] == ["예산", "인원", "예산"]
    assert len(text.splitlines()) == 5
    assert "예산" in text


def test_no_figure_is_an_empty_array():
    assert json.loads(written()) == []


def test_values_are_exact_and_paths_are_arrays():
    huge = Decimal("98765432109876543210.125")
    (item,) = json.loads(written(figure(value=huge, amount=Decimal("1E+3"), year=None)))
    assert list(item) == [column.key for column in COLUMNS]
    assert (item["value"], item["amount"]) == ("98765432109876543210.125", "1000")
    assert item["row"] == ["도서관팀", "계"]
    assert item["year"] is None
    assert (item["first_line"], item["last_line"]) == (13, 14)
