"""Found passages as plain text: where each stands, a piece of it, and why it was found."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.finding import Findings, Found
from assistant.finding.marking import excerpt
from assistant.finding.telling import DENSE, LEXICAL, score, signal_name
from index.types import SAMPLES

_EXCERPT = 240  # characters
_STATUS = {
    "answered": "답함",
    "clarify": "되물음",
    "not_found": "찾지 못함",
    "refused": "답하지 않음",
}


def shown(findings: Findings, *, explain: bool) -> Iterator[str]:
    """The lines to print; `explain` adds how the question was read and what the scores are of."""
    yield from (f"※ {said}" for said in findings.assumptions)
    if explain:
        yield from _reading(findings)
    for rank, found in enumerate(findings.found, 1):
        if rank > 1 or explain or findings.assumptions:
            yield ""
        yield from _passage(rank, found)
        if explain:
            yield from (f"   {line}" for line in _reasons(found))


def _reading(findings: Findings) -> Iterator[str]:
    yield f"찾은 말: {findings.meant}"
    kind = f"({findings.kind})" if findings.kind else ""
    first = "인용한 구절을 앞에 둠" if findings.promoted else "검색의 순서대로 둠"
    yield f"규칙의 답: {_STATUS[findings.status.value]}{kind}, {first}"


def _passage(rank: int, found: Found) -> Iterator[str]:
    document = found.document
    sample = "(예시) " if document.collection == SAMPLES else ""
    cited = " [답이 인용함]" if found.cited else ""
    titles = " > ".join((document.title or document.name, *found.sections))
    yield f"{rank}. {sample}{titles}{cited}"
    yield f"   {document.name}{_place(found)}"
    marked = excerpt(found.passage.text, found.hit.matched, _EXCERPT)
    yield "   " + "".join(f"«{text}»" if held else text for text, held in marked)


def _place(found: Found) -> str:
    parts = []
    if found.page:
        parts.append(found.page)
    if found.lines is not None:
        first, last = found.lines
        parts.append(f"{first}행" if first == last else f"{first}~{last}행")
    return "".join(f", {part}" for part in parts)


def _reasons(found: Found) -> Iterator[str]:
    hit = found.hit
    if hit.signals:
        parts = [f"{signal_name(name)} {score(value)}" for name, value in hit.signals.items()]
        yield f"점수 {score(hit.score)} = {' + '.join(parts)}"
    else:
        yield "점수 없음: 검색은 찾지 못했고, 답이 인용하여 나왔습니다."
    yield f"{LEXICAL}: {_leg(hit.lexical, found.lexical_rank, 'BM25')}"
    yield f"{DENSE}: {_leg(hit.dense, found.dense_rank, '코사인')}"
    yield f"맞은 낱말: {', '.join(hit.matched) or '없음'}"
    if found.cited:
        yield f"답의 인용: {''.join(f'[{n}]' for n in found.citations)}"


def _leg(value: float | None, rank: int | None, measure: str) -> str:
    return "찾지 못함" if value is None else f"{rank}위 ({measure} {score(value)})"
