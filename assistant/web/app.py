"""One ASGI application: our layers in front, our routes, Gradio's page behind them."""

from __future__ import annotations

import os
from collections.abc import Sequence

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount

from assistant.web import api, documents, page_images, search
from assistant.web.guard import AddressGuard, PathAllowlist
from assistant.web.headers import SecurityHeaders
from assistant.web.limits import BodyLimit, RateLimiter
from assistant.web.ports import ChatAssistant, PageImages

BODY = 64 * 1024  # bytes

# Read by Gradio and by the model hub's client when they are imported: nothing leaves the machine.
SILENT = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_DISABLE_TELEMETRY": "1"}
OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}


def create_app(
    assistant: ChatAssistant,
    *,
    title: str = "보고 Bogo",
    allowed_origins: Sequence[str] = (),
    max_question: int = 500,
    per_minute: int = 60,
    pace: float = 0.02,
    allow_hub: bool = False,
    images: PageImages | None = None,
) -> FastAPI:
    """The chat page at `/`, `/documents/`, `/search`, the API at `/api/v1/`, and `/healthz`.

    Args:
        assistant: answers the questions; called from several threads at once.
        title: the name in the heading and in the browser's tab.
        allowed_origins: other origins that may call the API (`https://portal.example.kr`), and the
            page's own public address where a proxy serves it under a name.
        max_question: characters of a question.
        per_minute: questions of one client in a minute.
        pace: seconds between two steps of an answer that is being written out.
        allow_hub: whether models may be fetched; Gradio itself never fetches any.
        images: pictures of the originals' pages; without them no such address exists.

    Conversations are kept in this process: run one worker.
    """
    os.environ.update(SILENT if allow_hub else SILENT | OFFLINE)
    from assistant.web import chat  # here, because Gradio takes two seconds and reads these

    limiter = RateLimiter(per_minute)
    app = FastAPI(title=title, openapi_url=None, docs_url=None, redoc_url=None)
    app.include_router(api.router(assistant, limiter, max_question))
    app.include_router(documents.router(assistant, title))
    if images is not None:
        app.include_router(page_images.router(images, title))
    app.include_router(search.router(assistant, limiter, max_question, title))
    api.install_errors(app)
    _layers(app, allowed_origins)
    page = chat.build(chat.Chat(assistant, limiter, max_question, pace), title)
    chat.mount(app, page)
    _close(app)
    return app


def _layers(app: FastAPI, allowed_origins: Sequence[str]) -> None:
    """From the inside out: the last one added is met first."""
    app.add_middleware(BodyLimit, limit=BODY)
    # Ours must be there even with an empty list: without one, Gradio adds its own, which echoes
    # any origin together with `Allow-Credentials`.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=[origin.rstrip("/") for origin in allowed_origins],
        allow_methods=["GET", "POST"],
        allow_headers=["Content-Type"],
    )
    app.add_middleware(AddressGuard, allowed_origins=allowed_origins)
    app.add_middleware(SecurityHeaders)


def _close(app: FastAPI) -> None:
    """Put the list of open paths between the application and the mounted page."""
    for route in app.routes:
        if isinstance(route, Mount):
            route.app = PathAllowlist(route.app)
