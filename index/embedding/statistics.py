"""What is counted over the texts at hand once, and then kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

import numpy as np

from index.tokens.texts import TokenTexts

_GROWTH = 1.5
_UNSEEN = 0.2


@dataclass(frozen=True, slots=True)
class Statistics:
    """`texts` is how many were counted, `frequencies` in how many of them each term stands."""

    texts: int
    frequencies: Mapping[str, int]

    @classmethod
    def counted(cls, texts: TokenTexts) -> Statistics:
        numbers = texts.frequencies()
        held = np.flatnonzero(numbers)
        return cls(len(texts), {texts.table.terms[n]: int(numbers[n]) for n in held if n})

    def idf(self, term: str) -> float:
        """Smoothed inverse document frequency, natural log, never below zero."""
        return log((self.texts + 1) / (self.frequencies.get(term, 0) + 1)) + 0.1

    def only_of(self, texts: TokenTexts) -> Statistics:
        """The same without the terms that none of these texts has."""
        numbers = texts.frequencies()
        there = {texts.table.terms[n] for n in np.flatnonzero(numbers)}
        if self.frequencies.keys() <= there:
            return self
        kept = {term: count for term, count in self.frequencies.items() if term in there}
        return Statistics(self.texts, kept)

    def outgrown_by(self, texts: TokenTexts) -> bool:
        """Whether these texts have grown, or speak otherwise, beyond what was counted."""
        numbers = texts.frequencies()
        terms = [texts.table.terms[n] for n in np.flatnonzero(numbers) if n]
        unseen = sum(term not in self.frequencies for term in terms)
        grown = not self.texts / _GROWTH <= len(texts) <= self.texts * _GROWTH
        return grown or unseen > _UNSEEN * len(terms)
