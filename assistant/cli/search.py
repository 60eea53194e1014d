"""`bogo search`: the passages that are found for a question, and why each of them is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from assistant.cli.korean import Command
from assistant.cli.screen import MISUSED, REFUSED, Stop, say, say_json, warn
from assistant.settings import Settings
from ingest.names import readable

if TYPE_CHECKING:
    from assistant.finding import Conditions, Findings

_MOST, _USUAL = 50, 5  # those of `assistant.finding`, which the help does not wait for
_NOTHING = "찾은 구절이 없습니다. 다른 말로 묻거나 조건을 줄여 주십시오."


@click.command(cls=Command)
@click.argument("question", nargs=-1)
@click.option(
    "-k",
    "k",
    type=click.IntRange(1, _MOST),
    default=_USUAL,
    metavar="N",
    help=f"보여 줄 구절의 수. 기본값은 {_USUAL}, 많아야 {_MOST}입니다.",
)
@click.option("--document", metavar="NAME", help="문서의 이름이나 제목의 일부, 또는 식별자.")
@click.option("--agency", metavar="NAME", help="기관 이름의 일부.")
@click.option("--department", metavar="NAME", help="부서 이름의 일부.")
@click.option("--year", type=click.IntRange(1900, 2200), metavar="YEAR", help="문서의 연도.")
@click.option(
    "--history", multiple=True, metavar="QUESTION", help="앞서 한 질문. 오래된 것부터 거듭 씁니다."
)
@click.option("--explain", is_flag=True, help="구절마다 왜 나왔는지 함께 보여 줍니다.")
@click.option("--json", "as_json", is_flag=True, help="찾은 것을 모두 JSON 한 줄로 보여 줍니다.")
def search(
    question: tuple[str, ...],
    k: int,
    document: str | None,
    agency: str | None,
    department: str | None,
    year: int | None,
    history: tuple[str, ...],
    explain: bool,
    as_json: bool,
) -> int:
    """질문에 맞는 구절을 보고서에서 찾아 보여 줍니다.

    답이 인용한 구절이 먼저 나옵니다. 이름은 띄어쓰기를 가리지 않고 일부만 적어도 되며,
    조건을 여럿 적으면 모두 맞는 문서에서만 찾습니다. «»는 질문의 낱말이 있는 자리입니다.

    보기:
      bogo search "소통담당관 예산" --year 2025
      bogo search -k 10 --explain "여권 야간 창구"

    끝난 상태: 0 찾음, 1 찾은 구절이 없거나 조건에 맞는 문서가 없음, 2 질문이 없음
    """
    from assistant.finding import Conditions

    asked = readable(" ".join(question)).strip()
    if not asked:
        raise Stop('질문을 적어 주십시오. 보기: bogo search "2025년 소통담당관 예산"', MISUSED)
    conditions = Conditions(_typed(document), _typed(agency), _typed(department), year)
    findings = _found(asked, [readable(one) for one in history], conditions, k)
    if as_json:
        from assistant.finding.telling import as_json as told

        say_json(told(findings))
    else:
        from assistant.cli.passages import shown

        for line in shown(findings, explain=explain):
            say(line)
    if not findings.found:
        warn(_NOTHING)
        return REFUSED
    return 0


def _typed(name: str | None) -> str:
    return readable(name) if name else ""


def _found(question: str, history: list[str], conditions: Conditions, k: int) -> Findings:
    from assistant.finding import Unsearchable
    from assistant.wiring import Workspace

    with Workspace.open(Settings.load(os.environ)) as workspace:
        try:
            return workspace.passages.find(question, history, conditions, k)
        except Unsearchable as error:
            raise Stop(str(error)) from error
