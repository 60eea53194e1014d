"""What tests of reading need: the folder of real files in many formats."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder that BOGO_SAMPLES names; the test is skipped where it is not set."""
    folder = os.environ.get("BOGO_SAMPLES", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("BOGO_SAMPLES names no folder")
    return Path(folder)
