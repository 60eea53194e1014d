"""A statement seen from a question: its labels by nearness, letters only, ready to compare."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from index.types import StatementRecord
from ingest.clean import compared
from ingest.periods import months

_BRACKETS = re.compile(r"\([^()]*\)")
_NUMERIC_MONTH = re.compile(
    r"(?<![\d.])(?:['’‘]?\d{2,4}\s?\.\s?)?(1[0-2]|[1-9])\s?\.\s?(?:\d{1,2}\s?\.?)?(?!\d)"
)
_DOTTED = re.compile(r"(?:['’‘]\d{2}|20\d{2})\s?\.\s?(1[0-2]|[1-9])(?![\d월])")


@dataclass(frozen=True, slots=True)
class Profile:
    """The words of a statement in rings: its own labels, its text, what stands near, what is wide.

    `text` is only searched as far as it is short enough to be about one thing.
    """

    own: str
    labels: tuple[str, ...]  # those of `own`, one by one
    text: str
    raw: str  # the text with its spaces: two letters must not be found across them
    near: str
    place: str
    wide: str
    head: str  # the innermost heading or item above

    @property
    def rings(self) -> tuple[str, str, str, str, str]:
        return (self.own, self.text, self.near, self.place, self.wide)


@dataclass(frozen=True, slots=True)
class _Keyed:
    """A record as a cache key: records are immutable, and their id stands for them."""

    id: str
    record: StatementRecord = field(compare=False)


def profile(record: StatementRecord) -> Profile:
    return _profile(_Keyed(record.id, record))


@lru_cache(maxsize=50_000)
def _profile(keyed: _Keyed) -> Profile:
    record = keyed.record
    statement = record.statement
    sections = [t for t in record.section_path if t not in (record.project, record.department)]
    labels = [figure.label for figure in statement.figures]
    own = (*statement.row_path, *statement.column_path)
    dated = _dotted_months(" ".join(own))
    near = (*statement.heads, record.caption, record.basis_date, _months(record.basis_date))
    return Profile(
        own=_both((*own, dated) if dated else own),
        labels=tuple(compared(label) for label in own),
        raw=" ".join((statement.text, *labels, _dotted_months(statement.text))).casefold(),
        text=compared(" ".join((statement.text, *labels, _dotted_months(statement.text)))),
        near=_both((*near, *sections[-2:])),
        place=_both((record.project, *sections[:-2])),
        wide=compared(" ".join((record.department, record.agency, record.document.title))),
        head=compared(statement.heads[-1]) if statement.heads else compared("".join(sections[-1:])),
    )


def _both(labels: tuple[str, ...]) -> str:
    """Labels as printed, and once more without what stands in brackets."""
    text = " ".join(labels)
    bare = _BRACKETS.sub(" ", text)
    return compared(text) if bare == text else f"{compared(text)} {compared(bare)}"


def _dotted_months(text: str) -> str:
    """`'24.10` and `2024. 10. 31.` tell of 10월."""
    return " ".join(f"{m}월" for m in _DOTTED.findall(text))


def _months(basis_date: str) -> str:
    """`9. 30.` is in 9월."""
    if not basis_date or months(basis_date):
        return ""
    return " ".join(f"{m}월" for m in _NUMERIC_MONTH.findall(basis_date))
