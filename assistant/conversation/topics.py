"""When a follow-up starts a topic of its own, and what an answer to it must hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.answer import Status
from assistant.conversation.kinship import is_of_years
from assistant.conversation.own import Own
from assistant.conversation.references import points_back
from assistant.conversation.state import Reply, State
from assistant.kinds.wanted import KEYS
from assistant.lexicon import Wanted
from assistant.matching import held_by
from assistant.profile import profile
from assistant.query import Query, Term
from index.types import StatementRecord
from ingest.clean import compared
from ingest.periods import months, years

_FULL, _PAIR = 3, 2  # words that make a subject of their own, in a long question fewer
_LONG = 14  # letters
_SHARE = 0.5  # of the earlier words' weight, held by what is still about them


def is_foreign(query: Query, record: StatementRecord | None) -> bool:
    """Whether a question names another agency or department than the answer before is of."""
    if record is None:
        return bool(query.agencies or query.departments)
    known = {record.department, record.document.department}
    other_agency = bool(query.agencies) and record.agency not in query.agencies
    return other_agency or bool(set(query.departments) - known)


def is_full(own: Own, text: str, record: StatementRecord | None) -> bool:
    """Whether a question can be understood without the ones before."""
    query = own.query
    if points_back(text):
        return False
    if is_foreign(query, record):
        return bool(own.words) or not own.is_plain
    if own.is_plain:
        return False
    enough = _PAIR if len(query.squeezed) > _LONG else _FULL
    return len(own.words) >= enough or bool(query.departments)


def is_its_own(reply: Reply, own: Own) -> bool:
    """Whether an answer from elsewhere is what a short question is about, not a distant hit."""
    if reply.draft.status is not Status.ANSWERED or not holds_words(reply, own.words):
        return False
    if own.is_plain:
        amounts = reply.query.wants_amount and bool(reply.draft.values)
        return amounts or names_title(reply, own.words)
    if not own.words:
        return len(own.query.squeezed) > _LONG
    return not own.is_attribute or names_title(reply, own.words)


def with_ask(query: Query, state: State) -> Query:
    """A question that only names something, asking of it what was asked before."""
    before = state.query
    return replace(
        query,
        measures=before.measures,
        families=before.families,
        operation=before.operation,
        wanted=before.wanted,
        years=query.years or before.years,
        since_last_year=before.since_last_year,
        search_terms=tuple(dict.fromkeys((*query.search_terms, *before.search_terms))),
    )


def holds_words(reply: Reply, words: Iterable[Term], *, spelled: bool = False) -> bool:
    """Whether what is cited, with the rows that it stands in, holds each word of the question.

    `spelled`: one place holds them all, as they are spelled.
    """
    words = tuple(words)
    records = reply.desk.book.records
    rings = [profile(record) for record in records]
    if spelled and any(all(_spelled(w, seen.rings) for w in words) for seen in rings):
        return True
    rest = [w for w in words if spelled or not any(held_by(w, seen) > 0 for seen in rings)]
    if not rest:
        return True
    rows = [[profile(cell) for cell in reply.desk.row(record)] for record in records[:2]]
    if spelled:
        company = [[ring for seen in row for ring in seen.rings] for row in rows]
        return any(all(_spelled(w, texts) for w in rest) for texts in company)
    texts = [seen.text for row in rows for seen in row]
    return all(_spelled(word, texts) for word in rest)


def _spelled(word: Term, texts: Iterable[str]) -> bool:
    return any(spelling in text for text in texts for spelling in word.spellings)


def names_title(reply: Reply, words: Iterable[Term]) -> bool:
    """Whether a title over what is cited holds one of the words: it is about that."""
    records = reply.desk.book.records[:1]
    titles = [compared(" ".join((r.project, *r.section_path, r.caption))) for r in records]
    spellings = [spelling for word in words for spelling in word.spellings]
    return any(spelling in title for spelling in spellings for title in titles)


def stays(reply: Reply, own: Own, state: State) -> bool:
    """Whether an answer is still about what the conversation is about, and about what is asked."""
    records = reply.desk.book.records
    lead = state.lead
    if lead is None:
        return True
    if not records or not holds_words(reply, own.words):
        return False
    if own.query.wanted and not own.words and not own.query.wants_amount:
        return _is_of_kind(records[0], own.query) and _about(records[0], state)
    if own.asks_in_words and (reply.draft.calculation or reply.draft.series):
        return False
    asked = own.query.years
    if asked and not any(is_of_years(record, asked) for record in records):
        return False
    only_time = not own.words and own.is_plain and bool(own.query.years or own.query.months)
    if only_time and lead.figure is not None and not reply.draft.values:
        return False
    if is_foreign(own.query, lead.record):
        return True
    shown = records if reply.draft.status is Status.CLARIFY else records[:1]
    return all(_about(record, state) for record in shown)


def _about(record: StatementRecord, state: State) -> bool:
    lead = state.lead
    if lead is None or _same_place(record, lead.record):
        return True
    terms = state.words.terms
    total = sum(term.weight for term in terms)
    seen = profile(record)
    held = sum(term.weight for term in terms if held_by(term, seen) > 0)
    return (
        held >= _SHARE * total
        if total
        else bool(set(state.words.departments) & {record.department})
    )


def _same_place(record: StatementRecord, other: StatementRecord) -> bool:
    if record.agency != other.agency:
        return False
    if other.project:
        return record.project == other.project
    return record.department == other.department


def _is_of_kind(record: StatementRecord, query: Query) -> bool:
    """Whether a statement says when, where or who: by its label, a date also by its text."""
    statement = record.statement
    labels = compared(" ".join((*statement.row_path, *statement.column_path)))
    if any(KEYS[kind].search(labels) for kind in query.wanted if kind in KEYS):
        return True
    return Wanted.DATE in query.wanted and bool(months(statement.text) or years(statement.text))
