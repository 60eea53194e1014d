"""A statement seen from a question: its labels by nearness, without white space, ready to compare."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from index.types import StatementRecord
from ingest.clean import squeezed
from ingest.model import Figure
from ingest.tables import is_total


@dataclass(frozen=True, slots=True)
class Profile:
    """The words of a statement in rings: its own labels, its text, what stands near, what is wide.

    All strings are squeezed (no white space, case folded).
    """

    own: str
    text: str
    near: str
    place: str
    wide: str
    labels: tuple[str, ...]  # own labels one by one, totals left out
    head: str  # the innermost heading or item above

    @property
    def everything(self) -> str:
        return f"{self.own} {self.text} {self.near} {self.place} {self.wide}"


def profile(record: StatementRecord) -> Profile:
    """The profile of a record; records are immutable, so it is made once."""
    return _profile(record.id, _Hidden(record))


class _Hidden:
    """Keeps a record out of the cache's key: its id already stands for it."""

    __slots__ = ("record",)

    def __init__(self, record: StatementRecord) -> None:
        self.record = record

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hidden)


@lru_cache(maxsize=50_000)
def _profile(_id: str, hidden: _Hidden) -> Profile:
    record = hidden.record
    statement = record.statement
    own = (*statement.row_path, *statement.column_path)
    sections = [
        title for title in record.section_path if title not in (record.project, record.department)
    ]
    near = (*statement.heads, record.caption, record.basis_date, *sections[-2:])
    return Profile(
        own=squeezed(" ".join(own)),
        text=squeezed(statement.text),
        near=squeezed(" ".join(near)),
        place=squeezed(" ".join((record.project, *sections[:-2]))),
        wide=squeezed(" ".join((record.department, record.agency, record.document.title))),
        labels=tuple(squeezed(label) for label in own if not is_total(label)),
        head=squeezed(statement.heads[-1])
        if statement.heads
        else squeezed(sections[-1] if sections else ""),
    )


def figure_label(figure: Figure) -> str:
    return squeezed(figure.label)
