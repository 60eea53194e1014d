"""What a project of several years costs as a whole: a budget line that is of no single year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.cells import ALL_YEARS
from ingest.clean import squeezed
from ingest.model import Statement
from ingest.periods import years
from ingest.units import factor, family

_PERIOD = re.compile(r"(?:사업|추진)기간$")
_BUDGET = re.compile(r"^총?(?:소요예산|사업비|소요재원)$")
_DAY = re.compile(r"(?<!\d)(20\d\d)\s?[.년]\s?(\d{1,2})?")
_A_YEAR = 18  # months; a school year and its preparation stay within

_SOON = 80  # statements of one project

Group = tuple[int, tuple[str, ...]]  # section, heads


def without_year(statements: Sequence[Statement]) -> list[Statement]:
    """The statements, those without a year that state the budget of a project of several years.

    `사업기간 : 2023. 1. ~ 2027. 8.` makes of `소요예산 : 13,416백만원` beside it an amount for all
    these years, which a reader of one year's report would take for that year's.  Where the report
    gives the same amount for its year below, it is that year's.
    """
    long = {_group(s) for s in statements if _is_long(s)}
    return [
        _undated(s)
        if _group(s) in long and _is_undated(s) and not _is_repeated(s, statements)
        else s
        for s in statements
    ]


def _is_repeated(statement: Statement, statements: Sequence[Statement]) -> bool:
    """Whether a statement soon after gives the same amount, or one as rounded, for the year."""
    if not statement.figures:
        return False
    whole = statement.figures[0]
    after = statements[statement.id + 1 : statement.id + 1 + _SOON]
    return any(
        figure.year == whole.year
        and family(figure.unit) == "money"
        and abs(figure.amount - whole.amount) < max(factor(figure.unit), factor(whole.unit))
        for other in after
        for figure in other.figures
        if _any_year((*other.row_path, *other.column_path, *other.heads))
    )


def _group(statement: Statement) -> Group:
    return statement.section, statement.heads


def _key(statement: Statement) -> str:
    return squeezed("".join(statement.row_path)) if statement.row is None else ""


def _is_long(statement: Statement) -> bool:
    """Whether a 사업기간 lasts longer than about one year."""
    days = _DAY.findall(statement.text) if _PERIOD.search(_key(statement)) else []
    months = [int(year) * 12 + int(month or 1) for year, month in days]
    return len(months) > 1 and max(months) - min(months) > _A_YEAR


def _is_undated(statement: Statement) -> bool:
    named = _BUDGET.search(_key(statement)) is not None
    return named and not _any_year((statement.text, *statement.heads))


def _any_year(texts: Iterable[str]) -> bool:
    return any(years(text) for text in texts)


def _undated(statement: Statement) -> Statement:
    figures = tuple(replace(f, year=None, period=ALL_YEARS) for f in statement.figures)
    return replace(statement, year=None, figures=figures)
