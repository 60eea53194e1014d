"""What a figure is called where nothing around it helps: `2024년 소통담당관 예산`."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.desk import Desk
from assistant.lexicon import MEASURES, Measure
from assistant.matching import Match
from assistant.wording import subject
from index.types import StatementRecord
from ingest.clean import compared, squeezed
from ingest.model import StatementKind
from ingest.units import family

BESIDE = ("정원", "현원", "예산", "집행액", "집행률")  # measures that share a row
_YEAR = re.compile(r"(?:(?:19|20)\d{2}|['’‘]\d{2})\s*년도?")
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*")
_SAYS_MONEY = re.compile(r"비$")  # 구비, 사업비, 경비


def full_name(desk: Desk, match: Match) -> str:
    """With year, agency, department or project, and measure; labels lose what these say."""
    year = f"{match.figure.year}년 " if match.figure and match.figure.year else ""
    return year + agency(desk, match.record) + name_within(desk, match)


def name_within(desk: Desk, match: Match) -> str:
    """The same without year and agency: for a place where both are clear."""
    record = _plain(match.record, desk)
    query = replace(desk.query, measures=(), agencies=())
    name = subject(replace(match, record=record), query, year=False)
    measure = measure_of(match)
    unsaid = squeezed(name).replace(squeezed(record.project), "")
    if measure and not measure.labels.search(unsaid) and not _SAYS_MONEY.search(unsaid):
        needed = record.project and measure.name == "예산"
        name += " 소요예산" if needed else f" {measure.name}"
    return name


def agency(desk: Desk, record: StatementRecord) -> str:
    """The agency's name with a blank, "" where all reports are of one."""
    return f"{record.agency} " if record.agency and len(desk.landscape.agencies) > 1 else ""


def measure_of(match: Match) -> Measure | None:
    """What is measured, by the figure's own label, else by those of its cell or its table."""
    figure, record = match.figure, match.record
    if figure is None:
        return None
    statement = record.statement
    own = " ".join((*statement.column_path, *statement.row_path, *statement.heads[-1:]))
    for label in (figure.label, own, record.caption):
        for measure in MEASURES:
            fits = measure.name in BESIDE and measure.family in ("", family(figure.unit))
            if fits and measure.labels.search(compared(label)):
                return measure
    return None


def _plain(record: StatementRecord, desk: Desk) -> StatementRecord:
    """The record without years in its labels, and with its department named once, in one word."""
    statement = record.statement
    offices = {squeezed(name) for name in desk.landscape.departments}
    labels = _without_years(statement.row_path)
    rows = [squeezed(label) if squeezed(label) in offices else label for label in labels]
    itself = statement.kind is StatementKind.CELL and any(row in offices for row in rows)
    return replace(
        record,
        department="" if itself else record.department,
        caption="" if record.department else record.caption,
        statement=replace(
            statement,
            row_path=tuple(rows),
            column_path=tuple(_without_years(statement.column_path)),
            heads=tuple(_without_years(statement.heads)),
        ),
    )


def _without_years(labels: tuple[str, ...]) -> list[str]:
    """Each label less its year, dropped where only a bracket is left (`2024년 (당초예산)`)."""
    bare = [_YEAR.sub("", x).strip() if _YEAR.search(x) else x for x in labels]
    return [x for x, y in zip(bare, labels, strict=True) if x == y or _BRACKETED.sub("", x).strip()]
