"""Looking into the search: `GET /api/v1/search` for programs, the page `/search` for people."""

from __future__ import annotations

import math
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.datastructures import QueryParams
from starlette.responses import FileResponse, HTMLResponse, JSONResponse

from assistant.finding import USUAL, Conditions, Findings, Unsearchable, Why
from assistant.finding.telling import as_json
from assistant.web import render
from assistant.web.api import client, logged
from assistant.web.errors import MESSAGES, error, too_long
from assistant.web.limits import RateLimiter
from assistant.web.ports import ChatAssistant

STYLE = Path(__file__).with_name("search.css")
FIELDS = ("q", "k", "document", "agency", "department", "year")
_NOT_THERE = {Why.NO_DOCUMENTS, Why.NO_MATCH}
_READ = ["GET", "HEAD"]


class Refusal(Exception):
    """Nothing was searched: the status, the code and the sentence of the response."""

    def __init__(
        self, status: int, code: str, message: str = "", *, id: str = "", wait: float = 0.0
    ) -> None:
        super().__init__(message or MESSAGES[code])
        self.status = status
        self.code = code
        self.id = id
        self.headers = {"Retry-After": str(math.ceil(wait))} if wait else {}

    @property
    def sentence(self) -> str:
        return f"{self} (오류 번호 {self.id})" if self.id else str(self)


class Counter:
    """Where both come with what they ask for; raises a `Refusal` where nothing is searched."""

    def __init__(self, assistant: ChatAssistant, limiter: RateLimiter, max_question: int) -> None:
        self._assistant = assistant
        self._limiter = limiter
        self._max_question = max_question

    def search(self, request: Request) -> Findings:
        question, conditions, k = _asked(request.query_params)
        if len(question) > self._max_question:
            raise Refusal(422, "question_too_long", too_long(self._max_question))
        wait = self._limiter.wait(client(request))
        if wait:
            raise Refusal(429, "too_many_requests", wait=wait)
        if not self._assistant.ready():
            raise Refusal(503, "not_ready", wait=5)
        try:
            return self._assistant.search(question, conditions, k)
        except Unsearchable as no:
            status = 404 if no.why in _NOT_THERE else 422
            raise Refusal(status, no.why.value, str(no)) from no
        except Exception as raised:  # whatever it is, one sentence goes out
            raise Refusal(500, "search_fault", id=logged(raised)) from raised


def router(
    assistant: ChatAssistant, limiter: RateLimiter, max_question: int, title: str
) -> APIRouter:
    """Both under the one limit on questions; `title` is the name of the site."""
    routes = APIRouter()
    counter = Counter(assistant, limiter, max_question)

    @routes.get("/api/v1/search", response_model=None)
    def for_programs(request: Request) -> Response:
        try:
            found = as_json(counter.search(request))
        except Refusal as no:
            return error(no.status, no.code, message=str(no), id=no.id, headers=no.headers)
        return JSONResponse(found, headers={"Cache-Control": "no-store"})

    @routes.api_route("/search", methods=_READ, response_model=None)
    def for_people(request: Request) -> Response:
        form = render.Form()
        try:
            form = _form(request.query_params, assistant)
            found = counter.search(request) if "q" in request.query_params else None
            return HTMLResponse(render.search(form, title, found))
        except Refusal as no:
            page = render.search(form, title, refusal=no.sentence)
            return HTMLResponse(page, no.status, no.headers)
        except Exception as raised:  # whatever it is, one sentence goes out
            fault = Refusal(500, "search_fault", id=logged(raised))
            return HTMLResponse(render.search(form, title, refusal=fault.sentence), 500)

    @routes.get("/search.css", response_model=None)
    def style() -> Response:
        return FileResponse(STYLE, media_type="text/css")

    return routes


def _asked(params: QueryParams) -> tuple[str, Conditions, int]:
    """The question, the conditions and k.

    Raises:
        Refusal: a name is unknown or given twice, or a number is none.
    """
    names = [name for name, _ in params.multi_items()]
    if set(names) - set(FIELDS) or len(set(names)) < len(names):
        raise Refusal(422, "bad_search")
    year = params.get("year", "").strip()
    if year and not (year.isascii() and year.isdecimal() and len(year) == 4):
        raise Refusal(422, "bad_year")
    conditions = Conditions(
        document=params.get("document", ""),
        agency=params.get("agency", ""),
        department=params.get("department", ""),
        year=int(year) if year else None,
    )
    return params.get("q", "").strip(), conditions, _count(params.get("k", ""))


def _count(written: str) -> int:
    """How many passages; 0, which is refused, for what is no number."""
    plain = written.strip()
    if not plain:
        return USUAL
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 9 else 0


def _form(params: QueryParams, assistant: ChatAssistant) -> render.Form:
    documents = assistant.documents()
    return render.Form(
        question=params.get("q", ""),
        k=params.get("k", ""),
        document=params.get("document", ""),
        agency=params.get("agency", ""),
        department=params.get("department", ""),
        year=params.get("year", ""),
        documents=sorted({document.name for document in documents}),
        agencies=sorted({document.agency for document in documents if document.agency}),
        departments=assistant.departments(),
        years=sorted({str(d.year) for d in documents if d.year}, reverse=True),
    )
