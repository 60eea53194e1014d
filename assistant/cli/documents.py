"""`bogo documents`: what is indexed, and taking something out."""

from __future__ import annotations

import os
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import click

from assistant.cli.korean import Group
from assistant.cli.screen import progress_bar, say, say_json, say_table
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.wiring import Workspace
    from index.types import Document

_EDITIONS = 12
COLUMNS = ("이름", "제목", "기관과 부서", "연도", "표", "수치", "식별자")


def _open() -> Workspace:
    from assistant.wiring import Workspace

    return Workspace.open(Settings.load(os.environ))


@click.group(cls=Group, invoke_without_command=True)
@click.pass_context
def documents(ctx: click.Context) -> None:
    """읽어 들인 문서를 보고, 뺍니다."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_documents)


@documents.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 보여 줍니다.")
def list_documents(as_json: bool = False) -> None:
    """문서의 목록을 보여 줍니다."""
    with _open() as workspace:
        found = workspace.documents()
    if as_json:
        say_json([asdict(document) for document in found])
    elif not found:
        say("읽어 들인 문서가 없습니다. `bogo ingest 파일이나폴더`로 읽어 들이십시오.")
    else:
        say_table(COLUMNS, [_row(document) for document in found], numbers=(3, 4, 5))


def _row(document: Document) -> tuple[str, ...]:
    from index.types import SAMPLES

    sample = " (예시)" if document.collection == SAMPLES else ""
    year = str(document.year or "")
    counts = (f"{document.tables:,}", f"{document.figures:,}")
    whose = " ".join(part for part in (document.agency, document.department) if part)
    return (document.name + sample, document.title, whose, year, *counts, document.id)


@documents.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 보여 줍니다.")
def show(name: str, as_json: bool) -> None:
    """문서 하나의 정보와 차례를 보여 줍니다.

    NAME은 문서의 이름이나 식별자입니다.
    """
    with _open() as workspace:
        document = workspace.find(name)
        outline = workspace.outline(document)
        editions = workspace.editions(document)
    if as_json:
        titles = [{"depth": depth, "title": title} for depth, title in outline]
        others = [{"id": one.id, "name": one.name, "title": one.title} for one in editions]
        say_json({**asdict(document), "outline": titles, "editions": others})
        return
    facts = {
        "이름": document.name,
        "제목": document.title,
        "기관": " ".join(part for part in (document.agency, document.department) if part),
        "종류": document.kind,
        "연도": str(document.year or ""),
        "작성일": document.report_date,
        "앞뒤 판": " → ".join(_edition(one, document) for one in editions[:_EDITIONS])
        if len(editions) > 1
        else "",
        "쪽": f"{document.pages:,}쪽" if document.pages else "",
        "읽은 때": _local(document.ingested_at),
        "식별자": f"{document.id} (판 {document.revision})",
        "내용": f"표 {document.tables:,}개, 수치 {document.figures:,}개, "
        f"검색 단위 {document.passages:,}개",
    }
    for label, fact in facts.items():
        if fact:
            say(f"{label}: {fact}")
    for warning in document.warnings:
        say(f"참고: {warning}")
    say("차례:")
    for depth, title in outline:
        say(f"{'  ' * depth}{title}")


def _edition(edition: Document, document: Document) -> str:
    name = edition.title or edition.name
    return f"[{name}]" if edition.id == document.id else name


def _local(time: str) -> str:
    return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M")


@documents.command()
@click.argument("name")
def remove(name: str) -> None:
    """문서를 목록과 검색에서 뺍니다.

    NAME은 문서의 이름이나 식별자입니다. 원래 파일은 지우지 않습니다.
    """
    with _open() as workspace, progress_bar() as progress:
        document = workspace.remove(name, progress)
    say(f"문서를 뺐습니다: {document.name}")
