"""Whether a figure or a text is of the asked year, and what another year takes off."""

from __future__ import annotations

import re

from assistant.lexicon import Operation
from assistant.query import Query
from index.types import StatementRecord
from ingest.cells import ALL_YEARS
from ingest.model import Figure
from ingest.periods import years

# What takes off: another year, no year, the sum of all years.
OTHER_YEAR, NO_YEAR, ALL = 0.08, 0.14, 0.1
PRINTED_YEAR = 0.06  # what a year adds that the labels name as asked
_CHANGE = re.compile(r"증가|감소|증감|늘|줄")


def year_fits(query: Query, record: StatementRecord, figure: Figure) -> bool:
    """A figure of a named other year does not answer; one of an assumed year may."""
    if figure.period == ALL_YEARS:
        return query.operation is Operation.SUM or not query.years
    if not query.years or figure.year in query.years:
        return True
    if figure.year is None:
        labels = " ".join((*record.statement.row_path, *record.statement.column_path))
        if _CHANGE.search(labels) and not _CHANGE.search(query.squeezed):
            return False  # 증가 beside columns of years is of none of them
        named = set(years(labels))
        return not named or bool(named & set(query.years))
    told = set(years(record.statement.text))
    if told & set(query.years):  # `('19) 10,487명 → ('20) 3,186명`: each is of its own year
        return figure.year not in told
    return record.document.year in query.years and not _year_is_printed(record, figure.year)


def told_year_fits(query: Query, record: StatementRecord) -> bool:
    """Whether a statement in words may be of the asked year: another year's never answers.

    What names no year is of its report's year, or later: reports plan ahead.
    """
    statement = record.statement
    if not query.years or statement.year is None or statement.year in query.years:
        return True
    labels = (*statement.row_path, *statement.column_path, *statement.heads, record.caption)
    printed = set(years(" ".join((*labels, *record.section_path))))
    if (printed | set(years(statement.text))) & set(query.years):
        return True
    return not printed and max(query.years) > statement.year == record.document.year


def _year_is_printed(record: StatementRecord, year: int | None) -> bool:
    """Whether the labels or headings of the statement itself name a year."""
    statement = record.statement
    labels = (*statement.row_path, *statement.column_path, *statement.heads)
    return year in years(" ".join((*labels, record.caption, *record.section_path)))


def year_gap(query: Query, record: StatementRecord, figure: Figure | None) -> float:
    """What a year that is not the asked one, or not the report's own, takes off."""
    if figure is not None and figure.period == ALL_YEARS:
        in_line = record.statement.row is None
        return 0.0 if in_line or query.operation is Operation.SUM else ALL
    year = figure.year if figure else record.statement.year
    if query.years:
        if year is None:
            return NO_YEAR
        if year in query.years:
            return _printed_bonus(query, record, year)
        if set(years(record.statement.text)) & set(query.years):
            return 0.0
        return OTHER_YEAR if record.document.year in query.years else 3 * OTHER_YEAR
    return 0.0 if year in (None, record.document.year) else OTHER_YEAR


def _printed_bonus(query: Query, record: StatementRecord, year: int) -> float:
    """A year that the labels name is surer; less so under a heading about another year."""
    about = set(years(" ".join((record.caption, *record.section_path[-1:]))))
    if about and not about & set(query.years):
        return OTHER_YEAR
    return -PRINTED_YEAR if _year_is_printed(record, year) else 0.0
