"""`bogo inspect`: what is recovered of one file, to compare with the original."""

from __future__ import annotations

import os
from pathlib import Path

import click

from assistant.cli.korean import Command
from assistant.cli.screen import Stop, file_to_write, say, warn
from assistant.settings import Settings

FORMATS = ("text", "html", "json")


@click.command(cls=Command)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="보여 줄 모양입니다."
)
@click.option("--output", "-o", metavar="FILE", help="화면 대신 이 파일에 적습니다.")
@click.option(
    "--pictures",
    type=click.IntRange(0),
    default=50,
    help="html에 함께 담을 원본 쪽 그림의 수입니다. 적지 않으면 50쪽까지 담습니다.",
)
def inspect(file: Path, form: str, output: str | None, pictures: int) -> int:
    """파일 하나를 읽어 무엇을 되살렸는지 보여 줍니다. 저장하지는 않습니다.

    text  차례와 글, 표를 그대로 보여 줍니다.
    html  원본의 쪽 그림 옆에 되살린 내용을 놓아, 브라우저로 견주어 볼 수 있습니다.
    json  절, 블록, 표의 칸, 수치를 모두 보여 줍니다.
    """
    from assistant.wiring.inspection import inspect as read

    target = file_to_write(output) if output else None
    if target is not None and target.exists() and file.exists() and target.samefile(file):
        raise Stop("읽을 파일과 적을 파일이 같습니다. 다른 이름을 적어 주십시오.")
    if file.is_dir():
        raise Stop(f"폴더가 아니라 파일의 이름을 적어 주십시오: {file}")
    if not file.exists():
        raise Stop(f"파일을 찾을 수 없습니다: {file}")
    found = read(file, Settings.load(os.environ))
    if form == "text":
        from assistant.cli.recovered import lines

        shown = "\n".join(lines(found.report))
    elif form == "json":
        shown = found.as_json()
    else:
        shown = found.as_html(pictures)
    if target is None:
        say(shown)
    else:
        target.write_text(shown + "\n", encoding="utf-8")
        warn(f"적었습니다: {target}")
    return 0
