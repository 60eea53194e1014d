"""Example questions from what is indexed: one for each kind of thing the documents hold."""

from __future__ import annotations

from index.types import Catalogue, Scope

_AT_MOST = 6


def example_questions(catalogue: Catalogue, scope: Scope) -> list[str]:
    """Questions that the newest documents answer; [] where there is no document."""
    documents = sorted(catalogue.documents(scope), key=lambda d: (-(d.year or 0), d.name))
    questions: list[str] = []
    for document in documents:
        if not (document.year and document.department):
            continue
        subject = f"{document.year} {document.department}"
        questions += [
            f"{subject} 예산은?",
            f"{subject} 정원과 현원은?",
            f"{subject} 주요사업을 모두 알려줘",
        ]
    return list(dict.fromkeys(questions))[:_AT_MOST]
