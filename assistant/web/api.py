"""Our own routes: `POST /api/v1/ask`, `GET /healthz` and the page's script."""

from __future__ import annotations

import logging
import math
import secrets
from pathlib import Path
from typing import Annotated

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
    routes = APIRouter()

    @routes.post("/api/v1/ask", response_model=None)
    def ask(asked: AskRequest, request: Request) -> Response:
        if any(len(text) > max_question for text in (asked.question, *asked.history)):
            return error(422, "question_too_long")
        wait = limiter.wait(client(request))
        if wait:
            return error(429, "too_many_requests", headers={"Retry-After": str(math.ceil(wait))})
        if not assistant.ready():
            return error(503, "not_ready", headers={"Retry-After": "5"})
        try:
            body = assistant.ask(asked.question, asked.history).model_dump_json()
        except Exception as raised:  # whatever it is, one sentence goes out
            return error(500, "fault", id=logged(raised))
        return Response(body, media_type="application/json")

    @routes.get("/healthz", response_model=None)
    def healthz() -> Response:
        ready = assistant.ready()
        body = {"status": "ok" if ready else "starting", "documents": len(assistant.documents())}
        return JSONResponse(body, 200 if ready else 503)

    @routes.get("/page.js", response_model=None)
    def script() -> Response:
        return FileResponse(SCRIPT, media_type="text/javascript")

    return routes


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
