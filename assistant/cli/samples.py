"""`bogo samples`: whether the bundled example reports answer questions."""

from __future__ import annotations

import os

import click

from assistant.cli.korean import Command
from assistant.cli.screen import progress_bar, say
from assistant.settings import Settings

STATES = {
    "on": "예시 보고서도 답에 씁니다.",
    "off": "예시 보고서를 답에 쓰지 않습니다.",
    "auto": "우리 기관의 문서가 들어오기 전까지만 예시 보고서를 답에 씁니다.",
}


@click.command(cls=Command)
@click.argument("state", required=False, type=click.Choice(tuple(STATES)))
def samples(state: str | None) -> None:
    """예시 보고서를 답에 쓸지 정합니다.

    아무것도 적지 않으면 지금 상태를 보여 줍니다.

    on    씁니다.
    off   쓰지 않습니다.
    auto  우리 기관의 문서가 들어오기 전까지만 씁니다(처음 상태).
    """
    from assistant.wiring import Workspace

    with Workspace.open(Settings.load(os.environ)) as workspace, progress_bar() as progress:
        if state is not None:
            workspace.set_samples(state, progress)
        say(STATES[workspace.samples_state])
