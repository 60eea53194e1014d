"""The morphemes of a generation by number.

Number 0 ends a sentence.  The others are in the order of their terms, so that any two morphemes
stand in the same order in every generation that has both: sums over them come out the same to the
last bit, whatever else was indexed and in whatever order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.morphemes import UNKNOWN, Morpheme

BREAK = 0
_BREAK = Morpheme("", UNKNOWN)
_BETWEEN = "\t"


class TokenTable:
    """`morphemes[n]` is the morpheme with number n."""

    def __init__(self, morphemes: Sequence[Morpheme]) -> None:
        self.morphemes = morphemes

    @classmethod
    def of(cls, morphemes: Iterable[Morpheme]) -> TokenTable:
        """A table of these morphemes and the end of a sentence."""
        return cls([_BREAK, *sorted(set(morphemes) - {_BREAK})])

    @classmethod
    def load(cls, path: Path) -> TokenTable:
        lines = path.read_text(encoding="utf-8").split("\n")
        pairs = (line.rsplit(_BETWEEN, 1) for line in lines)
        return cls([Morpheme(term, int(number)) for term, number in pairs])

    def save(self, path: Path) -> None:
        lines = (f"{term}{_BETWEEN}{number}" for term, number in self.morphemes)
        path.write_text("\n".join(lines), encoding="utf-8")

    def __len__(self) -> int:
        return len(self.morphemes)

    @cached_property
    def terms(self) -> list[str]:
        """The distinct terms, in order; term 0 is that of the end of a sentence."""
        return list(dict.fromkeys(morpheme.term for morpheme in self.morphemes))

    @cached_property
    def number_of_term(self) -> dict[str, int]:
        return {term: number for number, term in enumerate(self.terms)}

    @cached_property
    def term_of(self) -> NDArray[np.int32]:
        """The number of the term of each morpheme, of shape (morphemes,)."""
        known = self.number_of_term
        numbers = (known[morpheme.term] for morpheme in self.morphemes)
        return np.fromiter(numbers, np.int32, len(self.morphemes))

    @cached_property
    def ids(self) -> NDArray[np.int32]:
        """The id of each morpheme in Kiwi's model, of shape (morphemes,)."""
        return np.fromiter((m.id for m in self.morphemes), np.int32, len(self.morphemes))
