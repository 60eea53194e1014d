"""Hybrid search over the current generation: implements `index.types.SearchIndex`.

Every call looks at the pointer, so a generation that another process published serves within the
next call.  What may answer is decided against the catalogue of now, before the top k: documents
that are hidden, removed or changed since the generation was built never appear.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from index.errors import Damaged, EmbeddingUnavailable, LibraryError, NotBuilt
from index.fusion import reciprocal_ranks
from index.generation import Generation
from index.lexical import LexicalFilter
from index.morphemes import likelihoods
from index.shelf import Shelf
from index.spacing import spaced
from index.spelling import doubtful, mended
from index.types import EVERYTHING, Document, Hit, Scope, SearchFilter, SearchStats, Slip, Vectors

LEXICAL, DENSE = "lexical", "dense"
# Measured on KorQuAD: the lexical leg finds more by itself, the dense one finds other things.
WEIGHTS = {LEXICAL: 1.0, DENSE: 0.5}
_DEPTH = 50  # candidates of each leg, at least
_BROAD = 0.5  # of the passages allowed: from here Chroma is asked, below it the array
_OVERFETCH = 3

_log = logging.getLogger(__name__)

Documents = Callable[[Scope], list[Document]]


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may answer: documents of the generation as they are now, None for all of them."""

    documents: tuple[str, ...] | None
    agencies: tuple[str, ...] | None
    both: frozenset[str]  # ids that meet all conditions

    @property
    def lexical(self) -> LexicalFilter:
        return LexicalFilter(self.documents, self.agencies)


class HybridSearch:
    """Both legs over whichever generation is current; safe for threads."""

    def __init__(self, shelf: Shelf, documents: Documents, *, allow_hub: bool = False) -> None:
        self._shelf = shelf
        self._documents = documents
        self._allow_hub = allow_hub
        self._lock = threading.Lock()
        self._mark: tuple[int, int] | None = None
        self._open: Generation | None = None
        self._retired: Generation | None = None
        self._fallen_back = False

    def passages(self, query: str, k: int, filter: SearchFilter) -> list[Hit]:
        generation = self._generation()
        if generation is None or k < 1:
            return []
        allowed = self._allowed(generation, filter)
        depth = max(_DEPTH, 3 * k)
        terms = generation.morphemes.terms(query)
        lexical = dict(generation.lexical.passages(terms, depth, allowed.lexical))
        dense = dict(_dense(generation, query, depth, allowed.both))
        fused = reciprocal_ranks({LEXICAL: list(lexical), DENSE: list(dense)}, WEIGHTS)
        return [
            Hit(key, score, lexical.get(key), dense.get(key), {"fused": score})
            for key, score in fused[:k]
        ]

    def statements(self, terms: Sequence[str], k: int, filter: SearchFilter) -> list[Hit]:
        generation = self._generation()
        if generation is None:
            return []
        allowed = self._allowed(generation, filter)
        found = generation.lexical.statements(terms, k, allowed.lexical)
        return [Hit(key, score, lexical=score) for key, score in found]

    def terms(self, text: str) -> list[str]:
        generation = self._generation()
        if generation is None:
            from index.morphemes import Morphemes

            return list(Morphemes().terms(text))
        return list(generation.morphemes.terms(text))

    def verbs(self, text: str) -> frozenset[str]:
        generation = self._generation()
        return generation.morphemes.verbs(text) if generation else frozenset()

    def near(self, word: str) -> list[str]:
        generation = self._generation()
        return generation.vocabulary.near(word) if generation else []

    def meant(
        self,
        word: str,
        asked: Collection[str] = (),
        names: Collection[str] = (),
        around: tuple[str, str] = ("", ""),
    ) -> list[Slip]:
        generation = self._generation()
        if generation is None:
            return []
        vocabulary = generation.vocabulary

        def known(text: str) -> bool:
            return text in vocabulary or text in asked or text in names

        if known(word):
            return []

        def likelihood(words: Sequence[str]) -> list[float]:
            return likelihoods([f"{around[0]}{word}{around[1]}" for word in words])

        pieces = generation.morphemes.pieces(word)
        offsets = doubtful(word, pieces, known, generation.lexical.holds)
        return mended(word, offsets, known, asked, likelihood)

    def spaced(self, text: str) -> str:
        generation = self._generation()
        if generation is None:
            return text
        return spaced(text, generation.morphemes.pieces(text), generation.vocabulary.__contains__)

    def holds(self, term: str) -> bool:
        generation = self._generation()
        return generation is not None and generation.lexical.holds(term)

    def rarity(self, term: str) -> float:
        generation = self._generation()
        return generation.lexical.rarity(term) if generation else 0.0

    def stats(self) -> SearchStats:
        generation = self._generation()
        if generation is None:
            return SearchStats("", "", 0, 0, 0, "", 0)
        manifest = generation.manifest
        return SearchStats(
            generation=generation.name,
            version=manifest.version,
            passages=manifest.passages,
            statements=manifest.statements,
            documents=len(manifest.documents),
            embedding=manifest.embedding_version,
            dimensions=manifest.dimensions,
        )

    def problem(self) -> str:
        """One Korean sentence where something is wrong with what serves, "" where nothing is."""
        try:
            generation = self._generation()
        except LibraryError as error:
            return str(error)
        if self._fallen_back:
            return (
                "색인이 손상되어 바로 앞의 색인으로 답하고 있습니다. 색인을 다시 만드시기 바랍니다."
            )
        if generation is not None and not generation.whole:
            return (
                "벡터 저장소가 손상되어 예비 배열로 찾고 있습니다. 색인을 다시 만드시기 바랍니다."
            )
        return ""

    def close(self) -> None:
        with self._lock:
            for generation in (self._open, self._retired):
                if generation is not None:
                    generation.close()
            self._open = self._retired = self._mark = None

    def _allowed(self, generation: Generation, filter: SearchFilter) -> Allowed:
        indexed = generation.manifest.documents
        now = [d for d in self._documents(filter.scope) if indexed.get(d.id) == d.revision]
        if filter.documents:
            now = [document for document in now if document.id in filter.documents]
        ids = tuple(document.id for document in now)
        both = (d.id for d in now if not filter.agencies or d.agency in filter.agencies)
        return Allowed(
            documents=None if len(ids) == len(indexed) else ids,
            agencies=filter.agencies or None,
            both=frozenset(both),
        )

    def _generation(self) -> Generation | None:
        """The generation to serve; None while there is nothing to search.

        One thread opens a new one; the others go on with the last until it is ready.
        """
        mark = self._shelf.mark()
        current = self._open
        if current is not None and mark == self._mark:
            return current
        if current is not None and not self._lock.acquire(blocking=False):
            return current
        if current is None:
            self._lock.acquire()
        try:
            if self._open is None or mark != self._mark:
                self._take_up(mark)
            return self._open
        finally:
            self._lock.release()

    def _take_up(self, mark: tuple[int, int] | None) -> None:
        if mark is None:
            if self._documents(EVERYTHING):
                raise NotBuilt("색인이 아직 없습니다. 색인을 먼저 만드시기 바랍니다.")
            return
        fresh = self._first_whole()
        # The last but one is closed only now: calls that had begun with it are long over.
        if self._retired is not None:
            self._retired.close()
        self._retired, self._open, self._mark = self._open, fresh, mark

    def _first_whole(self) -> Generation:
        for position, folder in enumerate(self._shelf.published()):
            try:
                generation = Generation(folder, allow_hub=self._allow_hub)
            except (Damaged, OSError, ValueError) as error:
                _log.warning("색인 %s을(를) 쓸 수 없습니다: %s", folder.name, error)
                continue
            self._fallen_back = position > 0
            return generation
        raise Damaged("색인이 손상되어 답할 수 없습니다. 색인을 다시 만드시기 바랍니다.")


def _dense(
    generation: Generation, query: str, k: int, allowed: frozenset[str]
) -> list[tuple[str, float]]:
    """The nearest allowed passages by cosine, best first."""
    try:
        vector = generation.embedding.encode([query], "query")[0]
    except EmbeddingUnavailable as error:
        _log.warning("낱말로만 찾습니다: %s", error)
        return []
    mask = generation.rows_of(allowed)
    share = float(mask.mean()) if len(mask) else 0.0
    if not vector.any() or not share:
        return []
    if share >= _BROAD and generation.store is not None:
        nearest = generation.store.query(vector, round(k * _OVERFETCH / share))
        kept = [hit for hit in nearest if mask[generation.row_of[hit[0]]]]
        if len(kept) >= min(k, int(mask.sum())):
            return kept[:k]
    return _scan(generation, vector, k, np.flatnonzero(mask))


def _scan(
    generation: Generation, vector: Vectors, k: int, rows: np.ndarray[tuple[int], np.dtype[np.intp]]
) -> list[tuple[str, float]]:
    """Exact: the cosine to every allowed row of the plain array."""
    cosines = generation.vectors[rows] @ vector
    best = np.argsort(-cosines, kind="stable")[:k]
    return [(generation.passage_ids[rows[at]], float(cosines[at])) for at in best]
