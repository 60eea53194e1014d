from __future__ import annotations

import pytest
from proof_office import office


@pytest.fixture(scope="session")
def stocked(tmp_path_factory):
    """The two reports; only read."""
    with office(tmp_path_factory.mktemp("office")) as workspace:
        yield workspace
