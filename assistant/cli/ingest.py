"""`bogo ingest`: files and folders into the library."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.korean import Command
from assistant.cli.screen import REFUSED, progress_bar, say, say_json, say_table, warn
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.wiring import IngestSummary

COLUMNS = ("문서", "상태", "절", "표", "수치", "검색 단위")


@click.command(cls=Command)
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="결과를 JSON으로 보여 줍니다.")
def ingest(paths: tuple[Path, ...], as_json: bool) -> int:
    """보고서 파일이나 폴더를 읽어 들입니다.

    바뀌지 않은 파일은 다시 읽지 않고, 읽지 못한 파일은 까닭을 알립니다.

    끝난 상태: 0 읽었거나 그대로인 문서가 있음, 1 읽은 문서가 없음
    """
    from assistant.wiring import Workspace

    with Workspace.open(Settings.load(os.environ)) as workspace, progress_bar() as progress:
        summary = workspace.ingest(paths, progress)
    if as_json:
        say_json(summary.as_json())
    else:
        _show(summary)
    return 0 if summary.documents or summary.unchanged else REFUSED


def _show(summary: IngestSummary) -> None:
    rows = [
        (name, state, *(f"{count:,}" for count in counts)) for name, state, counts in summary.rows()
    ]
    if rows:
        say_table(COLUMNS, rows, numbers=(2, 3, 4, 5))
    for skipped in summary.skipped:
        warn(f"읽지 않음: {skipped.file.name}: {skipped.reason}")
    say(
        f"문서 {len(summary.documents)}건을 새로 읽었고, {len(summary.unchanged)}건은 그대로이며,"
        f" {len(summary.skipped)}건은 읽지 않았습니다."
    )
