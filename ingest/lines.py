"""One line of a report as a piece: its mark, how deep it is nested, and its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from ingest.clean import clean, joined
from ingest.model import CellBox, Place, Span

PieceKind = Literal["heading", "item", "note", "text", "table"]

# Outer marks have small ranks; a piece is nested under the last piece with a smaller rank.
BOX, NUMBERED, BARE, CIRCLE, COUNTED, DASH, DOT, NOTE, PLAIN = 10, 15, 20, 30, 40, 50, 60, 70, 80

_MARKS: tuple[tuple[re.Pattern[str], int, PieceKind], ...] = (
    (re.compile(r"[□■◇◆▣❑❏☐\]]\s*(?=\S)"), BOX, "heading"),
    (re.compile(r"[○◯●◎⚪❍]\s*(?=\S)"), CIRCLE, "item"),
    (re.compile(r"[oOㅇ]\s+(?=[가-힣(‘“'\"｢「\d])"), CIRCLE, "item"),
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
ARTICLE = re.compile(r"제\s?\d+\s?조(?:의\s?\d+)?\s?\([^()]{2,40}\)\s?\S")  # of a rule
_NUMBER_TITLE = re.compile(r"(?P<number>\d{1,2})\s*[|▮.．]?\s+(?=[^\d\s~.:%,/)\]-])")
_PAGE_NUMBER = re.compile(r"[-–\s]*\d{1,3}[-–\s]*")
_SENTENCE_END = re.compile(r"(?:[다함음임됨]|[.!?])$")
# A task of a project, whatever mark it has: everything below it until the next one is its own.
_TAGGED = re.compile(r"(?:신규|계속|확대|개선|강화|변경|진행\s?중|완료)\s+\S")


@dataclass(frozen=True, slots=True)
class Piece:
    """A marked or plain line (with its continuation lines), or the rows of a table.

    `first_line` and `last_line` count the lines of the document as recovered, rows of tables
    included; where it stands in the original is its `place`.  `rank` says how deep it is nested.
    A table has the cells of its `rows`, a place for each row, the cells that cover several places
    (`spans`), their boxes on the page, the letters of a sheet's columns, and the numbers of rows
    that the format itself calls headings (`printed_heads`) and of columns, where no row is one.
    `indents` tells how far the first cell of each row is set in.
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
    place: Place = field(default_factory=Place)
    rows: tuple[tuple[str, ...], ...] = ()
    row_places: tuple[Place, ...] = ()
    spans: tuple[Span, ...] = ()
    boxes: tuple[CellBox, ...] = ()
    letters: tuple[str, ...] = ()
    printed_heads: int = 0
    row_heads: int = 0
    indents: tuple[int, ...] = ()


def read_line(line: str, number: int = 0) -> Piece:
    """One line as a piece of its own, the `number`th of the document."""
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
    if bracketed and not re.search(r"단위|기준|(?:신설|개정|삭제)\s?\d", text):
        return Piece("heading", joined(bracketed["title"]), number, number, text[0], BARE)
    if ARTICLE.match(text):
        return Piece("item", joined(text), number, number, rank=CIRCLE, indent=indent)
    numbered = _NUMBER_TITLE.match(text)
    if numbered and len(text) <= 60 and not _SENTENCE_END.search(text):
        title = joined(text[numbered.end() :].lstrip("|▮ "))
        return Piece("heading", title, number, number, numbered["number"], NUMBERED, numbered=True)
    return Piece("text", joined(text), number, number, indent=indent)


def is_page_number(text: str) -> bool:
    return _PAGE_NUMBER.fullmatch(text) is not None
