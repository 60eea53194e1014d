"""What a cell's own text is asked by: `우편으로 공개하는 것` of the column 공개방법."""

from __future__ import annotations

from assistant.desk import Desk
from assistant.matching import Match, carrying
from assistant.profile import profile
from assistant.query import Query, Term
from index.types import StatementRecord
from ingest.cell_kinds import is_blank

_AT_MOST = 20


def rows_by_value(desk: Desk, best: Match, query: Query) -> list[StatementRecord]:
    """The rows whose cell in the column of the best one says the same as the question.

    [] where the question asks by labels: then the cell itself is the answer.
    """
    if best.record.statement.row is None:
        return []
    words = _valued(best, query)
    if not words:
        return []
    cells = [cell for cell in desk.cells(best.record) if not is_blank(cell.statement.text)]
    rows = {
        cell.statement.row
        for cell in cells
        if cell.statement.column == best.record.statement.column
        and all(any(s in profile(cell).text for s in word.spellings) for word in words)
    }
    return [cell for cell in cells if cell.statement.row in rows][:_AT_MOST]


def _valued(match: Match, query: Query) -> list[Term]:
    """The words that carry the question and that only the text of a cell holds, no label or title.

    They are what is asked by where they weigh more than what the labels hold.
    """
    seen = profile(match.record)
    least = carrying(query.terms)
    words = [
        term
        for term in query.terms
        if term.weight >= least
        and any(s in seen.text for s in term.spellings)
        and not any(s in ring for s in term.spellings for ring in (seen.own, seen.near, seen.wide))
    ]
    labelled = (t.weight for t in query.terms if any(s in seen.own for s in t.spellings))
    return words if sum(word.weight for word in words) > sum(labelled) else []
