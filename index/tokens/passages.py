"""The passages of a generation as numbers, mapped into memory: what a ranking looks at.

texts, headings    morphemes by number, a row for each passage (uint32)
letters            hashed pairs of letters of heading and text together (uint16)
counts.npz         in how many passages each term and each pair of letters stands
table.txt          the morphemes
vectors.npy        their vectors in Kiwi's model, float32
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.files import mapped
from index.tokens.letters import PLACES
from index.tokens.ragged import Ragged, distinct_in_rows, side_by_side
from index.tokens.table import TokenTable
from index.tokens.texts import TokenTexts, document_frequencies

_TEXTS, _HEADINGS, _LETTERS = "texts", "headings", "letters"
_TABLE, _VECTORS, _COUNTS = "table.txt", "vectors.npy", "counts.npz"
_PART = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class PassageTokens:
    """Rows of `texts`, `headings` and `letters` are those of the passages."""

    texts: Ragged
    headings: Ragged
    letters: Ragged
    table: TokenTable
    vectors: NDArray[np.float32]
    terms_in: NDArray[np.int64]  # passages by term
    letters_in: NDArray[np.int64]  # passages by pair of letters

    @classmethod
    def counted(
        cls, whole: TokenTexts, texts: Ragged, headings: Ragged, letters: Ragged
    ) -> PassageTokens:
        """`whole` is heading and text together, as they are embedded."""
        return cls(
            texts,
            headings,
            letters,
            whole.table,
            whole.vectors,
            document_frequencies(whole.tokens, whole.table),
            _letter_frequencies(letters),
        )

    @classmethod
    def load(cls, folder: Path) -> PassageTokens:
        with np.load(folder / _COUNTS, allow_pickle=False) as counts:
            terms_in, letters_in = counts["terms"], counts["letters"]
        return cls(
            Ragged.load(folder, _TEXTS),
            Ragged.load(folder, _HEADINGS),
            Ragged.load(folder, _LETTERS),
            TokenTable.load(folder / _TABLE),
            mapped(folder / _VECTORS),
            terms_in,
            letters_in,
        )

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.texts.save(folder, _TEXTS)
        self.headings.save(folder, _HEADINGS)
        self.letters.save(folder, _LETTERS)
        self.table.save(folder / _TABLE)
        np.save(folder / _VECTORS, self.vectors, allow_pickle=False)
        np.savez(folder / _COUNTS, terms=self.terms_in, letters=self.letters_in)

    def __len__(self) -> int:
        return len(self.texts)

    def whole(self) -> TokenTexts:
        """Heading and text of each passage together, as they were embedded."""
        return TokenTexts(side_by_side(self.headings, self.texts), self.table, self.vectors)

    @property
    def mean_lengths(self) -> tuple[float, float, float]:
        """Of texts and headings in morphemes, and of both in pairs of letters; at least 1."""
        count = max(1, len(self))
        parts = (self.texts, self.headings, self.letters)
        first, second, third = (max(1.0, len(part.flat) / count) for part in parts)
        return first, second, third

    def term_idf(self, terms: NDArray[np.int64]) -> NDArray[np.float64]:
        """ln(1 + (N - n + 0.5) / (n + 0.5)) of terms by number; -1 is a term that none holds."""
        return self._idf(np.where(terms < 0, 0, self.terms_in[terms]))

    def letter_idf(self, pairs: NDArray[np.uint16]) -> NDArray[np.float64]:
        return self._idf(self.letters_in[pairs])

    def _idf(self, holding: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.asarray(np.log(1 + (len(self) - holding + 0.5) / (holding + 0.5)))


def _letter_frequencies(letters: Ragged) -> NDArray[np.int64]:
    found = np.zeros(PLACES, np.int64)
    for start in range(0, len(letters), _PART):
        part = letters.take(np.arange(start, min(start + _PART, len(letters))))
        pairs = distinct_in_rows(part, part.flat, PLACES)
        found += np.bincount(pairs, minlength=PLACES)
    return found
