"""What is known of a cell or a figure: its labels, year, unit and measure, its line, its check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.web.ports import Remark
from assistant.web.render.words import CHECKED
from ingest.model import Check, Figure, Statement, Table

_WORST = (Check.CONTRADICTED, Check.UNCHECKED, Check.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Known:
    """A statement, and what the arithmetic says against its figures."""

    statement: Statement
    remarks: tuple[Remark, ...] = ()


def check_of(figures: Sequence[Figure]) -> Check | None:
    """The check that a cell with these figures has: one that is contradicted counts most."""
    found = {figure.check for figure in figures}
    return next((check for check in _WORST if check in found), None)


def cell_facts(table: Table, row: int, column: int, known: Known | None) -> tuple[str, ...]:
    """The lines that explain a cell, its labels first."""
    labels = (" › ".join(table.row_paths[row]), " › ".join(table.column_paths[column]))
    said = known.statement if known else None
    figures = said.figures if said else ()
    basis_date = table.basis.basis_date or ""
    line = table.lines[row]
    facts = (
        " × ".join(label for label in labels if label),
        *(figure_fact(figure, basis_date, alone=len(figures) == 1) for figure in figures),
        *(figure.reading for figure in figures),
        _year(said) if said and not figures else "",
        f"원문 {line}행" if line is not None else "",
        _checked(figures),
        *(remark.said for remark in (known.remarks if known else ())),
    )
    return tuple(fact for fact in facts if fact)


def figure_fact(figure: Figure, basis_date: str = "", *, alone: bool = True) -> str:
    """Year, stage, measure, unit and basis date; the figure first where there are several."""
    named = (
        ("연도", f"{figure.year}년" if figure.year else ""),
        ("기간", figure.period if figure.period != f"{figure.year}년" else ""),
        ("단계", figure.stage),
        ("항목", figure.label or figure.measure),
        ("단위", figure.unit),
        ("기준일", figure.basis_date or basis_date),
    )
    facts = " · ".join(f"{name} {value}" for name, value in named if value)
    return facts if alone else f"{figure.printed}: {facts}" if facts else figure.printed


def text_facts(known: Known, figure: Figure) -> tuple[str, ...]:
    """The lines that explain a figure in a line of text."""
    said = known.statement
    labels = " › ".join((*said.heads, *said.row_path))
    number = said.figures.index(figure)
    remarks = (remark.said for remark in known.remarks if remark.figure == number)
    facts = (labels, figure_fact(figure), figure.reading, _checked((figure,)), *remarks)
    return tuple(fact for fact in facts if fact)


def _year(said: Statement) -> str:
    return f"연도 {said.year}년" if said.year else ""


def _checked(figures: Sequence[Figure]) -> str:
    check = check_of(figures)
    return CHECKED[check] if check else ""
