"""The statements that may answer in words: they hold the words that carry the question."""

from __future__ import annotations

from assistant.desk import Desk
from assistant.matching import Match, held_by
from assistant.picking import ENOUGH_WORDS
from assistant.profile import profile
from assistant.query import Query, Term
from index.types import StatementRecord
from ingest.clean import compared

_LOOKED = 100
_RARE = 0.3  # share of the words' weight from which on one of them may not be missing


def in_words(desk: Desk, query: Query) -> list[Match]:
    """Matches that hold enough of the question's words, and all of those that carry it."""
    found = (m for m in desk.matches(query)[:_LOOKED] if m.coverage >= ENOUGH_WORDS)
    return [match for match in found if not _misses_rare(desk, query, match.record)]


def _misses_rare(desk: Desk, query: Query, record: StatementRecord) -> bool:
    """Whether one of the words that carry the question stands nowhere by a statement."""
    terms = query.terms
    total = sum(term.weight for term in terms)
    seen = profile(record)
    held = [term for term in terms if held_by(term, seen)]
    rare = [term for term in terms if term.weight >= _RARE * total and term not in held]
    alone = [term for term in rare if not _is_half(term, held, query.text)]
    if not alone or record.statement.row is None:
        return bool(alone)
    row = " ".join(f"{profile(cell).own} {profile(cell).text}" for cell in desk.row(record))
    return not all(any(spelling in row for spelling in term.spellings) for term in alone)


def _is_half(term: Term, held: list[Term], text: str) -> bool:
    """Whether a word is the lesser half of a compound whose other half is held: `자매결연`."""
    words = [compared(word) for word in text.split()]
    return any(
        len(term.text) <= len(other.text) and term.text in word and other.text in word
        for word in words
        for other in held
    )
