"""`bogo figures`: the figures of the reports as data, each with the lines it comes from."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.korean import Command
from assistant.cli.screen import MISUSED, Stop, file_to_write, say, warn
from assistant.export import CSV, FORMATS, JSON, TABLE, XLSX, writer
from assistant.settings import Settings
from ingest.names import readable

if TYPE_CHECKING:
    from index.catalogue.figures import FigureQuery, FigureRow
    from index.catalogue.store import SqlCatalogue

_BY_ENDING = {".txt": TABLE, ".csv": CSV, ".json": JSON, ".xlsx": XLSX}
_STANDARD_OUTPUT = "-"


@click.command(cls=Command)
@click.option("--document", metavar="NAME", help="문서의 이름이나 제목의 일부, 또는 식별자.")
@click.option("--agency", metavar="NAME", help="기관 이름의 일부.")
@click.option("--department", metavar="NAME", help="부서 이름의 일부.")
@click.option("--project", metavar="NAME", help="사업 이름의 일부.")
@click.option("--year", type=click.IntRange(1900, 2200), metavar="YEAR", help="수치의 연도.")
@click.option("--measure", metavar="NAME", help="지표나 표의 행·열 이름의 일부.")
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    help="모양: table(중요한 열만), csv, json, xlsx. 적지 않으면 FILE의 확장자를 따릅니다.",
)
@click.option("--output", metavar="FILE", help="적을 파일. 적지 않으면 화면에 보여 줍니다.")
def figures(
    document: str | None,
    agency: str | None,
    department: str | None,
    project: str | None,
    year: int | None,
    measure: str | None,
    format: str | None,
    output: str | None,
) -> None:
    """보고서의 수치를 출처와 함께 자료로 냅니다.

    이름은 띄어쓰기를 가리지 않고 일부만 적어도 되며, 조건을 여럿 적으면 모두 맞는 것만 냅니다.

    보기:
      bogo figures --department 소통담당관 --year 2025
      bogo figures --measure 집행률 --output 집행률.xlsx
      bogo figures --format csv > 수치.csv

    끝난 상태: 0 수치를 냄, 1 조건에 맞는 수치나 읽어 들인 문서가 없음
    """
    from assistant.export.saving import replacing
    from assistant.wiring import open_library
    from index.catalogue.figures import FigureQuery

    target = _target(output)
    chosen = _format(format, target)
    query = FigureQuery(
        document=_typed(document),
        agency=_typed(agency),
        department=_typed(department),
        project=_typed(project),
        year=year,
        measure=_typed(measure),
    )
    with closing(open_library(Settings.load(os.environ))) as library:
        rows = _found(library.catalogue, query)
        if target is None:
            _show(rows, chosen)
        else:
            with replacing(target) as file:
                count = writer(chosen)(rows, file)
            say(f"수치 {count:,}건을 적었습니다: {output}")


def _target(output: str | None) -> Path | None:
    """The file to write, None for standard output."""
    return None if not output or output == _STANDARD_OUTPUT else file_to_write(output)


def _format(format: str | None, target: Path | None) -> str:
    """The format that was asked for, or that the file's name tells."""
    if target is None and format == XLSX:
        example = "bogo figures --output 수치.xlsx"
        raise Stop(f"엑셀 파일은 --output에 이름을 적어야 합니다. 보기: {example}", MISUSED)
    if format or target is None:
        return format or TABLE
    known = _BY_ENDING.get(target.suffix.lower())
    if known is None:
        raise Stop(f"--format을 적어 주십시오(쓸 수 있는 값: {', '.join(FORMATS)}).", MISUSED)
    return known


def _typed(name: str | None) -> str | None:
    return readable(name).strip() if name else None


def _found(catalogue: SqlCatalogue, query: FigureQuery) -> Iterator[FigureRow]:
    """The figures of the query, of which there is at least one.

    Raises:
        Stop: there is none; says which condition fails and what is near it.
    """
    from index.types import EVERYTHING

    def find(query: FigureQuery) -> Iterator[FigureRow]:
        return catalogue.iter_figures(EVERYTHING, query)

    rows = find(query)
    first = next(rows, None)
    if first is not None:
        return chain([first], rows)
    if not catalogue.documents(EVERYTHING):
        raise Stop("읽어 들인 문서가 없습니다. `bogo ingest 파일이나폴더`로 읽어 들이십시오.")
    from assistant.export.nothing_found import nothing_found

    raise Stop(nothing_found(query, find))


def _show(rows: Iterator[FigureRow], format: str) -> None:
    out = sys.stdout.buffer
    if format != TABLE:
        writer(format)(rows, out)
        out.flush()
        return
    from assistant.export.as_table import WIDE, write_table

    wide = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDE
    count = write_table(rows, out, width=wide)
    out.flush()  # before what is said on the other stream
    warn(f"수치 {count:,}건입니다. 모든 열은 --format csv나 --output 수치.xlsx로 봅니다.")
