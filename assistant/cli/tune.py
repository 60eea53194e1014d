"""`bogo tune`: the default embedding made to fit the office's own documents."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from assistant.cli.korean import Command
from assistant.cli.screen import progress_bar, say, say_json
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.wiring.tuning import Tuned

KEPT = "우연이라고 보기 어려운 만큼 나아져, 맞춘 임베딩으로 색인을 다시 만들었습니다."
SAME = "이미 이렇게 맞춘 임베딩을 쓰고 있어 바꿀 것이 없습니다."
NO_BETTER = "우연이라고 보기 어려운 만큼 나아지지 않아 아무것도 바꾸지 않았습니다."
STILL = "전에 맞춘 임베딩은 그대로 씁니다. `bogo tune --drop`으로 되돌릴 수 있습니다."
CHANGED = "그사이 문서가 많이 바뀌어 맞춘 것을 쓰지 못했습니다. 다시 맞추시기 바랍니다."
DROPPED = "맞춘 것을 지우고 맞추기 전의 임베딩으로 되돌렸습니다."
NEVER = "맞춘 적이 없어 바꾼 것이 없습니다."


@click.command(cls=Command)
@click.option("--drop", is_flag=True, help="맞춘 것을 지우고 맞추기 전으로 되돌립니다.")
@click.option("--json", "as_json", is_flag=True, help="결과를 JSON으로 보여 줍니다.")
def tune(drop: bool, as_json: bool) -> int:
    """기본 임베딩을 들어 있는 문서에 맞춥니다. 몇 분이 걸립니다.

    문서의 문장에서 물음을 뽑아 배우고, 배우지 않은 절에서 뽑은 물음으로 앞뒤를 견줍니다.
    나아졌을 때에만 쓰고, 아니면 아무것도 바꾸지 않습니다. 그동안에도 앞의 색인이 답합니다.

    끝난 상태: 0 끝냄(바꾸지 않은 때도), 1 맞출 수 없음
    """
    from assistant.wiring import Workspace

    with Workspace.open(Settings.load(os.environ)) as workspace, progress_bar() as progress:
        if drop:
            dropped = workspace.untune(progress)
        else:
            tuned = workspace.tune(progress)
    if drop:
        say_json({"dropped": dropped}) if as_json else say(DROPPED if dropped else NEVER)
    elif as_json:
        say_json({**asdict(tuned.verdict), "kept": tuned.kept, "changed": tuned.changed})
    else:
        _show(tuned)
    return 0


def _show(tuned: Tuned) -> None:
    found = tuned.verdict
    say(
        f"검색 단위 {found.passages:,}개의 문장에서 뽑은 물음 {found.questions:,}개로, "
        "그 물음이 나온 절을 빼고 배운 임베딩을 기본 임베딩과 견주었습니다."
    )
    gain = f"차이 {found.after - found.before:+.3f}"
    between = f"95% 구간 {found.least:+.3f} ~ {found.most:+.3f}"
    say(f"임베딩만으로 찾을 때의 MRR@5: {found.before:.3f} → {found.after:.3f} ({gain}, {between})")
    if found.better:
        say((KEPT if tuned.changed else SAME) if tuned.kept else CHANGED)
    else:
        say(NO_BETTER)
        if tuned.was_tuned:
            say(STILL)
