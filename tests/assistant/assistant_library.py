"""The small reports of `reports/`, read and indexed as the software does it, and ways to look at
an answer."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from assistant.answer import Answer
from index.library import Library
from ingest.limits import Limits
from ingest.reading import read_report

REPORTS = Path(__file__).with_name("reports")
SPORTS_2025 = "마포구_문화체육과_2025_주요업무계획.txt"
SPORTS_2024 = "마포구_문화체육과_2024_주요업무계획.txt"
BUREAU_2025 = "마포구_도시환경국_2025_주요업무계획.txt"
OFFICE_2025 = "서대문구_행정지원과_2025_주요업무보고.txt"
NAMES = (SPORTS_2025, SPORTS_2024, BUREAU_2025, OFFICE_2025)


def text_of(name: str) -> str:
    return (REPORTS / name).read_text(encoding="utf-8")


LINES = {name: text_of(name).split("\n") for name in NAMES}


def library_of(
    home: Path,
    names: tuple[str, ...] = NAMES,
    *,
    folder: Path = REPORTS,
    origin: str = "/reports/",
) -> Library:
    """A library in `home` over the named reports of `folder`, as if they lay in `origin`."""
    library = Library(home)
    for name in names:
        data = (folder / name).read_bytes()
        report = read_report(data, name, Limits())
        library.catalogue.keep_original(report.source.sha256, data)
        library.catalogue.put(report, origin=origin + name)
    library.rebuild()
    return library


def amounts(answer: Answer) -> list[tuple[Decimal, str]]:
    """The values of an answer with their units, in order."""
    return [(value.value, value.unit) for value in answer.values]


def money(*values: int) -> list[tuple[Decimal, str]]:
    return [(Decimal(value), "천원") for value in values]


def counted(value: int | str, unit: str) -> list[tuple[Decimal, str]]:
    return [(Decimal(value), unit)]


def people(*values: int) -> list[tuple[Decimal, str]]:
    return [(Decimal(value), "명") for value in values]


def cited(answer: Answer) -> list[tuple[str, str]]:
    """(document, the cited line as it stands in the original) of each citation, in order."""
    found = []
    for citation in answer.citations:
        assert citation.lines is not None
        first, last = citation.lines
        found.append((citation.document, "\n".join(LINES[citation.document][first - 1 : last])))
    return found
