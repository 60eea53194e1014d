"""Security headers on every response, and a nonce for the scripts of the page.

Gradio's page holds inline scripts.  Each of them gets the nonce of its response, so that the
policy needs neither 'unsafe-inline' nor 'unsafe-eval' for scripts.  The page's template escapes
`<` in all data it holds, so every `<script` in it is the template's own.
"""

from __future__ import annotations

import secrets

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


# Pages of our own: without style attributes, and so without 'unsafe-inline' for styles either.
_OWN_PAGES = ("/documents", "/search")


def policy(nonce: str, path: str) -> str:
    """The Content-Security-Policy of the response at a path."""
    styles = "" if path.startswith(_OWN_PAGES) else " 'unsafe-inline'"  # Svelte writes attributes
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'nonce-{nonce}'",
            f"style-src 'self'{styles}",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "frame-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


class SecurityHeaders:
    """Outermost layer: it also covers refusals and faults."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _Reply(send, scope["path"]))


class _Reply:
    """One response on its way out; pages are held back until they are whole."""

    def __init__(self, send: Send, path: str) -> None:
        self._send = send
        self._path = path
        self._nonce = secrets.token_urlsafe(16)
        self._start: Message | None = None
        self._page = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            self._add(headers)
            if headers.get("content-type", "").startswith("text/html"):
                headers["Cache-Control"] = "no-store"  # the nonce is good for one response
                self._start = message
                return
        elif message["type"] == "http.response.body" and self._start is not None:
            self._page += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)
            return
        await self._send(message)

    def _add(self, headers: MutableHeaders) -> None:
        headers["Content-Security-Policy"] = policy(self._nonce, self._path)
        for name, value in _FIXED.items():
            headers[name] = value

    async def _finish(self, start: Message) -> None:
        page = self._page.replace(b"<script", f'<script nonce="{self._nonce}"'.encode())
        page = page.replace(b'<html\n\tlang="en"', b'<html\n\tlang="ko"', 1)
        headers = MutableHeaders(scope=start)
        if self._page:  # a HEAD response says the length of a page that it does not hold
            headers["Content-Length"] = str(len(page))
        else:
            del headers["Content-Length"]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": page})
