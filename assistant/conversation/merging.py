"""The words that a question leaves out, taken from the questions before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.landscape import Landscape, held
from assistant.lexicon import Operation
from assistant.profile import profile
from assistant.query import Query, Term
from assistant.understanding import as_counted, content
from index.types import SearchIndex, StatementRecord
from ingest.clean import compared
from ingest.units import family

_REFERS = re.compile(
    r"^(?:그럼|그러면|그중|그\s중|거기|그건|그거|이건|그것|그|이\s중|그리고|또|아니)(?=[\s,가-힣])"
)
_PLAIN = {Operation.TEXT, Operation.FIGURE}
_CHANGES = {Operation.DIFFERENCE, Operation.GROWTH}
_SHORT = 14  # letters of a question that only makes sense after another (`독산센터는요?`)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What the continued question is about, of its own words and the earlier ones."""

    terms: tuple[Term, ...]
    departments: tuple[str, ...]
    dropped: tuple[Term, ...] = ()
    changed: bool = False  # nothing of the earlier subject is left
    counted: frozenset[str] = frozenset()  # the kinds of amounts that the reports give of it


def continued(query: Query, earlier: Query, landscape: Landscape, search: SearchIndex) -> Query:
    """A question as the continuation of an earlier one.

    A question that names a subject of its own starts anew; it only inherits the agency.
    """
    if _starts_anew(query):
        return _anew(query, earlier)
    subject = _subject(query, earlier, landscape, search)
    if subject.changed and (query.wanted or query.measures or query.families) and not query.loose:
        return _anew(query, earlier)
    plain = not (query.measures or query.families) and query.operation in _PLAIN
    other_kind = plain and (bool(query.wanted) or _is_counted_otherwise(subject, earlier))
    changes = query.operation in _CHANGES and not query.measures
    measures, families = query.measures, query.families
    if plain or changes or not (measures or families) or (query.loose and not measures):
        measures, families = earlier.measures, earlier.families
    if other_kind:
        measures, families = (), ()
    years = query.years or earlier.years
    if changes and query.years and earlier.years:
        years = tuple(sorted({*query.years, *earlier.years}))
    merged = replace(
        query,
        squeezed=f"{query.squeezed} {_without(earlier.squeezed, subject.dropped)}",
        terms=subject.terms,
        phrases=_phrases(query, earlier, subject),
        search_terms=tuple(dict.fromkeys((*query.search_terms, *earlier.search_terms))),
        years=years,
        document_years=query.document_years or earlier.document_years,
        agencies=query.agencies or earlier.agencies,
        departments=subject.departments,
        measures=measures,
        families=families,
        loose=query.loose and not measures,
        operation=earlier.operation if plain and not other_kind else query.operation,
        wanted=query.wanted or (earlier.wanted if plain else ()),
    )
    return merged if earlier.wants_amount else as_counted(merged, landscape, search)


def _anew(query: Query, earlier: Query) -> Query:
    named = query.agencies or query.departments
    return query if named else replace(query, agencies=earlier.agencies)


def _starts_anew(query: Query) -> bool:
    """Whether the question stands by itself.

    A short one that names no amount does not, nor does a single word (`정책사업비는?`).
    """
    if not (query.terms or query.departments) or _REFERS.match(query.text):
        return False
    no_amount = not query.measures and not query.families
    one_word = not query.departments and len(content(query.text).split()) == 1
    return not (len(query.squeezed) <= _SHORT and (no_amount or one_word))


def _subject(query: Query, earlier: Query, landscape: Landscape, search: SearchIndex) -> _Subject:
    """The new words with those of the earlier ones that the reports tell of together with them.

    `직원 복지는?` after `청사 관리 예산은?` is about another row; `개막식은?` after
    `축제는?` is about the same festival.
    """
    if not query.terms and not query.departments:
        return _Subject(earlier.terms, earlier.departments)
    holding = _holding(query, earlier, landscape, search)
    departments = query.departments or _still_meant(query, earlier, holding)
    if query.terms and not holding:
        return _Subject(_merged(earlier.terms, query.terms), departments)
    kept = max((held(earlier.terms, record) for record in holding), key=_weight, default=())
    dropped = tuple(term for term in earlier.terms if term not in kept)
    changed = bool(query.terms and earlier.terms) and not kept
    counted = frozenset(family(f.unit) for record in holding for f in record.statement.figures)
    return _Subject(_merged(kept, query.terms), departments, dropped, changed, counted)


def _is_counted_otherwise(subject: _Subject, earlier: Query) -> bool:
    """Whether what was asked before cannot be asked of the new subject (참여업체 after 예산)."""
    asked = {*earlier.families, *(measure.family for measure in earlier.measures)}
    known = subject.counted - {""}
    return bool(known) and "" not in asked and bool(asked) and not asked & known


def _holding(
    query: Query, earlier: Query, landscape: Landscape, search: SearchIndex
) -> list[StatementRecord]:
    """The statements that hold all words of the question, in the departments that it names."""
    agencies = query.agencies or earlier.agencies
    found = landscape.holding(query.terms or earlier.terms, agencies, search, query.departments)
    return [r for r in found if not query.departments or _is_of(r, query.departments)]


def _still_meant(
    query: Query, earlier: Query, holding: Iterable[StatementRecord]
) -> tuple[str, ...]:
    """The earlier departments, unless they have nothing of what the question now names."""
    found = list(holding)
    if not query.terms or not found or any(_is_of(r, earlier.departments) for r in found):
        return earlier.departments
    return ()


def _is_of(record: StatementRecord, departments: Iterable[str]) -> bool:
    own = profile(record).own
    return any(
        name in (record.department, record.document.department) or compared(name) in own
        for name in departments
    )


def _weight(terms: Iterable[Term]) -> float:
    return sum(term.weight for term in terms)


def _merged(first: Iterable[Term], second: Iterable[Term]) -> tuple[Term, ...]:
    return tuple({term.text: term for term in (*first, *second)}.values())


def _phrases(query: Query, earlier: Query, subject: _Subject) -> tuple[str, ...]:
    """The phrases of both questions, less the earlier ones that hold a word which was dropped."""
    gone = [term.text for term in subject.dropped]
    kept = (p for p in earlier.phrases if not any(word in p for word in gone))
    return tuple(dict.fromkeys((*query.phrases, *kept)))


def _without(flat: str, dropped: Iterable[Term]) -> str:
    for term in dropped:
        flat = flat.replace(term.text, " ")
    return flat
