"""The ways into the reading room.  From the chat they open beside it: the conversation stays."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup

from assistant.answer import Citation
from assistant.finding import Found
from assistant.web.render.markup import tag

ROOM = "documents/"  # beside the page, whatever folder a proxy serves it in
LIBRARY = "문서 보기"
PLACE = "문서에서 보기"
LOOKING = "검색 살펴보기"
OPENS = "새 창에서 엽니다"
PROOF = "근거 파일 받기"
PROVES = "이 답의 근거를 파일로 받습니다. bogo proof로 다시 확인할 수 있습니다."


def library_link() -> Markup:
    return _link(LIBRARY, ROOM, "bogo-library")


def document_link(id: str, title: Markup | str) -> Markup:
    return _link(title, ROOM + quote(id, safe=""))


def citation_link(citation: Citation) -> Markup:
    """To the cited cell, else to the first of the cited lines, else to the block."""
    return _link(PLACE, ROOM + quote(citation.document_id, safe="") + _spot(citation), "bogo-open")


def passage_address(found: Found) -> str:
    """Of the first line of a passage, else of its first block."""
    if found.lines is not None:
        spot = f"?line={found.lines[0]}#L{found.lines[0]}"
    else:
        spot = f"?block={found.passage.blocks[0]}#b{found.passage.blocks[0]}"
    return ROOM + quote(found.document.id, safe="") + spot


def proof_link(question: str, history: Sequence[str]) -> Markup:
    """To the proof of an answer, which the page's script fetches.

    What to ask again stands behind the `#`, which no browser sends: questions stay out of
    addresses, and so out of the logs of whatever stands between.
    """
    asked = json.dumps({"question": question, "history": list(history)})
    packed = base64.urlsafe_b64encode(asked.encode()).decode()
    return tag("a", PROOF, href=f"#{packed}", class_="bogo-proof", title=PROVES)


def _spot(citation: Citation) -> str:
    if citation.block is not None and citation.table_cell is not None:
        row, column = citation.table_cell
        return f"?block={citation.block}#b{citation.block}r{row}c{column}"
    if citation.lines is not None:
        return f"?line={citation.lines[0]}#L{citation.lines[0]}"
    return "" if citation.block is None else f"?block={citation.block}#b{citation.block}"


def _link(said: Markup | str, href: str, class_: str | None = None) -> Markup:
    return tag("a", said, href=href, class_=class_, target="_blank", title=OPENS)
