"""The office's aliases as comma-separated values, as Excel in Korea opens and saves them."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from assistant.aliases.writing import BadAlias, KindOf, written
from assistant.export.as_csv import harmless
from index.types import Alias
from ingest.decode import decode
from ingest.errors import IngestError

HEADINGS = ("종류", "별칭", "이름", "기관")


class BadSheet(Exception):
    """A file that cannot be taken; `problems` are Korean sentences, each with its line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def write_sheet(aliases: Iterable[Alias], out: BinaryIO) -> int:
    """A line of headings, then one line an alias; how many aliases there were."""
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(HEADINGS)
    count = 0
    for count, alias in enumerate(aliases, 1):  # noqa: B007
        row = (alias.kind.value, alias.alias, alias.name, alias.agency)
        lines.writerow([harmless(cell) for cell in row])
    out.write(codecs.BOM_UTF8 + text.getvalue().encode())
    return count


def read_sheet(data: bytes, kind_of: KindOf) -> list[Alias]:
    """The aliases of a file: UTF-8 or CP949, the columns in any order under their headings.

    종류 and 기관 may be missing or blank.

    Raises:
        BadSheet: any line of it cannot be taken; tells of every one.
    """
    rows = _rows(data)
    number, headings = rows[0]
    columns = {heading.strip(): place for place, heading in enumerate(headings)}
    missing = [heading for heading in ("별칭", "이름") if heading not in columns]
    if missing:
        told = f"‘{'’, ‘'.join(missing)}’ 열이 없습니다(쓸 수 있는 열: {', '.join(HEADINGS)})."
        raise BadSheet([f"{number}번째 줄: 제목 줄에 {told}"])
    found: list[Alias] = []
    problems: list[str] = []
    for number, row in rows[1:]:
        try:
            found.append(_alias(row, columns, kind_of))
        except BadAlias as problem:
            problems.append(f"{number}번째 줄: {problem}")
    if not found and not problems:
        problems.append("별칭이 한 줄도 없습니다.")
    if problems:
        raise BadSheet(problems)
    return found


def _alias(row: list[str], columns: dict[str, int], kind_of: KindOf) -> Alias:
    if any(cell.strip() for cell in row[len(columns) :]):
        raise BadAlias(f"칸이 제목 줄보다 많습니다. 제목 줄은 {len(columns)}칸입니다.")
    cells = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
    kind, alias, name, agency = (_plain(cells.get(heading, "")) for heading in HEADINGS)
    return written(alias, name, kind, agency, kind_of)


def _rows(data: bytes) -> list[tuple[int, list[str]]]:
    """(number of its last line, cells) of each row that is not blank; at least one."""
    try:
        text, _ = decode(data)
    except IngestError as error:
        raise BadSheet([str(error)]) from error
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        rows.extend((lines.line_num, row) for row in lines if any(cell.strip() for cell in row))
    except csv.Error as error:
        raise BadSheet(
            [f"{lines.line_num}번째 줄: 따옴표가 맞지 않아 읽을 수 없습니다."]
        ) from error
    if not rows:
        raise BadSheet(["파일이 비어 있습니다."])
    return rows


def _plain(cell: str) -> str:
    """A cell without the apostrophe that kept a spreadsheet from running it."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell
