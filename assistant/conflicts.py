"""What another report says of the same thing, where it says something else."""

from __future__ import annotations

import re

from assistant.answer import Checked
from assistant.audit.between import same_title
from assistant.desk import Desk
from assistant.korean import amount
from assistant.matching import Match
from assistant.wording import say
from ingest.cell_kinds import is_total
from ingest.cells import ALL_YEARS
from ingest.clean import compared
from ingest.model import Figure
from ingest.units import family

_YEAR = re.compile(r"['’‘]?(?:19|20)?\d{2}년도?(?:\s?\(?(?:당초|본)예산\)?)?|(?:19|20)\d{2}")
_LOOKED_AT = 60
_APART = 0.35  # how much worse the other report's figure may fit the question


def disagreeing(desk: Desk, found: list[Match], best: Match) -> Match | None:
    """The figure of another report for the same thing and year, None where none differs.

    `found` are the matches of the question, best first.  A budget is the same thing if department,
    project and year are, under whatever labels; other figures only under the same ones.
    """
    figure = best.known_figure
    if figure.year is None or figure.period == ALL_YEARS:
        return None
    for other in found[:_LOOKED_AT]:
        if other.figure is None or other.score < best.score - _APART:
            continue
        if other.record.document.id == best.record.document.id:
            continue
        if _same_thing(desk, best, other) and other.amount != best.amount:
            return other
    return None


def _same_thing(desk: Desk, one: Match, other: Match) -> bool:
    a, b = one.known_figure, other.known_figure
    if a.year != b.year or b.period == ALL_YEARS or family(a.unit) != family(b.unit):
        return False
    if any((m.record.document.year or 0) < (a.year or 0) for m in (one, other)):
        return False  # what was once planned for a later year contradicts nothing
    if (one.record.agency, one.record.department) != (other.record.agency, other.record.department):
        return False
    return a.label == b.label and same_name(desk, one, other)


def same_name(desk: Desk, one: Match, other: Match) -> bool:
    """Whether two figures are of one project or of none, and called alike, their years aside.

    A project's budget is one thing, whether it stands in a line or as the total of a table.
    """
    titles = one.record.project, other.record.project
    if bool(titles[0]) != bool(titles[1]):
        return False
    if titles[0] != titles[1] and not same_title(desk.search, *titles):
        return False
    return _labels(one) == _labels(other) or (_is_budget(one) and _is_budget(other))


def _labels(match: Match) -> set[str]:
    statement = match.record.statement
    labels = (*statement.row_path, *statement.column_path)
    bare = (compared(_YEAR.sub("", label)) for label in labels if not is_total(label))
    return {label for label in bare if label}


def _is_budget(match: Match) -> bool:
    """Whether a figure is its project's budget as a whole: its 소요예산, or the yearly total."""
    statement, figure = match.record.statement, match.known_figure
    about_it = all("소요" in head for head in statement.heads)
    if not match.record.project or not about_it or family(figure.unit) != "money":
        return False
    labels = compared("".join((*statement.row_path, *statement.column_path)))
    rows = all(is_total(label) for label in statement.row_path) or statement.row is None
    return rows and ("소요" in labels or "예산" in labels)


def told(desk: Desk, best: Match, other: Match) -> Checked:
    """That two reports differ, each with its title and date, newest first."""
    both = sorted((best, other), key=lambda match: -(match.record.document.year or 0))
    places = ", ".join(_place(match) for match in both)
    figure = best.known_figure
    name = best.record.project or best.record.department or best.record.document.department
    message = say(
        "finding_between_reports", subject=f"{figure.year}년 {name} {_what(figure)}", places=places
    )
    return Checked(kind="between_reports", message=message, citations=tuple(desk.cite(both)))


def _what(figure: Figure) -> str:
    return "예산" if family(figure.unit) == "money" else (figure.label or figure.measure or "값")


def _place(match: Match) -> str:
    document, figure = match.record.document, match.known_figure
    when = document.report_date or document.name
    return f"‘{document.title}’({when})에 {amount(figure.value, figure.unit)}"
