"""정원 and 현원 in the line above a table against the table's total."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.cell_kinds import is_total
from ingest.checks.results import Results
from ingest.clean import compared
from ingest.model import Block, FindingKind, Ref, Section, Statement, StatementKind

_LABELS = ("정원", "현원")
_NEAR = 6  # statements between the line and its table


def check(
    sections: Sequence[Section],
    blocks: Sequence[Block],
    statements: Sequence[Statement],
    results: Results,
) -> None:
    for statement in statements:
        named = {f.label: i for i, f in enumerate(statement.figures) if f.label in _LABELS}
        if statement.kind is StatementKind.CELL or len(named) < 2:
            continue
        total = _total_below(statements, statement)
        if total is None:
            continue
        for label, position in named.items():
            _compare(statement, position, total, label, results)


def _total_below(statements: Sequence[Statement], line: Statement) -> Statement | None:
    """The first 합계 cell of the table below that holds both numbers."""
    for other in statements[line.id + 1 : line.id + 1 + _NEAR]:
        labels = {figure.label for figure in other.figures}
        if other.kind is StatementKind.CELL and set(_LABELS) <= labels:
            ended = other.column_path and is_total(compared(other.column_path[-1]))
            return other if ended else None
    return None


def _compare(
    line: Statement, position: int, total: Statement, label: str, results: Results
) -> None:
    figure = line.figures[position]
    at = next(i for i, f in enumerate(total.figures) if f.label == label)
    printed = total.figures[at]
    claim, other = Ref(line.id, position), Ref(total.id, at)
    if figure.amount == printed.amount:
        results.hold(claim, other)
    else:
        results.contradict(
            FindingKind.TEXT_TABLE, claim, figure, (other,), printed.amount, f"본문과 표의 {label}"
        )
