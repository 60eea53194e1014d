"""The kinds of question, tried in order; adding one is one file here and one entry in `KINDS`.

A kind takes the desk and gives a `Draft`, or None where the question is not its own or where it
finds nothing; the next kind is tried then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds import (
    by_unit,
    change,
    convert,
    enumeration,
    exceeding,
    figure,
    listing,
    mean,
    not_addable,
    not_given,
    opinion,
    organisation,
    overview,
    passage,
    premise,
    projects,
    ranking,
    remainder,
    several_dates,
    share,
    threshold,
    total,
    trend,
)

Kind = Callable[[Desk], Draft | None]


def name_of(kind: Kind) -> str:
    """The name of its file, by which answers and proofs say what kind of question answered."""
    return kind.__module__.rpartition(".")[2]


KINDS: tuple[Kind, ...] = (
    opinion.answer,
    not_addable.answer,
    convert.answer,
    mean.answer,
    overview.answer,
    organisation.answer,
    projects.answer,
    premise.answer,
    threshold.answer,
    trend.answer,
    share.answer,
    exceeding.answer,
    ranking.answer,
    total.answer,
    remainder.answer,
    change.answer,
    enumeration.answer,
    figure.answer,
    several_dates.answer,
    by_unit.answer,
    not_given.answer,
    listing.answer,
    passage.answer,
)


def first_answer(desk: Desk) -> Draft | None:
    """The answer of the first kind that has one."""
    for kind in KINDS:
        draft = kind(desk)
        if draft is not None:
            return replace(draft, kind=name_of(kind))
    return None
