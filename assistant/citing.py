"""Citations: from the place of a statement to what a reader can check."""

from __future__ import annotations

from assistant.answer import CellPath, Citation
from index.types import SAMPLES, StatementRecord
from ingest.model import OF_LINES, StatementKind, Trust

_QUOTE = 600


class Bibliography:
    """The numbered citations of one answer; the same place is cited once."""

    def __init__(self) -> None:
        self._by_place: dict[tuple[str | int | None, ...], Citation] = {}
        self._records: list[StatementRecord] = []

    def cite(self, record: StatementRecord) -> int:
        """The number of the citation of this statement."""
        statement = record.statement
        line = statement.place.first_line
        text = statement.text if line is None else None
        spot = (line, statement.block, text, statement.row, statement.column)
        key = (record.document.id, *spot)
        known = self._by_place.get(key)
        if known is None:
            known = _citation(record, len(self._by_place) + 1)
            self._by_place[key] = known
            self._records.append(record)
        return known.n

    def record(self, n: int) -> StatementRecord:
        """The statement that was first cited under this number."""
        return self._records[n - 1]

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._by_place.values())

    @property
    def records(self) -> tuple[StatementRecord, ...]:
        """What is cited: the statement of citation `n` stands at `n - 1`."""
        return tuple(self._records)


def _citation(record: StatementRecord, n: int) -> Citation:
    statement = record.statement
    place = statement.place
    cell = None
    parsed = place.trust is not Trust.UNCERTAIN  # else the page itself is cited, and no cell of it
    if statement.kind is StatementKind.CELL and parsed:
        cell = CellPath(row=statement.row_path, column=statement.column_path)
    lines = None
    printed = record.document.media_type in OF_LINES  # else they are no lines that people see
    if printed and place.first_line is not None and place.last_line is not None:
        lines = (place.first_line, place.last_line)
    marked = None
    if statement.row is not None and statement.column is not None and parsed:
        marked = (statement.row, statement.column)
    return Citation(
        n=n,
        document=record.document.name,
        document_id=record.document.id,
        revision=record.document.revision,
        title=record.document.title,
        section=" > ".join(record.section_path),
        page=place.page,
        page_source=place.page_source.value,
        lines=lines,
        bbox=place.box,
        cell=cell,
        quote=quote(record),
        spot=place.cell,
        trust=place.trust,
        sample=record.document.collection == SAMPLES,
        block=statement.block,
        table_cell=marked,
    )


def quote(record: StatementRecord) -> str:
    """What stands there, at most 600 characters: `소통담당관 | 2025년 | 3,615,983 (단위: 천원)`."""
    statement = record.statement
    if statement.kind is StatementKind.CELL:
        parts = [" ".join(statement.row_path), " ".join(statement.column_path), statement.text]
        text = " | ".join(part for part in parts if part)
        text += f" (단위: {record.unit})" if record.unit else ""
    elif statement.kind is StatementKind.ITEM:
        text = f"{statement.row_path[0]} : {statement.text}".rstrip(" :")
    else:
        text = statement.text
    return text if len(text) <= _QUOTE else text[: _QUOTE - 1] + "…"
