"""Made-up findings: every signal, one leg only, a passage that only the answer led to, hostile text."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Status, Versions
from assistant.finding import Findings, Found
from index.types import OFFICE, Document, Hit, Passage, SearchFilter
from ingest.model import PageSource, Place

SIGNALS = {"words": 0.42, "pairs": 0.18, "heading": 0.09, "near": -0.05, "new_one": 0.01}


def document(**changes) -> Document:
    base = Document(
        id="d1",
        revision="abcdef012345",
        collection=OFFICE,
        name="2030 주요업무계획.txt",
        title="2030년 주요업무계획",
        agency="푸른구",
        department="푸른과",
        kind="주요업무계획",
        year=2030,
        report_date="2030. 1.",
        sections=3,
        tables=1,
        figures=4,
        passages=5,
        ingested_at="2030-01-02T00:00:00+00:00",
    )
    return replace(base, **changes)


def passage(id: str = "p1", text: str = "푸른과 예산\n계 | 1,234,500", **changes) -> Passage:
    base = Passage(id, "d1", text, "푸른구 > 푸른과", Place(17, 22), 2, (7, 8))
    return replace(base, **changes)


def findings(question: str, *found: Found, **changes) -> Findings:
    base = Findings(
        question=question,
        history=(),
        meant=question,
        assumptions=(),
        filter=SearchFilter(),
        k=5,
        status=Status.ANSWERED,
        kind="figure",
        promoted=True,
        versions=Versions(software="0", index="0", prompt="0"),
        found=found,
    )
    return replace(base, **changes)


def some(question: str, text: str = "") -> Findings:
    """Three passages; where `text` is given it stands in everything that a document can say."""
    hit = Hit("p1", 0.65, 12.3456, 0.712, SIGNALS, (text or "예산", "푸른"))
    told = document(name=text, title=text, agency=text, department=text) if text else document()
    section = text or "예산현황"
    first = Found(passage(text=text or "푸른과 예산"), told, (section,), hit, (1, 2), 1, 3)
    paged = passage("p2", place=Place(page=4, page_source=PageSource.EXACT), blocks=(9, 9))
    lexical = Hit("p2", 0.3, 4.5, None, {"words": 0.3}, ("예산",))
    second = Found(paged, told, (), lexical, (), 2, None)
    third = Found(passage("p3"), told, (section,), Hit("p3", 0.0, matched=("예산",)), (3,))
    said = (text or "‘예싼’은 ‘예산’으로 읽었습니다.",)
    return findings(question, first, second, third, assumptions=said, kind=text or "figure")
