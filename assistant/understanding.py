"""From the words of a question to a `Query`: subject, time, measure and operation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from assistant import lexicon
from assistant.landscape import Landscape
from assistant.lexicon import NEXT_TO_NOTHING, SYNONYMS, Operation
from assistant.query import Query, Term
from index.types import SearchIndex
from ingest.agencies import stem
from ingest.clean import squeezed
from ingest.numbers import decimal, mentions
from ingest.periods import years

_RANGE = re.compile(r"(?<!\d)((?:20)?\d{2})\s?년?도?\s?[~∼～-]\s?((?:20)?\d{2})\s?년")
_YEAR_WORDS = re.compile(
    r"(?:(?:20)?\d{2}\s?년도?|(?<!\d)20\d{2}(?!\d)|올해|금년|작년|지난해|내년|재작년|내후년|전년도?|이번해)(?:에는|에는|에도|에|은|는|의|도)?"
)
_RELATIVE = (
    ("재작년", -2),
    ("작년", -1),
    ("지난해", -1),
    ("내후년", 2),
    ("내년", 1),
    ("올해", 0),
    ("금년", 0),
    ("이번해", 0),
)
_SINCE = re.compile(
    r"(?:작년|전년|지난해|전년도|작년도)(?:대비|보다|에비해|과비교)|보다(?:얼마나)?.{0,6}(?:늘|줄|증가|감소)"
)
_EXCEPT = re.compile(r"(\S+?)(?:이|은|는)?\s*말고")
_DEMONSTRATIVE = re.compile(
    r"^(?:그럼|그러면|그중|그 중|거기|그건|그거|이건|그|이 중|그리고|또|아니)\b"
)
_LONE = re.compile(r"[가-힣]")


def understand(text: str, landscape: Landscape, search: SearchIndex) -> Query:
    """One question by itself, without its conversation."""
    text = unicodedata.normalize("NFC", text).strip()
    flat = squeezed(text)
    subject = _EXCEPT.sub(" ", text)
    agencies, unknown_agency = landscape.asked_agencies(subject)
    departments, unknown_department = landscape.asked_departments(subject)
    asked_years, assumptions = _years(text, landscape, agencies)
    query = Query(
        text=text,
        squeezed=flat,
        years=asked_years,
        agencies=agencies,
        departments=departments,
        measures=lexicon.measures(flat),
        families=lexicon.families(flat),
        operation=lexicon.operation(flat),
        wanted=lexicon.wanted(flat),
        numbers=tuple((str(n.value), n.unit) for n in mentions(text)),
        since_last_year=_SINCE.search(flat) is not None,
        assumptions=assumptions,
        unknown_agency=unknown_agency,
        unknown_department=unknown_department,
    )
    return _with_terms(query, subject, search)


def _years(
    text: str, landscape: Landscape, agencies: tuple[str, ...]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The asked years; relative ones count from the newest report, and that is said."""
    named = list(years(text))
    for match in _RANGE.finditer(text):
        first, last = (int(n) if len(n) == 4 else 2000 + int(n) for n in match.groups())
        named += [year for year in range(first, last + 1) if 0 <= last - first <= 15]
    if named:
        return tuple(sorted(set(named))), ()
    flat = _SINCE.sub("", squeezed(text))
    base = landscape.year_of(agencies)
    if base is None:
        return (), ()
    found: list[int] = []
    said: list[str] = []
    for word, offset in _RELATIVE:
        if word in flat:
            flat = flat.replace(word, "")
            found.append(base + offset)
            said.append(
                f"‘{word}’은 보고서의 기준 연도({base}년)로 보아 {base + offset}년으로 읽었습니다.".replace(
                    "‘올해’은", "‘올해’는"
                )
                .replace("‘지난해’은", "‘지난해’는")
                .replace("‘이번해’은", "‘이번 해’는")
            )
    return tuple(sorted(set(found))), tuple(said)


def _with_terms(query: Query, subject: str, search: SearchIndex) -> Query:
    """The words that what is found should hold, weighted by their rarity."""
    bare = _YEAR_WORDS.sub(" ", subject)
    names = {*query.agencies, *query.departments, *(stem(a) for a in query.agencies)}
    name_parts = {part for name in names for part in (name, *search.terms(name))}
    verbs = search.verbs(bare)
    terms: dict[str, Term] = {}
    unknown: list[str] = []
    for word in search.terms(bare):
        if word in terms or _says_nothing(word, query) or word in name_parts:
            continue
        spellings = tuple(dict.fromkeys((word, *(squeezed(s) for s in SYNONYMS.get(word, ())))))
        rarity = min(search.rarity(s) for s in spellings)
        weight = rarity * (0.35 if word in verbs else 1.0) * (0.5 if len(word) == 1 else 1.0)
        terms[word] = Term(word, spellings, weight)
    kept = _without_parts(list(terms.values()))
    search_terms = [s for term in kept for s in term.spellings] + sorted(name_parts)
    return replace(
        query,
        terms=tuple(kept),
        search_terms=tuple(dict.fromkeys((*search_terms, *(m.name for m in query.measures)))),
        unknown_terms=tuple(unknown),
    )


def _says_nothing(word: str, query: Query) -> bool:
    if word in NEXT_TO_NOTHING or word.isdigit():
        return True
    if re.fullmatch(r"\d+(?:년|년도|명|건|회|개|대|곳|번|팀|과|원)?", word):
        return True
    return any(measure.asked.fullmatch(word) or measure.name == word for measure in query.measures)


def _without_parts(terms: list[Term]) -> list[Term]:
    """Each word once: parts of a compound that is itself a term say nothing more."""
    return [
        term
        for term in terms
        if not any(term.text != other.text and term.text in other.text for other in terms)
    ]


def continued(query: Query, earlier: Query) -> Query:
    """A question as the continuation of an earlier one: what it leaves out is inherited.

    A question that names a subject of its own starts anew; it only inherits the agency.
    """
    own_subject = bool(query.terms or query.departments)
    refers = _DEMONSTRATIVE.match(query.text) is not None
    if own_subject and not refers and not _is_detail(query):
        if query.agencies or query.departments:
            return query
        return replace(query, agencies=earlier.agencies)
    narrowed = own_subject and not query.departments
    terms = query.terms if query.departments else (*earlier.terms, *query.terms)
    asks_nothing_new = not (query.measures or query.families) and query.operation in {
        Operation.TEXT, Operation.FIGURE,
    }  # fmt: skip
    measures = query.measures or (
        earlier.measures if asks_nothing_new or not query.families else ()
    )
    families = query.families or (earlier.families if not query.measures else ())
    if query.operation in {Operation.DIFFERENCE, Operation.GROWTH} and not query.measures:
        measures, families = earlier.measures, earlier.families
    return replace(
        query,
        terms=tuple({term.text: term for term in terms}.values()),
        search_terms=tuple(dict.fromkeys((*query.search_terms, *earlier.search_terms))),
        years=query.years or earlier.years,
        agencies=query.agencies or earlier.agencies,
        departments=query.departments or earlier.departments,
        measures=measures,
        families=families,
        operation=earlier.operation if asks_nothing_new and not narrowed else query.operation,
        wanted=query.wanted or (earlier.wanted if asks_nothing_new else query.wanted),
    )


def _is_detail(query: Query) -> bool:
    """A short question of few words that only makes sense after another (`독산센터는요?`)."""
    return len(query.squeezed) <= 14 and not query.measures and not query.families


def in_conversation(
    question: str, history: Sequence[str], landscape: Landscape, search: SearchIndex
) -> Query:
    """A question after the earlier questions of its conversation, oldest first."""
    query: Query | None = None
    for text in [*history, question]:
        current = understand(text, landscape, search)
        query = current if query is None else continued(current, query)
    assert query is not None  # the question itself is always understood  # noqa: S101
    return query


__all__ = ["continued", "decimal", "in_conversation", "understand"]
