"""Text and Markdown reports: tab and pipe tables, list marks, every line's place kept."""

from __future__ import annotations

from ingest import decode
from ingest.content import Content
from ingest.limits import Limits
from ingest.sniffing import FileKind
from ingest.text_items import items


class TextReader:
    """Reads texts in UTF-8, UTF-16 (with its mark) or CP949."""

    kinds = frozenset({FileKind.TEXT})

    def read(self, data: bytes, kind: FileKind, limits: Limits) -> Content:
        """The lines of a text; raises `Malformed` or `Empty` where there are none."""
        found = decode.decoded(data)
        return Content(
            "text/plain",
            tuple(items(decode.lines(found.text))),
            encoding=found.encoding,
            warnings=found.warnings,
        )
