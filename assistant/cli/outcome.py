"""How the commands that read files tell what became of each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.screen import say, say_json, say_table, warn
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.wiring import IngestSummary, Preview, Workspace

DOCUMENTS = ("문서", "상태", "절", "표", "수치", "검색 단위")
_MOST_ROWS = 40  # of documents; beyond, the counts say more


def show_summary(summary: IngestSummary) -> None:
    """Documents, counts by status, then what was not read, each with why and what helps."""
    rows = [
        (name, state, *(f"{count:,}" for count in counts)) for name, state, counts in summary.rows()
    ]
    if 0 < len(rows) <= _MOST_ROWS:
        say_table(DOCUMENTS, rows, numbers=(2, 3, 4, 5))
        say()
    for moved in summary.moved:
        say(f"옮김: {' → '.join(moved.names)}")
    for document in summary.removed:
        say(f"없어짐: {document.name}")
    counts = summary.counts or {}
    if counts:
        counted = [
            (status.value, f"{files:,}", f"{pages:,}" if pages else "")
            for status, (files, pages) in counts.items()
        ]
        say_table(("상태", "파일", "쪽"), counted, numbers=(1, 2))
    if summary.passed:
        passed = ", ".join(f"{heading} {count:,}개" for heading, count in summary.passed.items())
        say(f"지나친 파일: {passed}")
    unread = [skipped for skipped in summary.skipped if not skipped.same]
    for same in summary.skipped:
        if same.same:
            say(f"같은 내용: {same.name}: {same.reason}")
    for skipped in unread:
        warn(f"읽지 않음: {skipped.name}: {skipped.reason}{_after(skipped.remedy)}")
        if skipped.kept:
            warn(f"  주의: {skipped.name}의 새 내용을 읽지 못해 앞서 읽은 내용으로 답합니다.")
    also = [
        f"{len(found):,}건은 {what}"
        for found, what in ((summary.moved, "옮겼고,"), (summary.removed, "뺐고,"))
        if found
    ]
    said = (
        f"문서 {len(summary.documents)}건을 새로 읽었고,",
        *also,
        f"{len(summary.unchanged)}건은 그대로이며, {len(unread)}건은 읽지 않았습니다.",
    )
    say(" ".join(said))


def show_preview(preview: Preview, *, as_json: bool) -> None:
    """What would happen, file by file and in sum."""
    if as_json:
        say_json(preview.as_json())
        return
    rows = list(preview.rows())
    if rows:
        say_table(("상태", "파일", "설명"), rows)
        say()
    counts = preview.counts
    if counts:
        counted = [(status.value, f"{count:,}") for status, count in counts.items()]
        say_table(("상태", "파일"), counted, numbers=(1,))
    say("미리 본 것이며, 바뀐 것은 없습니다.")


@contextmanager
def to_look(settings: Settings) -> Iterator[Workspace]:
    """The library to look at: an empty one elsewhere where there is none, so that none begins."""
    from assistant.wiring import Workspace

    if settings.home.exists() or settings.database_url:
        with Workspace.open(settings) as workspace:
            yield workspace
        return
    with (
        tempfile.TemporaryDirectory(prefix="bogo-") as empty,
        Workspace.open(replace(settings, home=Path(empty))) as workspace,
    ):
        yield workspace


def _after(remedy: str) -> str:
    return f" {remedy}" if remedy else ""
