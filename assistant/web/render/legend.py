"""What the marks on the figures mean, how often each occurs, and where figures do not agree."""

from __future__ import annotations

from markupsafe import Markup

from assistant.web.ports import DocumentPage, Remark
from assistant.web.render.markup import tag
from assistant.web.render.words import CHECKED, MEANING
from ingest.model import Check

HOW = (
    "표의 칸에 마우스를 올리거나 칸을 누르면 머리글, 연도, 단위, 원문의 행이 나타납니다.",
    "왼쪽 숫자는 원문의 행 번호입니다. 표는 되살린 것이고, 원문은 그 아래에서 펼쳐 볼 수 있습니다.",
)
MOST = 50  # places listed


def legend(shown: DocumentPage) -> Markup:
    """The three checks with their marks and counts, over the whole document."""
    counts = dict(shown.checks)
    marks = (tag("li", _mark(check), f" {counts.get(check, 0):,}건") for check in Check)
    meanings = (tag("div", tag("dt", _mark(check)), tag("dd", MEANING[check])) for check in Check)
    return tag(
        "section",
        tag("ul", *marks, class_="bogo-marks"),
        tag(
            "details",
            tag("summary", "표시의 뜻과 보는 방법"),
            tag("dl", *meanings),
            *(tag("p", sentence) for sentence in HOW),
        ),
        _contradicted(shown),
        class_="bogo-legend",
        aria_label="수치의 검산 표시",
    )


def _mark(check: Check) -> Markup:
    return tag("span", CHECKED[check], class_=f"bogo-{check}")


def _contradicted(shown: DocumentPage) -> Markup | str:
    places = shown.remarks
    if not places:
        return ""
    more = len(places) - MOST
    return tag(
        "details",
        tag("summary", f"맞지 않는 곳 {len(places):,}곳 보기"),
        tag("ul", *(_place(remark) for remark in places[:MOST])),
        tag("p", f"이 밖에 {more:,}곳이 더 있습니다.") if more > 0 else "",
        class_="bogo-astray",
    )


def _place(remark: Remark) -> Markup:
    said = remark.statement
    cell = "" if said.row is None else f"r{said.row}c{said.column}"
    line = said.place.first_line
    where = f"원문 {line}행" if line is not None else "그 자리로"
    return tag(
        "li",
        tag("a", where, href=f"?block={said.block}#b{said.block}{cell}"),
        f" {remark.said}",
    )
