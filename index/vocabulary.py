"""The terms of a generation, for words that no term equals: mistyped, run together, cut short."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

_FEWEST_LETTERS = 5  # a word of fewer letters (jamo) is too short for a wrong one
_AT_MOST = 8


class Vocabulary:
    """All terms of two letters and more, compared letter by letter (jamo)."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = sorted({term for term in terms if len(term) >= 2 and not term.isdigit()})
        self._known = frozenset(self._terms)
        self._letters = [_letters(term) for term in self._terms]

    @classmethod
    def read(cls, path: Path) -> Vocabulary:
        return cls(path.read_text(encoding="utf-8").split("\n"))

    def write(self, path: Path) -> None:
        path.write_text("\n".join(self._terms), encoding="utf-8")

    def __contains__(self, term: object) -> bool:
        return term in self._known

    def near(self, word: str) -> list[str]:
        """Terms that a word which is none may mean: one wrong letter away, or parts of it."""
        if len(word) < 2 or word in self._known:
            return []
        found = dict.fromkeys(self._one_letter_off(word))
        found.update(dict.fromkeys(self._parts(word)))
        return list(found)[:_AT_MOST]

    def _one_letter_off(self, word: str) -> list[str]:
        letters = _letters(word)
        if len(letters) < _FEWEST_LETTERS:
            return []
        hits = process.extract(
            letters, self._letters, scorer=OSA.distance, score_cutoff=1, limit=_AT_MOST
        )
        return [self._terms[index] for _, _, index in hits]

    def _parts(self, word: str) -> list[str]:
        """Terms that the word is made of, longest first: `우리동네키움센터` holds 키움센터."""
        parts = {
            word[start:end]
            for start in range(len(word) - 1)
            for end in range(start + 2, len(word) + 1)
            if word[start:end] in self._known
        }
        return sorted(parts, key=lambda part: (-len(part), part))


def _letters(text: str) -> str:
    """`센터` as conjoining letters: one wrong key is one wrong letter."""
    return unicodedata.normalize("NFD", text)
