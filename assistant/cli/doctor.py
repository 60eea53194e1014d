"""`bogo doctor`: what is installed, which model, which index, what is wrong, how to mend it."""

from __future__ import annotations

import os
from dataclasses import asdict

import click

from assistant.cli.korean import Command
from assistant.cli.screen import REFUSED, progress_bar, say, say_json
from assistant.settings import Settings

MARKS = {"good": "정상", "note": "참고", "bad": "문제"}


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="JSON으로 보여 줍니다.")
@click.option("--mend", is_flag=True, help="색인이 없거나 상했으면 먼저 다시 만듭니다.")
def doctor(as_json: bool, mend: bool) -> int:
    """설치와 자료에 문제가 없는지 살피고, 고치는 법을 알립니다.

    끝난 상태: 0 문제 없음, 1 고칠 것이 있음
    """
    from assistant.doctor import State, examine
    from assistant.wiring import Workspace, open_library

    settings = Settings.load(os.environ)
    if mend:
        with Workspace.open(settings) as workspace, progress_bar() as progress:
            workspace.mend(progress)
    findings = examine(settings, lambda: open_library(settings))
    if as_json:
        say_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            say(f"[{MARKS[finding.state]}] {finding.name}: {finding.message}")
            if finding.mend:
                say(f"       → {finding.mend}")
    return REFUSED if any(finding.state is State.BAD for finding in findings) else 0
