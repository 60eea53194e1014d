"""From a question to passages: first those that the answer by rules cites, then the index's own.

What an answer cites is the very cell or item that was asked for, while the index ranks by likeness.
That holds where headings and labels say what a line is about.  In prose without headings an answer
that quotes a line was found by likeness too, and less well than the index finds it (measured on
KorQuAD): such a passage is marked as cited, and stays where the index puts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant import naming
from assistant.aliases.reading import read
from assistant.answer import Answer, Reason, Status
from assistant.as_meant import Reading, as_meant
from assistant.assistant import Assistant
from assistant.finding.found import MOST, USUAL, Findings, Found, Unsearchable, Why
from assistant.finding.room import Room, Stored
from assistant.landscape import Landscape
from index.types import Hit, Passage, Scope, SearchFilter, SearchIndex

DEPTH = 50  # candidates asked of the index, at least: the ranks are told among them
EVERYWHERE = SearchFilter()
OUT_OF_RANGE = f"구절의 수(k)는 1부터 {MOST}까지의 정수여야 합니다."
# Kinds of answer that quote what the reports say in words.
QUOTING = frozenset({"enumeration", "listing", "passage", "several_dates"})
_WHY = {
    Reason.EMPTY_QUESTION: Why.EMPTY_QUESTION,
    Reason.TOO_LONG: Why.QUESTION_TOO_LONG,
    Reason.NO_DOCUMENTS: Why.NO_DOCUMENTS,
}


class Finder:
    """Searches one catalogue; safe for threads, as its parts are."""

    def __init__(self, assistant: Assistant, catalogue: Stored, search: SearchIndex) -> None:
        self._assistant = assistant
        self._catalogue = catalogue
        self._search = search

    def find(
        self,
        question: str,
        history: Sequence[str] = (),
        filter: SearchFilter = EVERYWHERE,
        k: int = USUAL,
    ) -> Findings:
        """The best `k` passages for a question after the earlier ones, oldest first.

        Raises:
            Unsearchable: there is no question or no document, the question is too long, or `k`
                is not between 1 and 50.
        """
        if not 1 <= k <= MOST:
            raise Unsearchable(Why.BAD_K, OUT_OF_RANGE)
        answer = self._assistant.find(question, history, filter.scope)
        if answer.reason in _WHY:
            raise Unsearchable(_WHY[answer.reason], answer.answer)
        reading = self._meant((*answer.history, question), filter.scope)
        room = Room(self._catalogue, filter)
        hits = self._search.passages(reading.text, max(k, DEPTH), filter)
        cited = room.cited(answer) if answer.status is Status.ANSWERED else []
        first = [one.passage for one in cited if _leads(answer, one.numbers)]
        chosen = _once([*first, *room.passages(hits)])[:k]
        numbers = {one.passage.id: one.numbers for one in cited}
        return Findings(
            question=question,
            history=answer.history,
            meant=reading.text,
            assumptions=reading.assumptions,
            filter=filter,
            k=k,
            status=answer.status,
            kind=answer.kind,
            promoted=bool(first),
            versions=answer.versions,
            found=tuple(self._told(chosen, hits, numbers, reading.text, room)),
        )

    def _meant(self, questions: Sequence[str], scope: Scope) -> Reading:
        """The questions of a conversation as they were meant, one behind the other."""
        landscape = Landscape.of(self._catalogue, scope)
        readings = [self._read(text, landscape) for text in questions]
        return Reading(
            " ".join(reading.text for reading in readings),
            tuple(dict.fromkeys(said for reading in readings for said in reading.assumptions)),
        )

    def _read(self, text: str, landscape: Landscape) -> Reading:
        if naming.asked(text) is not None:
            return Reading(text)  # a choice names its figure letter by letter
        aliases = read(text.strip(), landscape, self._search)
        meant = as_meant(aliases.text, landscape, self._search)
        return replace(meant, assumptions=(*aliases.assumptions, *meant.assumptions))

    def _told(
        self,
        chosen: Sequence[Passage],
        hits: Sequence[Hit],
        numbers: dict[str, tuple[int, ...]],
        asked: str,
        room: Room,
    ) -> Iterator[Found]:
        by_id = {hit.id: hit for hit in hits}
        lexical = _ranks((hit.id, hit.lexical) for hit in hits)
        dense = _ranks((hit.id, hit.dense) for hit in hits)
        terms = tuple(dict.fromkeys(self._search.terms(asked)))
        for passage in chosen:
            hit = by_id.get(passage.id) or Hit(passage.id, 0.0)
            if not hit.matched:
                hit = replace(hit, matched=self._matched(terms, passage))
            yield Found(
                passage=passage,
                document=room.documents[passage.document],
                sections=room.outline.titles(passage),
                hit=hit,
                citations=numbers.get(passage.id, ()),
                lexical_rank=lexical.get(passage.id),
                dense_rank=dense.get(passage.id),
            )

    def _matched(self, terms: Sequence[str], passage: Passage) -> tuple[str, ...]:
        held = {*self._search.terms(passage.text), *self._search.terms(passage.heading)}
        return tuple(term for term in terms if term in held)


def _leads(answer: Answer, numbers: Sequence[int]) -> bool:
    """Whether a passage goes first because of the citations with these numbers."""
    if answer.kind not in QUOTING:
        return True
    return any(citation.section for citation in answer.citations if citation.n in numbers)


def _once(passages: Iterable[Passage]) -> list[Passage]:
    return list({passage.id: passage for passage in passages}.values())


def _ranks(scores: Iterable[tuple[str, float | None]]) -> dict[str, int]:
    found = [(key, score) for key, score in scores if score is not None]
    ordered = sorted(found, key=lambda item: (-item[1], item[0]))
    return {key: rank for rank, (key, _) in enumerate(ordered, 1)}
