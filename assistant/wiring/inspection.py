"""One file as it was recovered, without storing anything."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import Settings
from assistant.web.ports import DocumentPage, DocumentView, PartView, SourceLine
from assistant.web.render.inspection import WIDTH, inspection
from assistant.wiring.workspace import limits_of
from index.catalogue.encoding import codec
from ingest import decode
from ingest.errors import IngestError
from ingest.files import shown_name
from ingest.limits import read_bytes
from ingest.model import Report
from ingest.pipeline import read_apart
from ingest.rendering import rendered


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file with the report that it makes."""

    data: bytes
    report: Report

    def as_json(self) -> str:
        """Sections, blocks, tables and statements with their figures."""
        return codec(Report).dump(self.report)

    def as_html(self, pictures: int) -> str:
        """A page that needs no other file, with the original's first `pictures` pages beside."""

        def draw(page: int) -> bytes | None:
            return self.picture(page, WIDTH) if page <= pictures else None

        return inspection(self.page(), draw, "보고")

    def page(self) -> DocumentPage:
        """The whole report as one page of the reading room."""
        report = self.report
        figures = [figure for said in report.statements for figure in said.figures]
        return DocumentPage(
            document=_view(report),
            sections=report.sections,
            starts=(1,) * len(report.sections),
            parts=(PartView(report.title),),
            part=1,
            blocks=report.blocks,
            statements=report.statements,
            lines=self._lines(),
            checks=tuple(Counter(figure.check for figure in figures).items()),
        )

    def picture(self, page: int, width: int) -> bytes | None:
        """A page of the original as PNG; None where it has none or cannot be drawn."""
        if not self.report.source.has_pages:
            return None
        try:
            return rendered(self.data, page, width)
        except IngestError:
            return None

    def _lines(self) -> tuple[SourceLine, ...]:
        if not self.report.source.has_lines:
            return ()
        lines = decode.lines(decode.decode(self.data)[0])
        return tuple(SourceLine(line, number) for number, line in enumerate(lines, 1))


def inspect(path: Path, settings: Settings) -> Inspected:
    """Read one file.

    Raises:
        IngestError: it cannot be read; reason and remedy are Korean sentences.
    """
    limits = limits_of(settings)
    data = read_bytes(path, limits)
    return Inspected(data, read_apart(data, shown_name(path), limits))


def _view(report: Report) -> DocumentView:
    return DocumentView(
        name=report.source.name,
        title=report.title,
        agency=report.agency,
        year=report.year,
        department=report.department,
        kind=report.kind,
        report_date=report.report_date,
        sections=len(report.sections),
        tables=report.tables,
        figures=report.figures,
        pages=report.pages,
        warnings=report.warnings,
    )
