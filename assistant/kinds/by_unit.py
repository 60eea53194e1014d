"""A figure whose labels leave out the word for its unit: `면적` of `시설규모 | 134㎡`."""

from __future__ import annotations

from dataclasses import replace

from assistant import lexicon
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds import figure
from assistant.lexicon import Operation

# Units that say what is measured; 건 and 명 count anything.
_TELLING = {"area", "length", "weight"}


def answer(desk: Desk) -> Draft | None:
    """The answer without words that only name the kind of unit, which every figure fulfils."""
    query = desk.query
    if query.operation is not Operation.FIGURE or query.measures or not query.families:
        return None
    kept = tuple(t for t in query.terms if not set(lexicon.families(t.text)) & set(query.families))
    if not kept or len(kept) == len(query.terms):
        return None
    named = {f for t in query.terms if t not in kept for f in lexicon.families(t.text)}
    families = tuple(f for f in query.families if f in named & _TELLING)
    if not families:
        return None
    return figure.answer(replace(desk, query=replace(query, terms=kept, families=families)))
