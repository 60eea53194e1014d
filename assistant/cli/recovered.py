"""A report as it was recovered, as plain text: outline, lines, tables, pages."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.model import Block, BlockKind, PageSource, Place, Report, Table, Trust

_TRUST = {
    Trust.READ: "",
    Trust.UNCERTAIN: " ※ 확실하지 않음",
    Trust.SCANNED: " ※ 스캔, 원본 확인 필요",
}
_ABOVE, _BESIDE = "↑", "←"  # in a place that a merged cell covers


def lines(report: Report) -> Iterator[str]:
    """The report in reading order, each section's depth shown by `#`."""
    yield f"제목: {report.title}"
    about = [
        report.agency,
        report.department,
        report.kind,
        f"{report.year}년" if report.year else "",
    ]
    yield "문서: " + " · ".join(part for part in about if part)
    pages = f", {report.pages:,}쪽" if report.pages else ""
    yield f"내용: 절 {len(report.sections):,}, 표 {report.tables:,}, 수치 {report.figures:,}{pages}"
    yield from (f"참고: {warning}" for warning in report.warnings)
    depths = {section.id: len(report.path(section.id)) - 1 for section in report.sections}
    page, opened = None, 1
    for block in report.blocks:
        if block.place.page is not None and block.place.page != page:
            page = block.place.page
            yield from ("", _page(block.place))
        for section in report.sections[opened : block.section + 1]:
            yield from ("", f"{'#' * depths[section.id]} {section.title}")
        opened = max(opened, block.section + 1)
        yield from _block(block)


def _page(place: Place) -> str:
    guess = " (추정)" if place.page_source is PageSource.LAYOUT else ""
    return f"── {place.page}쪽{guess} ──{_TRUST[place.trust]}"


def _block(block: Block) -> Iterator[str]:
    if block.table is not None:
        yield from _table(block.table)
    elif block.kind is not BlockKind.HEADING:
        yield "  " * block.depth + f"{block.marker} {block.text}".strip()


def _table(table: Table) -> Iterator[str]:
    unit = f" (단위: {table.basis.unit})" if table.basis.unit else ""
    date = f" (기준일: {table.basis.basis_date})" if table.basis.basis_date else ""
    yield f"[표] {table.caption}{unit}{date}".rstrip()
    marks = {
        (row, column): _BESIDE if row == span.row else _ABOVE
        for span in table.spans
        for row in range(span.row, span.row + span.rows)
        for column in range(span.column, span.column + span.columns)
        if (row, column) != (span.row, span.column)
    }
    for r, row in enumerate(table.grid):
        yield " | ".join(text or marks.get((r, c), "") for c, text in enumerate(row))
        if r + 1 == table.header_rows < len(table.grid):
            yield "-+-".join("-" for _ in row)
