"""Text and Markdown reports: tab and pipe tables, list marks, every line's place kept."""

from __future__ import annotations

from ingest import decode
from ingest.content import Content
from ingest.limits import Limits
from ingest.markdown_tables import STRUCK
from ingest.sniffing import FileKind
from ingest.text_items import items

_TOLD = "취소선이 그어진 글은 읽지 않았습니다."


class TextReader:
    """Reads texts in UTF-8, UTF-16 (with its mark) or CP949."""

    kinds = frozenset({FileKind.TEXT})

    def read(self, data: bytes, kind: FileKind, limits: Limits) -> Content:
        """The lines of a text; raises `Malformed` or `Empty` where there are none."""
        found = decode.decoded(data)
        lines = decode.lines(found.text)
        struck = any("|" in line and STRUCK.search(line) for line in lines)
        return Content(
            "text/plain",
            tuple(items(lines)),
            encoding=found.encoding,
            warnings=(*found.warnings, *([_TOLD] if struck else [])),
        )
