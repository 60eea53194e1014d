"""The reading room's own pages: the document around what they show, and the page of an error."""

from __future__ import annotations

from markupsafe import Markup

from assistant.web.render.markup import join, tag

DOCTYPE = Markup("<!doctype html>")
CHAT = "질문하기"
LIST = "문서 목록"
SKIP = "본문으로 건너뛰기"


def page(title: str, brand: str, *body: str | Markup, listed: bool = True) -> str:
    """A whole page.  All addresses are relative: a proxy may serve the site in a folder.

    `brand` is the name of the site; `listed` adds the way to the list of documents.
    """
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{title} · {brand}"),
        tag("link", rel="stylesheet", href="../palette.css"),
        tag("link", rel="stylesheet", href="../documents.css"),
        tag("script", src="../documents.js", defer="defer"),
    )
    inside = tag(
        "body",
        tag("a", SKIP, href="#content", class_="bogo-skip"),
        _bar(brand, listed=listed),
        *body,
        id="top",
    )
    return DOCTYPE + tag("html", head, inside, lang="ko")


def problem(brand: str, sentence: str) -> str:
    """One sentence in place of a page that cannot be shown."""
    inside = tag(
        "main",
        tag("h1", "문서를 열 수 없습니다"),
        tag("p", sentence),
        tag("p", tag("a", LIST, href="./"), " · ", tag("a", CHAT, href="../")),
        id="content",
        class_="bogo-problem",
    )
    return page("문서를 열 수 없습니다", brand, inside)


def _bar(brand: str, *, listed: bool) -> Markup:
    logo = tag("span", "보", class_="bogo-logo", aria_hidden="true")
    home = tag("a", logo, tag("span", brand), href="../", class_="bogo-brand")
    ways = [tag("a", LIST, href="./")] if listed else []
    ways.append(tag("a", CHAT, href="../", class_="bogo-ask"))
    return tag("header", home, tag("nav", join(ways), aria_label="바로 가기"), class_="bogo-bar")
