"""`bogo quarantine`: the files that could not be read, why, and what helps."""

from __future__ import annotations

import os
from dataclasses import asdict

import click

from assistant.cli.korean import Command
from assistant.cli.screen import say, say_json, say_table
from assistant.settings import Settings

COLUMNS = ("파일", "까닭", "할 일", "자리")


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="JSON으로 보여 줍니다.")
def quarantine(as_json: bool) -> None:
    """읽지 못한 파일과 그 까닭을 보여 줍니다.

    파일이 바뀌거나 한도를 늘리면 다음에 저절로 다시 읽습니다.
    """
    from assistant.wiring import Workspace

    with Workspace.open(Settings.load(os.environ)) as workspace:
        found = workspace.quarantined()
    if as_json:
        say_json([asdict(one) for one in found])
    elif not found:
        say("읽지 못해 적어 둔 파일이 없습니다.")
    else:
        say_table(COLUMNS, [(one.name, one.reason, one.remedy, one.path) for one in found])
        say(f"\n모두 {len(found):,}개입니다. `bogo ingest --retry`로 다시 읽을 수 있습니다.")
