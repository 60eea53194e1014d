"""The audit as one printable page: each finding with both places."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from assistant.audit import Audited
from assistant.audit.report import KINDS
from assistant.citing import quote
from assistant.korean import number
from assistant.web.render.markup import join, tag
from index.types import StatementRecord

EXPECTED = {"text_table": "표의 값"}  # which of the two is right, the report does not say

# The page is a file of its own: it brings its style, and nothing is fetched.
_STYLE = """
body {
  font-family: "Pretendard GOV", "Pretendard", "Noto Sans KR", "Noto Sans CJK KR", sans-serif;
  margin: 24px auto; max-width: 960px; padding: 0 16px; color: #16202e; line-height: 1.55;
}
h1 { font-size: 1.5rem; margin: 0 0 4px; }
p.note, small, dt { color: #4a5568; }
article {
  border: 1px solid #cbd5e0; border-radius: 8px; padding: 12px 16px; margin: 0 0 12px;
  break-inside: avoid;
}
h2 { font-size: 1.05rem; margin: 0 0 6px; }
span.kind {
  background: #fdecd2; color: #6b3d00; border-radius: 10px; padding: 1px 10px;
  font-size: .85rem; margin-right: 8px;
}
dl { display: grid; grid-template-columns: 7em 1fr; margin: 8px 0; gap: 2px 12px; }
dd { margin: 0; }
blockquote { margin: 2px 0 6px; padding-left: 10px; border-left: 3px solid #cbd5e0; }
"""


def audit_page(found: Sequence[Audited]) -> str:
    """A whole HTML document."""
    title = "보고서 검산 결과"
    note = (
        f"맞지 않는 곳 {len(found)}건입니다. 합계, 증감, 비율, 본문과 표를 보고서에 적힌 수치로 "
        "다시 계산했습니다. 쓰기 전에 원문을 확인해 주십시오."
    )
    body = tag(
        "body", tag("h1", title), tag("p", note, class_="note"), *(_article(one) for one in found)
    )
    head = tag(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", title),
        tag("style", Markup(_STYLE)),  # noqa: S704 - our own constant
    )
    return Markup("<!doctype html>\n") + tag("html", head, body, lang="ko")


def _article(one: Audited) -> Markup:
    rows = [("적힌 값", f"{one.printed}{one.unit}")]
    if one.expected is not None and one.difference:
        rows += [
            (EXPECTED.get(one.kind, "다시 계산한 값"), f"{number(one.expected)}{one.unit}"),
            ("차이", f"{number(abs(one.difference))}{one.unit}"),
        ]
    values = tag("dl", *(join((tag("dt", name), tag("dd", told))) for name, told in rows))
    heading = tag("h2", tag("span", KINDS[one.kind], class_="kind"), one.message)
    places = [_place("문제의 곳", one.claim), *(_place("견준 곳", part) for part in one.parts)]
    return tag("article", heading, values, *places)


def _place(name: str, record: StatementRecord) -> Markup:
    place = record.statement.place
    where = [record.document.title, record.document.name, *record.section_path]
    if place.first_line is not None:
        where.append(f"{place.first_line}행")
    if place.page is not None:
        where.append(f"{place.page}쪽")
    return tag(
        "div", tag("small", f"{name}: {' › '.join(where)}"), tag("blockquote", quote(record))
    )
