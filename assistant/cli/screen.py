"""What commands print.  Results go to standard output, everything else to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console, JustifyMethod

    from assistant.wiring.intake import Progress

REFUSED = 1  # exit status: nothing was done, or something is wrong
MISUSED = 2  # exit status: the command was typed wrong, or a setting is not right


class Stop(Exception):
    """Ends the command with a message on standard error and an exit status."""

    def __init__(self, message: str, status: int = REFUSED) -> None:
        super().__init__(message)
        self.status = status


def file_to_write(name: str) -> Path:
    """The file of this name, which may be there already.

    Raises:
        Stop: it is a folder, or would stand in none.
    """
    target = Path(name)
    if target.is_dir():
        raise Stop(f"폴더가 아니라 파일의 이름을 적어 주십시오: {name}")
    if not target.parent.is_dir():
        raise Stop(f"파일을 적을 폴더가 없습니다: {target.parent}")
    return target


def say(text: str = "") -> None:
    click.echo(text)


def warn(text: str) -> None:
    click.echo(text, err=True)


def say_json(data: object) -> None:
    """One JSON value on one line."""
    click.echo(json.dumps(data, ensure_ascii=False))


def say_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[int] = ()
) -> None:
    """A table; the columns with the positions in `numbers` are set flush right."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for position, column in enumerate(columns):
        justify: JustifyMethod = "right" if position in numbers else "left"
        table.add_column(column, justify=justify, overflow="fold")
    for row in rows:
        # `Text`, since names may hold brackets that rich would take for markup
        table.add_row(*(Text(cell) for cell in row))
    _console().print(table)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A progress bar on standard error; silent where nobody watches."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from rich import progress as rich

    columns = (rich.TextColumn("{task.description}"), rich.BarColumn(), rich.MofNCompleteColumn())
    with rich.Progress(*columns, console=_console(stderr=True), transient=True) as bar:
        tasks: dict[str, rich.TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield show


def _silent(stage: str, done: int, total: int) -> None:
    pass


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    # no colours or links guessed from the text; a pipe gets lines as wide as they are
    console = Console(stderr=stderr, highlight=False, emoji=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = 200
    return console
