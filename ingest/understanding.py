"""From what a reader recovered to a report: one way for all formats."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from ingest import agencies, spans, titles
from ingest.build import Builder
from ingest.checks import checked
from ingest.clauses import clauses
from ingest.content import Content, Grid, Item
from ingest.errors import Empty
from ingest.model import Report, Source
from ingest.pieces import pieces
from ingest.shaping import shaped
from ingest.vocabulary import is_past

_PLAIN = "text/plain"
_MARKDOWN = (".md", ".markdown")


def understood(content: Content, data: bytes, name: str) -> Report:
    """The report that a file named `name` holds, checked; raises `Empty` where it says nothing."""
    recovered = pieces(shaped(content.items), printed_lines=content.media_type == _PLAIN)
    found = list(clauses(recovered))
    if not any(piece.text or piece.rows for piece in found):
        raise Empty("읽을 수 있는 내용이 없습니다.")
    front = titles.read(found, name, content.title)
    builder = Builder(
        front.title, front.year, plan=not is_past(front.title) and front.kind != "업무보고"
    )
    builder.build(found)
    said = spans.without_year(builder.statements)
    statements, findings = checked(builder.sections, builder.blocks, said)
    return Report(
        source=_source(content, data, name),
        title=front.title,
        agency=agencies.author(list(_texts(content.items))),
        department=front.department,
        kind=front.kind,
        year=front.year,
        report_date=front.report_date,
        sections=tuple(builder.sections),
        blocks=tuple(builder.blocks),
        statements=statements,
        findings=findings,
        pages=content.pages,
        warnings=content.warnings,
    )


def _source(content: Content, data: bytes, name: str) -> Source:
    markdown = content.media_type == _PLAIN and name.casefold().endswith(_MARKDOWN)
    return Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type="text/markdown" if markdown else content.media_type,
        encoding=content.encoding,
    )


def _texts(items: Iterable[Item]) -> Iterator[str]:
    """Every line of the document, the rows of its tables as lines."""
    for item in items:
        if not isinstance(item, Grid):
            yield from item.text.split("\n")
            continue
        rows: dict[int, list[str]] = {}
        for cell in item.cells:
            rows.setdefault(cell.row, []).append(cell.text)
        yield from ("\t".join(rows[row]) for row in sorted(rows))
        for cell in item.cells:
            yield from _texts(inner for inner in cell.inside if isinstance(inner, Grid))
