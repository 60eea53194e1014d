"""From the lines of a text report to raw pieces: marked lines, plain lines, table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ingest import html_tables
from ingest.clean import clean, joined

PieceKind = Literal["heading", "item", "note", "text", "table"]

# Outer marks have small ranks; a piece is nested under the last piece with a smaller rank.
BOX, NUMBERED, BARE, CIRCLE, COUNTED, DASH, DOT, NOTE, PLAIN = 10, 15, 20, 30, 40, 50, 60, 70, 80

_MARKS: tuple[tuple[re.Pattern[str], int, PieceKind], ...] = (
    (re.compile(r"[□■◇◆▣❑❏☐\]]\s*(?=\S)"), BOX, "heading"),
    (re.compile(r"[○◯●◎⚪❍]\s*(?=\S)"), CIRCLE, "item"),
    (re.compile(r"[①-⑳]\s*(?=\S)"), COUNTED, "item"),
    (re.compile(r"\d{1,2}\)\s+(?=\S)"), COUNTED, "item"),
    (re.compile(r"[가나다라마바사아자차카타파하][.)]\s+(?=\S)"), COUNTED, "item"),
    (re.compile(r"\(?[※*]\s*(?=\S)"), NOTE, "note"),
    (re.compile(r"[▶▷▸►▣◈➤]\s*(?=\S)"), DASH, "item"),
    (re.compile(r"[-–—‐―]\s+(?=\S)"), DASH, "item"),
    (re.compile(r"[·ㆍ•∙・⋅◦∘✓✔☑▪]\s*(?=\S)"), DOT, "item"),
    (re.compile(r"[⇒→↳➡]\s*(?=\S)"), NOTE, "note"),
)
_BRACKETED = re.compile(r"[<【\[〈《]\s*(?P<title>[^<>【】\[\]〈〉《》]{2,40}?)\s*[>】\]〉》]")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_ROMAN = re.compile(r"(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IΙ]{1,3}V?|IV|V|VI{1,3})\s*[.．]?\s+(?=\S)")
_NUMBER_TITLE = re.compile(r"(?P<number>\d{1,2})\s*[|▮.．]?\s+(?=[^\d\s~.:%,/)\]-])")
_PAGE_NUMBER = re.compile(r"[-–\s]*\d{1,3}[-–\s]*")
_SENTENCE_END = re.compile(r"(?:[다함음임됨]|[.!?])$")
# A task of a project, whatever mark it has: everything below it until the next one is its own.
_TAGGED = re.compile(r"(?:신규|계속|확대|개선|강화|변경|진행\s?중|완료)\s+\S")
_RULE_ROW = re.compile(r"[\s|:+\-=─━┼├┤]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A marked or plain line (with its continuation lines), or a run of table rows.

    `rank` says how deep it is nested; `rows` holds the cells of a table's rows, `row_lines`
    their line numbers.
    """

    kind: PieceKind
    text: str
    first_line: int
    last_line: int
    marker: str = ""
    rank: int = PLAIN
    numbered: bool = False
    roman: bool = False
    indent: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    row_lines: tuple[int, ...] = ()


def table_cells(line: str) -> tuple[str, ...] | None:
    """The cells of a table row (tabs, or pipes at both ends); None where the line is none."""
    stripped = line.strip(" \r")
    if "\t" in stripped:
        cells = tuple(clean(cell) for cell in stripped.split("\t"))
        return cells if any(cells) or len(cells) > 1 else None
    if stripped.startswith("|") and stripped.endswith("|") and not stripped.startswith("||"):
        inner = stripped[1:-1].replace("\\|", "\x00")
        return tuple(clean(cell.replace("\x00", "|")) for cell in inner.split("|"))
    return None


def is_rule(line: str) -> bool:
    r"""A line that only draws: `---\t---`, `|---|---|`."""
    return bool(line.strip()) and _RULE_ROW.fullmatch(line) is not None and "-" in line


def pieces(lines: list[str]) -> Iterator[Piece]:
    """The pieces of a report in order; line numbers are 1-based."""
    position = 0
    previous: Piece | None = None
    while position < len(lines):
        line = lines[position]
        marked_up = html_tables.read(lines, position)
        if marked_up is not None or table_cells(line) is not None:
            if previous:
                yield previous
                previous = None
            piece, position = _marked_up(marked_up) if marked_up else _table(lines, position)
            if piece:
                yield piece
            continue
        position += 1
        if not clean(line) or is_rule(line):
            if previous:
                yield previous
            previous = None
            continue
        piece = read_line(line, position)
        if previous and _continues(previous, piece):
            previous = replace(previous, text=f"{previous.text} {piece.text}", last_line=position)
            continue
        if previous:
            yield previous
        previous = piece
    if previous:
        yield previous


def _table(lines: list[str], start: int) -> tuple[Piece | None, int]:
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    position = start
    while position < len(lines):
        cells = table_cells(lines[position])
        if cells is None:
            break
        position += 1
        if not is_rule(lines[position - 1]):
            rows.append(cells)
            numbers.append(position)
    if not rows:
        return None, position
    width = max(len(row) for row in rows)
    padded = tuple(row + ("",) * (width - len(row)) for row in rows)
    piece = Piece("table", "", numbers[0], numbers[-1], rows=padded, row_lines=tuple(numbers))
    return piece, position


def _marked_up(table: html_tables.HtmlTable) -> tuple[Piece, int]:
    numbers = table.row_lines
    return Piece("table", "", numbers[0], table.end, rows=table.rows, row_lines=numbers), table.end


def read_line(line: str, number: int) -> Piece:
    """One line as a piece of its own."""
    indent = len(line) - len(line.lstrip(" "))
    text = clean(line)
    markdown = _MARKDOWN_HEADING.match(text)
    if markdown:
        inner = read_line(text[markdown.end() :], number)
        if inner.kind in {"text", "heading"}:
            rank = inner.rank if inner.kind == "heading" else NUMBERED
            return replace(inner, kind="heading", rank=rank, marker=inner.marker or markdown[1])
        return inner
    if text.startswith("||"):
        return Piece("heading", joined(text.strip("| ")), number, number, "||", BOX)
    roman = _ROMAN.match(text) or re.match(r"\.\s+(?=일\s?반\s?현\s?황)", text)
    if roman and len(text) <= 60:
        return Piece(
            "heading", joined(text[roman.end() :]), number, number, roman[0].strip(), 0, roman=True
        )
    for pattern, rank, kind in _MARKS:
        mark = pattern.match(text)
        if mark is None:
            continue
        inner_text = text[mark.end() :]
        if rank == DASH:  # `- □ 제목`, `- ✓ 항목`: the inner mark is the real one
            nested = read_line(inner_text, number)
            if nested.kind in {"heading", "item", "note"} and nested.marker and not nested.numbered:
                depth = DASH + min(indent, 8) if nested.rank == DASH else nested.rank
                return replace(nested, indent=indent, rank=max(depth, BOX))
            rank = CIRCLE if _TAGGED.match(inner_text) else rank + min(indent, 8)
        return Piece(kind, joined(inner_text), number, number, mark[0].strip(), rank, indent=indent)
    return _unmarked(text, number, indent)


def _unmarked(text: str, number: int, indent: int) -> Piece:
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed and not re.search(r"단위|기준", text):
        return Piece("heading", joined(bracketed["title"]), number, number, text[0], BARE)
    numbered = _NUMBER_TITLE.match(text)
    if numbered and len(text) <= 60 and not _SENTENCE_END.search(text):
        title = joined(text[numbered.end() :].lstrip("|▮ "))
        return Piece("heading", title, number, number, numbered["number"], NUMBERED, numbered=True)
    return Piece("text", joined(text), number, number, indent=indent)


def is_page_number(text: str) -> bool:
    return _PAGE_NUMBER.fullmatch(text) is not None


def _continues(previous: Piece, piece: Piece) -> bool:
    """A plain line right under a marked or plain one carries the sentence on."""
    if piece.kind == "text" and previous.kind in {"item", "note"}:
        return not is_page_number(piece.text)
    return (
        piece.kind == "text"
        and previous.kind == "text"
        and len(previous.text) >= 25
        and not _SENTENCE_END.search(previous.text)
    )
