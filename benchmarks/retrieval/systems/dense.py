"""Our default embedding alone: the exact cosine to every passage, and nothing else."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from benchmarks.retrieval.judging import Found
from benchmarks.retrieval.preparing import Prepared
from benchmarks.retrieval.systems.base import Built, Find


class Dense:
    """Vectors in a plain array."""

    title = "기본 임베딩만"

    def build(self, prepared: Prepared, folder: Path) -> Built:
        from index.embedding.registry import KIWI, fitted
        from index.morphemes import Morphemes

        morphemes = Morphemes(prepared.names)
        morphemes.terms("준비")  # loads Kiwi
        texts = [passage.text for passage in prepared.passages]
        started = time.perf_counter()
        embedding = fitted(KIWI, texts, morphemes)
        np.save(folder / "vectors.npy", embedding.encode(texts))
        embedding.save(folder / "embedding")
        return Built(len(texts), time.perf_counter() - started, folder)

    def open(self, prepared: Prepared, folder: Path) -> Find:
        from index.embedding.registry import KIWI, opened
        from index.morphemes import Morphemes

        embedding = opened(KIWI, folder / "embedding", Morphemes(prepared.names))
        vectors = np.load(folder / "vectors.npy", mmap_mode="r", allow_pickle=False)
        pieces = [passage.piece for passage in prepared.passages]

        def find(question: str, k: int) -> list[Found]:
            cosines = vectors @ embedding.encode([question], "query")[0]
            best = np.argsort(-cosines, kind="stable")[:k]
            return [Found(pieces[at], float(cosines[at])) for at in best if cosines[at] > 0]

        return find
