"""Asking back: the readings that fit equally well, each as a question to click."""

from __future__ import annotations

from assistant import draft
from assistant.answer import Reason, Status
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.matching import Match
from assistant.query import Query
from assistant.wording import asked_subject, say

_CHOICES = 6


def _each_reading(readings: list[Match]) -> list[Match]:
    """One for each place and name: `134㎡ (40평)` is one area."""
    first: dict[tuple[str, str], Match] = {}
    for match in readings:
        first.setdefault((match.record.id, match.figure.label if match.figure else ""), match)
    return list(first.values())


def asked_back(desk: Desk, query: Query, readings: list[Match]) -> Draft:
    shown = _each_reading(readings)[:_CHOICES]
    choices = tuple(draft.choice(match, query, n, desk) for n, match in enumerate(shown, 1))
    lines = [say("clarify", subject=asked_subject(query))]
    lines += [f"- {choice.label} [{choice.citation}]" for choice in choices]
    return Draft(
        text="\n".join(lines),
        status=Status.CLARIFY,
        reason=Reason.SEVERAL_READINGS,
        choices=choices,
    )
