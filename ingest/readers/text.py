"""Text and Markdown reports: tab and pipe tables, list marks, every line's place kept."""

from __future__ import annotations

import hashlib

from ingest import agencies, decode, spans, titles
from ingest.build import Builder
from ingest.checks import checked
from ingest.errors import Empty
from ingest.lines import pieces
from ingest.model import Report, Source
from ingest.vocabulary import is_past

_SUFFIXES = (".txt", ".md", ".markdown", ".text")


class TextReader:
    """Reads `.txt` and `.md` in UTF-8, UTF-16 (with its mark) or CP949."""

    name = "텍스트"

    def accepts(self, name: str, head: bytes) -> bool:
        return name.casefold().endswith(_SUFFIXES)

    def read(self, data: bytes, name: str) -> Report:
        """The report in a text, checked; raises `Malformed` or `Empty` where there is none."""
        text, encoding = decode.decode(data)
        lines = decode.lines(text)
        found = list(pieces(lines))
        if not found:
            raise Empty("읽을 수 있는 내용이 없습니다.")
        front = titles.read(found, name)
        builder = Builder(
            front.title, front.year, plan=not is_past(front.title) and front.kind != "업무보고"
        )
        builder.build(found)
        said = spans.without_year(builder.statements)
        statements, findings = checked(builder.sections, builder.blocks, said)
        return Report(
            source=Source(
                name=name,
                sha256=hashlib.sha256(data).hexdigest(),
                size=len(data),
                media_type="text/markdown" if name.casefold().endswith(".md") else "text/plain",
                encoding=encoding,
            ),
            title=front.title,
            agency=agencies.author(lines),
            department=front.department,
            kind=front.kind,
            year=front.year,
            report_date=front.report_date,
            sections=tuple(builder.sections),
            blocks=tuple(builder.blocks),
            statements=statements,
            findings=findings,
        )
