"""Texts as numbers of morphemes, with the table and the vectors that the numbers stand for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.tokens.ragged import Ragged, Rows
from index.tokens.table import TokenTable


@dataclass(frozen=True, slots=True, eq=False)
class TokenTexts:
    """`tokens` has a row for each text, `vectors` one for each morpheme of the table, float16."""

    tokens: Ragged
    table: TokenTable
    vectors: NDArray[np.float16]

    def __len__(self) -> int:
        return len(self.tokens)

    def take(self, rows: Rows) -> TokenTexts:
        return replace(self, tokens=self.tokens.take(rows))

    def frequencies(self) -> NDArray[np.int64]:
        """In how many of the texts each term stands, of shape (terms,)."""
        return document_frequencies(self.tokens, self.table)


def document_frequencies(tokens: Ragged, table: TokenTable) -> NDArray[np.int64]:
    """In how many rows each term stands, of shape (terms,); counted a part at a time."""
    size = len(table.terms)
    found = np.zeros(size, np.int64)
    for start in range(0, len(tokens), _PART):
        part = tokens.take(np.arange(start, min(start + _PART, len(tokens))))
        pairs = np.unique(part.owners * np.int64(size) + table.term_of[part.flat])
        found += np.bincount(pairs % size, minlength=size)
    return found


_PART = 10_000
