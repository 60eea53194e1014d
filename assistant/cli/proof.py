"""`bogo proof`: what an answer rested on, checked again against the documents of now."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.korean import Command
from assistant.cli.screen import REFUSED, Stop, progress_bar, say, say_json
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.proof import Outcome

_SAID = {True: "맞음", False: "틀림", None: "참고"}


@click.command(cls=Command)
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="결과를 JSON 한 줄로 보여 줍니다.")
def proof(file: str, as_json: bool) -> int:
    """근거 파일이 지금의 문서와 맞는지 다시 확인합니다.

    문서가 같은지, 인용한 줄과 칸이 그대로인지, 값이 거기 적혀 있는지, 계산이 맞는지,
    다시 물어도 같은 답이 나오는지를 하나씩 봅니다.

    보기:
      bogo ask "2025년 소통담당관 예산은?" --proof 근거.json
      bogo proof 근거.json

    끝난 상태: 0 모두 맞음, 1 맞지 않는 것이 있거나 근거 파일이 아님
    """
    from assistant.proof import ProofError, read_proof
    from assistant.wiring import Workspace

    try:
        proven = read_proof(Path(file))
    except ProofError as error:
        raise Stop(str(error)) from error
    with Workspace.open(Settings.load(os.environ)) as workspace:
        if not workspace.documents():
            with progress_bar() as progress:
                workspace.ensure_samples(progress)
        found = list(workspace.check(proven))
    wrong = sum(one.holds is False for one in found)
    if as_json:
        say_json({"holds": not wrong, "checks": [_data(one) for one in found]})
    else:
        for one in found:
            say(f"[{_SAID[one.holds]}] {one.said}")
        say(_sum(found, wrong))
    return REFUSED if wrong else 0


def _data(one: Outcome) -> dict[str, object]:
    return {"holds": one.holds, "said": one.said}


def _sum(found: list[Outcome], wrong: int) -> str:
    checked = sum(one.holds is not None for one in found)
    if wrong:
        return f"{checked}가지 가운데 {wrong}가지가 맞지 않습니다."
    return f"{checked}가지를 모두 확인했습니다."
