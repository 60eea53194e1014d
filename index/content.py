"""What a generation is made of: everything visible in the catalogue, and its texts by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.errors import LibraryError
from index.table_text import BAR
from index.types import EVERYTHING, Document, Passage, Scope, StatementRecord

_READS = 5


_SHORT = 14  # letters of a label that may be a name


class Stored(Protocol):
    """What a build needs of the catalogue."""

    def documents(self, scope: Scope, *, collection: str | None = None) -> list[Document]: ...
    def iter_statements(self, scope: Scope) -> Iterator[StatementRecord]: ...
    def iter_passages(self, scope: Scope) -> Iterator[Passage]: ...


@dataclass(frozen=True, slots=True)
class Content:
    """Everything visible in the catalogue at one moment."""

    documents: Sequence[Document]
    statements: Sequence[StatementRecord]
    passages: Sequence[Passage]

    @property
    def revisions(self) -> dict[str, str]:
        return revisions_of(self.documents)


def revisions_of(documents: Sequence[Document]) -> dict[str, str]:
    return {document.id: document.revision for document in documents}


def read_content(catalogue: Stored) -> Content:
    """Read until nothing changed meanwhile, so that the parts belong together."""
    for _ in range(_READS):
        documents = catalogue.documents(EVERYTHING)
        statements = list(catalogue.iter_statements(EVERYTHING))
        passages = list(catalogue.iter_passages(EVERYTHING))
        if catalogue.documents(EVERYTHING) == documents:
            return Content(documents, statements, passages)
    raise LibraryError(
        "문서가 계속 바뀌어 색인을 만들 수 없습니다. 잠시 뒤에 다시 시도하시기 바랍니다."
    )


def searched_heading(passage: Passage) -> str:
    """The heading with the names that a table tears apart for its layout, in one piece."""
    cells = (cell for line in passage.text.split("\n") if BAR in line for cell in line.split(BAR))
    names = dict.fromkeys(name for cell in cells if (name := _joined(cell)))
    return "\n".join((passage.heading, *names))


def statement_fields(record: StatementRecord) -> dict[str, tuple[str, ...]]:
    """The texts of a statement by lexical field."""
    statement = record.statement
    year = (f"{statement.year}년",) if statement.year is not None else ()
    labels = (*statement.row_path, *statement.column_path)
    about = (record.agency, record.department, record.project, record.caption)
    return {
        "labels": (*labels, *map(_joined, labels), *statement.heads, *year),
        "context": (*about, *record.section_path, record.document.title),
        "text": (statement.text,),
    }


def _joined(label: str) -> str:
    """`자치 행정 과` also as one word: names torn apart for layout are still names."""
    return label.replace(" ", "") if " " in label and len(label) <= _SHORT else ""


def embedded_text(passage: Passage) -> str:
    return f"{searched_heading(passage)}\n{passage.text}"
