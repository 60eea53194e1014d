"""What the web pages see of us: answers, documents, and the original behind each citation."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation
from assistant.audit.report import sentence
from assistant.proof import Prover
from assistant.web.ports import (
    DocumentPage,
    DocumentView,
    Picture,
    Remark,
    SourceLine,
    SourceTable,
    SourceView,
    Spot,
)
from assistant.wiring.pages import document_page, document_view
from index.editions import chain
from index.errors import LibraryError
from index.types import EVERYTHING, Document
from ingest import decode
from ingest.model import Block, FindingKind, Report, Source

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.finding import Conditions, Findings
    from assistant.rewording.stream import AnswerStream
    from assistant.wiring.passages import PassageSearch
    from index.library import Library

_AROUND = 3  # lines of the original before and after what is cited
_MOST_LINES = 60


class ReadingRoom:
    """Implements `assistant.web.ports.ChatAssistant`; safe for threads, as its parts are."""

    def __init__(self, library: Library, assistant: Assistant, passages: PassageSearch) -> None:
        self._catalogue = library.catalogue
        self._search = library.search
        self._assistant = assistant
        self._passages = passages
        self._prover = Prover(assistant, library.catalogue)

    def ask(self, question: str, history: Sequence[str]) -> Answer:
        return self._assistant.ask(question, history)

    def proof(self, question: str, history: Sequence[str]) -> bytes:
        return self._prover.prove(question, history).to_bytes()

    def stream(self, question: str, history: Sequence[str]) -> AnswerStream:
        return self._assistant.stream(question, history)

    def examples(self) -> list[str]:
        return self._assistant.examples()

    def search(self, question: str, conditions: Conditions, k: int) -> Findings:
        return self._passages.find(question, (), conditions, k)

    def departments(self) -> Sequence[str]:
        return self._catalogue.departments(EVERYTHING)

    def documents(self) -> list[DocumentView]:
        return [document_view(document) for document in self._catalogue.documents(EVERYTHING)]

    def document(self, id: str, spot: Spot) -> DocumentPage | None:
        documents = self._catalogue.documents(EVERYTHING)
        found = next((d for d in documents if d.id == id), None)
        report = self._catalogue.report(id, EVERYTHING)
        if found is None or report is None:
            return None
        original = self._catalogue.original(id, EVERYTHING)
        if original is not None and hashlib.sha256(original).hexdigest() != report.source.sha256:
            original = None  # replaced meanwhile: its lines are not those of this report
        shown = document_page(found, report, original, self._remarks(found, report), spot)
        return shown and replace(
            shown, editions=tuple(document_view(d) for d in chain(documents, found))
        )

    def _remarks(self, document: Document, report: Report) -> tuple[Remark, ...]:
        """What the arithmetic found, in the words of the audit; remarks on reading are left out."""
        found = [one for one in report.findings if one.kind is not FindingKind.TYPING]
        key = f"{document.id}/{document.revision}"
        ids = {f"{key}/{one.claim.statement}" for one in found}
        records = {r.id: r for r in self._catalogue.statements(ids, EVERYTHING)}
        return tuple(
            Remark(sentence(one, record), record.statement, one.claim.figure)
            for one in found
            if (record := records.get(f"{key}/{one.claim.statement}"))
        )

    def ready(self) -> bool:
        try:
            return bool(self._search.stats().generation)
        except LibraryError:
            return False

    def source(self, citation: Citation) -> SourceView | None:
        """The cited table as printed, or the lines of the original around what is cited.

        None where the revision that was cited is no longer the current one.
        """
        documents = self._catalogue.documents(EVERYTHING)
        current = {document.id: document.revision for document in documents}
        if current.get(citation.document_id) != citation.revision:
            return None
        block = None
        if citation.block is not None:
            block = self._catalogue.block(citation.document_id, citation.block, EVERYTHING)
        table = _table(citation, block)
        source = self._catalogue.source(citation.document_id, EVERYTHING)
        return SourceView(
            title=citation.title,
            name=citation.document,
            section_path=self._path(citation.document_id, block.section) if block else (),
            lines=() if table else self._lines(citation, block, source),
            table=table,
            picture=_picture(citation, source),
        )

    def _path(self, document: str, section: int) -> tuple[str, ...]:
        """Titles from the outermost section in, without the report's own."""
        titles: list[str] = []
        found = self._catalogue.section(document, section, EVERYTHING)
        while found is not None and found.parent is not None:
            titles.append(found.title)
            found = self._catalogue.section(document, found.parent, EVERYTHING)
        return tuple(reversed(titles))

    def _lines(
        self, citation: Citation, block: Block | None, source: Source | None
    ) -> tuple[SourceLine, ...]:
        original = self._catalogue.original(citation.document_id, EVERYTHING)
        printed = source is not None and source.has_lines
        if citation.lines is None or original is None or not printed:
            text = block.text if block else citation.quote
            return tuple(SourceLine(line, cited=True) for line in text.splitlines())
        first, last = citation.lines
        text_lines = decode.lines(decode.decode(original)[0])
        shown = range(max(1, first - _AROUND), min(last + _AROUND, len(text_lines)) + 1)
        return tuple(
            SourceLine(text_lines[n - 1], n, cited=first <= n <= last) for n in shown[:_MOST_LINES]
        )


def _picture(citation: Citation, source: Source | None) -> Picture | None:
    if citation.page is None or source is None or not source.has_pages:
        return None
    return Picture(citation.document_id, citation.page, citation.bbox)


def _table(citation: Citation, block: Block | None) -> SourceTable | None:
    if block is None or block.table is None:
        return None
    table = block.table
    return SourceTable(
        rows=table.grid,
        header_rows=table.header_rows,
        header_columns=table.header_columns,
        caption=table.caption,
        unit=table.basis.unit or "",
        basis_date=table.basis.basis_date or "",
        marked=citation.table_cell,
        spans=table.spans,
    )
