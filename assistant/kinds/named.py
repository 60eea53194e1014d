"""A question by a figure's full name, as choices ask it: that figure and no other."""

from __future__ import annotations

from collections.abc import Iterator

from assistant import draft, naming
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds.quoting import quoted
from assistant.matching import Match
from assistant.naming import Asked
from assistant.wording import figure_amount, marks, say, subject
from index.types import SearchFilter, StatementRecord

_HITS = 600


def answer(desk: Desk) -> Draft | None:
    asked = naming.asked(desk.query.text)
    if asked is None:
        return None
    records = _records(desk, asked)
    found = [match for record in records for match in _named(record, asked)]
    if not found or len({m.amount or m.record.statement.text for m in found}) > 1:
        return None
    best = found[0]
    if best.figure is None:
        return quoted(desk, [best.record])
    cited = desk.cite((best,))
    named = subject(best, desk.query)
    text = say("figure", subject=named, amount=figure_amount(best.figure), marks=marks(cited))
    if not best.figure.unit:
        text += " " + say("no_unit")
    against = draft.warnings(best, desk)
    return Draft(
        text=draft.warned(text, against),
        values=(draft.value(best, desk.query, cited[0]),),
        basis=draft.basis(best),
        assumptions=draft.no_year(best),
        checks=against,
    )


def _records(desk: Desk, asked: Asked) -> list[StatementRecord]:
    """The statements of the titled documents that share words with the name."""
    documents = tuple(
        document.id
        for document in desk.landscape.documents
        if naming.unquoted(document.title) == asked.title
    )
    condition = SearchFilter(scope=desk.scope, documents=documents)
    hits = (
        desk.search.statements(desk.search.terms(asked.name), _HITS, condition) if documents else []
    )
    return desk.catalogue.statements([hit.id for hit in hits], desk.scope)


def _named(record: StatementRecord, asked: Asked) -> Iterator[Match]:
    for figure in record.statement.figures if asked.of_figure else (None,):
        if naming.full_name(record, figure) == asked.name:
            yield Match(record, figure, 1.0, 1.0)
