"""A figure, or several side by side."""

from __future__ import annotations

from dataclasses import replace

from assistant import draft
from assistant.answer import Reason, Status
from assistant.desk import Desk, Pick
from assistant.draft import Draft
from assistant.lexicon import Operation
from assistant.matching import Match
from assistant.query import Query
from assistant.splitting import split
from assistant.wording import asked_subject, figure_amount, marks, say, subject

_AT_MOST = 8


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    if not query.wants_amount:
        return None
    questions = _by_family(split(query))[:_AT_MOST]
    picks = [(question, desk.pick(question)) for question in questions]
    found = [(question, pick) for question, pick in picks if pick is not None]
    if not found:
        return None
    if len(questions) == 1:
        question, pick = found[0]
        return _ask_back(desk, question, pick) or _single(desk, question, pick)
    if len(found) == 1 and query.operation is Operation.FIGURE:
        question, pick = found[0]
        return _single(desk, question, pick, [q for q, p in picks if p is None])
    return _several(desk, found, [q for q, p in picks if p is None])


def _by_family(questions: list[Query]) -> list[Query]:
    """`몇 명이고 몇 %`: one question for each kind of amount."""
    single: list[Query] = []
    for question in questions:
        if question.measures or len(question.families) < 2 or set(question.families) <= _ALIKE:
            single.append(question)
        else:
            single.extend(replace(question, families=(family,)) for family in question.families)
    return single


_ALIKE = {"place", "piece", "machine", "case"}


def _single(desk: Desk, query: Query, pick: Pick, missing: list[Query] | None = None) -> Draft:
    best = pick.best
    figure = best.figure
    assert figure is not None  # a pick for an amount has one  # noqa: S101
    cited = desk.cite((best, *pick.same[:2]))
    text = say(
        "figure", subject=subject(best, query), amount=figure_amount(figure), marks=marks(cited)
    )
    if figure.reading:
        text += " " + say("typing_error", reading=figure.reading)
    text += "".join(
        " " + say("partly", subject=asked_subject(question)) for question in missing or []
    )
    return Draft(
        text=text,
        values=(draft.value(best, query, cited[0]),),
        basis=draft.basis(best),
        assumptions=draft.year_assumption(best, query),
    )


def _several(desk: Desk, found: list[tuple[Query, Pick]], missing: list[Query]) -> Draft:
    lines: list[str] = []
    values = []
    seen: set[tuple[str, int]] = set()
    for query, pick in found:
        best = pick.best
        figure = best.figure
        assert figure is not None  # noqa: S101
        key = (best.record.id, figure.span[0])
        if key in seen:
            continue
        seen.add(key)
        cited = desk.cite((best,))
        lines.append(
            say(
                "figure_row",
                subject=_full(best, query),
                amount=figure_amount(figure),
                marks=marks(cited),
            )
        )
        values.append(draft.value(best, query, cited[0]))
    lines += [say("partly", subject=asked_subject(query)) for query in missing]
    return Draft(
        text="\n".join(lines),
        values=tuple(values),
        basis=draft.basis(found[0][1].best),
        assumptions=draft.year_assumption(found[0][1].best, found[0][0]),
    )


def _full(match: Match, query: Query) -> str:
    named = subject(match, query)
    agency = match.record.agency
    return f"{agency} {named}" if len(query.agencies) == 1 and agency not in named else named


def _ask_back(desk: Desk, query: Query, pick: Pick) -> Draft | None:
    """Asks which one is meant where several amounts answer equally well."""
    if not pick.rivals:
        return None
    readings = (pick.best, *pick.rivals[:5])
    choices = tuple(draft.choice(match, query, n, desk) for n, match in enumerate(readings, 1))
    lines = [say("clarify", subject=asked_subject(query))]
    lines += [f"- {c.label} [{c.citation}]" for c in choices]
    return Draft(
        text="\n".join(lines),
        status=Status.CLARIFY,
        reason=Reason.SEVERAL_READINGS,
        choices=choices,
    )
