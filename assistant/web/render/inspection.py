"""What was recovered of one file, as a page of its own: beside the original's pages, to compare."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from assistant.web.ports import DocumentPage
from assistant.web.render.document import content, facts, warnings
from assistant.web.render.frame import DOCTYPE
from assistant.web.render.legend import legend
from assistant.web.render.markup import tag
from assistant.web.render.outline import outline

WIDTH = 1_000  # pixels of a page's picture
_STYLES = Path(__file__).parent.parent
_NAMES = ("palette.css", "documents.css", "inspection.css")

Draw = Callable[[int], bytes | None]


def inspection(shown: DocumentPage, draw: Draw, brand: str) -> str:
    """A file that needs no other: styles and pictures stand in it, and it runs no script."""
    title = shown.document.title or shown.document.name
    styles = "\n".join((_STYLES / name).read_text("utf-8") for name in _NAMES)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{title} · {brand}"),
        Markup("<style>{}</style>").format(Markup(styles)),  # noqa: S704 - our own files
    )
    inside = tag(
        "main",
        tag("h1", tag("bdi", title)),
        facts(shown.document),
        warnings(shown.document),
        legend(shown),
        *_pages(shown, draw),
        id="content",
        class_="bogo-document bogo-inspection",
    )
    body = tag("body", tag("div", outline(shown), inside, class_="bogo-room"), id="top")
    return DOCTYPE + tag("html", head, body, lang="ko")


def _pages(shown: DocumentPage, draw: Draw) -> Iterator[Markup]:
    """For each page its picture, and what was recovered of it."""
    now: int | None = None
    placed: list[tuple[int | None, Markup]] = []
    for block, markup in content(shown):
        now = block.place.page if block and block.place.page is not None else now
        placed.append((now, markup))
    for page, parts in groupby(placed, key=lambda part: part[0]):
        yield _page(page, [markup for _, markup in parts], draw)


def _page(page: int | None, parts: Sequence[Markup], draw: Draw) -> Markup:
    paper = tag("article", *parts, class_="bogo-paper")
    if page is None:
        return paper
    picture = draw(page)
    image: Markup | str = ""
    if picture is not None:
        source = "data:image/png;base64," + base64.b64encode(picture).decode()
        image = tag("img", src=source, alt=f"원본 {page}쪽", class_="bogo-original-page")
    name = tag("p", f"{page}쪽", class_="bogo-page", id=f"p{page}")
    return tag("section", name, tag("div", image, paper, class_="bogo-beside"))
