"""From the bytes of a page to its element tree, with line numbers as in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest import decode
from ingest.decode import Decoded
from ingest.errors import Empty, Hostile, Malformed

if TYPE_CHECKING:
    from lxml.etree import _Element, _ListErrorLog

_HEAD = 4096
_DECLARED = re.compile(rb"(?:charset|pageEncoding|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
# What a server would have run: `<%@ … %>`, `<%-- … --%>`, `<?php … ?>`.
# Other `<?…>` end at the next `>`, as in `<?xml:namespace prefix = o />` of office programs.
_SCRIPTS = (("<%--", "--%>"), ("<%", "%>"), ("<?", "?>"))
_OPENING = re.compile(r"<%|<\?(?:php\b|=)", re.I)


def text(data: bytes) -> Decoded:
    """The text of a page; the encoding it names is used where the bytes do not tell."""
    declared = _DECLARED.search(data[:_HEAD])
    return decode.decoded(data, declared[1].decode("ascii", "replace") if declared else "")


def tree(page: str) -> _Element:
    """The element tree of a page.

    Raises:
        Hostile: elements are nested deeper than the parser goes, who would leave out the rest.
        Empty: there is nothing but white space and comments.
        Malformed: it cannot be parsed.
    """
    from lxml import etree

    source = "\n".join(decode.lines(without_scripts(page))).replace("\x00", "")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = etree.fromstring(source.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        _check(parser.error_log)
        if not re.sub(r"<!--.*?(?:-->|\Z)", "", source, flags=re.DOTALL).strip():
            raise Empty("문서에 읽을 수 있는 글이 없습니다.") from error
        raise Malformed(
            "웹 문서가 깨져 있어 읽을 수 없습니다.", "브라우저에서 열어 다시 저장해 주십시오."
        ) from error
    _check(parser.error_log)
    if root is None:
        raise Empty("문서에 읽을 수 있는 글이 없습니다.")
    return root


def without_scripts(page: str) -> str:
    """The page without what a server would have run; its line ends stay, so lines keep numbers."""
    parts = []
    position = 0
    while found := _OPENING.search(page, position):
        start = found.start()
        opening, closing = next(pair for pair in _SCRIPTS if page.startswith(pair[0], start))
        end = page.find(closing, start + len(opening))
        if end == -1:
            break
        end += len(closing)
        parts += [page[position:start], "\n" * page.count("\n", start, end)]
        position = end
    return "".join(parts) + page[position:]


def _check(log: _ListErrorLog) -> None:
    """Refuse what the parser gave up on: it returns what comes before as if that were all."""
    from lxml import etree

    for entry in log:
        if "xcessive depth" in entry.message:
            raise Hostile("웹 문서의 요소가 지나치게 깊이 겹쳐 있어 읽지 않았습니다.")
        if entry.level == etree.ErrorLevels.FATAL:
            raise Malformed(
                "웹 문서가 깨져 있어 읽을 수 없습니다.", "브라우저에서 열어 다시 저장해 주십시오."
            )
