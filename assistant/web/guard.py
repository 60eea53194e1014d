"""Who may talk to the page: its own address, listed origins, and only the open paths."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.errors import error

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

# What Gradio's page really asks for.  All else that Gradio serves stays closed, and what a later
# release adds is closed until it is listed here: monitoring, uploads, proxy, files, call, openapi.
OPEN_PATHS = frozenset(
    {
        "/",
        "/config",
        "/favicon.ico",
        "/robots.txt",
        "/theme.css",
        "/gradio_api/cancel",
        "/gradio_api/queue/data",
        "/gradio_api/queue/join",
        "/gradio_api/reset",
        "/gradio_api/startup-events",
        "/gradio_api/theme.css",
    }
)
OPEN_FOLDERS = ("/assets/", "/static/", "/gradio_api/heartbeat/")


class AddressGuard:
    """Refuses unknown hosts, and unsafe requests that another site's page makes.

    A host is ours if it is an address, a name without a dot, `localhost`, or the host of a listed
    origin: a name that somebody else owns could be made to point at this machine (DNS rebinding).
    A proxy that serves the page under a public name therefore has that name in the list.
    """

    def __init__(self, app: ASGIApp, allowed_origins: Sequence[str] = ()) -> None:
        self._app = app
        self._origins = frozenset(origin.rstrip("/").lower() for origin in allowed_origins)
        self._hosts = frozenset(urlsplit(origin).hostname or "" for origin in self._origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = self._refused(scope) if scope["type"] == "http" else ""
        if refused:
            status = 403 if refused == "origin_not_allowed" else 421
            await error(status, refused)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refused(self, scope: Scope) -> str:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not own_host(host, self._hosts):
            return "host_not_allowed"
        preflight = "access-control-request-method" in headers
        if scope["method"] in SAFE and not preflight:
            return ""
        return "" if self._welcome(headers, host) else "origin_not_allowed"

    def _welcome(self, headers: Headers, host: str) -> bool:
        origin = headers.get("origin", "").lower()
        if origin in self._origins:
            return True
        site = headers.get("sec-fetch-site", "none")
        if site not in {"same-origin", "none"}:
            return False
        return not origin or _netloc(origin) == _netloc(f"//{host.lower()}")


def own_host(host: str, listed: Collection[str]) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name in listed or ("." not in name and ":" not in name and name != ""):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _netloc(origin: str) -> tuple[str | None, int | None]:
    """Host and port; the scheme is left out because a proxy may add TLS in front of us."""
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return None, -1
    return parts.hostname, None if port in {80, 443} else port


class PathAllowlist:
    """In front of Gradio: a path that is not listed does not exist."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not open_path(scope["path"]):
            await error(404, "not_found")(scope, receive, send)
            return
        await self._app(scope, receive, send)


def open_path(path: str) -> bool:
    if ".." in path.split("/"):
        return False
    return path in OPEN_PATHS or path.startswith(OPEN_FOLDERS)
