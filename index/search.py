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
from numpy.typing import NDArray

from index.errors import NO_INDEX, Damaged, EmbeddingUnavailable, LibraryError, NotBuilt
from index.generation import Generation
from index.lexical import LexicalFilter
from index.morphemes import likelihoods
from index.ranking import Asked
from index.shelf import Shelf
from index.spacing import spaced
from index.spelling import doubtful, mended
from index.tokens.ragged import Rows
from index.types import EVERYTHING, Document, Hit, Scope, SearchFilter, SearchStats, Slip
from index.vocabulary import Vocabulary

_DEPTH = 100  # candidates of each leg, at least
_BROAD = 0.5  # of the passages allowed: from here Chroma is asked, below it the array
_OVERFETCH = 3
_NEAR = 3  # indexed terms that an unknown one may mean

_log = logging.getLogger(__name__)

Documents = Callable[[Scope], list[Document]]


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may answer: `rows` of passages and a filter for the lexical index, None for all."""

    rows: Rows | None
    lexical: LexicalFilter

    def holds(self, rows: Rows) -> NDArray[np.bool_]:
        return np.isin(rows, self.rows) if self.rows is not None else np.ones(len(rows), bool)


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
        depth = max(_DEPTH, 2 * k)
        asked = generation.ranking.asked(query, generation.morphemes.sentences(query))
        terms = _with_near(asked, generation.vocabulary)
        lexical = dict(generation.lexical.passages(terms, depth, allowed.lexical))
        vector = _vector(generation, query)
        dense = {} if vector is None else _dense(generation, vector, depth, allowed)
        rows = np.union1d(generation.rows.rows(list(lexical)), np.fromiter(dense, np.intp))
        cosines = None if vector is None else generation.dense.cosines(vector, rows)
        return [
            Hit(
                generation.rows.id(found.row),
                found.score,
                lexical.get(generation.rows.id(found.row)),
                dense.get(found.row),
                found.signals,
                generation.ranking.matched(asked, found.row),
            )
            for found in generation.ranking.ranked(asked, rows, cosines, k)
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
        problem = generation.embedding_problem() if generation is not None else ""
        return f"뜻으로는 찾지 못하고 낱말로만 찾고 있습니다. {problem}" if problem else ""

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
        kept = {
            document.id
            for document in now
            if (not filter.agencies or document.agency in filter.agencies)
            and (not filter.years or document.year in filter.years)
        }
        return Allowed(
            generation.rows.among(kept, filter.departments),
            LexicalFilter(
                documents=None if len(ids) == len(indexed) else ids,
                agencies=filter.agencies or None,
                departments=filter.departments or None,
                years=filter.years or None,
            ),
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
                raise NotBuilt(NO_INDEX)
            return
        fresh = self._first_whole()
        # The last but one is closed only now: calls that had begun with it are long over.
        if self._retired is not None:
            self._retired.close()
        self._retired, self._open, self._mark = self._open, fresh, mark
        if self._retired is not None:
            self._retired.retire()

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


def _with_near(asked: Asked, vocabulary: Vocabulary) -> list[str]:
    """The question's terms, and for those that no passage has the ones that may be meant."""
    terms = dict.fromkeys(morpheme.term for morpheme in asked.morphemes)
    for morpheme, number in zip(asked.morphemes, asked.terms, strict=True):
        if number < 0:
            terms.update(dict.fromkeys(vocabulary.near(morpheme.term)[:_NEAR]))
    return list(terms)


def _vector(generation: Generation, query: str) -> NDArray[np.float32] | None:
    """The question's vector; None where the model is missing, or nothing in it has a direction."""
    try:
        vector = generation.question(query)
    except EmbeddingUnavailable as error:
        _log.warning("낱말로만 찾습니다: %s", error)
        return None
    return vector if vector.any() else None


def _dense(
    generation: Generation, vector: NDArray[np.float32], k: int, allowed: Allowed
) -> dict[int, float]:
    """The nearest allowed passages: row and cosine, best first."""
    count = len(generation.rows) if allowed.rows is None else len(allowed.rows)
    if not count:
        return {}
    share = count / len(generation.rows)
    if share >= _BROAD and generation.store is not None:
        nearest = generation.store.query(vector, round(k * _OVERFETCH / share))
        rows = generation.rows.rows([key for key, _ in nearest])
        held = allowed.holds(rows)
        kept = [
            (int(row), cosine)
            for row, (_, cosine), ok in zip(rows, nearest, held, strict=True)
            if ok
        ]
        if len(kept) >= min(k, count):
            return dict(kept[:k])
    return dict(generation.dense.nearest(vector, k, allowed.rows))
