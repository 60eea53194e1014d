"""`bogo eval`: how well golden questions are answered."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.korean import Command
from assistant.cli.screen import Stop, progress_bar, say, say_json, say_table, warn
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.evaluation.golden import GoldenItem
    from assistant.evaluation.runner import Scored
    from assistant.evaluation.totals import Counts, Totals
    from assistant.wiring.intake import Progress

COLUMNS = ("종류", "문항", "맞음", "확인됨", "모자람", "틀림", "놓침", "p50 ms", "p95 ms")
VERDICTS = {"right": "출처 없음", "incomplete": "모자람", "wrong": "틀림", "missed": "놓침"}


@click.command("eval", cls=Command)
@click.argument("golden", type=click.Path(path_type=Path))
@click.option(
    "--documents",
    "paths",
    required=True,
    multiple=True,
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="평가에 쓸 보고서 파일이나 폴더. 거듭 쓸 수 있습니다.",
)
@click.option("--json", "as_json", is_flag=True, help="결과를 JSON으로 보여 줍니다.")
@click.option(
    "--failures",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="틀리거나 출처가 없는 문항을 N개까지 보여 줍니다.",
)
def evaluate(golden: Path, paths: tuple[Path, ...], as_json: bool, failures: int) -> None:
    """정답이 있는 질문으로 답을 평가합니다.

    임시 폴더에 적어 준 문서만 읽어 들여 평가하므로, 쓰고 있는 자료는 건드리지 않습니다.

    맞음    수치와 내용이 모두 정확함
    확인됨  맞고, 출처가 근거를 가리킴
    모자람  틀린 말은 없으나 빠진 것이 있음
    틀림    사실과 다르거나 묻지 않은 것을 답함
    놓침    답할 수 있었으나 답하지 않음
    """
    from assistant.evaluation.golden import read_golden
    from assistant.evaluation.totals import total

    items = read_golden(golden)
    with progress_bar() as progress:
        scored = _run(items, paths, Settings.load(os.environ), progress)
    totals = total(scored)
    if as_json:
        say_json(totals.as_json())
    else:
        _show(totals)
    for one in [one for one in scored if not one.judgement.verified][:failures]:
        (warn if as_json else say)(_failure(one))


def _run(
    items: Sequence[GoldenItem], paths: Sequence[Path], settings: Settings, progress: Progress
) -> list[Scored]:
    """Every item, asked in a home that holds these documents and nothing else.

    No language model words the answers: what is measured is the same on every run.
    """
    from assistant.evaluation.runner import evaluate as ask_all
    from assistant.wiring import Workspace

    with tempfile.TemporaryDirectory(prefix="bogo-eval-") as home:
        apart = replace(settings, home=Path(home), database_url=None, llm="")
        with Workspace.open(apart) as workspace:
            summary = workspace.ingest(paths, progress)
            for skipped in summary.skipped:
                warn(f"읽지 않음: {skipped.name}: {skipped.reason}")
            if not summary.documents:
                raise Stop("평가에 쓸 문서를 하나도 읽지 못했습니다.")
            scored = []
            # what is loaded once is not part of anyone's answer
            workspace.assistant.ask(items[0].question, items[0].history)
            for one in ask_all(items, workspace.assistant.ask):
                scored.append(one)
                progress("질문", len(scored), len(items))
            return scored


def _show(totals: Totals) -> None:
    rows = [_row(kind, counts) for kind, counts in totals.kinds.items()]
    rows.append(_row("모두", totals.all))
    say_table(COLUMNS, rows, numbers=range(1, len(COLUMNS)))


def _row(kind: str, counts: Counts) -> tuple[str, ...]:
    numbers = (
        counts.questions,
        counts.right,
        counts.verified,
        counts.incomplete,
        counts.wrong,
        counts.missed,
    )
    latencies = (f"{counts.latency_p50:.1f}", f"{counts.latency_p95:.1f}")
    return (kind, *map(str, numbers), *latencies)


def _failure(one: Scored) -> str:
    item, answer = one.item, one.answer
    return (
        f"\n[{VERDICTS[one.judgement.verdict]}] {item.id} ({item.kind})\n"
        f"  질문: {' / '.join([*item.history, item.question])}\n"
        f"  정답: {item.answer}\n"
        f"  답({answer.status}): {answer.answer}"
    )
