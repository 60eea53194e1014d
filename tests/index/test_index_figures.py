"""Figures by what people ask of them, and everything that a figure brings along."""

import pytest
from index_reports import small_report

from index.catalogue.figures import FigureQuery
from index.catalogue.store import SqlCatalogue
from index.types import EVERYTHING, Scope
from ingest.model import StatementKind


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    made = SqlCatalogue(f"sqlite:///{folder / 'catalogue.db'}", folder / "originals")
    made.put(small_report("가.txt"), origin="a")
    made.put(small_report("나.txt", agency="하늘구", department="ICT 지원과", amount=7), origin="b")
    yield made
    made.close()


def found(catalogue, **conditions):
    return catalogue.figures(EVERYTHING, FigureQuery(**conditions))


def test_a_figure_brings_its_context_along(catalogue):
    row = found(catalogue, document="가.txt", project="공감홍보")[1]
    assert (row.agency, row.department, row.project) == ("금천구", "소통담당관", "공감 홍보")
    assert row.section_path == ("소통담당관", "공감 홍보")
    assert (row.row_path, row.column_path) == (("계",), ("2025년",))
    assert row.kind is StatementKind.CELL
    assert row.place.first_line == row.place.last_line is not None
    assert row.text == row.printed == "800,000"
    (holder,) = catalogue.statements([row.statement], EVERYTHING)
    assert holder.statement.place == row.place


@pytest.mark.parametrize(
    "conditions",
    [
        {"department": "ict지원"},
        {"department": "ICT  지원과"},
        {"agency": "하늘"},
        {"document": "나"},
        {"project": "감홍", "agency": "하늘구"},
        {"document": "주요 업무", "agency": "하늘구"},
    ],
)
def test_a_part_of_a_name_suffices_white_space_aside(catalogue, conditions):
    rows = found(catalogue, **conditions)
    assert rows
    assert {row.document.name for row in rows} == {"나.txt"}


def test_a_measure_is_any_label_of_the_figure(catalogue):
    assert {row.row_path for row in found(catalogue, measure="구 비")} == {("구비",)}
    assert {row.column_path for row in found(catalogue, measure="2024")} == {("2024년",)}


@pytest.mark.parametrize("wild", ["%", "_", "\\", "'"])
def test_no_letter_is_a_wildcard(catalogue, wild):
    for name in ("agency", "department", "project", "measure", "document"):
        assert found(catalogue, **{name: wild}) == []


@pytest.mark.parametrize("name", ["agency", "department", "project", "measure", "document"])
def test_nothing_typed_asks_nothing(catalogue, name):
    assert found(catalogue, **{name: ""}) == found(catalogue)


def test_figures_come_document_by_document_up_to_the_limit(catalogue):
    everything = found(catalogue)
    assert list(catalogue.iter_figures(EVERYTHING)) == everything
    assert [row.document.name for row in everything] == sorted(r.document.name for r in everything)
    assert found(catalogue, limit=9) == everything[:9]
    assert found(catalogue, limit=2, measure="구비") == found(catalogue, measure="구비")[:2]


def test_a_scope_hides_figures(catalogue):
    assert list(catalogue.iter_figures(Scope(frozenset()))) == []
