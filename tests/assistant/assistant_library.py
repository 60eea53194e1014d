"""The small reports of `reports/`, read and indexed as the software does it."""

from __future__ import annotations

from pathlib import Path

from index.library import Library
from ingest.files import find
from ingest.limits import Limits
from ingest.pipeline import Pipeline, Read
from ingest.readers import READERS

REPORTS = Path(__file__).with_name("reports")
SPORTS_2025 = "마포구_문화체육과_2025_주요업무계획.txt"
SPORTS_2024 = "마포구_문화체육과_2024_주요업무계획.txt"
BUREAU_2025 = "마포구_도시환경국_2025_주요업무계획.txt"
OFFICE_2025 = "서대문구_행정지원과_2025_주요업무보고.txt"
NAMES = (SPORTS_2025, SPORTS_2024, BUREAU_2025, OFFICE_2025)


def text_of(name: str) -> str:
    return (REPORTS / name).read_text(encoding="utf-8")


def library_of(folder: Path, names: tuple[str, ...] = NAMES) -> Library:
    """A library in `folder` over the named reports, ready to be asked."""
    library = Library(folder)
    pipeline = Pipeline(
        READERS, Limits(1_000_000), lambda origin, sha256: False, lambda origin, sha256: None
    )
    for outcome in pipeline.run(find([REPORTS / name for name in names])):
        assert isinstance(outcome, Read), outcome
        library.catalogue.keep_original(outcome.report.source.sha256, outcome.data)
        library.catalogue.put(outcome.report, origin=outcome.file.origin)
    library.rebuild()
    return library
