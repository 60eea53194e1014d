"""The cited lines and cells as they stand in the originals, each with its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache

from assistant.answer import Citation
from assistant.proof.archive import Archive
from assistant.proof.document import CellProof, LinesProof, PlaceProof
from index.types import Scope
from ingest import decode
from ingest.model import Block, Source, Table

_BLOCKS = 2**31  # more than any report has; a file may name any number


class Places:
    """Looks citations up in their documents, for one proof; each original is read once."""

    def __init__(self, archive: Archive, scope: Scope) -> None:
        self._archive = archive
        self._scope = scope
        self._lines_of = cache(self._lines)

    def place(self, citation: Citation, document: str) -> PlaceProof:
        """What stands at a citation in the document with this id, as far as it is there."""
        source = self.source(document)
        cell = self._cell(citation, document)
        lines = self._cited_lines(citation, document)
        return PlaceProof(
            n=citation.n,
            document=source.sha256 if source else "",
            lines=lines,
            cell=cell,
            text=None if lines or cell else self._text(citation, document),
        )

    def source(self, document: str) -> Source | None:
        return self._archive.source(document, self._scope)

    def _lines(self, document: str) -> Sequence[str]:
        """The lines of an original of text, [] where it has none or is not what was read."""
        source = self.source(document)
        data = self._archive.original(document, self._scope)
        if source is None or not source.has_lines or data is None:
            return []
        if hashlib.sha256(data).hexdigest() != source.sha256:
            return []
        return decode.lines(decode.decode(data)[0])

    def _cited_lines(self, citation: Citation, document: str) -> LinesProof | None:
        if citation.lines is None:
            return None
        first, last = citation.lines
        text = tuple(self._lines_of(document)[first - 1 : last]) if first >= 1 else ()
        if not text:
            return None
        return LinesProof(first=first, last=last, text=text, sha256=_digest("\n".join(text)))

    def _cell(self, citation: Citation, document: str) -> CellProof | None:
        if citation.table_cell is None:
            return None
        block = self._block(citation, document)
        table = block.table if block else None
        row, column = citation.table_cell
        if table is None or not (0 <= row < len(table.grid) and 0 <= column < table.width):
            return None
        return _cell(table, row, column)

    def _text(self, citation: Citation, document: str) -> str | None:
        block = self._block(citation, document)
        return block.text if block else None

    def _block(self, citation: Citation, document: str) -> Block | None:
        if citation.block is None or not 0 <= citation.block < _BLOCKS:
            return None
        return self._archive.block(document, citation.block, self._scope)


def _cell(table: Table, row: int, column: int) -> CellProof:
    header, cells = table.grid[: table.header_rows], table.grid[row]
    return CellProof(
        caption=table.caption,
        unit=table.basis.unit or "",
        basis_date=table.basis.basis_date or "",
        header=header,
        row=cells,
        column=column,
        text=cells[column],
        sha256=_digest(json.dumps([header, cells], ensure_ascii=False, separators=(",", ":"))),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
