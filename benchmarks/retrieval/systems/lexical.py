"""BM25 alone, by the library bm25s with its own default parameters (k1 1.5, b 0.75).

Over words between blanks, as a search without any knowledge of Korean does it, and over the same
morphemes as ours, so that only the ranking differs.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.retrieval.judging import Found
from benchmarks.retrieval.preparing import Prepared
from benchmarks.retrieval.systems.base import Built, Find, Unavailable

if TYPE_CHECKING:
    import bm25s

Tokens = Callable[[Sequence[str]], list[list[str]]]


class Bm25(ABC):
    """BM25 over some kind of tokens."""

    title: str

    @abstractmethod
    def _tokens(self, prepared: Prepared) -> Tokens: ...

    def build(self, prepared: Prepared, folder: Path) -> Built:
        bm25 = _library()
        tokens = self._tokens(prepared)
        texts = [passage.text for passage in prepared.passages]
        started = time.perf_counter()
        ranker = bm25.BM25()
        ranker.index(tokens(texts), show_progress=False)
        ranker.save(folder, show_progress=False)
        return Built(len(texts), time.perf_counter() - started, folder)

    def open(self, prepared: Prepared, folder: Path) -> Find:
        ranker = _library().BM25.load(folder)
        tokens = self._tokens(prepared)
        pieces = [passage.piece for passage in prepared.passages]

        def find(question: str, k: int) -> list[Found]:
            (asked,) = tokens([question])
            known = [token for token in asked if token in ranker.vocab_dict]
            if not known:
                return []
            scores = np.asarray(ranker.get_scores(known))
            best = np.argsort(-scores, kind="stable")[:k]
            return [Found(pieces[at], float(scores[at])) for at in best if scores[at] > 0]

        return find


class OverBlanks(Bm25):
    """Words as they stand between blanks, particles and all."""

    title = "BM25, 띄어쓰기"

    def _tokens(self, prepared: Prepared) -> Tokens:
        return lambda texts: [text.lower().split() for text in texts]


class OverMorphemes(Bm25):
    """Our own tokenizer, with the documents' names."""

    title = "BM25, Kiwi 형태소"

    def _tokens(self, prepared: Prepared) -> Tokens:
        from index.morphemes import Morphemes

        morphemes = Morphemes(prepared.names)
        morphemes.terms("준비")  # loads Kiwi
        return lambda texts: [list(terms) for terms in morphemes.terms_many(texts)]


def _library() -> type[bm25s]:
    try:
        import bm25s
    except ImportError as error:
        raise Unavailable("bm25s가 없어 건너뜁니다.") from error
    return bm25s
