"""Word documents: paragraphs with the numbers Word makes by itself, tables, boxes and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.content import Content, Item, Line, Role
from ingest.docx_parts.body import Body, Story, noted
from ingest.docx_parts.lists import Lists
from ingest.docx_parts.names import find, w
from ingest.docx_parts.package import Package, opened
from ingest.docx_parts.styles import Styles
from ingest.errors import Empty, Malformed
from ingest.limits import Limits
from ingest.sniffing import FileKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class DocxReader:
    """Reads DOCX, also macro-enabled ones and templates."""

    kinds = frozenset({FileKind.DOCX})

    def read(self, data: bytes, kind: FileKind, limits: Limits) -> Content:
        """All that is printed of the document.

        Raises:
            ingest.errors.IngestError: it is encrypted, damaged, empty or made to do harm.
        """
        package = opened(data, limits)
        body = find(package.document, "body")
        if body is None:
            raise Malformed(
                "워드 문서에 본문이 없어 읽을 수 없습니다.", "워드에서 다시 저장해 주십시오."
            )
        story = Story(
            styles=Styles(package.part("styles")),
            lists=Lists(package.part("numbering")),
            notes={
                **noted(package.part("footnotes"), "footnote"),
                **noted(package.part("endnotes"), "endnote"),
            },
            limits=limits,
            paged=body.find(f".//{w('lastRenderedPageBreak')}") is not None,
        )
        heads = _running(package, "header", story)
        walked = Body(story)
        walked.read(body)
        pages = story.page if story.paged else None
        items = (*heads, *walked.items, *_running(package, "footer", story))
        if not items:
            raise Empty("문서에 읽을 수 있는 글이 없습니다.")
        return Content(
            media_type=_MEDIA_TYPE,
            items=items,
            pages=pages,
            title=package.title,
            warnings=tuple(sorted(story.warnings)),
        )


def _running(package: Package, kind: str, story: Story) -> list[Item]:
    """The lines of running heads or feet, each once."""
    found: dict[str, Item] = {}
    for root in package.parts(kind):
        for line in _lines(root, story):
            found.setdefault(line.text.strip(), Line(line.text.strip(), role=Role.RUNNING))
    return [*found.values()]


def _lines(root: _Element, story: Story) -> list[Line]:
    walked = Body(story, role=Role.RUNNING)
    walked.read(root)
    waiting = [*reversed(walked.items)]
    lines = []
    while waiting:
        item = waiting.pop()
        if isinstance(item, Line):
            lines.append(item)
        else:
            waiting += [inner for cell in reversed(item.cells) for inner in reversed(cell.inside)]
    return lines
