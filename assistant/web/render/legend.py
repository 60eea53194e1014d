"""What the marks on the figures mean, how often each occurs, and where figures do not agree."""

from __future__ import annotations

from markupsafe import Markup

from assistant.web.ports import DocumentPage
from assistant.web.render.markup import tag
from assistant.web.render.words import CHECKED, MEANING
from ingest.model import Check, Statement

HOW = (
    "표의 칸에 마우스를 올리거나 칸을 누르면 그 수치의 머리글, 연도, 단위, 원문의 행이 나타납니다."
)
MOST = 50  # places listed


def legend(shown: DocumentPage) -> Markup:
    """The three checks with their marks and counts, over the whole document."""
    counts = dict(shown.checks)
    entries = [_entry(check, counts.get(check, 0)) for check in Check]
    return tag(
        "section",
        tag("h2", "표시의 뜻"),
        tag("dl", *entries),
        tag("p", HOW),
        _contradicted(shown),
        class_="bogo-legend",
    )


def _entry(check: Check, count: int) -> Markup:
    name = tag("dt", tag("span", CHECKED[check], class_=f"bogo-{check}"), f" {count:,}건")
    return tag("div", name, tag("dd", MEANING[check]))


def _contradicted(shown: DocumentPage) -> Markup | str:
    places = shown.contradicted
    if not places:
        return ""
    more = len(places) - MOST
    return tag(
        "details",
        tag("summary", f"맞지 않는 수치가 있는 곳 {len(places):,}곳"),
        tag("ul", *(_place(said) for said in places[:MOST])),
        tag("p", f"이 밖에 {more:,}곳이 더 있습니다.") if more > 0 else "",
        class_="bogo-astray",
    )


def _place(said: Statement) -> Markup:
    labels = " × ".join(
        " › ".join(path) for path in (said.row_path or said.heads, said.column_path) if path
    )
    cell = "" if said.row is None else f"r{said.row}c{said.column}"
    line = said.place.first_line
    where = f" (원문 {line}행)" if line is not None else ""
    link = tag("a", said.text, href=f"?block={said.block}#b{said.block}{cell}")
    return tag("li", link, f" {labels}{where}")
