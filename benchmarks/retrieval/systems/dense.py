"""Our default embedding alone: the exact cosine to every passage, and nothing else.

It is the embedding that our own index fitted to the passages; only the vectors are made anew.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.retrieval.judging import Found
from benchmarks.retrieval.preparing import Prepared
from benchmarks.retrieval.systems.base import Built, Find

if TYPE_CHECKING:
    from index.embedding.registry import Embedding


class Dense:
    """Vectors in a plain array."""

    title = "기본 임베딩만"

    def build(self, prepared: Prepared, folder: Path) -> Built:
        embedding = _embedding(prepared)
        embedding.encode(["준비"])  # loads Kiwi
        texts = [passage.text for passage in prepared.passages]
        started = time.perf_counter()
        np.save(folder / "vectors.npy", embedding.encode(texts))
        seconds = time.perf_counter() - started
        shutil.copytree(prepared.embedding, folder / "embedding")
        return Built(len(texts), seconds, folder)

    def open(self, prepared: Prepared, folder: Path) -> Find:
        embedding = _embedding(prepared)
        vectors = np.load(folder / "vectors.npy", mmap_mode="r", allow_pickle=False)
        pieces = [passage.piece for passage in prepared.passages]

        def find(question: str, k: int) -> list[Found]:
            cosines = vectors @ embedding.encode([question], "query")[0]
            best = np.argsort(-cosines, kind="stable")[:k]
            return [Found(pieces[at], float(cosines[at])) for at in best if cosines[at] > 0]

        return find


def _embedding(prepared: Prepared) -> Embedding:
    from index.embedding.registry import KIWI, opened
    from index.morphemes import Morphemes

    return opened(KIWI, prepared.embedding, Morphemes(prepared.names))
