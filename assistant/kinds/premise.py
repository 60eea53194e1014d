"""A number that the question takes for granted, checked against the report."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant import draft
from assistant.citing import quote
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.figure_fit import same_amount
from assistant.kinds.exceeding import in_order
from assistant.matching import Match
from assistant.query import Query
from assistant.wording import figure_amount, marks, say, subject
from assistant.yesno import agrees
from ingest.cells import ALL_YEARS
from ingest.clean import squeezed
from ingest.numbers import Number, mentions
from ingest.periods import years
from ingest.sentences import figures
from ingest.units import family

_TAKEN = re.compile(
    r"(?:이|인)데(?!이)|이라던데|라던데|라는데|이라고|라고(?:하|들)|이라며|라며|인걸로|이라면서|라면서|맞아|맞지|맞나|맞습니까"
)
_ASKS_RIGHT = re.compile(r"맞아|맞지|맞나|맞습니까|맞는|맞죠|맞을까|인가요?[?]*$|입니까[?]*$")
_NEAR, _SAID, _SURE = 10, 0.4, 0.6
_ABOUT = re.compile(r"^(?:정도|쯤|가량|남짓)")


def takes_for_granted(query: Query) -> bool:
    """Whether a question states something as known (`…라던데`, `… 맞지?`)."""
    return _TAKEN.search(query.squeezed) is not None


def answer(desk: Desk) -> Draft | None:
    """The true figure where the question states another one as known; None where it does not."""
    query = desk.query
    stated = _stated(query) if takes_for_granted(query) else None
    if stated is None:
        return None
    query, number = stated
    value, unit = str(number.value), number.unit
    asked = query.text[slice(*number.span)].strip()
    kind = family(unit)
    allowed = (
        (kind,)
        if kind not in {"place", "piece", "machine", "case"}
        else ("place", "piece", "case", "machine")
    )
    measures = tuple(m for m in query.measures if m.family in {kind, ""})
    found = desk.matches(
        replace(query, families=allowed, measures=measures, operation=query.operation)
    )
    best = next((m for m in found if m.coverage >= 0.6), None)
    if best is None or best.figure is None:
        best = _in_labels(desk, query, allowed)
    if best is None or best.figure is None:
        return None
    said = _said(query, number, [best, *found])
    if said is not None:
        return _confirmed(desk, said) if _ASKS_RIGHT.search(query.squeezed) else None
    if _is_total_over_years(found, best, value, unit):
        return None
    cited = desk.cite((best,))
    actual = figure_amount(best.figure)
    text = say("premise", asked=asked, actual=actual)
    text += f" {subject(best, query)}: {quote(best.record)} {marks(cited)}"
    return Draft(text=text, values=(draft.value(best, query, cited[0]),), basis=draft.basis(best))


def _said(query: Query, number: Number, found: list[Match]) -> Match | None:
    """The best figure, or one about as near, that is the stated amount: then nothing is wrong."""
    near = [m for m in found[: _NEAR + 1] if m.coverage >= _SAID and m.figure]
    return next((m for m in near if m.figure and agrees(query.text, number, m.figure)), None)


def _confirmed(desk: Desk, said: Match) -> Draft | None:
    figure = said.figure
    assert figure is not None  # what was said is a figure  # noqa: S101
    if said.coverage < _SURE:
        return None
    cited = desk.cite((said,))
    against = draft.warnings(said, desk)
    text = say(
        "premise_right", subject=subject(said, desk.query), amount=figure_amount(figure),
        marks=marks(cited),
    )  # fmt: skip
    return Draft(
        text=draft.warned(text, against),
        values=(draft.value(said, desk.query, cited[0]),),
        basis=draft.basis(said),
        assumptions=draft.year_assumption(said, desk.query),
        checks=against,
    )


def _stated(query: Query) -> tuple[Query, Number] | None:
    """The amount taken for granted (the one right before `…라던데`), and what is said of it.

    `현원이 31명인데 정원은?` takes for granted what stands before the amount, not what is asked.
    """
    said = list(mentions(query.text))
    before = [n for n in said if _TAKEN.match(_ABOUT.sub("", squeezed(query.text[n.span[1] :])))]
    for number in (*before[-1:], *reversed(said)):
        words = query.text[: number.span[0]]
        named = tuple(in_order(squeezed(words))[-1:])
        when = tuple(y for y in years(words) if y in query.years)
        about = replace(query, measures=named or query.measures, years=when or query.years)
        return about, number
    return None


def _is_total_over_years(found: list[Match], best: Match, value: str, unit: str) -> bool:
    """Whether the stated amount is what the report gives for all years of the same thing."""
    return any(
        match.figure is not None
        and match.figure.period == ALL_YEARS
        and match.record.document.id == best.record.document.id
        and match.record.project == best.record.project
        and same_amount(value, unit, match.figure)
        for match in found
    )


def _in_labels(desk: Desk, query: Query, allowed: tuple[str, ...]) -> Match | None:
    """Amounts that stand in a label: `국내(6개)`."""
    plain = replace(query, families=(), measures=())
    for match in desk.matches(plain)[:5]:
        labels = " ".join(match.record.statement.row_path)
        for figure in figures(labels):
            if family(figure.unit) in allowed and match.coverage >= 0.6:
                return Match(match.record, figure, match.score, match.coverage)
    return None
