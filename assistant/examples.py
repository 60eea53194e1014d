"""Example questions from what is indexed: its departments, projects and people."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from index.types import Catalogue, Document, Scope
from ingest.model import Report, SectionKind

_AT_MOST = 6
_REPORTS = 3  # the newest reports speak for all
_LONG = 24  # letters of a project's title that still reads well in a question


def example_questions(catalogue: Catalogue, scope: Scope) -> list[str]:
    """Questions that the newest documents answer, taken from each in turn; [] without documents."""
    newest = sorted(catalogue.documents(scope), key=lambda d: (-(d.year or 0), d.name))[:_REPORTS]
    asked = [
        list(_questions(document, catalogue.report(document.id, scope))) for document in newest
    ]
    mixed = [question for row in zip_longest(*asked) for question in row if question]
    return list(dict.fromkeys(mixed))[:_AT_MOST]


def _questions(document: Document, report: Report | None) -> Iterator[str]:
    if report is None or not (document.year and document.department):
        return
    subject = f"{document.year} {document.department}"
    yield f"{subject} 예산은?"
    project = _project(report)
    if project:
        yield f"{project} 소요예산은 얼마인가요?"
    if any(figure.label == "현원" for s in report.statements for figure in s.figures):
        yield f"{document.department} 정원과 현원은?"
    if project:
        yield f"{subject} 주요사업을 모두 알려줘"


def _project(report: Report) -> str:
    """A project with a budget line and a title that is short enough to ask for."""
    budgets = {s.section for s in report.statements if s.row_path and "소요예산" in s.row_path[0]}
    named = (
        section.title
        for section in report.sections
        if section.kind is SectionKind.PROJECT and section.id in budgets
    )
    return next((title for title in named if len(title) <= _LONG), "")
