"""What a passage shares with a question, measured over the first candidates.

Every signal is a share of what the question's words weigh, by inverse document frequency:

words      BM25 of the terms in text and heading (Robertson & Zaragoza 2009)
heading    BM25 of the terms in the heading alone
pairs      two terms that stand side by side in both
letters    BM25 of two letters that stand side by side: words that were cut or written otherwise
sentence   the most that one sentence, with its heading, holds
near       late interaction (Khattab & Zaharia 2020, "ColBERT"): for each term the cosine of the
           nearest morpheme, over the vectors of Kiwi's model
dense      the cosine of the embeddings
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.embedding.space import MorphemeSpace
from index.morphemes import Morpheme
from index.tokens.letters import letter_pairs
from index.tokens.passages import PassageTokens
from index.tokens.ragged import Ragged, Rows
from index.tokens.table import BREAK

Scores = NDArray[np.float64]

# Tuned on one half of KorQuAD's articles, where it is flat around these values; the cosine weighs
# less than was best there, because on reports it misleads more often.
WEIGHTS = {
    "words": 1.0,
    "heading": 0.5,
    "pairs": 0.6,
    "letters": 1.2,
    "sentence": 0.4,
    "near": 0.9,
    "dense": 0.5,
}
_K1, _B = 0.6, 0.6
_LOOKED_AT = 48  # candidates whose morphemes' vectors are compared


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question in numbers: its distinct terms, -1 where no passage has one, and their weights."""

    morphemes: tuple[Morpheme, ...]
    terms: NDArray[np.int64]
    weights: Scores
    pairs: NDArray[np.int64]  # of positions in `terms`, shape (pairs, 2)
    letters: NDArray[np.uint16]

    @property
    def total(self) -> float:
        return max(float(self.weights.sum()), 1e-9)


@dataclass(frozen=True, slots=True)
class Scored:
    """A row, and the parts of its score by signal."""

    row: int
    signals: Mapping[str, float]

    @property
    def score(self) -> float:
        return sum(self.signals.values())


class Ranking:
    """Scores candidates over the passages of one generation; safe for threads."""

    def __init__(self, passages: PassageTokens) -> None:
        self._passages = passages
        self._lengths = passages.mean_lengths
        self._space = MorphemeSpace()

    def asked(self, text: str, sentences: Sequence[Sequence[Morpheme]]) -> Asked:
        """A question, from its text and the morphemes of its sentences."""
        known = self._passages.table.number_of_term
        places: dict[str, int] = {}
        morphemes: list[Morpheme] = []
        for morpheme in (morpheme for sentence in sentences for morpheme in sentence):
            if places.setdefault(morpheme.term, len(morphemes)) == len(morphemes):
                morphemes.append(morpheme)
        terms = np.array([known.get(morpheme.term, -1) for morpheme in morphemes], np.int64)
        pairs = dict.fromkeys(
            (places[left.term], places[right.term])
            for sentence in sentences
            for left, right in pairwise(sentence)
        )
        return Asked(
            tuple(morphemes),
            terms,
            self._passages.term_idf(terms),
            np.array(list(pairs), np.int64).reshape(-1, 2),
            np.unique(letter_pairs([text]).flat),
        )

    def ranked(self, asked: Asked, rows: Rows, cosines: Scores | None, k: int) -> list[Scored]:
        """The best `k` of these rows, best first; `cosines` are those of the embeddings.

        The morphemes' vectors are only looked at for the best by everything else.
        """
        parts = self._shares(asked, rows)
        if cosines is not None:
            parts["dense"] = cosines
        first = _best(_weighted(parts), rows, max(_LOOKED_AT, k))
        rows = rows[first]
        parts = {name: values[first] for name, values in parts.items()}
        parts["near"] = self._near(asked, rows)
        weighted = _weighted(parts)
        return [
            Scored(int(rows[at]), {name: float(weighted[name][at]) for name in weighted})
            for at in _best(weighted, rows, k)
        ]

    def _shares(self, asked: Asked, rows: Rows) -> dict[str, Scores]:
        """The signals that only count what the rows hold, unweighted."""
        texts, headings = self._passages.texts.take(rows), self._passages.headings.take(rows)
        held, above = _Held(asked, texts, self._passages), _Held(asked, headings, self._passages)
        in_text, in_heading = held.counts, above.counts
        length = (texts.lengths + headings.lengths) / (self._lengths[0] + self._lengths[1])
        pairs = np.maximum(held.pairs(), above.pairs())
        found = {
            "words": _saturated(in_text + in_heading, length) @ asked.weights,
            "heading": _saturated(in_heading, headings.lengths / self._lengths[1]) @ asked.weights,
            "pairs": pairs @ asked.weights[asked.pairs].mean(axis=1),
            "sentence": held.best_sentence(in_heading > 0),
        }
        shares = {name: scores / asked.total for name, scores in found.items()}
        return {**shares, "letters": self._letters(asked, rows)}

    def matched(self, asked: Asked, row: int) -> tuple[str, ...]:
        """The question's terms that a passage holds, in the order of the question."""
        parts = (self._passages.texts, self._passages.headings)
        held = {int(n) for part in parts for n in self._passages.table.term_of[part.row(row)]}
        pairs = zip(asked.morphemes, asked.terms, strict=True)
        return tuple(morpheme.term for morpheme, number in pairs if int(number) in held)

    def _letters(self, asked: Asked, rows: Rows) -> Scores:
        letters = self._passages.letters.take(rows)
        places = np.searchsorted(asked.letters, letters.flat)
        places[places == len(asked.letters)] = 0
        same = asked.letters[places] == letters.flat if len(asked.letters) else places < 0
        counts = _table(letters.owners[same], places[same], (len(rows), len(asked.letters)))
        weights = self._passages.letter_idf(asked.letters)
        found = _saturated(counts, letters.lengths / self._lengths[2]) @ weights
        return np.asarray(found / max(float(weights.sum()), 1e-9))

    def _near(self, asked: Asked, rows: Rows) -> Scores:
        """The share of Σ weight · the largest cosine to a morpheme, 1 where the term is there."""
        ours = self._space.vectors(morpheme.id for morpheme in asked.morphemes)
        best = np.zeros((len(rows), len(asked.terms)))
        for part in (self._passages.texts.take(rows), self._passages.headings.take(rows)):
            filled = np.flatnonzero(part.lengths)
            if not len(filled):
                continue
            distinct, places = np.unique(part.flat, return_inverse=True)
            cosines = self._passages.vectors[distinct] @ ours.T
            same = self._passages.table.term_of[distinct][:, None] == asked.terms
            cosines = np.where(same, 1.0, cosines)
            most = np.maximum.reduceat(cosines[places], part.offsets[:-1][filled], axis=0)
            best[filled] = np.maximum(best[filled], most)
        return np.asarray(best @ asked.weights / asked.total)


class _Held:
    """Where the question's terms stand in some rows of tokens."""

    def __init__(self, asked: Asked, rows: Ragged, passages: PassageTokens) -> None:
        self._asked = asked
        self._rows = rows
        terms = passages.table.term_of[rows.flat]
        place_of = np.full(len(passages.table.terms), -1, np.int64)
        known = asked.terms >= 0
        place_of[asked.terms[known]] = np.flatnonzero(known)
        self._places = place_of[terms]  # in the question, -1 for other terms
        self._ends = rows.flat == BREAK
        self._owners = rows.owners

    @property
    def counts(self) -> NDArray[np.int64]:
        """How often each row holds each term, of shape (rows, terms)."""
        held = self._places >= 0
        shape = (len(self._rows), len(self._asked.terms))
        return _table(self._owners[held], self._places[held], shape)

    def pairs(self) -> NDArray[np.bool_]:
        """Whether each row holds each pair side by side, of shape (rows, pairs)."""
        found = np.zeros((len(self._rows), len(self._asked.pairs)), bool)
        left, right = self._places[:-1], self._places[1:]
        for number, (first, second) in enumerate(self._asked.pairs):
            at = np.flatnonzero((left == first) & (right == second))
            found[self._owners[at], number] = True
        return found

    def best_sentence(self, anyway: NDArray[np.bool_]) -> Scores:
        """The most weight that one sentence of each row holds, with what is held `anyway`."""
        # The ends before a token tell its sentence.
        sentences = np.cumsum(self._ends) - self._ends
        held = self._places >= 0
        count = int(self._ends.sum())
        own = np.zeros((count, len(self._asked.terms)), bool)
        own[sentences[held], self._places[held]] = True
        row = self._owners[self._ends]
        weight = (own | anyway[row]) @ self._asked.weights
        best = anyway @ self._asked.weights
        np.maximum.at(best, row, weight)
        return best


def _saturated(counts: NDArray[np.int64], length: Scores) -> Scores:
    """BM25 without its weights; `length` is each row's share of the mean length."""
    return np.asarray(counts * (_K1 + 1) / (counts + _K1 * (1 - _B + _B * length[:, None])))


def _table(rows: Rows, columns: NDArray[np.int64], shape: tuple[int, int]) -> NDArray[np.int64]:
    """How often each (row, column) is named."""
    return np.bincount(rows * shape[1] + columns, minlength=shape[0] * shape[1]).reshape(shape)


def _weighted(parts: Mapping[str, Scores]) -> dict[str, Scores]:
    return {name: WEIGHTS[name] * parts[name] for name in WEIGHTS if name in parts}


def _best(weighted: Mapping[str, Scores], rows: Rows, k: int) -> Rows:
    """Where the best `k` stand, best first; equal ones in the order of their rows."""
    return np.lexsort((rows, -np.sum(list(weighted.values()), axis=0)))[:k]
