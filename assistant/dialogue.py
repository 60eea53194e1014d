"""A question in its conversation: what it leaves out is taken from the questions before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.landscape import Landscape
from assistant.lexicon import Operation
from assistant.query import Query
from assistant.understanding import understand
from index.types import SearchIndex

_REFERS = re.compile(
    r"^(?:그럼|그러면|그중|그\s중|거기|그건|그거|이건|그것|그|이\s중|그리고|또|아니)(?=[\s,가-힣])"
)
_PLAIN = {Operation.TEXT, Operation.FIGURE}
_CHANGES = {Operation.DIFFERENCE, Operation.GROWTH}
_SHORT = 14  # letters of a question that only makes sense after another (`독산센터는요?`)


def in_conversation(
    question: str, history: Sequence[str], landscape: Landscape, search: SearchIndex
) -> Query:
    """A question after the earlier questions of its conversation, oldest first."""
    query = understand([*history, question][0], landscape, search)
    for text in [*history, question][1:]:
        query = continued(understand(text, landscape, search), query)
    return query


def continued(query: Query, earlier: Query) -> Query:
    """A question as the continuation of an earlier one.

    A question that names a subject of its own starts anew; it only inherits the agency.
    """
    if _starts_anew(query):
        return (
            query
            if query.agencies or query.departments
            else replace(query, agencies=earlier.agencies)
        )
    plain = not (query.measures or query.families) and query.operation in _PLAIN
    changes = query.operation in _CHANGES and not query.measures
    terms = query.terms if query.departments else (*earlier.terms, *query.terms)
    measures, families = query.measures, query.families
    if plain or changes or not (measures or families) or (query.loose and not measures):
        measures, families = earlier.measures, earlier.families
    years = query.years or earlier.years
    if changes and query.years and earlier.years:
        years = tuple(sorted({*query.years, *earlier.years}))
    return replace(
        query,
        squeezed=f"{query.squeezed} {earlier.squeezed}",
        terms=tuple({term.text: term for term in terms}.values()),
        search_terms=tuple(dict.fromkeys((*query.search_terms, *earlier.search_terms))),
        years=years,
        document_years=query.document_years or earlier.document_years,
        agencies=query.agencies or earlier.agencies,
        departments=query.departments or earlier.departments,
        measures=measures,
        families=families,
        loose=query.loose and not measures,
        operation=earlier.operation if plain else query.operation,
        wanted=query.wanted or (earlier.wanted if plain else ()),
    )


def _starts_anew(query: Query) -> bool:
    """Whether the question stands by itself."""
    if not (query.terms or query.departments) or _REFERS.match(query.text):
        return False
    detail = len(query.squeezed) <= _SHORT and not query.measures and not query.families
    return not detail
