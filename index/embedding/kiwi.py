"""The default embedding: no download, no torch, nothing but Kiwi's own language model.

A text is the sum of its morphemes' vectors, weighted by inverse document frequency, centred and
whitened with the statistics of the texts at hand (Arora, Liang & Ma 2017, "A simple but
tough-to-beat baseline for sentence embeddings"; Su et al. 2021, "Whitening sentence
representations for better semantics and faster retrieval").  Beside it stand signed hashed
dimensions of the terms (Weinberger et al. 2009, "Feature hashing"), so that names and numbers
keep their identity.  A tuning (`index.tuning`) puts a learned map in the place of the whitening.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.embedding.frozen import Frozen
from index.embedding.rows import unit
from index.embedding.space import RANK, MorphemeSpace
from index.embedding.tuning import Tuning
from index.embedding.weights import HASHED, Weights
from index.embedding.whitening import POWER, softened
from index.morphemes import Morphemes
from index.tokens.ragged import Ragged
from index.tokens.table import TokenTable
from index.tokens.texts import TokenTexts
from index.types import Vectors

ALGORITHM = 3  # raise it whenever the same statistics would give other vectors
SEMANTIC_SHARE = 0.35  # of the squared length; measured on KorQuAD, flat from 0.3 to 0.4
_MEANING = np.float32(np.sqrt(SEMANTIC_SHARE))
_NAMES = np.float32(np.sqrt(1 - SEMANTIC_SHARE))
_BATCH = 256
_DIGITS = 6  # what products of matrices of other heights leave in the last ones is cut off
TUNING = "tuning.json"


class KiwiEmbedding:
    """Implements `index.types.Embedder` over frozen statistics."""

    name = "kiwi"

    def __init__(self, morphemes: Morphemes, frozen: Frozen, tuning: Tuning | None = None) -> None:
        """A tuning that was made for another whitening is not used."""
        self.morphemes = morphemes
        self.frozen = frozen
        self.tuning = tuning if tuning is not None and tuning.base == self.base else None
        self._space = MorphemeSpace()

    @classmethod
    def fitted(
        cls,
        texts: TokenTexts,
        morphemes: Morphemes,
        previous: KiwiEmbedding | None = None,
        tuning: Tuning | None = None,
    ) -> KiwiEmbedding:
        """An embedding for texts given as numbers; the previous statistics stay while they fit.

        Keeping them keeps the vectors of what is already there.
        """
        if previous is not None and not previous.frozen.statistics.outgrown_by(texts):
            return cls(morphemes, previous.frozen.only_of(texts), tuning)
        return cls(morphemes, Frozen.counted(texts), tuning)

    @classmethod
    def load(cls, folder: Path, morphemes: Morphemes) -> KiwiEmbedding:
        return cls(morphemes, Frozen.load(folder), Tuning.read(folder / TUNING))

    def save(self, folder: Path) -> None:
        self.frozen.save(folder)
        if self.tuning is not None:
            self.tuning.write(folder / TUNING)

    @property
    def base(self) -> str:
        """What a tuning has to fit: the directions of the meanings, whatever the terms weigh."""
        return base_of(self.frozen)

    @property
    def version(self) -> str:
        rules = f"{ALGORITHM} {self.morphemes.version}".encode()
        tuned = b"" if self.tuning is None else self.tuning.matrix.tobytes()
        return f"{self.name}-{self.frozen.digest(rules, tuned)[:12]}"

    @property
    def dimensions(self) -> int:
        return RANK + HASHED

    def encode(
        self, texts: Sequence[str], role: Literal["query", "passage"] = "passage"
    ) -> Vectors:
        """Unit vectors of shape (len(texts), 768); a text without terms is all zeros.

        Questions and passages are treated alike.
        """
        found = [
            [morpheme for sentence in sentences for morpheme in sentence]
            for sentences in self.morphemes.sentences_many(texts)
        ]
        table = TokenTable.of(morpheme for text in found for morpheme in text)
        numbers = {morpheme: number for number, morpheme in enumerate(table.morphemes)}
        rows = (np.array([numbers[m] for m in text], np.uint32) for text in found)
        tokens = Ragged.of(rows, np.uint32)
        numbered = TokenTexts(tokens, table, self._space.vectors(table.ids))
        empty = np.zeros((0, self.dimensions), np.float32)
        return np.vstack([empty, *self.encode_tokens(numbered)])

    def encode_tokens(self, texts: TokenTexts) -> Iterator[Vectors]:
        """The same vectors from texts that are analysed already, a batch at a time."""
        mapping = self._mapping
        for centred, names in self.halves(texts):
            spread = (centred @ mapping).astype(np.float32)
            yield unit(np.hstack([unit(spread).round(_DIGITS) * _MEANING, names * _NAMES]))

    @property
    def _mapping(self) -> NDArray[np.float64]:
        if self.tuning is not None:
            return self.tuning.matrix.astype(np.float64)
        return softened(self.frozen.whitening, POWER)

    def halves(self, texts: TokenTexts) -> Iterator[tuple[NDArray[np.float64], Vectors]]:
        """Centred meanings (256) that nothing has mapped yet, and unit names (512), in batches."""
        weights = Weights(texts, self.frozen.statistics)
        for some in texts.parts(_BATCH):
            meanings = unit(weights.summed(some))
            known = np.any(meanings != 0, axis=1, keepdims=True)
            centred = np.where(known, meanings.astype(np.float64) - self.frozen.mean, 0)
            yield centred, unit(weights.hashed(some))


def base_of(frozen: Frozen) -> str:
    digest = hashlib.sha256(f"{ALGORITHM}".encode())
    digest.update(frozen.mean.tobytes())
    digest.update(frozen.whitening.tobytes())
    return digest.hexdigest()
