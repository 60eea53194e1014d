"""What the default embedding keeps of the texts that it was fitted to.

statistics.json    in how many texts each term stands
whitening.npz      the mean of their vectors, and what makes the spread of these alike
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from index.embedding.rows import unit
from index.embedding.space import RANK
from index.embedding.statistics import Statistics
from index.embedding.weights import Weights
from index.embedding.whitening import whitened
from index.tokens.texts import TokenTexts
from index.types import Vectors

_STATISTICS, _WHITENING = "statistics.json", "whitening.npz"
_BATCH = 256
_LEAST_TEXTS = 16  # fewer have no common direction worth removing
_SAMPLE = 20_000  # texts whose spread is measured


@dataclass(frozen=True, slots=True, eq=False)
class Frozen:
    """`mean` is of shape (256,), `whitening` of shape (256, 256), both float32."""

    statistics: Statistics
    mean: Vectors
    whitening: Vectors

    @classmethod
    def counted(cls, texts: TokenTexts) -> Frozen:
        statistics = Statistics.counted(texts)
        if len(texts) < _LEAST_TEXTS:
            return cls(statistics, np.zeros(RANK, np.float32), np.eye(RANK, dtype=np.float32))
        sample = texts.take(np.arange(0, len(texts), max(1, len(texts) // _SAMPLE)))
        weights = Weights(texts, statistics)
        meanings = [unit(weights.summed(part)) for part in sample.parts(_BATCH)]
        return cls(statistics, *whitened(np.vstack(meanings)))

    def only_of(self, texts: TokenTexts) -> Frozen:
        """The same without the terms that none of these texts has: what was removed is gone."""
        return replace(self, statistics=self.statistics.only_of(texts))

    @classmethod
    def load(cls, folder: Path) -> Frozen:
        statistics = json.loads((folder / _STATISTICS).read_text("utf-8"))
        with np.load(folder / _WHITENING, allow_pickle=False) as arrays:
            return cls(Statistics(**statistics), arrays["mean"], arrays["whitening"])

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self.statistics), ensure_ascii=False)
        (folder / _STATISTICS).write_text(text, "utf-8")
        np.savez(folder / _WHITENING, mean=self.mean, whitening=self.whitening)

    def digest(self, *more: bytes) -> str:
        """SHA-256 of all of it, and of more, the first of that ahead."""
        digest = hashlib.sha256(b"".join(more[:1]))
        digest.update(json.dumps(asdict(self.statistics), sort_keys=True).encode())
        for part in (self.mean.tobytes(), self.whitening.tobytes(), *more[1:]):
            digest.update(part)
        return digest.hexdigest()
