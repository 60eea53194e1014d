"""What a report mentions without saying what is asked: said so, never another thing's value."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Reason, Status
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds.quoting import in_context, line_of
from assistant.lexicon import Operation
from assistant.matching import Match
from assistant.picking import ENOUGH_WORDS
from assistant.profile import profile
from assistant.wording import asked_subject, marks, say
from ingest.cell_kinds import is_blank
from ingest.clean import compared

# What a report prints where an amount could stand.
_SAYS_NONE = re.compile(r"비예산|미정|없음|무료|무상|추후|별도|해당없|협의|전액|자체|기관부담|실비")
_MONEY_NOUN = re.compile(
    r"(?<![가-힣])([가-힣]{1,5}(?:비|비용|료|금액|단가|수당))[은는이가]?\s*(?:얼마.*)?[?]?$"
)
_ANY = {Operation.TEXT, Operation.FIGURE}
_SURE = 0.7  # so much of the question a mention must hold, if it lacks the very word for money
_LOOKED_AT = 40


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    if query.operation not in _ANY or not query.terms:
        return None
    return _blank(desk) or _unpriced(desk)


# --- an empty cell --------------------------------------------------------------------------------


def _blank(desk: Desk) -> Draft | None:
    """The cell that would answer is empty, while others of its row or column are filled.

    The question's words stand in the other cells (`6월 위탁 만료`), and its subject is the label
    of the empty one (`2호점`).
    """
    query = desk.query
    plain = replace(query, families=(), measures=())
    found = [m for m in desk.matches(plain) if m.coverage >= ENOUGH_WORDS]
    for match in found[:1]:
        statement = match.record.statement
        if statement.row is None or not is_blank(statement.text):
            continue
        if statement.text or _told_beside(desk, match):
            n = desk.book.cite(match.record)
            named = " ".join((*statement.column_path, *statement.row_path))
            return Draft(
                text=say("empty_cell", subject=named, marks=marks([n])),
                status=Status.NOT_FOUND,
                reason=Reason.EMPTY_CELL,
            )
    return None


def _told_beside(desk: Desk, match: Match) -> bool:
    """Whether a word of the question stands only in the other cells of the row."""
    own = profile(match.record).own
    rest = [t for t in desk.query.terms if not any(s in own for s in t.spellings)]
    texts = compared(" ".join(cell.statement.text for cell in desk.row(match.record)))
    return any(s in texts for t in rest for s in t.spellings)


# --- a thing without its amount -------------------------------------------------------------------


def _unpriced(desk: Desk) -> Draft | None:
    """A line about the thing, or about its very budget, that prints no amount for it."""
    query = desk.query
    noun = _MONEY_NOUN.search(query.text) if not query.wants_amount else None
    if query.wanted or not (query.wants_amount or noun):
        return None
    plain = replace(query, families=(), measures=())
    found = [m for m in desk.matches(plain) if m.coverage >= ENOUGH_WORDS]
    best = found[0] if found else None
    if best is None or is_blank(best.record.statement.text):
        return None
    text = compared(line_of(best.record))
    if best.record.statement.figures or _SAYS_NONE.search(text):
        return None
    if noun is not None and (noun[1] in text or best.coverage < _SURE):
        return None
    measured = any(m.labels.search(profile(best.record).own) for m in query.measures)
    if noun is None and not measured:
        return None
    n = desk.book.cite(best.record)
    return Draft(
        text=say(
            "not_given", subject=asked_subject(query), told=in_context(best.record),
            marks=marks([n]),
        ),
        status=Status.NOT_FOUND,
        reason=Reason.NOT_GIVEN,
    )  # fmt: skip
