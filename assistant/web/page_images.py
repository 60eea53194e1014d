"""`/documents/{id}/pages/{page}.png?width=…&mark=…`: a page of the original, as a picture."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request, Response
from starlette.responses import HTMLResponse

from assistant.web import render
from assistant.web.api import logged
from assistant.web.errors import MESSAGES, error
from assistant.web.ports import PageImages, PageNotDrawn, PagesBusy
from ingest.model import Box

WIDTH = 1200  # pixels, where none is asked for

_POINT = re.compile(r"-?\d{1,5}(?:\.\d{1,3})?")
_READ = ["GET", "HEAD"]
_DIGITS = 5
_AGAIN = "3"  # seconds after which a busy server may be asked again


def router(images: PageImages, title: str) -> APIRouter:
    """The pictures; `title` is the name of the site, for refusals that people see."""
    routes = APIRouter()

    @routes.api_route("/documents/{id}/pages/{page}.png", methods=_READ, response_model=None)
    def page(id: str, page: str, request: Request) -> Response:
        width = _number(request.query_params.get("width", "")) or WIDTH
        try:
            mark = _box(request.query_params.get("mark", ""))
            return _answer(images, (id, _number(page) or 0, width), mark, request, title)
        except PagesBusy:
            return _refused(request, title, 503, "pages_busy", headers={"Retry-After": _AGAIN})
        except PageNotDrawn as raised:
            return _refused(request, title, 422, "page_not_drawn", message=str(raised))
        except Exception as raised:  # whatever it is, one sentence goes out
            return _refused(request, title, 500, "document_fault", id=logged(raised))

    return routes


def _answer(
    images: PageImages,
    wanted: tuple[str, int, int],
    mark: Box | None,
    request: Request,
    title: str,
) -> Response:
    tag = images.tag(*wanted)
    if tag is None:
        return _refused(request, title, 404, "no_page")
    if mark is not None:
        tag += "-" + "-".join(f"{point:g}" for point in mark)
    # A document may be replaced or taken out, so a stored copy is good for as long as we say so.
    headers = {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache"}
    if f'"{tag}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    png = images.png(*wanted, mark)
    if png is None:
        return _refused(request, title, 404, "no_page")
    return Response(png, media_type="image/png", headers=headers)


def _box(text: str) -> Box | None:
    """`x0,y0,x1,y1` in points; None where it is nothing of the kind."""
    parts = text.split(",")
    if len(parts) != 4 or not all(_POINT.fullmatch(part) for part in parts):
        return None
    left, top, right, bottom = map(float, parts)
    return left, top, right, bottom


def _number(text: str) -> int | None:
    plain = text.isascii() and text.isdecimal() and len(text) <= _DIGITS
    return int(text) if plain else None


def _refused(
    request: Request,
    title: str,
    status: int,
    code: str,
    *,
    message: str = "",
    id: str = "",
    headers: dict[str, str] | None = None,
) -> Response:
    """A page for people; for programs the same shape as every other refusal."""
    if "text/html" not in request.headers.get("accept", ""):
        return error(status, code, message=message, id=id, headers=headers)
    sentence = message or MESSAGES[code]
    if id:
        sentence += f" (오류 번호 {id})"
    return HTMLResponse(render.problem(title, sentence), status, headers=headers)
