"""Our own routes: `POST /api/v1/ask` and `/api/v1/proof`, `GET /healthz`, the page's script."""

from __future__ import annotations

import logging
import math
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, JSONResponse

from assistant.web.errors import error
from assistant.web.limits import RateLimiter
from assistant.web.ports import ChatAssistant

SCRIPT = Path(__file__).with_name("page.js")
HISTORY = 20  # earlier questions that a conversation takes along
NAMED = 40  # letters of the question in the name of its proof

log = logging.getLogger(__name__)


def _sendable(text: str) -> str:
    text.encode()  # half of a surrogate pair is no text; the error is a ValueError
    return text


Text = Annotated[str, AfterValidator(_sendable)]


class AskRequest(BaseModel):
    """`history` holds the earlier questions of the same conversation, oldest first."""

    model_config = ConfigDict(extra="forbid", strict=True)

    question: Text
    history: Annotated[list[Text], Field(max_length=HISTORY)] = Field(default_factory=list)


def router(assistant: ChatAssistant, limiter: RateLimiter, max_question: int) -> APIRouter:
    """Answers and proofs under one limit on questions, and what needs none."""
    routes = APIRouter()

    @routes.post("/api/v1/ask", response_model=None)
    def ask(asked: AskRequest, request: Request) -> Response:
        return answered(asked, request, _answer)

    @routes.post("/api/v1/proof", response_model=None)
    def proof(asked: AskRequest, request: Request) -> Response:
        return answered(asked, request, _proof)

    def answered(
        asked: AskRequest, request: Request, make: Callable[[ChatAssistant, AskRequest], Response]
    ) -> Response:
        if any(len(text) > max_question for text in (asked.question, *asked.history)):
            return error(422, "question_too_long")
        wait = limiter.wait(client(request))
        if wait:
            return error(429, "too_many_requests", headers={"Retry-After": str(math.ceil(wait))})
        if not assistant.ready():
            return error(503, "not_ready", headers={"Retry-After": "5"})
        try:
            return make(assistant, asked)
        except Exception as raised:  # whatever it is, one sentence goes out
            return error(500, "fault", id=logged(raised))

    @routes.get("/healthz", response_model=None)
    def healthz() -> Response:
        ready = assistant.ready()
        body = {"status": "ok" if ready else "starting", "documents": len(assistant.documents())}
        return JSONResponse(body, 200 if ready else 503)

    @routes.get("/page.js", response_model=None)
    def script() -> Response:
        return FileResponse(SCRIPT, media_type="text/javascript")

    return routes


def _answer(assistant: ChatAssistant, asked: AskRequest) -> Response:
    body = assistant.ask(asked.question, asked.history).model_dump_json()
    return Response(body, media_type="application/json")


def _proof(assistant: ChatAssistant, asked: AskRequest) -> Response:
    """The proof as a file to keep, named after the question."""
    name = quote(file_name(asked.question), safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    body = assistant.proof(asked.question, asked.history)
    return Response(body, media_type="application/json", headers=headers)


def file_name(question: str) -> str:
    """`근거_2025_소통담당관_예산은.json`: letters and digits only, as every system takes them."""
    words = "_".join(re.findall(r"\w+", question))[:NAMED].strip("_")
    return "_".join(part for part in ("근거", words) if part) + ".json"


def client(request: Request) -> str:
    """Whom the limit counts; behind a proxy on this machine, the address that it forwards."""
    return request.client.host if request.client else "?"


def install_errors(app: FastAPI) -> None:
    """One shape for every refusal, whoever raises it."""

    @app.exception_handler(RequestValidationError)
    def invalid(_request: Request, _invalid: RequestValidationError) -> Response:
        return error(422, "bad_request")

    @app.exception_handler(HTTPException)
    def refused(_request: Request, raised: HTTPException) -> Response:
        code = "not_found" if raised.status_code == 404 else "bad_request"
        return error(raised.status_code, code)


def logged(raised: Exception) -> str:
    """Write a fault to the log; the id is what the visitor is told instead of it."""
    number = secrets.token_hex(4)
    log.error("오류 %s", number, exc_info=raised)
    return number
