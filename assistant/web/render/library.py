"""The list of the documents that answer questions."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup

from assistant.web.ports import DocumentView
from assistant.web.render.evidence import NO_DOCUMENTS
from assistant.web.render.frame import page
from assistant.web.render.links import LOOKING
from assistant.web.render.markup import tag
from assistant.web.render.words import about

HEADING = "문서 보기"
LEAD = "읽어 들인 보고서를 표와 문장으로 되살려 보여 드립니다. 제목을 누르면 문서가 열립니다."
SAMPLE = "예시 문서"
LOOK = "질문에 어떤 구절이 왜 나오는지 보려면: "

_COUNTS = (("절", "sections"), ("표", "tables"), ("수치", "figures"))


def library(documents: Sequence[DocumentView], brand: str) -> str:
    """The page at `/documents/`."""
    shown = _table(documents) if documents else tag("p", NO_DOCUMENTS, class_="bogo-empty")
    inside = tag(
        "main",
        tag("h1", HEADING),
        tag("p", LEAD, class_="bogo-lead"),
        shown,
        tag("p", LOOK, tag("a", LOOKING, href="../search"), class_="bogo-aside"),
        id="content",
        class_="bogo-library",
    )
    return page(HEADING, brand, inside, listed=False)


def _table(documents: Sequence[DocumentView]) -> Markup:
    heads = [tag("th", name, scope="col") for name in ("문서", "기관", "부서", "연도")]
    heads += [tag("th", name, scope="col", class_="bogo-number") for name, _ in _COUNTS]
    return tag(
        "table",
        tag("caption", f"답할 수 있는 자료 {len(documents):,}건"),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *map(_row, documents)),
        class_="bogo-shelf",
    )


def _row(document: DocumentView) -> Markup:
    """On a narrow screen the first cell says it all, and the others are not shown."""
    counts = [(name, f"{getattr(document, field):,}") for name, field in _COUNTS]
    brief = " · ".join([*about(document), *(f"{name} {count}" for name, count in counts)])
    first = tag(
        "th",
        tag("a", tag("bdi", document.title or document.name), href=quote(document.id, safe="")),
        tag("span", SAMPLE, class_="bogo-sample") if document.sample else "",
        tag("bdi", document.name, class_="bogo-file"),
        tag("span", brief, class_="bogo-brief"),
        scope="row",
    )
    year = f"{document.year}년" if document.year else ""
    return tag(
        "tr",
        first,
        tag("td", document.agency),
        tag("td", document.department),
        tag("td", year, class_="bogo-year"),
        *(tag("td", count, class_="bogo-number") for _, count in counts),
    )
