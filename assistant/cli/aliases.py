"""`bogo aliases`: other names for agencies, departments and projects."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.korean import Group
from assistant.cli.screen import Stop, say, say_json, say_table, warn
from assistant.settings import Settings
from ingest.names import readable

if TYPE_CHECKING:
    from assistant.wiring import Workspace
    from assistant.wiring.aliases import Listed

COLUMNS = ("별칭", "이름", "종류", "기관", "출처", "뜻", "비고")
KINDS = ("기관", "부서", "사업")
_SOURCES = {"report": "보고서", "office": "기관 작성"}
_MOST_BYTES = 10 * 1024 * 1024
_SHOWN = 10  # names without a document that are told one by one


def _open() -> Workspace:
    from assistant.wiring import Workspace

    return Workspace.open(Settings.load(os.environ))


@click.group(cls=Group, invoke_without_command=True)
@click.pass_context
def aliases(ctx: click.Context) -> None:
    """기관, 부서, 사업을 달리 부르는 이름을 보고, 고칩니다.

    별칭으로 물으면 보고서에 적힌 이름으로 읽고, 그렇게 읽었다고 답에 적습니다.

    보기:
      bogo aliases add 홍보과 소통담당관 --agency 금천구
      bogo aliases export 별칭.csv
      bogo aliases import 별칭.csv
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_aliases)


@aliases.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON으로 보여 줍니다.")
def list_aliases(as_json: bool = False) -> None:
    """별칭의 목록을 보여 줍니다.

    출처가 보고서인 것은 보고서를 읽다가 찾은 것이고, 그 보고서를 빼면 함께 없어집니다.
    뜻이 둘 이상인 별칭은 어느 것인지 되묻습니다.
    """
    with _open() as workspace:
        found = workspace.aliases.listed()
    if as_json:
        say_json([one.as_json() for one in found])
    elif not found:
        say("별칭이 없습니다. `bogo aliases add 별칭 이름`으로 더하십시오.")
    else:
        say_table(COLUMNS, [_row(one) for one in found], numbers=(5,))


def _row(one: Listed) -> tuple[str, ...]:
    alias = one.alias
    source = _SOURCES[alias.source]
    return (alias.alias, alias.name, alias.kind.value, alias.agency, source, *_meaning(one))


def _meaning(one: Listed) -> tuple[str, str]:
    if one.hidden:
        return str(len(one.names)), "문서에 있는 이름이라 읽지 않음"
    if len(one.names) > 1:
        return str(len(one.names)), "되물음"
    return str(len(one.names)), "" if one.found else "문서에 없는 이름"


@aliases.command()
@click.argument("alias")
@click.argument("name")
@click.option(
    "--kind", type=click.Choice(KINDS), help="이름의 종류. 적지 않으면 이름을 보고 정합니다."
)
@click.option("--agency", metavar="NAME", default="", help="어느 기관의 부서나 사업인지.")
def add(alias: str, name: str, kind: str | None, agency: str) -> None:
    """별칭을 더합니다.

    ALIAS는 별칭, NAME은 보고서에 적힌 이름입니다. 아직 문서에 없는 이름도 적어 둘 수 있습니다.
    """
    from assistant.aliases.writing import BadAlias

    with _open() as workspace:
        try:
            one, new = workspace.aliases.add(
                readable(alias), readable(name), kind or "", readable(agency)
            )
        except BadAlias as problem:
            raise Stop(str(problem)) from problem
    told = one.alias
    owner = f", {told.agency}" if told.agency else ""
    what = f"{told.alias} → {told.name} ({told.kind.value}{owner})"
    say(f"별칭을 더했습니다: {what}" if new else f"이미 있는 별칭입니다: {what}")
    if not one.found:
        warn(f"알림: 이 이름이 나오는 문서가 아직 없습니다: {told.name}")
    if one.hidden:
        warn(f"알림: 문서에 있는 이름이라 물음에서는 그대로 읽습니다: {told.alias}")
    if len(one.names) > 1:
        warn(f"알림: 여러 이름에 쓰이는 별칭이라 물음에서 되묻습니다: {', '.join(one.names)}")


@aliases.command()
@click.argument("alias")
@click.argument("name", required=False, default="")
def remove(alias: str, name: str) -> None:
    """기관에서 적은 별칭을 뺍니다.

    ALIAS는 별칭입니다. 이름이 여럿이면 NAME으로 하나만 뺄 수 있습니다.
    """
    with _open() as workspace:
        gone = workspace.aliases.remove(readable(alias), readable(name))
        stated = workspace.aliases.is_stated(readable(alias))
    if gone:
        say(f"별칭 {gone:,}건을 뺐습니다: {alias}")
    elif stated:
        raise Stop(f"보고서에 적힌 별칭이라 그 보고서와 함께만 없어집니다: {alias}")
    else:
        raise Stop(f"그런 별칭이 없습니다: {' → '.join(part for part in (alias, name) if part)}")


@aliases.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def export(file: Path) -> None:
    """기관에서 적은 별칭을 CSV 파일로 냅니다.

    FILE은 적을 파일입니다. 엑셀로 열어 고친 다음 import로 다시 넣을 수 있습니다.
    """
    from assistant.export.saving import replacing

    if file.is_dir():
        raise Stop(f"폴더가 아니라 파일의 이름을 적어 주십시오: {file}")
    if not file.parent.is_dir():
        raise Stop(f"파일을 적을 폴더가 없습니다: {file.parent}")
    with _open() as workspace, replacing(file) as out:
        count = workspace.aliases.write(out)
    say(f"별칭 {count:,}건을 적었습니다: {file}")


@aliases.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def import_file(file: Path) -> None:
    """CSV 파일의 별칭을 더합니다.

    FILE의 첫 줄은 열 이름(종류, 별칭, 이름, 기관)이고, 종류와 기관은 비워도 됩니다.
    글자 부호는 UTF-8이나 CP949(엑셀)입니다. 한 줄이라도 잘못되면 아무것도 넣지 않습니다.
    """
    from assistant.aliases.sheet import BadSheet

    data = _bytes(file)
    with _open() as workspace:
        try:
            done = workspace.aliases.read(data)
        except BadSheet as bad:
            for problem in bad.problems:
                warn(problem)
            raise Stop("파일에 잘못된 곳이 있어 별칭을 하나도 넣지 않았습니다.") from bad
    say(f"별칭 {done.new:,}건을 새로 넣었고, {done.known:,}건은 이미 있습니다.")
    names = list(dict.fromkeys(alias.name for alias in done.unfound))
    if names:
        more = f" 외 {len(names) - _SHOWN:,}개" if len(names) > _SHOWN else ""
        warn(f"알림: 나오는 문서가 아직 없는 이름: {', '.join(names[:_SHOWN])}{more}")


def _bytes(file: Path) -> bytes:
    from ingest.limits import Limits, read_bytes

    if not file.is_file():
        raise Stop(f"그런 파일이 없습니다: {file}")
    return read_bytes(file, Limits(_MOST_BYTES))
