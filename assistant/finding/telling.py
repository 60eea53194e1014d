"""Findings as data for programs, and the Korean names of what a score is made of."""

from __future__ import annotations

from typing import Any

from assistant.finding.found import Findings, Found

LEXICAL, DENSE = "낱말 검색", "뜻 검색"
_SIGNALS = {
    "words": "낱말",
    "heading": "머리글의 낱말",
    "pairs": "이웃한 두 낱말",
    "letters": "이웃한 두 글자",
    "sentence": "한 문장의 낱말",
    "near": "뜻이 가까운 낱말",
    "dense": "뜻 검색의 코사인",
}


def signal_name(name: str) -> str:
    """What people read for a signal; one that has no Korean name yet goes by its own."""
    return _SIGNALS.get(name, name)


def score(value: float) -> str:
    """Four digits that say something: `12.31`, `0.0325`, `-0.5`."""
    return f"{value:.4g}"


def as_json(findings: Findings) -> dict[str, Any]:
    """One JSON object; docs/search.md says what its fields mean."""
    kept_to = findings.filter
    return {
        "question": findings.question,
        "history": list(findings.history),
        "meant": findings.meant,
        "assumptions": list(findings.assumptions),
        "filter": {
            "documents": list(kept_to.documents),
            "agencies": list(kept_to.agencies),
            "departments": list(kept_to.departments),
            "years": list(kept_to.years),
        },
        "k": findings.k,
        "answer": {
            "status": findings.status.value,
            "kind": findings.kind,
            "promoted": findings.promoted,
        },
        "versions": {"software": findings.versions.software, "index": findings.versions.index},
        "found": [_found(one, rank) for rank, one in enumerate(findings.found, 1)],
    }


def _found(one: Found, rank: int) -> dict[str, Any]:
    passage, document, hit = one.passage, one.document, one.hit
    return {
        "rank": rank,
        "id": passage.id,
        "document": {
            "id": document.id,
            "revision": document.revision,
            "name": document.name,
            "title": document.title,
            "agency": document.agency,
            "department": document.department,
            "year": document.year,
            "collection": document.collection,
        },
        "department": passage.department,
        "sections": list(one.sections),
        "lines": list(one.lines) if one.lines else None,
        "page": passage.place.page,
        "blocks": list(passage.blocks),
        "heading": passage.heading,
        "text": passage.text,
        "cited": one.cited,
        "citations": list(one.citations),
        "score": hit.score,
        "signals": dict(hit.signals),
        "lexical": _leg(hit.lexical, one.lexical_rank),
        "dense": _leg(hit.dense, one.dense_rank),
        "matched": list(hit.matched),
    }


def _leg(score: float | None, rank: int | None) -> dict[str, float | int] | None:
    return None if score is None or rank is None else {"score": score, "rank": rank}
