"""Rules and statutes: an article (조) has paragraphs (항, ①), and those have clauses (호, 1.).

What stands below `다음 각 호와 같다.` is a list: its numbers make no headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.lines import ARTICLE, COUNTED, Piece

_ANNOUNCED = re.compile(r"(?:다음|아래)\s?각\s?호")
_IN_RULES = re.compile(r"(?:다음|아래)(?:의\s|과\s?같)")  # announces as much where articles are
_CLAUSE = re.compile(r"(\d{1,2})\s?[.．]\s?(?=\S)")
_FIRST = re.compile(r"(?P<article>제\s?\d+\s?조(?:의\s?\d+)?\s?\([^()]+\))\s*(?P<mark>①)\s*")
_NEXT = re.compile(r"제\s?\d+\s?[조장절](?:의\s?\d+)?|[①-⑳]|부\s*칙")
_RANK = COUNTED + 5  # below the paragraphs of an article (①)


def clauses(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, with the numbered lines below an announcement as items of a list.

    They go on for as long as they count on from 1, with lines between that carry them on; another
    article or paragraph ends them.
    """
    wanted = 0  # the number of the next clause, 0 where none is awaited
    rules = False  # whether there was an article
    clause: Piece | None = None  # the last one, as long as its line may go on
    for piece in pieces:
        number, text = _numbered(piece)
        if clause is not None and piece.kind == "text" and _is_open(clause.text):
            clause = replace(
                clause,
                text=f"{clause.text} {piece.text}",
                last_line=piece.last_line,
                place=clause.place.joined(piece.place),
            )
            continue
        if clause is not None:
            yield clause
            clause = None
        if wanted and number == wanted:
            wanted += 1
            clause = replace(
                piece, kind="item", text=text, marker=f"{number}.", rank=_RANK, numbered=False
            )
            continue
        if wanted and (piece.kind not in {"text", "note"} or _NEXT.match(piece.text)):
            wanted = 0
        rules = rules or ARTICLE.match(piece.text) is not None
        if _ANNOUNCED.search(piece.text) or (rules and _IN_RULES.search(piece.text)):
            wanted = 1
        yield from _article(piece)
    if clause is not None:
        yield clause


def _is_open(text: str) -> bool:
    """Whether a bracket goes on in the next line: `<개정 2013. 7. 2,`."""
    return any(text.count(opened) > text.count(closed) for opened, closed in ("<>", "()"))


def _article(piece: Piece) -> Iterator[Piece]:
    """`제7조(종류) ① 종류는 다음과 같다.`: the article, and its first paragraph below it."""
    cut = _FIRST.match(piece.text) if piece.kind == "item" and not piece.marker else None
    if cut is None:
        yield piece
        return
    yield replace(piece, text=cut["article"])
    yield replace(piece, text=piece.text[cut.end() :], marker=cut["mark"], rank=COUNTED)


def _numbered(piece: Piece) -> tuple[int, str]:
    """The number of a numbered line and its text, (0, "") for other pieces."""
    if piece.numbered and piece.marker.isdigit():
        return int(piece.marker), piece.text
    mark = _CLAUSE.match(piece.text) if piece.kind == "text" else None
    return (int(mark[1]), piece.text[mark.end() :]) if mark else (0, "")
