"""The reading room: `/documents/` lists the documents, `/documents/{id}` shows one as read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse

from assistant.web import render
from assistant.web.api import logged
from assistant.web.errors import MESSAGES, error
from assistant.web.ports import ChatAssistant, Spot

_HERE = Path(__file__).parent
_FILES = {
    "palette.css": "text/css",
    "documents.css": "text/css",
    "documents.js": "text/javascript",
}
_READ = ["GET", "HEAD"]
_DIGITS = 9


def router(assistant: ChatAssistant, title: str) -> APIRouter:
    """The pages and the files that they need; `title` is the name of the site."""
    routes = APIRouter()

    @routes.api_route("/documents", methods=_READ, response_model=None)
    def folder() -> Response:
        return RedirectResponse("documents/")

    @routes.api_route("/documents/", methods=_READ, response_model=None)
    def library(request: Request) -> Response:
        try:
            return HTMLResponse(render.library(assistant.documents(), title))
        except Exception as raised:  # whatever it is, one sentence goes out
            return _refused(request, title, 500, "document_fault", id=logged(raised))

    @routes.api_route("/documents/{id}", methods=_READ, response_model=None)
    def document(id: str, request: Request) -> Response:
        try:
            shown = assistant.document(id, _spot(request))
            if shown is None:
                return _refused(request, title, 404, "no_document")
            return HTMLResponse(render.document(shown, title))
        except Exception as raised:
            return _refused(request, title, 500, "document_fault", id=logged(raised))

    for name, media_type in _FILES.items():
        routes.add_api_route(f"/{name}", _file(name, media_type), response_model=None)
    return routes


def _file(name: str, media_type: str) -> Callable[[], Response]:
    def send() -> Response:
        return FileResponse(_HERE / name, media_type=media_type)

    return send


def _spot(request: Request) -> Spot:
    asked = request.query_params
    return Spot(*(_number(asked.get(name, "")) for name in ("line", "block", "part", "page")))


def _number(text: str) -> int | None:
    """What was written by a person into the address is no reason to show nothing."""
    plain = text.isascii() and text.isdecimal() and len(text) <= _DIGITS
    return int(text) if plain else None


def _refused(request: Request, title: str, status: int, code: str, *, id: str = "") -> Response:
    """A page for people; for programs the same shape as every other refusal."""
    if "text/html" not in request.headers.get("accept", ""):
        return error(status, code, id=id)
    sentence = f"{MESSAGES[code]} (오류 번호 {id})" if id else MESSAGES[code]
    return HTMLResponse(render.problem(title, sentence), status)
