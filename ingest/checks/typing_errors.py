"""Figures that could only be read as typing errors."""

from __future__ import annotations

from ingest.checks.results import Results
from ingest.model import FindingKind, Ref, Statement


def check(statement: Statement, results: Results) -> None:
    for position, figure in enumerate(statement.figures):
        if figure.reading:
            ref = Ref(statement.id, position)
            results.note(FindingKind.TYPING, ref, figure, figure.reading)
