"""Web pages, whole ones and the fragments that servers keep (JSP): text, lists and tables."""

from __future__ import annotations

from ingest.content import Content
from ingest.errors import Empty
from ingest.html import source
from ingest.html.walk import Walker
from ingest.limits import Limits
from ingest.sniffing import FileKind


class HtmlReader:
    """Reads HTML in any encoding it names, in UTF-8 and in CP949."""

    kinds = frozenset({FileKind.HTML})

    def read(self, data: bytes, kind: FileKind, limits: Limits) -> Content:
        """All that a browser shows of the page, with its lines in the file.

        Raises:
            ingest.errors.IngestError: it is empty, damaged or nested without end.
        """
        page = source.text(data)
        root = source.tree(page.text)
        title = " ".join((root.findtext(".//title") or "").split())
        walker = Walker(limits)
        walker.walk(root)
        if not walker.items:
            raise Empty("문서에 읽을 수 있는 글이 없습니다.")
        return Content(
            media_type="text/html",
            items=tuple(walker.items),
            encoding=page.encoding,
            title=title,
            warnings=(*page.warnings, *sorted(walker.warnings)),
        )
