"""Figures put together by hand, as the catalogue gives them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from index.catalogue.figures import FigureRow
from index.types import OFFICE, Document
from ingest.model import Check, Place, StatementKind

DOCUMENT = Document(
    id="0123456789ab",
    revision="ba9876543210",
    collection=OFFICE,
    name="2030_문화과.txt",
    title="2030년 주요업무계획",
    agency="하늘구",
    department="문화과",
    kind="주요업무계획",
    year=2030,
    report_date="2030. 1.",
    sections=3,
    tables=1,
    figures=2,
    passages=4,
    ingested_at="2030-01-02T03:04:05+00:00",
)

BUDGET = FigureRow(
    document=DOCUMENT,
    statement=f"{DOCUMENT.id}/{DOCUMENT.revision}/7",
    kind=StatementKind.CELL,
    text="△834,500",
    place=Place(13, 14),
    agency="하늘구",
    department="문화과",
    project="작은 도서관",
    section_path=("일반현황", "예산현황"),
    heads=("예산현황",),
    row_path=("도서관팀", "계"),
    column_path=("2030년",),
    label="",
    measure="예산",
    year=2030,
    period="2030년",
    stage="본예산",
    basis_date="2030. 1월 말",
    printed="△834,500",
    value=Decimal("-834500"),
    unit="천원",
    amount=Decimal("-834500000"),
    check=Check.CONFIRMED,
    reading="",
)


def figure(**changes: object) -> FigureRow:
    return replace(BUDGET, **changes)
