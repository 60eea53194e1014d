"""The page's own words for what an answer holds."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer import Answer, Citation, Status
from assistant.web.ports import DocumentView
from ingest.model import Check, Trust

STATUS = {
    Status.ANSWERED: "답변",
    Status.CLARIFY: "되묻기",
    Status.NOT_FOUND: "찾지 못함",
    Status.REFUSED: "답변 범위 밖",
}

FOLLOW = {
    Status.ANSWERED: "이어서 물어보기",
    Status.CLARIFY: "어느 것인지 골라 주십시오",
    Status.NOT_FOUND: "자료에 있는 가까운 내용",
    Status.REFUSED: "이런 질문에는 답할 수 있습니다",
}

CHECKED = {
    Check.CONFIRMED: "확인됨",
    Check.CONTRADICTED: "맞지 않음",
    Check.UNCHECKED: "검산하지 않음",
}

MEANING = {
    Check.CONFIRMED: "보고서 안의 다른 수치로 다시 계산해도 같습니다.",
    Check.CONTRADICTED: "보고서 안의 다른 수치로 다시 계산하면 다릅니다. 원문을 확인해 주십시오.",
    Check.UNCHECKED: "다시 계산해 볼 다른 수치가 없어 적힌 그대로 보여 드립니다.",
}


DOUBT = {
    Trust.SCANNED: "스캔, 원본 확인 필요",
    Trust.UNCERTAIN: "읽은 결과가 확실하지 않음, 원본 쪽 확인 필요",
}


def amount(value: Decimal) -> str:
    """With thousands separators, all digits kept: Decimal("3615983") → "3,615,983"."""
    return f"{value:,f}"


def where(citation: Citation) -> str:
    """Page and lines of the original, as far as they are known, and how certain the reading is."""
    parts = []
    if citation.page is not None:
        guess = " (추정)" if citation.page_source == "layout" else ""
        parts.append(f"{citation.page}쪽{guess}")
    if citation.lines is not None:
        first, last = citation.lines
        parts.append(f"원문 {first}행" if first == last else f"원문 {first}~{last}행")
    if citation.spot:
        parts.append(f"{citation.spot} 칸")
    if citation.trust is not Trust.READ:
        parts.append(DOUBT[citation.trust])
    return " · ".join(parts)


def origin(answer: Answer) -> str:
    """Who worded the answer, as the law on artificial intelligence asks us to say."""
    if answer.generated_by == "rules":
        made = "보고서에서 찾은 내용을 규칙에 따라 자동으로 작성했습니다."
        note = answer.context.get("rewording", {}).get("note")  # why no model worded it
        made = f"{made} {note}" if note else made
    else:
        made = f"보고서에서 찾은 내용을 인공지능({answer.generated_by})이 문장으로 다듬었습니다."
    return f"{made} 쓰기 전에 근거 원문을 확인해 주십시오."


def about(document: DocumentView) -> list[str]:
    """Whose document it is and of which year, as far as that is known."""
    year = f"{document.year}년" if document.year else ""
    return [part for part in (document.agency, document.department, year) if part]
