"""A library in a folder of its own, and one that is already built and shared by readers."""

from __future__ import annotations

import pytest
from index_reports import small_report

from index.library import Library


@pytest.fixture
def library(tmp_path):
    made = Library(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Two agencies with the same projects and other amounts; not to be changed."""
    made = Library(tmp_path_factory.mktemp("built"))
    made.catalogue.put(small_report(), origin="/보고서/금천.txt")
    other = small_report("마포.txt", agency="마포구", department="행정지원과", amount=5_150)
    made.catalogue.put(other, origin="/보고서/마포.txt")
    made.rebuild()
    yield made
    made.close()
