"""One library over the small reports of `reports/`, and an assistant on top; both are only read."""

from __future__ import annotations

import pytest
from assistant_library import library_of

from assistant.assistant import Assistant
from index.types import EVERYTHING, Scope


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    made = library_of(tmp_path_factory.mktemp("library"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def assistant(library):
    return Assistant(library.catalogue, library.search)


@pytest.fixture(scope="session")
def ask(assistant):
    """`ask(question, *earlier)`: the answer after the earlier questions, oldest first."""

    def asked(question, *earlier, scope=EVERYTHING):
        return assistant.ask(question, earlier, scope)

    return asked


@pytest.fixture(scope="session")
def scope_of(library):
    """`scope_of("2024")`: the right to see only the documents whose names hold one of the words."""

    def allowed(*words):
        found = library.catalogue.documents(EVERYTHING)
        ids = frozenset(d.id for d in found if any(word in d.name for word in words))
        assert ids
        return Scope(ids)

    return allowed
