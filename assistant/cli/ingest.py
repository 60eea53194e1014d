"""`bogo ingest`: files and folders into the library."""

from __future__ import annotations

import os
from pathlib import Path

import click

from assistant.cli.korean import Command
from assistant.cli.outcome import show_preview, show_summary, to_look
from assistant.cli.screen import REFUSED, progress_bar, say, say_json
from assistant.settings import Settings


@click.command(cls=Command)
@click.argument("paths", nargs=-1, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="무엇을 읽을지 보여 주기만 하고 바꾸지 않습니다.")
@click.option(
    "--retry",
    is_flag=True,
    help="읽지 못했던 파일을 다시 읽습니다. PATH가 없으면 그런 파일을 모두 다시 읽습니다.",
)
@click.option(
    "--rehash", is_flag=True, help="크기와 시각이 그대로인 파일도 내용을 다시 확인합니다."
)
@click.option("--json", "as_json", is_flag=True, help="결과를 JSON으로 보여 줍니다.")
@click.pass_context
def ingest(
    ctx: click.Context,
    paths: tuple[Path, ...],
    dry_run: bool,
    retry: bool,
    rehash: bool,
    as_json: bool,
) -> int:
    """보고서 파일이나 폴더를 읽어 들입니다.

    폴더는 그 아래의 폴더까지, ZIP은 그 안의 파일까지 읽습니다. 바뀌지 않은 파일은 다시
    읽지 않고, 읽지 못한 파일은 까닭을 알리고 적어 둡니다(`bogo quarantine`).
    폴더에서 없어진 파일의 문서는 그대로 둡니다. 폴더와 똑같이 맞추려면 `bogo sync`를 쓰십시오.

    끝난 상태: 0 읽었거나 그대로인 문서가 있음, 1 읽은 문서가 없음
    """
    from assistant.wiring import Workspace
    from assistant.wiring.intake import Wishes

    if not paths and not retry:
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[0])
    wishes = Wishes(retry=retry, rehash=rehash)
    settings = Settings.load(os.environ)
    library = to_look(settings) if dry_run else Workspace.open(settings)
    with library as workspace, progress_bar() as progress:
        if not paths:
            paths = tuple(dict.fromkeys(Path(one.path) for one in workspace.quarantined()))
        if dry_run:
            show_preview(workspace.preview(paths, progress, wishes), as_json=as_json)
            return 0
        summary = workspace.ingest(paths, progress, wishes) if paths else None
    if summary is None:
        say("읽지 못해 적어 둔 파일이 없습니다.")
        return 0
    if as_json:
        say_json(summary.as_json())
    else:
        show_summary(summary)
    done = summary.documents or summary.unchanged or summary.moved
    return 0 if done else REFUSED
