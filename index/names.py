"""The names that reports use: agencies, departments, one-word projects, words of their tables.

Without help an analyser cuts `행정지원과` into 행정, 지원 and a particle, and sees no noun in
`현원`.  The names come from the reports, so that every office gets its own; they are found in a
text by a look-up on their first two letters, which stays quick with thousands of names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from index.types import StatementRecord

_NAME = re.compile(r"[가-힣A-Za-z0-9]{3,20}")
_WORD = re.compile(r"[가-힣]{2,12}")
_SHORT = 3
_FEW = 50  # as many names are sooner looked for one by one


def own_names(records: Iterable[StatementRecord]) -> set[str]:
    """Agencies, departments and projects of one word."""
    return {
        name
        for record in records
        for name in (record.agency, record.department, record.project)
        if _NAME.fullmatch(name)
    }


def label_words(records: Iterable[StatementRecord]) -> set[str]:
    """Labels and cells of one word: nouns, whatever an analyser makes of them."""
    return {
        label
        for record in records
        for label in (
            record.statement.text,
            *record.statement.row_path,
            *record.statement.column_path,
            *record.section_path,
        )
        if _WORD.fullmatch(label)
    }


class NameFinder:
    """Finds names in texts, the longest at each place."""

    def __init__(self, names: Iterable[str]) -> None:
        names = set(names)
        by_start: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(names, key=lambda n: (-len(n), n)):
            by_start[name[:2]].append(name)
        self._by_start = dict(by_start)
        self._few = tuple(names) if len(names) <= _FEW else ()

    def __bool__(self) -> bool:
        return bool(self._by_start)

    def occurs(self, text: str) -> bool:
        """Whether any name stands anywhere in the text, inside of a word too."""
        if self._few:
            return any(name in text for name in self._few)
        return any(
            text.startswith(name, at)
            for at in range(len(text))
            for name in self._by_start.get(text[at : at + 2], ())
        )

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, tag) of every name, as Kiwi takes ready-made tokens."""
        return [(start, end, "NNP") for start, end in self._find(text)]

    def names_in(self, text: str) -> Iterator[str]:
        for start, end in self._find(text):
            yield text[start:end]

    def _find(self, text: str) -> Iterator[tuple[int, int]]:
        at = 0
        while at < len(text):
            name = self._name_at(text, at)
            if name:
                yield at, at + len(name)
            at += len(name) or 1

    def _name_at(self, text: str, at: int) -> str:
        """A short name must start a word: 인사팀 does not stand in 수인사팀."""
        starts_word = at == 0 or not text[at - 1].isalnum()
        for name in self._by_start.get(text[at : at + 2], ()):
            if (starts_word or len(name) > _SHORT) and text.startswith(name, at):
                return name
        return ""
