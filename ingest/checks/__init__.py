"""검산: what the arithmetic of a report says of its figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.checks import changes, staff, texts, typing_errors
from ingest.checks.grid import grids
from ingest.checks.results import Results
from ingest.checks.sums import Sums
from ingest.model import Block, Finding, Ref, Section, SectionKind, Statement


def checked(
    sections: Sequence[Section], blocks: Sequence[Block], statements: Sequence[Statement]
) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    """The statements with the verdict on each figure, and what does not agree."""
    results = Results()
    tables = Sums()
    cells: defaultdict[int, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.row is not None:
            cells[statement.block].append(statement)
        else:
            texts.check_brackets(statement, results)
            texts.check_of_which(statement, results)
        typing_errors.check(statement, results)
    for block, inside in cells.items():
        table = blocks[block].table
        if table is None:
            continue
        for grid in grids(table, inside):
            tables.collect(grid)
            changes.check(grid, results)
    tables.judge(results)
    texts.check_budgets(statements, sections, _projects(sections), results)
    staff.check(sections, blocks, statements, results)
    results.drop_consequences()
    judged = tuple(_judged(statement, results) for statement in statements)
    order = {ref: i for i, ref in enumerate(_refs(statements))} if results.findings else {}
    return judged, tuple(sorted(results.findings, key=lambda f: order.get(f.claim, 0)))


def _refs(statements: Sequence[Statement]) -> list[Ref]:
    return [Ref(s.id, i) for s in statements for i in range(len(s.figures))]


def _judged(statement: Statement, results: Results) -> Statement:
    if not statement.figures:
        return statement
    found = [results.of(Ref(statement.id, i)) for i in range(len(statement.figures))]
    if all(f.check is check for f, check in zip(statement.figures, found, strict=True)):
        return statement
    figures = tuple(
        replace(figure, check=check) for figure, check in zip(statement.figures, found, strict=True)
    )
    return replace(statement, figures=figures)


def _projects(sections: Sequence[Section]) -> dict[int, int | None]:
    """The project section that each section stands in."""
    found: dict[int, int | None] = {}
    for section in sections:  # a parent always comes before its children
        own = section.id if section.kind is SectionKind.PROJECT else None
        parent = section.parent
        found[section.id] = (
            own if own is not None else found.get(parent) if parent is not None else None
        )
    return found
