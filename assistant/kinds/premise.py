"""A number that the question takes for granted, checked against the report."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant import draft
from assistant.citing import quote
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.matching import Match, same_amount
from assistant.wording import figure_amount, marks, say, subject
from ingest.sentences import figures
from ingest.units import family

_TAKEN = re.compile(
    r"(?:이|인)데(?!이)|이라던데|라던데|라는데|이라고|라고(?:하|들)|이라며|라며|인걸로|이라면서|라면서"
)


def answer(desk: Desk) -> Draft | None:
    """The true figure where the question states another one as known; None where it does not."""
    query = desk.query
    if not query.numbers or not _TAKEN.search(query.squeezed):
        return None
    value, unit = query.numbers[0]
    kind = family(unit)
    allowed = (
        (kind,)
        if kind not in {"place", "piece", "machine", "case"}
        else ("place", "piece", "case", "machine")
    )
    measures = query.measures if kind == "money" or not query.measures else ()
    found = desk.matches(
        replace(query, families=allowed, measures=measures, operation=query.operation)
    )
    best = next((m for m in found if m.coverage >= 0.6), None)
    if best is None or best.figure is None:
        best = _in_labels(desk, allowed)
    if best is None or best.figure is None or same_amount(value, unit, best.figure):
        return None
    cited = desk.cite((best,))
    actual = figure_amount(best.figure)
    asked = next((m for m in re.findall(r"[\d,.]+\s?[가-힣%]+", query.text)), f"{value}{unit}")
    asked = re.sub(r"(?:인데|이라던데|라던데|라는데|이라고|라고|이라며|인걸로).*$", "", asked)
    text = say("premise", asked=asked, actual=actual)
    text += f" {subject(best, query)}: {quote(best.record)} {marks(cited)}"
    return Draft(text=text, values=(draft.value(best, query, cited[0]),), basis=draft.basis(best))


def _in_labels(desk: Desk, allowed: tuple[str, ...]) -> Match | None:
    """Amounts that stand in a label: `국내(6개)`."""
    plain = replace(desk.query, families=(), measures=())
    for match in desk.matches(plain)[:5]:
        labels = " ".join(match.record.statement.row_path)
        for figure in figures(labels):
            if family(figure.unit) in allowed and match.coverage >= 0.6:
                return Match(match.record, figure, match.score, match.coverage)
    return None
