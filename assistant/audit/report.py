"""The findings of the visible reports, told in sentences, with every place cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.audit.between import Disagreement, between_reports
from assistant.korean import amount, number
from assistant.wording import say
from index.types import Catalogue, Document, Scope, SearchIndex, StatementRecord
from ingest.model import Finding, FindingKind, Ref

KINDS = {
    "sum": "합계",
    "change": "증감",
    "rate": "증감률",
    "execution_rate": "집행률",
    "text_table": "본문과 표",
    "typing": "표기",
    "between_reports": "보고서 사이",
}


@dataclass(frozen=True, slots=True)
class Audited:
    """One thing that does not add up.

    `claim` is the statement in question, `parts` the statements that say otherwise; `expected`
    and `difference` are in the claim's unit, None where two reports merely disagree.
    """

    kind: str
    message: str
    document: Document
    claim: StatementRecord
    parts: tuple[StatementRecord, ...]
    printed: str
    unit: str
    expected: Decimal | None
    difference: Decimal | None


def audit(
    catalogue: Catalogue, search: SearchIndex, scope: Scope, document: Document | None = None
) -> list[Audited]:
    """The findings of one document, or of all and between them, in the order of the reports."""
    documents = [document] if document else catalogue.documents(scope)
    found = [one for each in documents for one in _within(catalogue, each, scope)]
    between = between_reports(catalogue, search, scope)
    found += [_told(one) for one in between if document is None or _concerns(one, document)]
    return found


def _concerns(disagreement: Disagreement, document: Document) -> bool:
    return any(record.document.id == document.id for record in disagreement.records)


def _within(catalogue: Catalogue, document: Document, scope: Scope) -> Iterator[Audited]:
    for finding in catalogue.findings(document.id, scope):
        claim, *parts = _records(catalogue, document, (finding.claim, *finding.parts), scope)
        yield Audited(
            kind=finding.kind.value,
            message=sentence(finding, claim),
            document=document,
            claim=claim,
            parts=tuple({part.id: part for part in parts if part.id != claim.id}.values()),
            printed=finding.printed,
            unit=finding.unit,
            expected=finding.expected,
            difference=finding.difference,
        )


def _records(
    catalogue: Catalogue, document: Document, refs: Sequence[Ref], scope: Scope
) -> list[StatementRecord]:
    ids = [f"{document.id}/{document.revision}/{ref.statement}" for ref in refs]
    return catalogue.statements(ids, scope)


def sentence(finding: Finding, claim: StatementRecord) -> str:
    """What a finding says, in one Korean sentence."""
    if finding.kind is FindingKind.TYPING:
        return say("typing_error", reading=finding.rule)
    return say(
        f"finding_{finding.kind.value}",
        subject=named(claim),
        printed=f"{finding.printed}{finding.unit}",
        expected=f"{number(finding.expected)}{finding.unit}",
        difference=f"{number(abs(finding.difference))}{finding.unit}",
    )


def named(record: StatementRecord) -> str:
    """What a statement is about: its project or department and its labels."""
    statement = record.statement
    labels = (*statement.row_path, *statement.column_path)
    place = record.project or record.department or record.document.department
    return " ".join(part for part in (place, *labels) if part)


def _told(disagreement: Disagreement) -> Audited:
    first, *others = disagreement.records
    figure = first.statement.figures[0]
    told = [
        f"‘{record.document.title}’({record.document.report_date or record.document.name})에 "
        f"{amount(record.statement.figures[0].value, record.statement.figures[0].unit)}"
        for record in disagreement.records
    ]
    return Audited(
        kind="between_reports",
        message=say(
            "finding_between_reports",
            subject=f"{disagreement.year}년 {first.project} 예산",
            places=", ".join(told),
        ),
        document=first.document,
        claim=first,
        parts=tuple(others),
        printed=figure.printed,
        unit=figure.unit,
        expected=None,
        difference=None,
    )
