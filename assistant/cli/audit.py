"""`bogo audit`: what does not add up in the reports, as a list to take to a hearing."""

from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING

import click

from assistant.cli.korean import Command
from assistant.cli.screen import say, say_json, say_table
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.audit import Audited
    from index.types import StatementRecord

COLUMNS = ("종류", "문서", "줄", "적힌 값", "견준 값", "내용")


@click.command(cls=Command)
@click.argument("document", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "html"]),
    default="table",
    help="보여 주는 모양. html은 인쇄할 수 있는 한 장으로 냅니다.",
)
def audit(document: str | None, form: str) -> int:
    """보고서의 합계, 증감, 비율, 본문과 표를 검산해 맞지 않는 곳을 보여 줍니다.

    DOCUMENT는 문서의 이름이나 식별자입니다. 적지 않으면 모든 문서와 문서 사이를 봅니다.
    맞지 않는 곳이 있는 것은 오류가 아니므로 끝난 상태는 0입니다.
    """
    from assistant.wiring import Workspace

    with Workspace.open(Settings.load(os.environ)) as workspace:
        found = workspace.audit(document)
    if form == "json":
        say_json([as_data(one) for one in found])
    elif form == "csv":
        say(as_csv(found).rstrip("\n"))
    elif form == "html":
        from assistant.web.render.audit import audit_page

        say(audit_page(found))
    elif not found:
        say("검산에서 맞지 않는 곳을 찾지 못했습니다.")
    else:
        say_table(COLUMNS, [_row(one) for one in found], numbers=(3, 4))
    return 0


def _row(one: Audited) -> tuple[str, ...]:
    from assistant.audit.report import KINDS

    return (
        KINDS[one.kind],
        one.document.name,
        lines(one.claim),
        f"{one.printed}{one.unit}",
        expected(one),
        one.message,
    )


def lines(record: StatementRecord) -> str:
    """`38행`, `38~40행`, "" where the format has no lines."""
    place = record.statement.place
    if place.first_line is None:
        return ""
    if place.last_line in (None, place.first_line):
        return f"{place.first_line}행"
    return f"{place.first_line}~{place.last_line}행"


def expected(one: Audited) -> str:
    from assistant.korean import number

    return "" if one.expected is None else f"{number(one.expected)}{one.unit}"


def as_data(one: Audited) -> dict[str, object]:
    """A finding as data: exact numbers as text, each place with document, lines and quote."""
    from assistant.audit.report import KINDS

    return {
        "kind": one.kind,
        "kind_name": KINDS[one.kind],
        "message": one.message,
        "printed": one.printed,
        "unit": one.unit,
        "expected": None if one.expected is None else str(one.expected),
        "difference": None if one.difference is None else str(one.difference),
        "claim": _place(one.claim),
        "parts": [_place(part) for part in one.parts],
    }


def _place(record: StatementRecord) -> dict[str, object]:
    from assistant.citing import quote

    place = record.statement.place
    return {
        "document": record.document.name,
        "document_id": record.document.id,
        "title": record.document.title,
        "section": " > ".join(record.section_path),
        "lines": [place.first_line, place.last_line],
        "page": place.page,
        "quote": quote(record),
    }


def as_csv(found: list[Audited]) -> str:
    """The list for a spreadsheet; text that could be taken for a formula is marked as text."""
    from assistant.audit.report import KINDS
    from assistant.citing import quote

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*COLUMNS, "원문", "견준 곳"))
    for one in found:
        places = (f"{part.document.name} {lines(part)} {quote(part)}" for part in one.parts)
        row = (
            KINDS[one.kind], one.document.name, lines(one.claim), f"{one.printed}{one.unit}",
            expected(one), one.message, quote(one.claim), " / ".join(places),
        )  # fmt: skip
        writer.writerow([f"'{cell}" if cell[:1] in "=+-@" else cell for cell in row])
    return out.getvalue()
