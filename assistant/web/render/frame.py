"""Our own pages: the document around what they show, and the page of an error."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from assistant.web.render.markup import join, tag

ROOT = "../"  # from /documents/ and the documents in it
STYLES = ("palette.css", "documents.css")
SCRIPTS = ("documents.js",)
DOCTYPE = Markup("<!doctype html>")
CHAT = "질문하기"
LIST = "문서 목록"
SKIP = "본문으로 건너뛰기"


def page(
    title: str,
    brand: str,
    *body: str | Markup,
    listed: bool = True,
    root: str = ROOT,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = SCRIPTS,
) -> str:
    """A whole page.  All addresses are relative: a proxy may serve the site in a folder.

    `brand` is the name of the site; `listed` adds the way to the list of documents; `root` leads
    from the page's own folder to that of the site; `styles` are added to those of all pages.
    """
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{title} · {brand}"),
        *(tag("link", rel="stylesheet", href=root + name) for name in (*STYLES, *styles)),
        *(tag("script", src=root + name, defer="defer") for name in scripts),
    )
    inside = tag(
        "body",
        tag("a", SKIP, href="#content", class_="bogo-skip"),
        _bar(brand, root, listed=listed),
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


def _bar(brand: str, root: str, *, listed: bool) -> Markup:
    logo = tag("span", "보", class_="bogo-logo", aria_hidden="true")
    home = tag("a", logo, tag("span", brand), href=root or "./", class_="bogo-brand")
    ways = [tag("a", LIST, href=f"{root}documents/")] if listed else []
    ways.append(tag("a", CHAT, href=root or "./", class_="bogo-ask"))
    return tag("header", home, tag("nav", join(ways), aria_label="바로 가기"), class_="bogo-bar")
