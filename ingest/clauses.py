"""Rules and statutes: an article (조) has paragraphs (항, ①), and those have clauses (호, 1.).

What stands below `다음 각 호와 같다.` is a list: its numbers make no headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.lines import COUNTED, Piece

_ANNOUNCED = re.compile(r"(?:다음|아래)\s?각\s?호")
_CLAUSE = re.compile(r"(\d{1,2})\s?[.．]\s?(?=\S)")
_NEXT = re.compile(r"제\s?\d+\s?[조장절](?:의\s?\d+)?|[①-⑳]|부\s*칙")
_RANK = COUNTED + 5  # below the paragraphs of an article (①)


def clauses(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, with the numbered lines below an announcement as items of a list.

    They go on for as long as they count on from 1, with lines between that carry them on; another
    article or paragraph ends them.
    """
    wanted = 0  # the number of the next clause, 0 where none is awaited
    for piece in pieces:
        number, text = _numbered(piece)
        if wanted and number == wanted:
            wanted += 1
            yield replace(
                piece, kind="item", text=text, marker=f"{number}.", rank=_RANK, numbered=False
            )
            continue
        if wanted and (piece.kind not in {"text", "note"} or _NEXT.match(piece.text)):
            wanted = 0
        if _ANNOUNCED.search(piece.text):
            wanted = 1
        yield piece


def _numbered(piece: Piece) -> tuple[int, str]:
    """The number of a numbered line and its text, (0, "") for other pieces."""
    if piece.numbered and piece.marker.isdigit():
        return int(piece.marker), piece.text
    mark = _CLAUSE.match(piece.text) if piece.kind == "text" else None
    return (int(mark[1]), piece.text[mark.end() :]) if mark else (0, "")
