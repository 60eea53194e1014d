"""`bogo sync`: the library kept equal to a folder."""

from __future__ import annotations

import os
from pathlib import Path

import click

from assistant.cli.korean import Command
from assistant.cli.outcome import show_preview, show_summary, to_look
from assistant.cli.screen import progress_bar, say_json
from assistant.settings import Settings


@click.command(cls=Command)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--dry-run", is_flag=True, help="무엇이 바뀔지 보여 주기만 하고 바꾸지 않습니다.")
@click.option(
    "--allow-delete",
    is_flag=True,
    help="폴더가 비었거나 없거나, 문서의 절반 넘게 없어졌어도 그대로 뺍니다.",
)
@click.option("--retry", is_flag=True, help="읽지 못했던 파일을 다시 읽습니다.")
@click.option(
    "--rehash", is_flag=True, help="크기와 시각이 그대로인 파일도 내용을 다시 확인합니다."
)
@click.option("--json", "as_json", is_flag=True, help="결과를 JSON으로 보여 줍니다.")
def sync(
    folder: Path, dry_run: bool, allow_delete: bool, retry: bool, rehash: bool, as_json: bool
) -> int:
    """문서를 폴더와 똑같이 맞춥니다.

    새 파일과 바뀐 파일을 읽고, 이름이나 자리만 바뀐 파일은 다시 읽지 않고 따라가며,
    없어진 파일의 문서를 뺍니다. 다른 곳에서 읽은 문서는 건드리지 않습니다.
    새 내용을 읽지 못한 문서는 앞서 읽은 내용으로 답합니다.

    끝난 상태: 0 맞추었음(읽지 못한 파일은 알림), 1 폴더가 없거나 비었거나 너무 많이
               없어져 아무것도 하지 않음
    """
    from assistant.wiring import Workspace
    from assistant.wiring.intake import Wishes

    wishes = Wishes(retry=retry, rehash=rehash)
    settings = Settings.load(os.environ)
    library = to_look(settings) if dry_run else Workspace.open(settings)
    with library as workspace, progress_bar() as progress:
        matching = workspace.folder(folder, wishes)
        if dry_run:
            show_preview(matching.preview(progress, allow_delete=allow_delete), as_json=as_json)
            return 0
        summary = matching.run(progress, allow_delete=allow_delete)
    if as_json:
        say_json(summary.as_json())
    else:
        show_summary(summary)
    return 0
