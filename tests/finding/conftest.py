from __future__ import annotations

import pytest
from finding_office import NAMES, PROSE, office

from assistant.finding import Finder


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    """The three reports; only read."""
    with office(tmp_path_factory.mktemp("reports"), NAMES) as workspace:
        yield workspace


@pytest.fixture(scope="session")
def prose(tmp_path_factory):
    """Paragraphs without headings, each a document of its own; only read."""
    texts = {f"{number}.txt": text for number, text in enumerate(PROSE)}
    with office(tmp_path_factory.mktemp("prose"), texts) as workspace:
        yield workspace


@pytest.fixture(scope="session")
def library(reports):
    return reports._library


@pytest.fixture(scope="session")
def finder(reports, library):
    return Finder(reports.assistant, library.catalogue, library.search)
