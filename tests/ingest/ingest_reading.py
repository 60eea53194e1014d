"""Reads texts as reports and looks up what they say, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import decode
from ingest.clean import clean, squeezed
from ingest.limits import Limits
from ingest.model import Figure, Report, SectionKind, Statement
from ingest.reading import read_report

FRONT = "2031년 주요업무계획\n\n2030. 12.\n\n하늘구 물빛과\n"


def read(text: str | bytes, name: str = "계획.txt") -> Report:
    data = text if isinstance(text, bytes) else text.encode()
    return read_report(data, name, Limits())


def planned(body: str) -> Report:
    """A plan report for 2031 with this text below its title page."""
    return read(f"{FRONT}\n{body}\n")


def on_line(report: Report, line: int) -> list[Statement]:
    return [s for s in report.statements if s.place.first_line == line]


def cell(report: Report, row: str, column: str) -> Statement:
    """The one cell under these labels, `윗칸 > 아랫칸`, compared without spaces."""
    found = [
        s
        for s in report.statements
        if path(s.row_path) == squeezed(row) and path(s.column_path) == squeezed(column)
    ]
    assert len(found) == 1, [(s.row_path, s.column_path) for s in report.statements]
    return found[0]


def path(labels: Sequence[str]) -> str:
    return squeezed(">".join(labels))


def values(figures: Sequence[Figure]) -> list[str]:
    """`3615983 천원` for each figure."""
    return [f"{figure.value:f} {figure.unit}".rstrip() for figure in figures]


def named(figures: Sequence[Figure]) -> dict[str, str]:
    """The values of the figures by their labels."""
    return {figure.label: value for figure, value in zip(figures, values(figures), strict=True)}


def projects(report: Report) -> list[tuple[int | None, str, bool]]:
    """First line, title and whether the title was recovered, of every project."""
    return [
        (section.place.first_line, section.title, section.recovered)
        for section in report.sections
        if section.kind is SectionKind.PROJECT
    ]


def misplaced(report: Report, text: str) -> list[Statement]:
    """The statements whose words do not stand on the lines that their places name."""
    lines = decode.lines(text)
    return [s for s in report.statements if not _stands(s, lines)]


def _stands(statement: Statement, lines: Sequence[str]) -> bool:
    place = statement.place
    if place.first_line is None or place.last_line is None:
        return False
    if not 1 <= place.first_line <= place.last_line <= len(lines):
        return False
    printed = _letters(clean(" ".join(lines[place.first_line - 1 : place.last_line])))
    return _letters(statement.text) in printed


def _letters(text: str) -> str:
    """Without what layout adds: blanks, marks, emphasis."""
    return re.sub(r"[^\w%△.,~()-]", "", squeezed(text))
