"""How a refusal looks to a program: one JSON shape for every error, with one Korean sentence."""

from __future__ import annotations

from starlette.responses import JSONResponse

MESSAGES = {
    "bad_request": "요청 형식이 올바르지 않습니다. question과 history(문자열 목록)가 필요합니다.",
    "bad_search": "쓸 수 있는 값은 q, k, document, agency, department, year이며 하나씩만 적습니다.",
    "bad_year": "연도(year)는 네 자리 숫자로 적어 주십시오.",
    "body_too_large": "요청이 너무 큽니다. 64KB 이하로 보내 주십시오.",
    "document_fault": "문서를 여는 중에 문제가 생겼습니다. 잠시 뒤에 다시 열어 주십시오.",
    "fault": "답변을 만드는 중에 문제가 생겼습니다. 잠시 뒤에 다시 물어 주십시오.",
    "host_not_allowed": "이 주소로는 접속할 수 없습니다. 관리자에게 주소 등록을 요청해 주십시오.",
    "no_document": "그런 문서가 없습니다. 지웠거나 주소가 잘못되었을 수 있습니다.",
    "no_page": "그런 쪽이 없거나 쪽 그림으로 볼 수 없는 형식의 문서입니다.",
    "not_found": "없는 주소입니다.",
    "not_ready": "아직 답할 준비가 되지 않았습니다. 잠시 뒤에 다시 물어 주십시오.",
    "origin_not_allowed": "다른 누리집에서 보낸 요청은 받지 않습니다.",
    "page_not_drawn": "쪽 그림을 만들 수 없습니다.",
    "pages_busy": "지금 만들고 있는 쪽 그림이 많습니다. 잠시 뒤에 다시 열어 주십시오.",
    "question_too_long": "질문이 너무 깁니다. 짧게 줄여서 다시 물어 주십시오.",
    "search_fault": "찾는 중에 문제가 생겼습니다. 잠시 뒤에 다시 찾아 주십시오.",
    "too_many_requests": "질문이 너무 많습니다. 잠시 뒤에 다시 물어 주십시오.",
}


def error(
    status: int,
    code: str,
    *,
    message: str = "",
    id: str = "",
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """`{"error": {"code", "message", "id"}}`; `id` names the log entry of a fault, "" otherwise.

    `message` is one sentence of its own, where a code alone does not tell enough.
    """
    body = {"error": {"code": code, "message": message or MESSAGES[code], "id": id}}
    return JSONResponse(body, status, headers=headers)


def too_long(limit: int) -> str:
    return f"질문이 너무 깁니다. {limit:,}자 이하로 줄여서 다시 물어 주십시오."
