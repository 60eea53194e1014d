"""Texts as numbers of morphemes, with the table and the vectors that the numbers stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.tokens.ragged import Ragged, Rows, distinct_in_rows
from index.tokens.table import TokenTable


@dataclass(frozen=True, slots=True, eq=False)
class TokenTexts:
    """`tokens` has a row for each text, `vectors` one for each morpheme of the table, float32."""

    tokens: Ragged
    table: TokenTable
    vectors: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.tokens)

    def take(self, rows: Rows) -> TokenTexts:
        return replace(self, tokens=self.tokens.take(rows))

    def parts(self, size: int) -> Iterator[TokenTexts]:
        """All texts in order, so many at a time."""
        for start in range(0, len(self), size):
            yield self.take(np.arange(start, min(start + size, len(self))))

    def frequencies(self) -> NDArray[np.int64]:
        """In how many of the texts each term stands, of shape (terms,)."""
        return document_frequencies(self.tokens, self.table)


def document_frequencies(tokens: Ragged, table: TokenTable) -> NDArray[np.int64]:
    """In how many rows each term stands, of shape (terms,); counted a part at a time."""
    size = len(table.terms)
    found = np.zeros(size, np.int64)
    for start in range(0, len(tokens), _PART):
        part = tokens.take(np.arange(start, min(start + _PART, len(tokens))))
        terms = distinct_in_rows(part, table.term_of[part.flat], size)
        found += np.bincount(terms, minlength=size)
    return found


_PART = 10_000
